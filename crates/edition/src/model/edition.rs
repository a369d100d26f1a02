//! Editions and their pages.

use serde::{Deserialize, Serialize};

use crate::id::{EditionId, Id};
use crate::model::article::Article;
use crate::model::common::{Extra, Version};
use crate::model::image::Image;
use crate::read::fields::{list, needed_as, needed_list, optional, optional_as};
use crate::read::record::{Record, object};
use crate::words::{FilePath, NameInEdition};

/// One publication on one date (期).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Edition {
    /// The version of the format.
    pub version: Version,
    /// The publication's id (报纸).
    #[cfg_attr(feature = "schema", schemars(with = "crate::words::PublicationName"))]
    pub publication: Id,
    /// Date, and suffix where it is not the first edition of that day.
    #[serde(flatten)]
    pub id: EditionId,
    /// The edition's own name: 号外.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The running number as printed (第7890期): text, since papers print what they like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The nameplate, where it differs from the publication's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// BCP 47 tag of the edition's text, where it differs from the publication's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::words::LanguageTag>"))]
    pub language: Option<String>,
    /// The rights line, where it differs from the paper's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// Pages in reading order.
    pub pages: Vec<Page>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One page (版).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page {
    /// `A01`, `X04`: text, never a number.
    #[serde(deserialize_with = "needed_as::<NameInEdition, _, _>")]
    pub id: Id,
    /// The section (叠、子报) it belongs to: 新郑时报.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The page's name (版名): 聚焦.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The facsimile (版面图).
    #[serde(default, deserialize_with = "optional_as::<Record<Image>, _, _>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// The page as PDF, relative to the edition's folder.
    #[serde(default, deserialize_with = "optional_as::<FilePath, _, _>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<FilePath>"))]
    pub pdf: Option<String>,
    /// Old addresses that lead here.
    #[serde(default, deserialize_with = "list::<FilePath, _, _>", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<FilePath>"))]
    pub aliases: Vec<String>,
    /// Articles in reading order.
    #[serde(deserialize_with = "needed_list::<Record<Article>, _, _>")]
    pub articles: Vec<Article>,
    /// Unknown fields.
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(skip_deserializing, flatten))]
    pub extra: Extra,
}

object!(Edition: "version", "publication", "date", "pages");

object!(Page: "id", "articles");

impl Edition {
    /// Whether it was read from a file of a version that this program does not know.
    pub fn is_of_unknown_version(&self) -> bool {
        self.version != Version::Known
    }

    /// The page of that name, and where it is.
    pub fn page(&self, id: &Id) -> Option<(usize, &Page)> {
        self.pages.iter().enumerate().find(|(_, page)| page.id.same(id))
    }

    /// The article of that name, on whatever page it stands: the page's index, the article's index on it.
    pub fn article(&self, id: &Id) -> Option<(usize, usize, &Article)> {
        self.pages.iter().enumerate().find_map(|(at, page)| {
            let (index, article) =
                page.articles.iter().enumerate().find(|(_, article)| article.id.same(id))?;
            Some((at, index, article))
        })
    }

    /// Every article in reading order.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.pages.iter().flat_map(|page| &page.articles)
    }
}

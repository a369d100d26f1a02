//! Articles: their heads, and what else is said of them beside their text.

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::model::block::Block;
use crate::model::common::{Extra, is_default};
use crate::model::status::Status;
use crate::model::text::Text;
use crate::read::fields::{field, field_as, lines, list, needed_as, optional, optional_as, strings};
use crate::read::record::{Record, object};
use crate::words::{FilePath, NameInEdition, Polygon, Region};

/// One article (篇).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Article {
    /// Unique in its edition, without regard to case.
    #[serde(deserialize_with = "needed_as::<NameInEdition, _, _>")]
    pub id: Id,
    /// What kind of thing it is, where it is not an ordinary article.
    #[serde(default, deserialize_with = "field", skip_serializing_if = "is_default")]
    pub kind: Kind,
    /// 引题.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub kicker: Option<Text>,
    /// 标题, in the lines of print; one phrase for search.
    #[serde(default, deserialize_with = "lines", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "crate::read::list::Lines"))]
    pub headline: Vec<String>,
    /// 副题.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub deck: Option<Text>,
    /// Who wrote, photographed, edited it.
    #[serde(
        default,
        deserialize_with = "list::<Record<Credit>, _, _>",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub byline: Vec<Credit>,
    /// 来源: the agency or paper it was taken from.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Keywords.
    #[serde(default, deserialize_with = "strings", skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Polygons on the page image (热区).
    #[serde(default, deserialize_with = "list::<Polygon, _, _>", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<Polygon>"))]
    pub regions: Vec<Region>,
    /// An article continued on another page (转版).
    #[serde(
        default,
        deserialize_with = "field_as::<Record<Jump>, _, _>",
        skip_serializing_if = "is_default"
    )]
    pub jump: Jump,
    /// Published, corrected or withdrawn.
    #[serde(default, deserialize_with = "field", skip_serializing_if = "is_default")]
    pub status: Status,
    /// Old addresses that lead here.
    #[serde(default, deserialize_with = "list::<FilePath, _, _>", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<FilePath>"))]
    pub aliases: Vec<String>,
    /// Who is to read the whole of it.
    #[serde(default, deserialize_with = "field", skip_serializing_if = "is_default")]
    pub access: Access,
    /// The body. Empty for a bare photo or advertisement.
    #[serde(default, deserialize_with = "list::<Block, _, _>", skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
    /// Unknown fields.
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(flatten, skip_deserializing))]
    pub extra: Extra,
}

/// The two ends of a jump.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Jump {
    /// The article that this one continues (上接).
    #[serde(default, deserialize_with = "optional_as::<NameInEdition, _, _>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Id>,
    /// The article that this one is continued in (下转).
    #[serde(default, deserialize_with = "optional_as::<NameInEdition, _, _>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Id>,
    /// Unknown fields.
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(flatten, skip_deserializing))]
    pub extra: Extra,
}

/// What an article is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename_all = "lowercase", !from, !into))]
pub enum Kind {
    /// An ordinary article: `kind` is absent.
    #[default]
    Article,
    /// A photo with a caption and no text of its own.
    Photo,
    /// An advertisement; always marked as one.
    Advertisement,
    /// A notice (公告).
    Notice,
    /// A kind that this version does not know: shown as an ordinary article.
    #[cfg_attr(feature = "schema", schemars(skip))]
    Unknown(String),
}

impl From<String> for Kind {
    fn from(word: String) -> Self {
        match word.as_str() {
            "article" => Self::Article,
            "photo" => Self::Photo,
            "advertisement" => Self::Advertisement,
            "notice" => Self::Notice,
            _ if word.trim().is_empty() => Self::Article,
            _ => Self::Unknown(word),
        }
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        let word = match kind {
            Kind::Article => "article",
            Kind::Photo => "photo",
            Kind::Advertisement => "advertisement",
            Kind::Notice => "notice",
            Kind::Unknown(word) => return word,
        };
        word.to_owned()
    }
}

/// Who is to read the whole of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename_all = "lowercase", !from, !into))]
pub enum Access {
    /// Everybody: `access` is absent.
    #[default]
    Everyone,
    /// Those who subscribe: a site has its beginning alone.
    Subscribers,
    /// A word that this version does not know. It is taken for the narrower one: a slip must not give away what is to be
    /// paid for.
    #[cfg_attr(feature = "schema", schemars(skip))]
    Unknown(String),
}

impl Access {
    /// Whether everybody may read the whole of it.
    pub fn is_open(&self) -> bool {
        *self == Self::Everyone
    }
}

impl From<String> for Access {
    fn from(word: String) -> Self {
        match word.as_str() {
            "everyone" => Self::Everyone,
            "subscribers" => Self::Subscribers,
            _ if word.trim().is_empty() => Self::Everyone,
            _ => Self::Unknown(word),
        }
    }
}

impl From<Access> for String {
    fn from(access: Access) -> Self {
        match access {
            Access::Everyone => "everyone".to_owned(),
            Access::Subscribers => "subscribers".to_owned(),
            Access::Unknown(word) => word,
        }
    }
}

/// Names in one role of a byline: 记者 杨宜锦.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Credit {
    /// 记者, 通讯员, 文/图, By …: as printed. May be empty.
    #[serde(default, deserialize_with = "field", skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// The names.
    #[serde(default, deserialize_with = "strings")]
    pub names: Vec<String>,
    /// Unknown fields.
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(flatten, skip_deserializing))]
    pub extra: Extra,
}

object!(Article: "id");

object!(Jump:);

object!(Credit:);

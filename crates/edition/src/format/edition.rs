//! Editions: their date and suffix stand beside the other fields.

use serde::{Deserialize, Deserializer};

use crate::date::Date;
use crate::id::{EditionId, Id};
use crate::model::common::{Extra, Version};
use crate::model::edition::{Edition, Page};
use crate::read::fields::{needed, needed_as, needed_list, optional, optional_as};
use crate::read::record::Record;
use crate::words::{LanguageTag, PublicationName};

#[derive(Deserialize)]
struct EditionFile {
    #[serde(deserialize_with = "needed")]
    version: Version,
    #[serde(deserialize_with = "needed_as::<PublicationName, _, _>")]
    publication: Id,
    #[serde(deserialize_with = "needed")]
    date: Date,
    #[serde(default, deserialize_with = "optional_as::<Id, _, _>")]
    suffix: Option<Id>,
    #[serde(default, deserialize_with = "optional")]
    name: Option<String>,
    #[serde(default, deserialize_with = "optional")]
    number: Option<String>,
    #[serde(default, deserialize_with = "optional")]
    title: Option<String>,
    #[serde(default, deserialize_with = "optional_as::<LanguageTag, _, _>")]
    language: Option<String>,
    #[serde(default, deserialize_with = "optional")]
    rights: Option<String>,
    #[serde(deserialize_with = "needed_list::<Record<Page>, _, _>")]
    pages: Vec<Page>,
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(skip))]
    extra: Extra,
}

impl<'de> Deserialize<'de> for Edition {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let file = EditionFile::deserialize(from)?;
        Ok(Self {
            version: file.version,
            publication: file.publication,
            id: EditionId::new(file.date, file.suffix),
            name: file.name,
            number: file.number,
            title: file.title,
            language: file.language,
            rights: file.rights,
            pages: file.pages,
            extra: file.extra,
        })
    }
}

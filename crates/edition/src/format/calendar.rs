//! Entries of a calendar: their date and suffix stand beside the other fields.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::calendar::Entry;
use crate::date::Date;
use crate::id::{EditionId, Id};
use crate::model::common::Extra;
use crate::read::fault::TOLD;
use crate::read::fields::{needed, needed_as, optional, optional_as};

#[derive(Deserialize)]
struct EntryFile {
    #[serde(deserialize_with = "needed_as::<Date, Option<Date>, _>")]
    date: Option<Date>,
    #[serde(default, deserialize_with = "optional_as::<Id, _, _>")]
    suffix: Option<Id>,
    #[serde(default, deserialize_with = "optional")]
    name: Option<String>,
    #[serde(default, deserialize_with = "optional")]
    number: Option<String>,
    #[serde(deserialize_with = "needed")]
    pages: u32,
    #[serde(deserialize_with = "needed")]
    hash: String,
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(skip))]
    extra: Extra,
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let file = EntryFile::deserialize(from)?;
        // Without its date it is the entry of no edition.
        let date = file.date.ok_or_else(|| D::Error::custom(TOLD))?;
        Ok(Self {
            id: EditionId::new(date, file.suffix),
            name: file.name,
            number: file.number,
            pages: file.pages,
            hash: file.hash,
            extra: file.extra,
        })
    }
}

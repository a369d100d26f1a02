//! Statuses: an object, or its type alone.

use serde::ser::{Serialize, Serializer};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::tag::Tag;
use crate::date::Date;
use crate::finding::{FindingKind, Refusal};
use crate::model::common::Extra;
use crate::model::status::{Amendment, Status};
use crate::read::again::{Varied, varied};
use crate::read::fields::{needed, optional, optional_as};

#[derive(Deserialize)]
pub(crate) struct StatusFile {
    #[serde(rename = "type", deserialize_with = "needed")]
    kind: String,
    #[serde(default, deserialize_with = "optional_as::<Date, _, _>")]
    date: Option<Date>,
    #[serde(default, deserialize_with = "optional")]
    note: Option<String>,
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(skip))]
    extra: Extra,
}

impl Varied for Status {
    type Look = Tag;
    type Record = StatusFile;

    fn needed(tag: &Tag) -> Option<&'static [&'static str]> {
        matches!(tag.kind.as_str(), "corrected" | "withdrawn").then_some(&[])
    }

    fn of_record(file: StatusFile, tag: &Tag) -> Self {
        let amendment = Amendment { date: file.date, note: file.note, extra: file.extra };
        if tag.kind == "withdrawn" { Self::Withdrawn(amendment) } else { Self::Corrected(amendment) }
    }

    fn of_strict(file: StatusFile) -> Result<Self, Refusal> {
        let tag = Tag { kind: file.kind.clone() };
        match Self::needed(&tag) {
            Some(_) => Ok(Self::of_record(file, &tag)),
            None => Err(Refusal::new(FindingKind::BadValue, "")),
        }
    }

    fn of_unknown(mut fields: Map<String, Value>, tag: &Tag) -> Self {
        let is_published = tag.kind == "published";
        match fields.len() {
            1 if is_published => Self::Published,
            _ => {
                // What was refused has its finding.
                if tag.kind.is_empty() {
                    fields.remove("type");
                }
                if fields.is_empty() { Self::Published } else { Self::Other(fields) }
            }
        }
    }

    fn of_text(word: &str) -> Option<Self> {
        Some(match word {
            "corrected" => Self::Corrected(Amendment::default()),
            "withdrawn" => Self::Withdrawn(Amendment::default()),
            "published" => Self::Published,
            _ if word.trim().is_empty() => Self::Published,
            _ => Self::Other(Map::from_iter([("type".to_owned(), word.into())])),
        })
    }
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        varied(from)
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Tagged<'a> {
            r#type: &'static str,
            #[serde(flatten)]
            amendment: &'a Amendment,
        }
        match self {
            Self::Published => to.serialize_str("published"),
            Self::Corrected(amendment) => Tagged { r#type: "corrected", amendment }.serialize(to),
            Self::Withdrawn(amendment) => Tagged { r#type: "withdrawn", amendment }.serialize(to),
            Self::Other(fields) => fields.serialize(to),
        }
    }
}

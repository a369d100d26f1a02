//! Corrections and withdrawals.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::model::common::Extra;
use crate::read::fields::{optional, optional_as};

/// Whether an article stands as it was printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Status {
    /// As printed.
    #[default]
    Published,
    /// Changed after publication; the note says what.
    Corrected(Amendment),
    /// Taken back; the body is gone.
    Withdrawn(Amendment),
    /// A status that this version does not know, or a published article's with fields that it does not know: kept as it
    /// was, and the article is shown as published.
    Other(Extra),
}

/// When and why an article was changed or withdrawn.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Amendment {
    /// The day of the change.
    #[serde(
        default,
        deserialize_with = "optional_as::<Date, _, _>",
        skip_serializing_if = "Option::is_none"
    )]
    pub date: Option<Date>,
    /// What was changed or why, in the publication's language.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Unknown fields.
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(flatten, skip_deserializing))]
    pub extra: Extra,
}

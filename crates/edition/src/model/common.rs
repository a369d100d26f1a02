//! What every file of the format has: a version, and room for fields that this version does not know.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Fields that this version does not know, kept so that a round trip loses nothing. A browser, which writes no files,
/// keeps none.
pub type Extra = Map<String, Value>;

/// The version of `edition.json`, `paper.json` and the year calendars that this crate writes.
pub const VERSION: i64 = 1;

/// The version of the format that a file is in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Value", into = "Value")]
pub enum Version {
    /// The one that this crate writes.
    #[default]
    Known,
    /// One that it does not know, as it was written.
    Other(Value),
}

impl From<Value> for Version {
    fn from(value: Value) -> Self {
        if value == VERSION { Self::Known } else { Self::Other(value) }
    }
}

impl From<Version> for Value {
    fn from(version: Version) -> Self {
        match version {
            Version::Known => VERSION.into(),
            Version::Other(value) => value,
        }
    }
}

/// Whether a field says what an absent one says, so that it is left out.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

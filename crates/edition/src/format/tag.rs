//! What says of which type an object is.

use serde::Deserialize;

use crate::read::fields::needed;
use crate::read::record::object;

/// The `type` of an object; empty where there is none that can be read.
#[derive(Deserialize)]
pub(crate) struct Tag {
    #[serde(rename = "type", deserialize_with = "needed")]
    pub(super) kind: String,
}

object!(Tag: "type");

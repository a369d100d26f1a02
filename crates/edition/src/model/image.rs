//! Pictures.

use serde::{Deserialize, Serialize};

use crate::model::common::{Extra, is_default};
use crate::read::fields::{field_as, list, needed_as};
use crate::read::record::object;
use crate::words::{FilePath, Size};

/// A picture file with its size in pixels, so that its room is kept before it arrives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Image {
    /// Path relative to the edition's folder.
    #[serde(deserialize_with = "needed_as::<FilePath, _, _>", skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "FilePath"))]
    pub src: String,
    /// Width in pixels.
    #[serde(default, deserialize_with = "field_as::<Size, _, _>", skip_serializing_if = "is_default")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub width: u32,
    /// Height in pixels.
    #[serde(default, deserialize_with = "field_as::<Size, _, _>", skip_serializing_if = "is_default")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub height: u32,
    /// Widths in which a built site has the picture as WebP too, ascending: `<src>.<width>.webp`.
    #[serde(default, deserialize_with = "list::<Size, _, _>", skip_serializing_if = "Vec::is_empty")]
    pub widths: Vec<u32>,
    /// Unknown fields.
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(skip_deserializing, flatten))]
    pub extra: Extra,
}

object!(Image: "src");

impl Image {
    /// The file that holds the picture in one of its [widths](Self::widths).
    pub fn at_width(&self, width: u32) -> String {
        format!("{}.{width}.webp", self.src)
    }
}

//! Figures: file, size, caption and credit in one object.

use serde::{Deserialize, Deserializer};

use crate::model::block::Figure;
use crate::model::common::Extra;
use crate::model::image::Image;
use crate::model::text::Text;
use crate::read::fields::{field_as, list, needed_as, optional};
use crate::read::record::object;
use crate::words::{FilePath, Size};

#[derive(Deserialize)]
struct FigureFile {
    #[serde(deserialize_with = "needed_as::<FilePath, _, _>")]
    src: String,
    #[serde(default, deserialize_with = "field_as::<Size, _, _>")]
    width: u32,
    #[serde(default, deserialize_with = "field_as::<Size, _, _>")]
    height: u32,
    #[serde(default, deserialize_with = "list::<Size, _, _>")]
    widths: Vec<u32>,
    #[serde(default, deserialize_with = "optional")]
    caption: Option<Text>,
    #[serde(default, deserialize_with = "optional")]
    credit: Option<String>,
    #[serde(default, deserialize_with = "optional")]
    alt: Option<String>,
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(skip))]
    extra: Extra,
}

object!(Figure: "src");

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let FigureFile { src, width, height, widths, caption, credit, alt, extra } =
            FigureFile::deserialize(from)?;
        Ok(Self { image: Image { src, width, height, widths, extra }, caption, credit, alt })
    }
}

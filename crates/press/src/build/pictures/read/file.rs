//! What the readers of all formats share: opening a file, and what is said of a damaged one.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use image::metadata::Orientation;

use crate::build::pictures::limits::MOST_METADATA;

/// Opens a file to be read in pieces.
pub(super) fn open(path: &Path) -> Result<BufReader<File>, String> {
    File::open(path).map(BufReader::new).map_err(|error| error.to_string())
}

/// What a program for pictures says of a damaged one. What it says of its insides helps nobody to find the picture again.
pub(super) fn said(error: impl std::fmt::Display) -> String {
    error.to_string().split(" while decoding").next().unwrap_or_default().to_owned()
}

/// The error for metadata that is out of all proportion.
pub(super) fn too_much_metadata() -> String {
    format!("its colour profile or other metadata is larger than {} MB", MOST_METADATA >> 20)
}

/// How a picture is turned, by what its camera says (Exif).
pub(super) fn orientation(exif: Option<&[u8]>) -> Orientation {
    exif.and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms)
}

/// The error for a file that changed between looking at it and decoding it, or whose parts contradict one another.
pub(super) fn contradiction() -> String {
    "its parts do not agree with its header".to_owned()
}

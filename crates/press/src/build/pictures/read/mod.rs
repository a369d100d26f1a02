//! Reading pictures, each format in a file: what its header says ([`look`]), which bounds what the rest may cost, and
//! then its pixels ([`decode`]), with eight bits for each colour.
//!
//! All of it is done in Rust: a damaged picture must not be able to do harm.

mod bmp;
mod jpeg;
mod png;
mod webp;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use image::ImageFormat;
use image::metadata::Orientation;

use super::limits::MOST_METADATA;
use crate::paper::picture::turns;

/// What a picture says of itself.
#[derive(Clone, Debug)]
pub struct Header {
    /// By its first bytes.
    pub format: ImageFormat,
    /// As it is stored.
    pub width: u32,
    /// As it is stored.
    pub height: u32,
    /// Grey, grey with alpha, red green and blue, or these with alpha: 1 to 4. Each has a byte once decoded.
    pub channels: u8,
    /// How it is turned to be shown.
    pub orientation: Orientation,
    /// What decoding takes beside the decoded pixels, in bytes.
    pub beside: u64,
    /// The length of its colour profile, inflated.
    pub profile: u64,
}

/// A decoded picture: its pixels, and its colour profile.
pub struct Decoded {
    /// Row by row.
    pub bytes: Vec<u8>,
    /// As ICC describes it.
    pub profile: Option<Vec<u8>>,
}

impl Header {
    /// How many there are.
    pub fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// Whether it is stored in another way than it is shown.
    pub fn is_turned(&self) -> bool {
        self.orientation != Orientation::NoTransforms
    }

    /// Width and height as it is shown.
    pub fn shown(&self) -> (u32, u32) {
        if turns(self.orientation) { (self.height, self.width) } else { (self.width, self.height) }
    }

    /// The length of its decoded pixels, where a machine can have so many.
    fn length(&self) -> Result<usize, String> {
        let length = self.pixels().checked_mul(u64::from(self.channels));
        length
            .and_then(|length| usize::try_from(length).ok())
            .ok_or_else(|| "it has too many pixels".to_owned())
    }
}

/// What a file's header says; `None` for pictures that stay as they are: those that are no bitmap, move, or have four
/// colours for print, which every program shows otherwise. Takes no more than [`super::limits::LOOK`].
pub fn look(path: &Path) -> Result<Option<Header>, String> {
    let mut head = [0; 32];
    let mut read = 0;
    let mut file = open(path)?;
    while let Ok(more @ 1..) = file.read(&mut head[read..]) {
        read += more;
    }
    match image::guess_format(&head[..read]) {
        Ok(ImageFormat::Png) => png::look(path),
        Ok(ImageFormat::Jpeg) => jpeg::look(path),
        Ok(ImageFormat::WebP) => webp::look(path),
        Ok(ImageFormat::Bmp) => bmp::look(path).map(Some),
        _ => Ok(None),
    }
}

/// The pixels of a file whose header was looked at. They are as many as the header says.
pub fn decode(path: &Path, header: &Header) -> Result<Decoded, String> {
    match header.format {
        ImageFormat::Png => png::decode(path, header),
        ImageFormat::Jpeg => jpeg::decode(path, header),
        ImageFormat::WebP => webp::decode(path, header),
        _ => bmp::decode(path, header),
    }
}

fn open(path: &Path) -> Result<BufReader<File>, String> {
    File::open(path).map(BufReader::new).map_err(|error| error.to_string())
}

/// What a program for pictures says of a damaged one. What it says of its insides helps nobody to find the picture again.
fn said(error: impl std::fmt::Display) -> String {
    error.to_string().split(" while decoding").next().unwrap_or_default().to_owned()
}

/// The error for metadata that is out of all proportion.
fn too_much_metadata() -> String {
    format!("its colour profile or other metadata is larger than {} MB", MOST_METADATA >> 20)
}

/// How a picture is turned, by what its camera says (Exif).
fn orientation(exif: Option<&[u8]>) -> Orientation {
    exif.and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms)
}

/// The error for a file that changed between looking at it and decoding it, or whose parts contradict one another.
fn contradiction() -> String {
    "its parts do not agree with its header".to_owned()
}

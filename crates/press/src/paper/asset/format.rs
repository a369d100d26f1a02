//! What a file is: by its first bytes, which browsers go by, and by its name, which hosts go by.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use imagesize::ImageType;

use crate::hosting::types;

/// How far from its beginning viewers look for the mark of a PDF.
const PDF_WITHIN: usize = 1024;
/// How much is looked at: as much as of an SVG to find its size.
const HEAD: u64 = 4096;

/// A kind of file that is published for an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Jpeg,
    Png,
    Gif,
    WebP,
    /// AVIF, and what is packed in the same boxes.
    Avif,
    Bmp,
    Svg,
    Pdf,
    /// A picture that few programs show.
    Other,
}

/// By the first bytes; `None` for what is neither a picture nor a PDF.
pub(super) fn of_content(file: &mut File) -> io::Result<Option<Format>> {
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head)?;
    if contains(&head[..head.len().min(PDF_WITHIN)], b"%PDF") {
        return Ok(Some(Format::Pdf));
    }
    let known = match imagesize::image_type(&head) {
        Ok(ImageType::Jpeg) => Some(Format::Jpeg),
        Ok(ImageType::Png) => Some(Format::Png),
        Ok(ImageType::Gif) => Some(Format::Gif),
        Ok(ImageType::Webp) => Some(Format::WebP),
        Ok(ImageType::Heif(_)) => Some(Format::Avif),
        Ok(ImageType::Bmp) => Some(Format::Bmp),
        Ok(_) => Some(Format::Other),
        Err(_) => contains(&head, b"<svg").then_some(Format::Svg),
    };
    Ok(known)
}

/// By the ending of the name; `None` for one of no picture and no PDF.
pub(super) fn of_name(path: &Path) -> Option<Format> {
    match types::of(path.file_name()?.to_str()?).0 {
        "image/jpeg" => Some(Format::Jpeg),
        "image/png" => Some(Format::Png),
        "image/gif" => Some(Format::Gif),
        "image/webp" => Some(Format::WebP),
        "image/avif" => Some(Format::Avif),
        "image/bmp" => Some(Format::Bmp),
        "image/svg+xml" => Some(Format::Svg),
        "application/pdf" => Some(Format::Pdf),
        _ => None,
    }
}

pub(super) fn contains(text: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(text, part).is_some()
}

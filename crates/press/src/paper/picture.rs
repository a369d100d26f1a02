//! The size of a picture, read from its first bytes.

use std::fs;
use std::io::Read;
use std::path::Path;

use image::metadata::Orientation;

/// How much of an SVG file is looked at.
const HEAD: u64 = 4096;

/// Where a camera says which way it was held: somewhere in the first pieces of a photograph.
const PIECES: u64 = 1 << 17;

/// Width and height in pixels, as browsers show it; for SVG, in the units of its drawing. `None` for what is no picture.
pub fn size(path: &Path) -> Option<(u32, u32)> {
    let (width, height) = match imagesize::size(path) {
        Ok(size) => (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?),
        Err(_) => svg_size(path)?,
    };
    let (width, height) = if lies_on_its_side(path) { (height, width) } else { (width, height) };
    (width > 0 && height > 0).then_some((width, height))
}

/// Whether a photograph's camera was held upright: it is stored lying, and browsers turn it.
fn lies_on_its_side(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(PIECES).read_to_end(&mut head));
    read.is_ok() && exif(&head).and_then(Orientation::from_exif_chunk).is_some_and(turns)
}

/// Whether width and height change places.
pub fn turns(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// What a JPEG's camera says of it.
fn exif(jpeg: &[u8]) -> Option<&[u8]> {
    let mut rest = jpeg.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, high, low, after @ ..] = rest else { return None };
        let length = usize::from(u16::from_be_bytes([*high, *low])).checked_sub(2)?;
        let piece = after.get(..length)?;
        match (marker, piece.strip_prefix(b"Exif\0\0")) {
            (0xe1, Some(found)) => return Some(found),
            // The picture itself begins.
            (0xda, _) => return None,
            _ => rest = &after[length..],
        }
    }
}

fn svg_size(path: &Path) -> Option<(u32, u32)> {
    let mut head = Vec::new();
    fs::File::open(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    svg_size_of(&String::from_utf8_lossy(&head))
}

/// The `width` and `height` of the outermost element, or its `viewBox`.
fn svg_size_of(text: &str) -> Option<(u32, u32)> {
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let attribute = |name: &str| {
        let at = tag.find(&format!(" {name}="))? + name.len() + 2;
        let quote = tag[at..].chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        tag[at + 1..].split(quote).next()
    };
    let pixels = |text: &str| text.trim_end_matches("px").parse::<f64>().ok();
    let sides = attribute("width").and_then(pixels).zip(attribute("height").and_then(pixels));
    let view = || {
        let numbers: Vec<f64> =
            attribute("viewBox")?.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
        Some((*numbers.get(2)?, *numbers.get(3)?))
    };
    let (width, height) = sides.or_else(view)?;
    Some((width.round() as u32, height.round() as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photograph_that_lies_on_its_side_has_the_size_that_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jpg");
        let picture = image::RgbImage::new(60, 40);
        picture.save_with_format(&path, image::ImageFormat::Jpeg).unwrap();
        assert_eq!(size(&path), Some((60, 40)));
        let mut file = fs::read(&path).unwrap();
        let exif = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        file.splice(2..2, exif.iter().copied());
        fs::write(&path, &file).unwrap();
        assert_eq!(size(&path), Some((40, 60)));
        fs::write(&path, &file[..30]).unwrap();
        assert_eq!(size(&path), None, "what is cut off is none");
    }

    #[test]
    fn vector_pictures_have_a_size_too() {
        assert_eq!(
            svg_size_of("<?xml version='1.0'?><svg width=\"350\" height='550px' viewBox='0 0 1 1'>"),
            Some((350, 550))
        );
        assert_eq!(svg_size_of("<svg xmlns='x' viewBox=\"0 0 640 400\"><g/>"), Some((640, 400)));
        assert_eq!(svg_size_of("<svg width='100%' height='100%' viewBox='0,0,64,40'>"), Some((64, 40)));
        assert_eq!(svg_size_of("<html>"), None);
    }
}

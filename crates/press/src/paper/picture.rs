//! The size of a picture, read from its first bytes.

use std::fs;
use std::io::Read;
use std::path::Path;

/// How much of an SVG file is looked at.
const HEAD: u64 = 4096;

/// Width and height in pixels; for SVG, in the units of its drawing. `None` for what is no picture.
pub fn size(path: &Path) -> Option<(u32, u32)> {
    let size = match imagesize::size(path) {
        Ok(size) => (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?),
        Err(_) => svg_size(path)?,
    };
    (size.0 > 0 && size.1 > 0).then_some(size)
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

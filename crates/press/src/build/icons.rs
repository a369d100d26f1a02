//! The site's icon as the pictures that telephones want, which take no SVG: for a home screen, a list of programs, and one
//! that may be cut into any shape.

mod vector;

use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::imageops::{self, FilterType};
use image::{ImageFormat, Rgba, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;
use serde_json::{Value, json};

use super::ledger::Ledger;
use super::pictures::pixels::Pixels;
use super::pictures::room::Room;
use super::pictures::{need, read};
use crate::bounded;
use crate::error::{Error, Result};
use crate::paper::root::{Place, Root};

/// The icon of a paper that has none of its own.
const DEFAULT: &[u8] = include_bytes!("../../../../static/icon.svg");
/// What lies behind an icon that is clear at its corner.
const PAPER: Rgba<u8> = Rgba([0xff, 0xfd, 0xf8, 0xff]);

/// The side of the largest that is made.
const LARGEST: u32 = 512;
/// The side of the one that iPhones want.
const APPLES: u32 = 180;
/// Name, side, and whether it may be cut into any shape.
const MADE: [(&str, u32, bool); 4] = [
    ("icon-180.png", APPLES, false),
    ("icon-192.png", 192, false),
    ("icon-512.png", LARGEST, false),
    ("icon-maskable.png", LARGEST, true),
];
/// Of a maskable icon the middle is certain to be seen: a circle of four fifths of its side.
const CERTAIN: f32 = 0.8;

/// Writes the icons, made of the paper's own `icon.svg` or `icon.png`, and gives the manifest's list of them, with what
/// is wrong with the paper's own.
pub fn write(paper: &Path, ledger: &Ledger) -> Result<(Value, Vec<String>)> {
    let mut warnings = Vec::new();
    let (drawn, vector) = match own(paper, &mut warnings)? {
        Some(own) => own,
        None => {
            let drawn = vector::read(DEFAULT)
                .map_err(|why| Error::usage(format!("the icon of this command cannot be drawn: {why}")))?;
            (Drawn::Vector(Box::new(drawn)), Some(DEFAULT.to_owned()))
        }
    };
    let mut list = Vec::new();
    if let Some(vector) = vector {
        ledger.write("icon.svg", &vector)?;
        list.push(json!({ "src": "icon.svg", "sizes": "any", "type": "image/svg+xml" }));
    }
    for (name, side, is_maskable) in MADE {
        let mut file = Vec::new();
        let written = drawn.square(side, is_maskable).write_to(&mut Cursor::new(&mut file), ImageFormat::Png);
        written.map_err(|error| Error::usage(format!("{name} cannot be written: {error}")))?;
        ledger.write(name, &file)?;
        let purpose = if is_maskable { "maskable" } else { "any" };
        if side == APPLES {
            // It has a link of its own in every page.
            continue;
        }
        list.push(json!({ "src": name, "sizes": format!("{side}x{side}"), "type": "image/png", "purpose": purpose }));
    }
    Ok((list.into(), warnings))
}

/// The paper's own icon, with its file where that is a drawing.
fn own(paper: &Path, warnings: &mut Vec<String>) -> Result<Option<(Drawn, Option<Vec<u8>>)>> {
    let Some((name, path)) = file_of(paper)? else { return Ok(None) };
    let drawn = if name == "icon.svg" {
        drawing(&path, warnings).map(|(drawn, content)| (drawn, Some(content)))
    } else {
        bitmap(&path).map(|picture| (Drawn::Bitmap(picture), None))
    };
    if let Err(why) = &drawn {
        warnings.push(format!("{name}: this icon cannot be drawn: {why}; the site has Masthead's"));
    }
    Ok(drawn.ok())
}

/// What the paper's own icon is called, and where it is.
fn file_of(paper: &Path) -> Result<Option<(&'static str, PathBuf)>> {
    let root = Root::of(paper)?;
    for name in ["icon.svg", "icon.png"] {
        let path = paper.join(name);
        match root.find(&path).map_err(|error| Error::io("read", &path, &error))? {
            Place::Inside(file, _) => return Ok(Some((name, file))),
            Place::Outside(to) => {
                let message =
                    format!("this is a symbolic link that leads out of the paper, to {}", to.display());
                return Err(Error::input(&path, message).help("put a copy of the icon there"));
            }
            Place::Nowhere | Place::Nothing => {}
        }
    }
    Ok(None)
}

/// A drawing, and its file.
fn drawing(path: &Path, warnings: &mut Vec<String>) -> Result<(Drawn, Vec<u8>), String> {
    let content = bounded::read(path, bounded::ICON).map_err(|error| error.message().to_owned())?;
    let drawn = Drawn::Vector(Box::new(vector::read(&content)?));
    if content.windows(5).any(|window| window == b"<text") {
        warnings.push(
            "icon.svg: letters are not drawn, since every machine has other fonts; make them outlines"
                .to_owned(),
        );
    }
    Ok((drawn, content))
}

/// A picture that is no larger than an icon need be, read as those of editions are.
fn bitmap(path: &Path) -> Result<RgbaImage, String> {
    let header = read::look(path)?.ok_or_else(|| "it is no picture that stands still".to_owned())?;
    let room = Room::default();
    let _room = room.take(need::of(&header, &[(LARGEST, LARGEST)], false))?;
    let bytes = read::decode(path, &header)?.bytes;
    let (width, height, channels) = (header.width, header.height, header.channels);
    let mut pixels = Pixels { width, height, channels, bytes, is_multiplied: false };
    let longest = width.max(height);
    if longest > LARGEST {
        let side = |length: u32| (u64::from(length) * u64::from(LARGEST) / u64::from(longest)).max(1) as u32;
        pixels = pixels.resized(side(width), side(height))?;
    }
    Ok(pixels.into_rgba())
}

/// An icon that can be drawn in any size.
enum Drawn {
    Vector(Box<Tree>),
    Bitmap(RgbaImage),
}

impl Drawn {
    /// The icon in the middle of a square, on its own ground.
    fn square(&self, side: u32, is_maskable: bool) -> RgbaImage {
        let inner = if is_maskable { (side as f32 * CERTAIN) as u32 } else { side };
        let icon = self.within(inner);
        let corner = icon.get_pixel_checked(0, 0).copied().filter(|pixel| pixel.0[3] == 255);
        let mut square = RgbaImage::from_pixel(side, side, corner.unwrap_or(PAPER));
        let [x, y] = [icon.width(), icon.height()].map(|length| i64::from((side - length) / 2));
        imageops::overlay(&mut square, &icon, x, y);
        square
    }

    /// The icon, as large as goes into a square.
    fn within(&self, side: u32) -> RgbaImage {
        let (width, height) = match self {
            Self::Vector(tree) => (tree.size().width(), tree.size().height()),
            Self::Bitmap(picture) => (picture.width() as f32, picture.height() as f32),
        };
        let scale = side as f32 / width.max(height).max(1.0);
        let [width, height] = [width, height].map(|length| ((length * scale).round() as u32).clamp(1, side));
        match self {
            Self::Vector(tree) => {
                let Some(mut map) = Pixmap::new(width, height) else { return RgbaImage::new(width, height) };
                resvg::render(tree, Transform::from_scale(scale, scale), &mut map.as_mut());
                let pixels = map.pixels().iter().flat_map(|pixel| {
                    let colour = pixel.demultiply();
                    [colour.red(), colour.green(), colour.blue(), colour.alpha()]
                });
                RgbaImage::from_raw(width, height, pixels.collect()).unwrap_or_default()
            }
            Self::Bitmap(picture) => imageops::resize(picture, width, height, FilterType::Lanczos3),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(svg: &[u8]) -> Drawn {
        Drawn::Vector(Box::new(vector::read(svg).unwrap()))
    }

    #[test]
    fn an_icon_that_is_none_or_too_large_gives_way_to_the_commands_own_with_a_warning() {
        let paper = tempfile::tempdir().unwrap();
        let said = |name: &str, content: &[u8]| {
            let path = paper.path().join(name);
            std::fs::write(&path, content).unwrap();
            let mut warnings = Vec::new();
            let found = own(paper.path(), &mut warnings).unwrap().is_some();
            std::fs::remove_file(&path).unwrap();
            (found, warnings.concat())
        };
        assert!(!said("icon.svg", b"<svg").0 && !said("icon.png", b"png").0);
        let mut png = std::io::Cursor::new(Vec::new());
        RgbaImage::new(1, 1).write_to(&mut png, ImageFormat::Png).unwrap();
        assert_eq!(said("icon.png", png.get_ref()), (true, String::new()));
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 30_000, 30_000);
        encoder.set_color(png::ColorType::Rgba);
        let mut writer = encoder.write_header().unwrap();
        writer.write_chunk(png::chunk::IDAT, &[0x78, 0x9c, 0x03, 0, 0, 0, 0, 1]).unwrap();
        drop(writer);
        let (found, warning) = said("icon.png", &file);
        assert!(!found && warning.contains("more than the 384 MB"), "{warning}");
    }

    #[test]
    fn an_icon_fills_its_square_and_a_maskable_one_keeps_clear_of_the_edge() {
        let red = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10" fill="#f00"/></svg>"##;
        let red = drawn(red);
        let icon = red.square(180, false);
        assert_eq!((icon.dimensions(), icon.get_pixel(0, 90).0), ((180, 180), [255, 0, 0, 255]));
        assert_eq!(icon.get_pixel(0, 0).0, [255, 0, 0, 255], "the ground is the icon's own");
        let ring = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5"/></svg>"##;
        let icon = drawn(ring).square(512, true);
        assert_eq!((icon.get_pixel(0, 0), icon.get_pixel(40, 256)), (&PAPER, &PAPER));
        assert_eq!(icon.get_pixel(60, 256).0, [0, 0, 0, 255]);
    }
}

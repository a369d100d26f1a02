//! The site's icon as the pictures that telephones want, which take no SVG: for a home screen, a list of programs, and one
//! that may be cut into any shape.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use image::imageops::{self, FilterType};
use image::{ImageFormat, Rgba, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use serde_json::{Value, json};

use super::ledger::Ledger;
use crate::error::{Error, Result};
use crate::paper::root::{Place, Root};

/// The icon of a paper that has none of its own.
const DEFAULT: &[u8] = include_bytes!("../../../../static/icon.svg");
/// What lies behind an icon that is clear at its corner.
const PAPER: Rgba<u8> = Rgba([0xff, 0xfd, 0xf8, 0xff]);

/// The side of the one that iPhones want.
const APPLES: u32 = 180;
/// Name, side, and whether it may be cut into any shape.
const MADE: [(&str, u32, bool); 4] = [
    ("icon-180.png", APPLES, false),
    ("icon-192.png", 192, false),
    ("icon-512.png", 512, false),
    ("icon-maskable.png", 512, true),
];
/// Of a maskable icon the middle is certain to be seen: a circle of four fifths of its side.
const CERTAIN: f32 = 0.8;

/// Writes the icons, made of the paper's own `icon.svg` or `icon.png`, and gives the manifest's list of them, with what
/// is wrong with the paper's own.
pub fn write(paper: &Path, ledger: &Ledger) -> Result<(Value, Vec<String>)> {
    let mut warnings = Vec::new();
    let mut own = own(paper)?;
    let mut drawn = None;
    if let Some((name, content)) = &own {
        drawn = Drawn::of(name, content);
        if drawn.is_none() {
            warnings.push(format!("{name}: this icon cannot be drawn; the site has Masthead's"));
            own = None;
        } else if *name == "icon.svg" && content.windows(5).any(|window| window == b"<text") {
            warnings.push(
                "icon.svg: letters are not drawn, since every machine has other fonts; make them outlines"
                    .to_owned(),
            );
        }
    }
    let Some(drawn) = drawn.or_else(|| Drawn::of("icon.svg", DEFAULT)) else {
        return Err(Error::usage("the icon of this command cannot be drawn"));
    };
    let vector = match &own {
        Some(("icon.svg", content)) => Some(content.as_slice()),
        Some(_) => None,
        None => Some(DEFAULT),
    };
    let mut list = Vec::new();
    if let Some(vector) = vector {
        ledger.write("icon.svg", vector)?;
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

/// The paper's own icon, and what it is called.
fn own(paper: &Path) -> Result<Option<(&'static str, Vec<u8>)>> {
    let root = Root::of(paper)?;
    for name in ["icon.svg", "icon.png"] {
        let path = paper.join(name);
        let failed = |error| Error::io("read", &path, &error);
        match root.find(&path).map_err(failed)? {
            Place::Inside(file, _) => return Ok(Some((name, fs::read(file).map_err(failed)?))),
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

/// An icon that can be drawn in any size.
enum Drawn {
    Vector(Box<Tree>),
    Bitmap(RgbaImage),
}

impl Drawn {
    fn of(name: &str, content: &[u8]) -> Option<Self> {
        if name == "icon.svg" {
            return Some(Self::Vector(Box::new(Tree::from_data(content, &Options::default()).ok()?)));
        }
        Some(Self::Bitmap(image::load_from_memory_with_format(content, ImageFormat::Png).ok()?.into_rgba8()))
    }

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

    #[test]
    fn an_icon_fills_its_square_and_a_maskable_one_keeps_clear_of_the_edge() {
        let red = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10" fill="#f00"/></svg>"##;
        let drawn = Drawn::of("icon.svg", red).unwrap();
        let icon = drawn.square(180, false);
        assert_eq!((icon.dimensions(), icon.get_pixel(0, 90).0), ((180, 180), [255, 0, 0, 255]));
        assert_eq!(icon.get_pixel(0, 0).0, [255, 0, 0, 255], "the ground is the icon's own");
        let ring = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5"/></svg>"##;
        let icon = Drawn::of("icon.svg", ring).unwrap().square(512, true);
        assert_eq!((icon.get_pixel(0, 0), icon.get_pixel(40, 256)), (&PAPER, &PAPER));
        assert_eq!(icon.get_pixel(60, 256).0, [0, 0, 0, 255]);
        assert!(Drawn::of("icon.svg", b"<svg").is_none() && Drawn::of("icon.png", b"png").is_none());
    }
}

//! The pictures: drawings in `sample/art/*.svg`, drawn by the browser and stored as WebP where an edition names them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use masthead_edition::model::{Content, Edition, Figure};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::browser::Browser;
use super::webp;

/// One drawing, as the browser drew it.
pub(super) struct Picture {
    /// Where the drawn picture is.
    pub(super) url: String,
    file: PathBuf,
    /// Width in pixels.
    pub(super) width: u32,
    /// Height in pixels.
    pub(super) height: u32,
}

/// All drawings by name.
pub(super) struct Gallery(BTreeMap<String, Picture>);

impl Gallery {
    /// Draws every SVG of `folder`.
    pub(super) fn draw(folder: &Path, browser: &Browser) -> Result<Self, String> {
        let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.retain(|file| file.extension().is_some_and(|end| end == "svg"));
        files.sort();
        let drawn = files.par_iter().map(|file| {
            let text =
                std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
            let (width, height) = size(&text)
                .ok_or_else(|| format!("{}: the drawing does not say its size", file.display()))?;
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let png = browser.scratch().join(format!("{name}.png"));
            browser.screenshot(file, &png, width, height)?;
            Ok((name, Picture { url: super::browser::url(&png), file: png, width, height }))
        });
        drawn.collect::<Result<_, String>>().map(Self)
    }

    /// The drawing of a picture that an edition names: `water-main.webp`.
    pub(super) fn of(&self, src: &str) -> Result<&Picture, String> {
        let name = src.strip_suffix(".webp").unwrap_or(src);
        self.0.get(name).ok_or_else(|| format!("there is no drawing sample/art/{name}.svg for `{src}`"))
    }

    /// The drawing of an article that is only a picture on the page.
    pub(super) fn plate(&self, article: &str) -> Result<&Picture, String> {
        self.of(&format!("plate-{article}"))
    }

    /// Stores the pictures that an edition names beside it.
    pub(super) fn store(&self, edition: &Edition, folder: &Path) -> Result<(), String> {
        for figure in figures(edition) {
            let picture = self.of(&figure.image.src)?;
            if (figure.image.width, figure.image.height) != (picture.width, picture.height) {
                return Err(format!(
                    "{}: `{}` is said to be {} × {}, but is drawn {} × {}",
                    folder.display(),
                    figure.image.src,
                    figure.image.width,
                    figure.image.height,
                    picture.width,
                    picture.height
                ));
            }
            webp::encode(&picture.file, &folder.join(&figure.image.src), &webp::DRAWING)?;
        }
        Ok(())
    }
}

/// Every figure of an edition, those in galleries included.
pub(super) fn figures(edition: &Edition) -> Vec<&Figure> {
    let blocks = edition.pages.iter().flat_map(|page| &page.articles).flat_map(|article| &article.body);
    let mut out = Vec::new();
    for block in blocks {
        match &block.content {
            Content::Figure(figure) => out.push(figure),
            Content::Gallery { figures, .. } => out.extend(figures),
            _ => {}
        }
    }
    out
}

/// The size on the root element of a drawing.
fn size(svg: &str) -> Option<(u32, u32)> {
    let root = &svg[svg.find("<svg")?..];
    let root = &root[..root.find('>')?];
    let number = |name: &str| {
        let rest = root.split_once(&format!(" {name}=\""))?.1;
        rest.split_once('"')?.0.parse().ok()
    };
    Some((number("width")?, number("height")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_says_its_size() {
        assert_eq!(
            size("<svg xmlns=\"x\" viewBox=\"0 0 9 9\" width=\"1200\" height=\"800\">"),
            Some((1200, 800))
        );
        assert_eq!(size("<svg width=\"12\"><rect height=\"8\"/></svg>"), None);
    }
}

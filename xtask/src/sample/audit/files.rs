//! What the editions name: pictures and pages of the stated sizes, no heavier than they may be, and regions that lie
//! on their page and not on each other.

use std::fmt;
use std::path::Path;

use masthead_edition::model::{Edition, Image, Page, Region};

use super::super::paper::{Held, Paper};
use super::super::{art, webp};
use super::faults::Faults;

/// All pictures and pages together weigh no more, in bytes: everybody who clones the repository gets them.
const HEAVIEST: u64 = 9_000_000;

/// How far two regions may lie over each other, as a part of the page: a hair, from rounding.
const HAIR: f64 = 0.0005;

/// What is wrong with the files and regions of all editions.
pub(super) fn faults(paper: &Paper) -> Faults {
    let mut faults = Faults::new();
    for held in &paper.editions {
        for figure in art::figures(&held.edition) {
            faults.extend(picture(held, &figure.image, webp::DRAWING.heaviest));
        }
        for page in &held.edition.pages {
            match &page.image {
                Some(image) => faults.extend(picture(held, image, webp::PAGE.heaviest)),
                None => faults.push(format!("{} {} has no page image", held.path, page.id.as_str())),
            }
            if let Some(pdf) = page.pdf.as_ref().filter(|pdf| !held.folder.join(pdf).is_file()) {
                faults.push(format!("{}/{pdf} is not there", held.path));
            }
            faults.extend(regions(page).into_iter().map(|fault| format!("{} {fault}", held.path)));
        }
    }
    faults
}

fn picture(held: &Held, image: &Image, heaviest: u64) -> Option<String> {
    let name = format!("{}/{}", held.path, image.src);
    let Ok(bytes) = std::fs::read(held.folder.join(&image.src)) else {
        return Some(format!("{name} is not there"));
    };
    let found = imagesize::blob_size(&bytes).ok();
    let expected = (image.width as usize, image.height as usize);
    if found.map(|size| (size.width, size.height)) != Some(expected) {
        return Some(format!("{name} is said to be {} × {}, and is {found:?}", image.width, image.height));
    }
    (bytes.len() as u64 > heaviest).then(|| format!("{name} weighs {} bytes, over {heaviest}", bytes.len()))
}

/// Regions that are missing, no polygons of the page, or over one another.
fn regions(page: &Page) -> Faults {
    let mut faults = Faults::new();
    let id = page.id.as_str();
    for (at, article) in page.articles.iter().enumerate() {
        let name = article.id.as_str();
        if article.regions.is_empty() {
            faults.push(format!("{id}: article {name} has no region"));
        }
        let is_bad =
            |region: &Region| region.len() < 3 || region.iter().any(|(x, y)| outside(*x) || outside(*y));
        if article.regions.iter().any(is_bad) {
            faults.push(format!("{id}: a region of {name} is not on the page"));
        }
        for other in &page.articles[at + 1..] {
            let over = article.regions.iter().any(|one| other.regions.iter().any(|two| lap(one, two) > HAIR));
            if over {
                faults.push(format!("{id}: {name} and {} lie on each other", other.id.as_str()));
            }
        }
    }
    faults
}

fn outside(part: f64) -> bool {
    !(0.0..=1.0).contains(&part)
}

/// How far two rectangles lie over each other, as a part of the page: the smaller of across and down.
fn lap(one: &Region, two: &Region) -> f64 {
    let span = |region: &Region, of: fn(&(f64, f64)) -> f64| {
        let values = region.iter().map(of);
        (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max))
    };
    let common = |of: fn(&(f64, f64)) -> f64| {
        let ((from, to), (other_from, other_to)) = (span(one, of), span(two, of));
        to.min(other_to) - from.max(other_from)
    };
    common(|point| point.0).min(common(|point| point.1))
}

/// What all pictures and pages weigh together.
pub(super) struct Weight {
    files: usize,
    bytes: u64,
}

impl Weight {
    /// Weighs every file beside an edition, but for the editions themselves.
    pub(super) fn of(root: &Path, paper: &Paper) -> Result<Self, String> {
        let mut weight = Self { files: 0, bytes: 0 };
        for held in &paper.editions {
            let entries = std::fs::read_dir(&held.folder)
                .map_err(|error| format!("{}: {error}", root.join(&held.path).display()))?;
            for file in entries.filter_map(|entry| Some(entry.ok()?.path())) {
                if file.extension().is_some_and(|end| end == "webp" || end == "pdf") {
                    weight.files += 1;
                    weight.bytes += file.metadata().map_or(0, |found| found.len());
                    if !names(&held.edition, &file) {
                        return Err(format!("{} is named nowhere", file.display()));
                    }
                }
            }
        }
        Ok(weight)
    }

    /// Whether they are too heavy.
    pub(super) fn faults(&self) -> Faults {
        let heavy = self.bytes > HEAVIEST;
        heavy.then(|| format!("the files weigh {} bytes, over {HEAVIEST}", self.bytes)).into_iter().collect()
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} files beside them, {:.1} MB", self.files, self.bytes as f64 / 1e6)
    }
}

/// Whether an edition names a file of its folder.
fn names(edition: &Edition, file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    art::figures(edition).iter().any(|figure| figure.image.src == name)
        || edition.pages.iter().any(|page| {
            page.image.as_ref().is_some_and(|image| image.src == name) || page.pdf.as_deref() == Some(&*name)
        })
}

#[cfg(test)]
mod tests {
    use masthead_edition::json::read_edition;

    use super::*;

    fn page(first: &str, second: &str) -> Page {
        let text = format!(
            r#"{{"version":1,"publication":"p","date":"2026-11-20","pages":[{{"id":"A01","articles":[
            {{"id":"a","headline":["甲"],"regions":[{first}],"body":[]}},
            {{"id":"b","headline":["乙"],"regions":[{second}],"body":[]}}]}}]}}"#
        );
        read_edition(&text).unwrap().value.pages.remove(0)
    }

    #[test]
    fn regions_side_by_side_are_well_and_over_each_other_are_not() {
        let left = "[[0.1,0.1],[0.5,0.1],[0.5,0.9],[0.1,0.9]]";
        assert_eq!(regions(&page(left, "[[0.5,0.1],[0.9,0.1],[0.9,0.9],[0.5,0.9]]")), Faults::new());
        assert_eq!(regions(&page(left, "[[0.4,0.1],[0.9,0.1],[0.9,0.9],[0.4,0.9]]")).len(), 1);
        assert_eq!(regions(&page(left, "")), ["A01: article b has no region"]);
    }

    #[test]
    fn a_picture_that_is_not_there_is_named() {
        let image = Image { src: "none.webp".to_owned(), width: 1, height: 1, ..Image::default() };
        let text = r#"{"version":1,"publication":"p","date":"2026-11-20","pages":[]}"#.to_owned();
        let edition = read_edition(&text).unwrap().value;
        let held = Held { path: "p/2026-11-20".to_owned(), folder: "nowhere".into(), text, edition };
        assert_eq!(picture(&held, &image, 9).unwrap(), "p/2026-11-20/none.webp is not there");
    }
}

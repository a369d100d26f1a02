//! What the areas of a page are measured in: the size that its picture is shown at, of which a page may say both sides,
//! one, or none.

use super::Workshop;
use super::pages::DraftPage;
use crate::import::region;
use crate::import::shown::Shown;

/// Width and height in pixels.
type Size = (f64, f64);

/// The size that a page's areas are measured in; `natural` is the picture's own, where it is on disk.
pub fn of_page(workshop: &mut Workshop<'_>, page: &DraftPage, natural: Option<Size>) -> Option<Size> {
    let shapes = page.articles.iter().flat_map(|article| &article.areas);
    let reach = region::reach(shapes);
    let shown = page.file.image.as_ref().map(|image| image.shown).unwrap_or_default();
    let rules = &workshop.job.rules.page;
    let usual = (f64::from(rules.fallback_width), f64::from(rules.fallback_height));
    let (size, guess) = match said(shown, natural) {
        Some(size) if !(shown.is_only_relative() && is_far_larger(size, reach)) => {
            let beyond = reach.0 > size.0 * BEYOND || reach.1 > size.1 * BEYOND;
            let guess = beyond.then(|| {
                format!(
                    "areas reach beyond the picture of {} × {} that they are measured on, and end at its edge",
                    size.0, size.1
                )
            });
            (size, guess)
        }
        _ => {
            let size = guessed(shown, natural, reach, usual);
            let message = format!(
                "the areas were taken to be measured on a picture of {:.0} × {:.0}; the page does not say it",
                size.0, size.1
            );
            (size, Some(message))
        }
    };
    let has_areas = page.articles.iter().any(|article| !article.areas.is_empty());
    if let Some(guess) = guess.filter(|_| has_areas) {
        workshop.notes(&page.file.path).guessed("region-scale", guess);
    }
    has_areas.then_some(size)
}

/// An area may reach a little beyond its picture.
const BEYOND: f64 = 1.05;

/// The size as page and picture say it: a side that is not said follows from the picture's proportions.
fn said(shown: Shown, natural: Option<Size>) -> Option<Size> {
    match (shown.width, shown.height, natural) {
        (Some(width), Some(height), _) => Some((width, height)),
        (Some(width), None, Some(own)) => Some((width, width * own.1 / own.0)),
        (None, Some(height), Some(own)) => Some((height * own.0 / own.1, height)),
        (None, None, own) => own,
        _ => None,
    }
}

/// Whether a picture of this size would be mostly without areas: those of a page cover nearly all of it.
fn is_far_larger(size: Size, reach: Size) -> bool {
    reach.0 > 0.0 && reach.0 < size.0 * 0.75 && reach.1 < size.1 * 0.75
}

/// The size that most trees have, with what is known of this one, and large enough for all areas.
fn guessed(shown: Shown, natural: Option<Size>, reach: Size, usual: Size) -> Size {
    let (width, height) = natural.unwrap_or(usual);
    let ratio = height / width;
    match (shown.width, shown.height) {
        (Some(width), _) => (width, (width * ratio).max(reach.1)),
        (None, Some(height)) => ((height / ratio).max(reach.0), height),
        (None, None) if natural.is_some() => {
            let width = usual.0.max(reach.0).max(reach.1 / ratio);
            (width, width * ratio)
        }
        (None, None) => (usual.0.max(reach.0), usual.1.max(reach.1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: Option<f64>, height: Option<f64>) -> Shown {
        Shown { width, height, relative: false }
    }

    #[test]
    fn a_missing_side_follows_from_the_picture() {
        let own = Some((1000.0, 1600.0));
        assert_eq!(said(shown(Some(350.0), None), own), Some((350.0, 560.0)));
        assert_eq!(said(shown(None, Some(560.0)), own), Some((350.0, 560.0)));
        assert_eq!(said(shown(Some(350.0), Some(550.0)), own), Some((350.0, 550.0)));
        assert_eq!(said(shown(None, None), own), own);
        assert_eq!(said(shown(Some(350.0), None), None), None);
    }

    #[test]
    fn guesses_hold_all_areas() {
        let (usual, own) = ((350.0, 550.0), Some((1000.0, 1600.0)));
        assert_eq!(guessed(shown(None, None), None, (340.0, 540.0), usual), usual);
        assert_eq!(guessed(shown(None, None), None, (400.0, 575.0), usual), (400.0, 575.0));
        assert_eq!(guessed(shown(None, None), own, (350.0, 550.0), usual), (350.0, 560.0));
        assert_eq!(guessed(shown(None, None), own, (350.0, 640.0), usual), (400.0, 640.0));
        assert_eq!(guessed(shown(Some(700.0), None), None, (1.0, 1.0), usual), (700.0, 1100.0));
        assert!(is_far_larger((1000.0, 1600.0), (350.0, 550.0)));
        assert!(!is_far_larger((400.0, 575.0), (397.0, 571.0)));
    }
}

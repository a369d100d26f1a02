//! The card that a messenger makes of a link: Open Graph, and what X reads beside it.

use masthead_edition::model::Image;
use masthead_reader::i18n::{Lang, phrases};

use super::element::Head;
use super::shown::Shown;
use crate::build::site::Site;

/// What a messenger shows of a link. Without the site's own address there is nothing that it could load.
pub(super) fn add(
    head: &mut Head,
    site: &Site,
    shown: &Shown<'_>,
    description: &str,
    url: Option<&str>,
    language: &str,
) {
    let Some(url) = url else { return };
    let article = matches!(shown, Shown::Article(..)) && !shown.is_withdrawn();
    let title = match shown {
        Shown::Article(_, _, article) => phrases::headline(article, Lang::from_tag(language).words()),
        _ => head.title.clone(),
    };
    let mut add = |property, content: String| head.properties.push((property, content));
    add("og:type", if article { "article" } else { "website" }.to_owned());
    add("og:title", title);
    add("og:url", url.to_owned());
    add("og:site_name", site.paper.title.clone());
    if !description.is_empty() {
        add("og:description", description.to_owned());
    }
    if let Shown::Article(edition, page, _) = shown {
        add("article:published_time", edition.id.date().to_string());
        add("article:section", phrases::page_title(page));
    }
    let picture = shown.images().into_iter().find_map(|(edition, image)| {
        let (file, width, height) = shown_by_messengers(image)?;
        Some((site.settings().picture(&edition.publication, &edition.id, &file), width, height))
    });
    // Where there is none the newspaper's own sign stands beside the words.
    let (path, width, height) = picture.unwrap_or_else(|| (site.at("icon-512.png"), 512, 512));
    add("og:image", site.url(&path).unwrap_or_default());
    add("og:image:width", width.to_string());
    add("og:image:height", height.to_string());
    // A large card is wide: of a page, or of a picture that stands upright, it would show the middle alone.
    let card = if width > height { "summary_large_image" } else { "summary" };
    head.metas.push(("twitter:card", card.to_owned()));
}

/// A picture as messengers show it: none of them draws SVG, and some pass over what has megabytes. What is wider than
/// they ask for is given in one of its smaller widths.
fn shown_by_messengers(image: &Image) -> Option<(String, u32, u32)> {
    const ENOUGH: u32 = 1200;
    const LARGE: u32 = 2000;
    let ending = image.src.rsplit_once('.')?.1.to_ascii_lowercase();
    if !["jpg", "jpeg", "png", "webp", "gif"].contains(&ending.as_str()) {
        return None;
    }
    let smaller = image.widths.iter().copied().find(|width| (ENOUGH..image.width).contains(width));
    Some(match smaller.filter(|_| image.width > LARGE) {
        Some(width) => {
            let height = u64::from(image.height) * u64::from(width) / u64::from(image.width.max(1));
            (format!("{}.{width}.webp", image.src), width, u32::try_from(height).unwrap_or(u32::MAX))
        }
        None => (image.src.clone(), image.width, image.height),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_has_a_picture_that_messengers_show() {
        let image = |src: &str, width, height, widths: &[u32]| {
            let image = Image { src: src.into(), width, height, widths: widths.into(), ..Image::default() };
            shown_by_messengers(&image)
        };
        assert_eq!(image("A01.svg", 350, 550, &[]), None);
        assert_eq!(image("a.AVIF", 350, 550, &[]), None);
        assert_eq!(image("a.jpg", 1300, 900, &[960, 1300]), Some(("a.jpg".into(), 1300, 900)));
        let made = [240, 480, 960, 1440, 2160];
        assert_eq!(image("a.JPG", 6000, 4000, &made), Some(("a.JPG.1440.webp".into(), 1440, 960)));
        assert_eq!(image("a.jpg", 6000, 4000, &[]), Some(("a.jpg".into(), 6000, 4000)));
    }
}

//! What a page says of itself to search engines, messengers and browsers: description, canonical link, card, data,
//! the pages before and after.

mod card;
mod data;
mod element;
mod shown;

use masthead_edition::model::Edition;
use masthead_edition::place::Place;
use masthead_reader::i18n::Lang;
use masthead_reader::render::Rendered;

pub use element::{Head, Link};
use shown::{DESCRIPTION, Shown};

use super::markup::shorten;
use super::site::Site;

/// The head of a place's page.
pub fn of(site: &Site, place: &Place, edition: Option<&Edition>, drawn: &Rendered) -> Head {
    let publication = match place {
        Place::Publication(id) | Place::Year(id, _) => Some(id),
        _ => edition.map(|edition| &edition.publication),
    };
    let mut head = Head::new(site, &drawn.title, publication);
    let lang = Lang::from_tag(&drawn.language);
    let shown = Shown::of(place, edition);
    let description = shorten(&shown.description(site, lang, publication), DESCRIPTION);
    if !description.is_empty() {
        head.metas.push(("description", description.clone()));
    }
    if matches!(place, Place::Search) || shown.is_withdrawn() {
        head.hide();
    }
    // The newest edition has an address of its own, which stays.
    let canonical = match (place, edition) {
        (Place::Newest | Place::Publication(_), Some(edition)) => {
            Place::Edition(edition.publication.clone(), edition.id.clone())
        }
        _ => place.clone(),
    };
    let url = site.url(&site.path(&canonical));
    if let Some(url) = &url {
        head.link("canonical", url.clone());
    }
    for (rel, place) in ["prev", "next"].into_iter().zip(shown.neighbours(site, &canonical)) {
        if let Some(place) = place {
            head.link(rel, site.path(&place));
        }
    }
    card::add(&mut head, site, &shown, &description, url.as_deref(), &drawn.language);
    head.json_ld = data::of(site, &shown, url.as_deref(), &drawn.language);
    head
}

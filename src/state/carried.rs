//! The part of an edition that a rendered page carried: enough for the place it shows, until the whole is asked for.

use std::rc::Rc;

use masthead_edition::place::Place;

use super::{Key, Opened};

/// A part of an edition, and the place it was cut for.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// Publication and edition.
    pub key: Key,
    /// The part.
    pub opened: Rc<Opened>,
    /// The place that the page shows.
    pub place: Place,
}

impl Carried {
    /// Whether the part has all that the view of a place shows. A front's part has every page's headlines.
    pub fn covers(&self, place: &Place) -> bool {
        match (&self.place, place) {
            (_, Place::Search) => false,
            (Place::Article { article: own, .. }, Place::Article { article, .. }) => own.same(article),
            (Place::Page(_, _, own), Place::Page(_, _, id)) => own.same(id),
            (Place::Article { .. } | Place::Page(..), _) | (_, Place::Article { .. }) => false,
            _ => true,
        }
    }
}

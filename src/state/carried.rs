//! What a rendered page carried of the paper: enough for the place it shows, until more is asked for.

use std::rc::Rc;

use masthead_edition::calendar::Calendar;
use masthead_edition::paper::Paper;
use masthead_edition::place::Place;

use super::{Key, Opened};

/// What a page carried.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// The place that the page shows.
    pub place: Place,
    /// The paper, with those years and newest editions that the page shows.
    pub paper: Rc<Paper>,
    /// Publication and edition, where the page shows one.
    pub key: Option<Key>,
    /// The part of the edition.
    pub opened: Option<Rc<Opened>>,
    /// The parts of the calendars that lead on from that edition.
    pub calendars: Vec<Rc<Calendar>>,
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

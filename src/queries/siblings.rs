//! The paper's other publications on the same day, and other editions of that day.

use masthead_edition::calendar::{Calendar, Entry};
use masthead_edition::date::Date;
use masthead_edition::id::{EditionId, Id};

use super::outline::Outline;
use crate::state::State;

/// Another publication, and where its link leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Sibling {
    /// Its id.
    pub publication: Id,
    /// Its title.
    pub title: String,
    /// Its edition of that day, else the one of that year that is nearest.
    pub edition: Option<EditionId>,
    /// Whether that edition is of the same day.
    pub same_day: bool,
    /// Whether it is the publication being read.
    pub current: bool,
    /// The year whose calendar would tell more.
    pub lacks_calendar: Option<i32>,
}

/// Every publication of the paper in its order, with the edition of the current day where it has one.
pub fn siblings(state: &State) -> Vec<Sibling> {
    let Some((paper, outline)) = state.paper().zip(Outline::of(state)) else { return Vec::new() };
    let describe = |publication: &masthead_edition::paper::Publication| {
        let current = publication.id == outline.publication;
        let mut sibling = Sibling {
            publication: publication.id.clone(),
            title: publication.title.clone(),
            edition: None,
            same_day: false,
            current,
            lacks_calendar: None,
        };
        let Some(key) = &outline.key else { return sibling };
        let date = key.1.date();
        let year = date.year();
        if !publication.years.contains(&year) {
            return sibling;
        }
        match state.calendar_around(key, &publication.id, year) {
            Some(calendar) => {
                if let Some(entry) = nearest(calendar, date) {
                    sibling.same_day = entry.id.date() == date;
                    sibling.edition = Some(entry.id.clone());
                }
            }
            None if state.calendar(&publication.id, year).is_unasked() => sibling.lacks_calendar = Some(year),
            None => {}
        }
        sibling
    };
    paper.publications.iter().map(describe).collect()
}

/// All editions of the current publication on the current day, if there is more than one.
pub fn same_day(state: &State) -> Vec<(EditionId, Option<String>)> {
    let Some(key) = Outline::of(state).and_then(|outline| outline.key) else { return Vec::new() };
    let edition = &key.1;
    let calendar = state.calendar_around(&key, &key.0, edition.date().year());
    let editions: Vec<_> = calendar
        .map(|calendar| {
            let of_day = calendar.editions.iter().filter(|entry| entry.id.date() == edition.date());
            of_day.map(|entry| (entry.id.clone(), entry.name.clone())).collect()
        })
        .unwrap_or_default();
    if editions.len() > 1 { editions } else { Vec::new() }
}

/// The edition of a year that is nearest to a day.
pub fn nearest(calendar: &Calendar, date: Date) -> Option<&Entry> {
    calendar.editions.iter().min_by_key(|entry| (entry.id.date().day_number() - date.day_number()).abs())
}

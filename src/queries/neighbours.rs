//! What comes before and after: articles over the page's end, editions over gaps in the calendar.

use std::rc::Rc;

use masthead_edition::beside::{Beside, beside};
use masthead_edition::id::EditionId;
use masthead_edition::model::Edition;

use super::outline::Outline;
use crate::state::State;

/// The article after this one, on the next page that has one if need be.
pub fn next_article(edition: &Edition, page: usize, article: usize) -> Option<(usize, usize)> {
    if article + 1 < edition.pages.get(page)?.articles.len() {
        return Some((page, article + 1));
    }
    let later =
        edition.pages.iter().enumerate().skip(page + 1).find(|(_, page)| !page.articles.is_empty())?;
    Some((later.0, 0))
}

/// The article before this one, on the previous page that has one if need be.
pub fn previous_article(edition: &Edition, page: usize, article: usize) -> Option<(usize, usize)> {
    if article > 0 {
        return Some((page, article - 1));
    }
    let earlier =
        edition.pages.iter().enumerate().take(page).rev().find(|(_, page)| !page.articles.is_empty())?;
    Some((earlier.0, earlier.1.articles.len() - 1))
}

/// A neighbouring edition, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Neighbour {
    /// There is none.
    None,
    /// This one.
    Known(EditionId),
    /// It is in another year, whose calendar must be fetched first.
    InYear(i32),
}

/// The editions on both sides of the current one.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionNeighbours {
    /// 上一期.
    pub previous: Neighbour,
    /// 下一期.
    pub next: Neighbour,
}

impl EditionNeighbours {
    /// Previous and next.
    pub fn both(&self) -> [&Neighbour; 2] {
        [&self.previous, &self.next]
    }
}

/// The editions around the current one, over gaps and over the turn of the year.
pub fn editions_around(state: &State) -> EditionNeighbours {
    let nothing = EditionNeighbours { previous: Neighbour::None, next: Neighbour::None };
    let Some((paper, key)) = state.paper().zip(Outline::of(state).and_then(|outline| outline.key)) else {
        return nothing;
    };
    let (publication, edition) = (&key.0, &key.1);
    let Some(found) = paper.publication(publication) else { return nothing };
    let year = edition.date().year();
    let calendar = |year: i32| state.calendar_around(&key, publication, year).map(Rc::as_ref);
    // Until the year's own calendar is here nothing is known of its gaps.
    if calendar(year).is_none() && found.years.contains(&year) {
        return nothing;
    }
    let side = |beside| match beside {
        Beside::Nothing => Neighbour::None,
        Beside::Edition(entry) => Neighbour::Known(entry.id.clone()),
        Beside::InYear(year) => Neighbour::InYear(year),
    };
    let [previous, next] = beside(&found.years, edition, calendar).map(side);
    EditionNeighbours { previous, next }
}

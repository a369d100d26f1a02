//! Which files the current view needs, and which are worth having before they are asked for.

use masthead_edition::id::Id;
use masthead_edition::place::Place;

use super::neighbours::{Neighbour, editions_around};
use super::outline::{Outline, current_key};
use super::siblings::siblings;
use crate::state::{File, Load, Sheet, State};

/// The files the view needs and nobody has asked for, most urgent first.
pub fn needs(state: &State) -> Vec<File> {
    let Some(paper) = state.paper.ready() else {
        return if state.paper == Load::Unasked { vec![File::Paper] } else { Vec::new() };
    };
    let mut files = Vec::new();
    if let Place::Year(publication, year) = &state.address.place {
        if paper.publication(publication).is_some_and(|found| found.years.contains(year)) {
            want_calendar(state, &mut files, publication, *year);
        }
        if state.sheet != Some(Sheet::Headlines) {
            return files;
        }
    }
    let Some((publication, edition)) = current_key(state) else { return files };
    if paper.publication(&publication).is_none() {
        return files;
    }
    let load = state.editions.get(&publication, &edition);
    let readable = state.readable(&(publication.clone(), edition.clone())).is_some();
    // A page carries no more headlines than its own view shows.
    let lacks = !readable || state.sheet == Some(Sheet::Headlines);
    if *load == Load::Unasked && lacks {
        files.push(File::Edition(publication.clone(), edition.clone()));
    }
    want_calendar(state, &mut files, &publication, edition.date().year());
    if readable || load.is_settled() {
        for neighbour in editions_around(state).both() {
            if let Neighbour::InYear(year) = neighbour {
                want_calendar(state, &mut files, &publication, *year);
            }
        }
        for sibling in siblings(state) {
            if let Some(year) = sibling.lacks_calendar {
                want_calendar(state, &mut files, &sibling.publication, year);
            }
        }
    }
    files
}

fn want_calendar(state: &State, files: &mut Vec<File>, publication: &Id, year: i32) {
    let file = File::Calendar(publication.clone(), year);
    if !state.calendars.contains_key(&(publication.clone(), year)) && !files.contains(&file) {
        files.push(file);
    }
}

/// Editions a reader is likely to open next: the rest of this one, the one before, the one after.
pub fn worth_fetching_ahead(state: &State) -> Vec<File> {
    let Some((publication, edition)) = Outline::of(state).and_then(|outline| outline.key) else {
        return Vec::new();
    };
    if state.readable(&(publication.clone(), edition.clone())).is_none() {
        return Vec::new();
    }
    let mut files = Vec::new();
    if *state.editions.get(&publication, &edition) == Load::Unasked {
        files.push(File::Edition(publication.clone(), edition));
    }
    for neighbour in editions_around(state).both() {
        if let Neighbour::Known(id) = neighbour
            && *state.editions.get(&publication, id) == Load::Unasked
        {
            files.push(File::Edition(publication.clone(), id.clone()));
        }
    }
    files
}

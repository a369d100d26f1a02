//! Which files the current view needs, and which are worth having before they are asked for.

use masthead_edition::id::Id;
use masthead_edition::place::Place;

use super::neighbours::{Neighbour, editions_around};
use super::outline::{Outline, current_key};
use super::scene::lacks_paper;
use super::siblings::siblings;
use crate::state::{File, Key, Sheet, State};

/// The files the view needs and nobody has asked for, most urgent first.
pub fn needs(state: &State) -> Vec<File> {
    let mut files = Vec::new();
    if state.paper.is_unasked() && wants_paper(state) {
        files.push(File::Paper);
    }
    let Some(paper) = state.paper() else { return files };
    if let Place::Year(publication, year) = &state.address.place {
        // A part of the paper has not every year; that it is linked to must do.
        if paper
            .publication(publication)
            .is_some_and(|found| found.years.contains(year) || lacks_paper(state))
        {
            want_calendar(state, &mut files, publication, *year);
        }
        if state.sheet != Some(Sheet::Headlines) {
            return files;
        }
    }
    if state.folding.is_unasked()
        && (state.sought || state.address.place == Place::Search || state.address.query.is_some())
    {
        files.push(File::Folding);
    }
    let Some(key) = current_key(state) else { return files };
    if paper.publication(&key.0).is_none() {
        return files;
    }
    let readable = state.readable(&key).is_some();
    // A page carries no more headlines than its own view shows.
    if !readable || state.sheet == Some(Sheet::Headlines) || state.sought {
        want_edition(state, &mut files, &key);
    }
    let is_settled = readable || state.editions.get(&key).is_settled();
    let (publication, edition) = &key;
    let year = edition.date().year();
    if state.calendar_around(&key, publication, year).is_none() {
        want_calendar(state, &mut files, publication, year);
    }
    if is_settled {
        for neighbour in editions_around(state).both() {
            if let Neighbour::InYear(year) = neighbour {
                want_calendar(state, &mut files, publication, *year);
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

/// Whether more of the paper is asked for than the page carried: it shows its own edition and nothing beyond.
fn wants_paper(state: &State) -> bool {
    let key = current_key(state);
    let is_carried = state.carried.as_ref().is_some_and(|carried| carried.key == key);
    lacks_paper(state) || !is_carried || (key.is_none() && state.sheet == Some(Sheet::Headlines))
}

fn want_calendar(state: &State, files: &mut Vec<File>, publication: &Id, year: i32) {
    let file = File::Calendar(publication.clone(), year);
    if state.settings.single.is_none()
        && state.calendar(publication, year).is_unasked()
        && !files.contains(&file)
    {
        files.push(file);
    }
}

fn want_edition(state: &State, files: &mut Vec<File>, key: &Key) {
    if state.editions.get(key).is_unasked() {
        files.push(File::Edition(key.0.clone(), key.1.clone()));
    }
}

/// What a reader is likely to want next: the rest of this edition, searching it, the one before, the one after.
pub fn worth_fetching_ahead(state: &State) -> Vec<File> {
    let mut files = Vec::new();
    let Some(key) = Outline::of(state).and_then(|outline| outline.key) else { return files };
    if state.readable(&key).is_none() {
        return files;
    }
    want_edition(state, &mut files, &key);
    // So that what is here can be searched when the network has gone.
    if state.folding.is_unasked() {
        files.push(File::Folding);
    }
    for neighbour in editions_around(state).both() {
        if let Neighbour::Known(edition) = neighbour {
            want_edition(state, &mut files, &(key.0.clone(), edition.clone()));
        }
    }
    files
}

//! What a drawn page carries is enough for what it shows; the reader asks for more when it goes on, and not before.

use std::rc::Rc;

use masthead_edition::id::Id;
use masthead_edition::place::{Address, Place};
use masthead_reader::failure::{Cause, Failure};
use masthead_reader::queries::{self, Neighbour, Scene};
use masthead_reader::state::{Action, File, Load, Move, State};
use masthead_reader::{Island, Settings};
use yew::Reducible;

use crate::sample::Sample;

fn address(path: &str) -> Address {
    Address::parse(path).unwrap()
}

/// The state of a page as the browser finds it: out of the island's text.
fn carried(path: &str, edition: Option<(&str, &str)>) -> Rc<State> {
    let sample = Sample::read();
    let edition = edition.map(|(publication, edition)| sample.edition(publication, edition));
    let (island, _) = Island::from_json(&sample.draw(path, edition).island).unwrap();
    Rc::new(island.into_state(Rc::new(Settings::new("/"))))
}

fn go(state: Rc<State>, path: &str) -> Rc<State> {
    state.reduce(Action::Go(address(path), Move::Forward))
}

fn calendar(publication: &str, year: i32) -> File {
    File::Calendar(Id::new(publication).unwrap(), year)
}

#[test]
fn a_page_needs_nothing_until_the_reader_goes_on() {
    for (path, edition) in [
        ("/bcrb/2026-11-16/", "2026-11-16"),
        ("/bcrb/2026-11-18/A01/", "2026-11-18"),
        ("/bcrb/2026-11-20/A01/20261120001/", "2026-11-20"),
    ] {
        assert_eq!(queries::needs(&carried(path, Some(("bcrb", edition)))), [], "{path}");
    }
    assert_eq!(queries::needs(&carried("/bcrb/2026/", None)), []);
}

#[test]
fn a_part_of_the_calendar_leads_to_the_neighbours_and_no_further() {
    let state = carried("/bcrb/2026-11-16/", Some(("bcrb", "2026-11-16")));
    let known = |neighbour: &Neighbour| match neighbour {
        Neighbour::Known(edition) => edition.to_string(),
        other => format!("{other:?}"),
    };
    let around = queries::editions_around(&state);
    assert_eq!([known(&around.previous), known(&around.next)], ["2025-12-31", "2026-11-17"]);
    let kept: usize =
        state.carried.iter().flat_map(|carried| &carried.calendars).map(|part| part.editions.len()).sum();
    assert_eq!(kept, 4, "before, this one, after, and the sister paper's");

    let state = go(state, "/bcrb/2026-11-17/");
    assert_eq!(
        queries::editions_around(&state).next,
        Neighbour::None,
        "what is around another edition is not known"
    );
    let needs = queries::needs(&state);
    assert!(needs.contains(&File::Paper) && needs.contains(&calendar("bcrb", 2026)), "{needs:?}");
}

#[test]
fn a_calendar_and_what_is_newest_are_asked_for_at_once() {
    let state = go(carried("/bcrb/2026-11-18/", Some(("bcrb", "2026-11-18"))), "/bcrb/2026/");
    assert_eq!(queries::needs(&state), [File::Paper, calendar("bcrb", 2026)]);
    assert_eq!(queries::scene(&state), Scene::Waiting);
    let state = go(state, "/");
    assert!(
        matches!(queries::scene(&state), Scene::Waiting) && queries::needs(&state).contains(&File::Paper)
    );
    let state = state.reduce(Action::Paper(Ok(Rc::new(Sample::read().paper))));
    assert_eq!(queries::current_key(&state).unwrap().1.to_string(), "2026-11-20");
}

#[test]
fn a_paper_that_cannot_be_had_takes_nothing_away() {
    let failure = || Failure::new("/paper.json", Cause::Network);
    let state = carried("/bcrb/2026-11-20/A01/20261120001/", Some(("bcrb", "2026-11-20")));
    let state = state.reduce(Action::Paper(Err(failure())));
    assert!(matches!(queries::scene(&state), Scene::Article(..)));
    let state = go(state, "/bcrb/2026/");
    assert!(matches!(queries::scene(&state), Scene::Failed { file: File::Paper, .. }));
}

#[test]
fn pages_that_show_what_is_newest_carry_the_whole_paper() {
    let state = carried("/", Some(("bcrb", "2026-11-20")));
    assert!(matches!(state.paper, Load::Ready(_)));
    assert_eq!(queries::needs(&state), []);
    assert!(matches!(state.address.place, Place::Newest));
    let state = carried("/bcrb/2025/", None);
    assert_eq!(queries::current_key(&state), None, "a closed year's calendar knows nothing of today");
    assert!(matches!(queries::scene(&state), Scene::Calendar(_)));
}

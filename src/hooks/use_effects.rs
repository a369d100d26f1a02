//! Mirrors the state outwards: files that are needed, the browser's address and title, focus and scrolling.
//! Effects run in the browser alone; a server draws the view and nothing else.

use std::rc::Rc;

use masthead_edition::date::Date;
use yew::prelude::*;

use crate::desk::Desk;
use crate::i18n;
use crate::queries::{self, Scene};
use crate::settings::Settings;
use crate::state::{Action, Move};
use crate::tasks;
use crate::web::{clock, document, history};

/// Everything that follows from the state and is not the view.
#[hook]
pub fn use_effects(root: &NodeRef, desk: &Desk, scene: &Scene, settings: &Rc<Settings>) {
    use_following(desk, settings);
    use_fetching(desk);
    use_arrival(root, desk, scene);

    use_effect_with(desk.lang, |lang| i18n::set_current(*lang));
    let title = queries::title(&desk.state, scene);
    use_effect_with((title, scene == &Scene::Waiting), |(title, waiting)| {
        // Without a paper there is nothing better to say than what the page already says.
        if !*waiting && !title.is_empty() {
            document::set_title(title);
        }
    });
}

/// Follows the browser and the page that carries the reader.
#[hook]
fn use_following(desk: &Desk, settings: &Rc<Settings>) {
    let dispatch = desk.navigator.dispatch.clone();
    let drawn = desk.state.address.clone();
    use_effect_with(settings.clone(), move |settings| {
        // A drawn page knows its place, and not what was searched for or which paragraph was linked to.
        if let Some(Ok(address)) = tasks::place_in_address(settings)
            && address != drawn
            && address.place == drawn.place
        {
            dispatch.dispatch(Action::Go(address, Move::Start));
        }
        history::restore_scroll_ourselves();
        dispatch.dispatch(Action::Settings(settings.clone()));
        let (year, month, day) = clock::today();
        if let Ok(today) = Date::new(year, month, day) {
            dispatch.dispatch(Action::Today(today));
        }
        let listeners = tasks::follow_browser(dispatch, settings.clone());
        move || drop(listeners)
    });
}

/// Asks for the files that the view needs, and afterwards for those that are likely to be needed next.
#[hook]
fn use_fetching(desk: &Desk) {
    let (state, navigator) = (desk.state.clone(), desk.navigator.clone());
    let needs = queries::needs(&state);
    let settings = state.settings.clone();
    use_effect_with((needs, settings.clone()), {
        let navigator = navigator.clone();
        move |(needs, settings)| {
            for file in needs {
                tasks::fetch(navigator.dispatch.clone(), settings.clone(), file.clone());
            }
        }
    });
    let ahead = queries::worth_fetching_ahead(&state);
    use_effect_with(ahead, move |ahead| {
        if !ahead.is_empty() {
            tasks::ahead(navigator.dispatch.clone(), settings, ahead.clone());
        }
    });
}

/// Focus and scrolling follow each move once, when its view stands; an address with the wrong page is mended.
#[hook]
fn use_arrival(root: &NodeRef, desk: &Desk, scene: &Scene) {
    let mended = queries::mended(&desk.state, scene);
    let navigator = desk.navigator.clone();
    use_effect_with(mended, move |mended| {
        if let Some(address) = mended {
            navigator.mend(address.clone());
        }
    });
    let arrived = use_mut_ref(|| None::<u32>);
    let (root, state) = (root.clone(), desk.state.clone());
    use_effect_with((state.moves, matches!(scene, Scene::Waiting)), move |(moves, waiting)| {
        if *waiting || *arrived.borrow() == Some(*moves) {
            return;
        }
        *arrived.borrow_mut() = Some(*moves);
        if let Some(root) = root.cast::<web_sys::Element>() {
            tasks::arrive(&root, &state);
        }
    });
}

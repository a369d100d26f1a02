//! Mirrors the state outwards: files that are needed, the browser's address and title, focus and scrolling.
//! Effects run in the browser alone; a server draws the view and nothing else.
//!
//! One effect looks after every drawing at what has changed since the last. (One for each concern would say the
//! same, and each would weigh as much again in the reader's download.)

use std::rc::Rc;

use masthead_edition::date::Date;
use masthead_edition::place::Address;
use yew::prelude::*;

use crate::desk::Desk;
use crate::i18n;
use crate::queries::{self, Scene};
use crate::settings::Settings;
use crate::state::{Action, File, Move};
use crate::tasks;
use crate::web::events::Listener;
use crate::web::{clock, document, history, scroll};

/// Everything that follows from the state and is not the view.
#[hook]
pub fn use_effects(root: &NodeRef, desk: &Desk, scene: &Scene, settings: &Rc<Settings>) {
    let mirror = use_mut_ref(Mirror::default);
    let (root, desk, scene, settings) = (root.clone(), desk.clone(), scene.clone(), settings.clone());
    use_effect(move || {
        let mut mirror = mirror.borrow_mut();
        mirror.follow(&root, &desk, &settings);
        mirror.fetch(&desk);
        mirror.arrive(&root, &desk, &scene);
        mirror.name(&desk, &scene);
    });
}

/// What was mirrored last, so that each change is mirrored once.
#[derive(Default)]
struct Mirror {
    settings: Option<Rc<Settings>>,
    listeners: Vec<Listener>,
    scrolling: Option<Listener>,
    needs: Option<(Vec<File>, Rc<Settings>)>,
    ahead: Option<Vec<File>>,
    mended: Option<Option<Address>>,
    arrived: Option<u32>,
    title: Option<String>,
}

impl Mirror {
    /// Follows the browser and the page that carries the reader.
    fn follow(&mut self, root: &NodeRef, desk: &Desk, settings: &Rc<Settings>) {
        if self.scrolling.is_none() {
            self.scrolling = root.cast().and_then(scroll::watch);
        }
        if !changed(&mut self.settings, settings.clone()) {
            return;
        }
        let (dispatch, drawn) = (&desk.navigator.dispatch, &desk.state.address);
        // A drawn page knows its place, and not what was searched for or which paragraph was linked to.
        if let Some(Ok(address)) = tasks::place_in_address(settings)
            && address != *drawn
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
        self.listeners = tasks::follow_browser(dispatch.clone(), settings.clone());
    }

    /// Asks for the files that the view needs, and for those that are likely to be needed next.
    fn fetch(&mut self, desk: &Desk) {
        let (dispatch, settings) = (&desk.navigator.dispatch, &desk.state.settings);
        let needs = queries::needs(&desk.state);
        if changed(&mut self.needs, (needs.clone(), settings.clone())) {
            for file in needs {
                tasks::fetch(dispatch.clone(), settings.clone(), file);
            }
        }
        let ahead = queries::worth_fetching_ahead(&desk.state);
        if changed(&mut self.ahead, ahead.clone()) && !ahead.is_empty() {
            tasks::ahead(dispatch.clone(), settings.clone(), ahead);
        }
    }

    /// Focus and scrolling follow each move once, when its view stands; an address with the wrong page is mended.
    fn arrive(&mut self, root: &NodeRef, desk: &Desk, scene: &Scene) {
        let mended = queries::mended(&desk.state, scene);
        if changed(&mut self.mended, mended.clone())
            && let Some(address) = mended
        {
            desk.navigator.mend(address);
        }
        if !matches!(scene, Scene::Waiting)
            && changed(&mut self.arrived, desk.state.moves)
            && let Some(root) = root.cast::<web_sys::Element>()
        {
            tasks::arrive(&root, &desk.state);
        }
    }

    /// The page's title, and the language of what must be said when no state is left to ask.
    fn name(&mut self, desk: &Desk, scene: &Scene) {
        i18n::set_current(desk.lang);
        let title = queries::title(&desk.state, scene);
        // Without a paper there is nothing better to say than what the page already says.
        let is_known = !matches!(scene, Scene::Waiting) && !title.is_empty();
        if is_known && changed(&mut self.title, title.clone()) {
            document::set_title(&title);
        }
    }
}

/// Whether a value is another than the one seen last, in whose place it comes.
fn changed<T: PartialEq>(seen: &mut Option<T>, now: T) -> bool {
    let is_other = seen.as_ref() != Some(&now);
    *seen = Some(now);
    is_other
}

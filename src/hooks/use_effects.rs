//! Mirrors the state outwards: files that are needed, the browser's address and title, focus and scrolling.
//! Effects run in the browser alone; a server draws the view and nothing else.
//!
//! One effect looks after every drawing at what has changed since the last. (One for each concern would say the
//! same, and each would weigh as much again in the reader's download.)

use std::rc::Rc;

use masthead_edition::date::Date;
use masthead_edition::place::{Address, Place};
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::i18n;
use crate::queries::{self, Issue, Scene};
use crate::seat::Seat;
use crate::settings::Settings;
use crate::state::{Action, File, Load, Move};
use crate::tasks;
use crate::web::events::Listener;
use crate::web::host::{ARCHIVE, Host};
use crate::web::reading::Reading;
use crate::web::{clock, document, history, scroll};

/// Everything that follows from the state and is not the view.
#[hook]
pub fn use_effects(root: &NodeRef, desk: &Desk, scene: &Scene, seat: &Seat) {
    let mirror = use_mut_ref(Mirror::default);
    let (root, desk, scene, seat) = (root.clone(), desk.clone(), scene.clone(), seat.clone());
    use_effect(move || {
        seat.take(desk.clone());
        let mut mirror = mirror.borrow_mut();
        mirror.follow(&root, &desk);
        if desk.state.settings.paused {
            return;
        }
        mirror.fetch(&desk);
        show_archive(&root, &desk);
        mirror.arrive(&root, &desk, &scene);
        mirror.name(&desk, &scene);
        mirror.tell(&root, &desk, &scene);
        answer(&desk, &seat);
    });
}

/// What was mirrored last, so that each change is mirrored once.
#[derive(Default)]
struct Mirror {
    settings: Option<Rc<Settings>>,
    listeners: Vec<Listener>,
    needs: Option<(Vec<File>, Rc<Settings>)>,
    ahead: tasks::Ahead,
    mended: Option<Option<Address>>,
    arrived: Option<u32>,
    title: Option<String>,
    ready: Option<Host>,
    told: Option<u32>,
    failed: Option<Option<Failure>>,
    reading: Option<Reading>,
}

impl Mirror {
    /// Follows the browser and the page that carries the reader.
    fn follow(&mut self, root: &NodeRef, desk: &Desk) {
        let settings = &desk.state.settings;
        if !changed(&mut self.settings, settings.clone()) {
            return;
        }
        self.listeners.clear();
        // What would come ahead is another paper's.
        std::mem::take(&mut self.ahead).take();
        if settings.paused {
            self.reading = None;
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
        if settings.has_address() {
            history::restore_scroll_ourselves();
        }
        let (year, month, day) = clock::today();
        if let Ok(today) = Date::new(year, month, day) {
            dispatch.dispatch(Action::Today(today));
        }
        self.listeners = tasks::follow_browser(dispatch.clone(), settings.clone());
        self.listeners.extend(root.cast().and_then(scroll::watch));
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
        if *self.ahead.borrow() != ahead {
            *self.ahead.borrow_mut() = ahead;
            tasks::ahead(dispatch.clone(), settings.clone(), self.ahead.clone());
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
        if is_known && changed(&mut self.title, title.clone()) && desk.state.settings.has_address() {
            document::set_title(&title);
        }
    }

    /// Tells the page that carries the reader what has happened, once its view stands.
    fn tell(&mut self, root: &NodeRef, desk: &Desk, scene: &Scene) {
        let state = &desk.state;
        let host = &state.settings.host;
        let failure = if let Scene::Failed { failure, .. } = scene { Some(failure.clone()) } else { None };
        if changed(&mut self.failed, failure.clone())
            && let Some(failure) = &failure
        {
            let message = i18n::failures::sentence(desk.lang, &failure.cause);
            host.tell("error", &[("message", message.into()), ("file", (&failure.file).into())]);
        }
        // An address that is about to be mended is not told.
        let is_settled = !matches!(scene, Scene::Waiting) && queries::mended(state, scene).is_none();
        if !is_settled || failure.is_some() || !changed(&mut self.told, state.moves) {
            return;
        }
        let place = queries::whereabouts(state);
        let title = self.title.clone().unwrap_or_default();
        let details = [("place", JsValue::from(place)), ("title", title.into())];
        if changed(&mut self.ready, host.clone()) {
            host.tell("ready", &details);
        } else {
            let [place, title] = details.clone();
            host.tell("navigate", &[("phase", "after".into()), place, title]);
        }
        self.reading = None;
        if !matches!(scene, Scene::Article(..)) {
        } else if !host.tell("access", &details) {
            desk.navigator.dispatch.dispatch(Action::Preview);
        } else if let Some(text) = root.cast().and_then(|root| document::find(&root, ".mh-body")) {
            let host = host.clone();
            self.reading = Some(Reading::of(text, move |seconds| {
                let [place, title] = details.clone();
                host.tell("read", &[place, title, ("seconds", seconds.into())]);
            }));
        }
    }
}

/// The archive's results, and the way from match to match in an article, are drawn by a script, which looks for itself whether what is typed has changed. It is told
/// before the reader arrives: back at a search that was left, what was found must stand before the page is scrolled.
/// Until the edition can be searched it waits, so that nothing pushes it down.
fn show_archive(root: &NodeRef, desk: &Desk) {
    if desk.state.folding.ready().is_some()
        && let Some(node) = root.cast().and_then(|root| document::find(&root, ".mh-archive, .mh-marks-way"))
    {
        let base = JsValue::from_str(&desk.place_href(Place::Newest));
        // One text: every value that is handed over by itself weighs more in the reader's download. A title is on one line.
        let mut titles = String::new();
        for publication in desk.state.paper().iter().flat_map(|paper| &paper.publications) {
            let title = publication.title.replace('\n', " ");
            for part in ["\n", publication.id.as_str(), "\t", &title] {
                titles.push_str(part);
            }
        }
        let details = [("node", node.into()), ("base", base), ("titles", JsValue::from_str(&titles))];
        desk.state.settings.host.tell(ARCHIVE, &details);
    }
}

/// Answers the page's searches, when all that they need is here.
fn answer(desk: &Desk, seat: &Seat) {
    let state = &desk.state;
    if !state.sought {
        return;
    }
    let key = queries::current_key(state);
    let edition = key.as_ref().map(|key| state.editions.get(key));
    let failure =
        state.folding.failure().or(state.paper.failure()).or_else(|| edition.and_then(Load::failure));
    if let Some(failure) = failure {
        let why = format!("{}: {}", failure.file, i18n::failures::sentence(desk.lang, &failure.cause));
        seat.asks().iter().for_each(|ask| ask.refuse(&why));
    } else if let Some((key, opened)) = key.zip(edition.and_then(Load::ready).cloned())
        && state.folding.ready().is_some()
    {
        let issue = Issue { key, opened };
        for ask in seat.asks() {
            ask.answer(queries::hits(&issue, &ask.query).into_iter());
        }
    } else {
        return;
    }
    desk.navigator.dispatch.dispatch(Action::Sought(false));
}

/// Whether a value is another than the one seen last, in whose place it comes.
fn changed<T: PartialEq>(seen: &mut Option<T>, now: T) -> bool {
    let is_other = seen.as_ref() != Some(&now);
    *seen = Some(now);
    is_other
}

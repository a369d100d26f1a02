//! Follows the browser: its back and forward buttons, its network.

use yew::UseReducerDispatcher;

use crate::settings::Settings;
use crate::state::{Action, Move, State};
use crate::web::events::Listener;
use crate::web::{connection, history};

/// The place that the page's address names: for paths under the root, or for a fragment.
pub fn place_in_address(
    settings: &Settings,
) -> Option<Result<masthead_edition::place::Address, masthead_edition::place::Address>> {
    let current = history::current()?;
    match settings.routing {
        crate::settings::Routing::Path => settings.place_of(&current),
        crate::settings::Routing::Hash => {
            settings.place_of(current.find('#').map_or("#/", |at| &current[at..]))
        }
    }
}

/// Listens until the result is dropped.
pub fn follow_browser(
    dispatch: UseReducerDispatcher<State>,
    settings: std::rc::Rc<Settings>,
) -> Vec<Listener> {
    let moved = dispatch.clone();
    let popstate = Listener::on_window("popstate", move |_| {
        if history::is_sheet() {
            return;
        }
        moved.dispatch(Action::Sheet(None));
        match place_in_address(&settings) {
            Some(Ok(address)) => moved.dispatch(Action::Go(address, Move::Back)),
            Some(Err(nearest)) => moved.dispatch(Action::Lost(nearest)),
            None => {}
        }
    });
    let network = |kind, dispatch: UseReducerDispatcher<State>| {
        Listener::on_window(kind, move |_| dispatch.dispatch(Action::Online(connection::online())))
    };
    let listeners = [popstate, network("online", dispatch.clone()), network("offline", dispatch)];
    listeners.into_iter().flatten().collect()
}

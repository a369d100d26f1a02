//! Follows the browser: its back and forward buttons, its network.

use masthead_edition::place::Address;
use yew::UseReducerDispatcher;

use crate::settings::{Routing, Settings};
use crate::state::{Action, Move, State};
use crate::web::events::Listener;
use crate::web::{connection, history};

/// The place that the page's address names, for paths under the root or for a fragment; at the root, the place that
/// the page asks for.
pub fn place_in_address(settings: &Settings) -> Option<Result<Address, Address>> {
    let current = history::current()?;
    let found = match settings.routing {
        Routing::None => return None,
        Routing::Hash => match current.find('#') {
            Some(at) => settings.place_of(&format!("{}{}", settings.page, &current[at..])),
            None => Some(Ok(Address::default())),
        },
        Routing::Path => settings
            .place_of(&current)
            .or_else(|| settings.place_of(&format!("{}{current}", history::origin()))),
    };
    match found {
        Some(Ok(address)) if address == Address::default() => Some(Ok(settings.wish.address(None))),
        found => found,
    }
}

/// Listens until the result is dropped.
pub fn follow_browser(
    dispatch: UseReducerDispatcher<State>,
    settings: std::rc::Rc<Settings>,
) -> Vec<Listener> {
    let moved = dispatch.clone();
    let is_followed = settings.has_address();
    let popstate = Listener::on_window("popstate", move |_| {
        if !is_followed || history::is_sheet() {
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

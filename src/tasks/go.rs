//! Going somewhere: the browser's history first, then the state.

use std::rc::Rc;

use masthead_edition::place::Address;
use yew::UseReducerDispatcher;

use crate::settings::Settings;
use crate::state::{Action, Move, Sheet, State};
use crate::web::{history, scroll};

/// Takes a reader to places.
#[derive(Clone)]
pub struct Navigator {
    /// Changes the state.
    pub dispatch: UseReducerDispatcher<State>,
    /// Turns places into addresses of the page.
    pub settings: Rc<Settings>,
}

impl PartialEq for Navigator {
    fn eq(&self, other: &Self) -> bool {
        self.settings == other.settings
    }
}

impl Navigator {
    /// Goes to a place, as a link would.
    pub fn go(&self, address: Address) {
        // An open sheet has an entry of its own; the place takes it over, so that back skips the closed sheet.
        if history::is_sheet() {
            history::forget_sheet(&self.settings.href(&address));
        } else {
            history::note_scroll(scroll::top());
            history::push(&self.settings.href(&address));
        }
        self.dispatch.dispatch(Action::Go(address, Move::Forward));
    }

    /// Goes where a link of the reader leads; `false` if it is not one.
    pub fn follow(&self, href: &str) -> bool {
        match self.settings.place_of(href) {
            Some(Ok(address)) => self.go(address),
            Some(Err(nearest)) => {
                history::push(href);
                self.dispatch.dispatch(Action::Lost(nearest));
            }
            None => return false,
        }
        true
    }

    /// One step back, as the browser's button does; `false` where there is no history.
    pub fn back(&self) -> bool {
        history::back()
    }

    /// Corrects the address in place.
    pub fn mend(&self, address: Address) {
        history::replace(&self.settings.href(&address));
        self.dispatch.dispatch(Action::Go(address, Move::Mend));
    }
}

/// Opens a sheet with an entry in the history, or closes the open one by going back over that entry.
pub fn open_sheet(dispatch: &UseReducerDispatcher<State>, sheet: Option<Sheet>) {
    match sheet {
        Some(_) => {
            if !history::is_sheet() {
                history::note_scroll(scroll::top());
                history::push_sheet();
            }
            dispatch.dispatch(Action::Sheet(sheet));
        }
        None => {
            dispatch.dispatch(Action::Sheet(None));
            if history::is_sheet() {
                history::back();
            }
        }
    }
}

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
    /// Goes to a place, as a link would, unless the page refuses.
    pub fn go(&self, address: Address) {
        self.walk(Ok(address));
    }

    /// Goes where a link of the reader leads; `false` if it is not one.
    pub fn follow(&self, href: &str) -> bool {
        let place = self.settings.place_of(href);
        place.map(|place| self.walk(place)).is_some()
    }

    fn walk(&self, place: Result<Address, Address>) {
        let (Ok(address) | Err(address)) = &place;
        let details = [("phase", "before".into()), ("place", address.to_path().into())];
        if !self.settings.host.tell("navigate", &details) {
            return;
        }
        if self.settings.has_address() {
            let href = self.settings.href(address);
            // An open sheet has an entry of its own; the place takes it over, so that back skips the closed sheet.
            if history::is_sheet() {
                history::forget_sheet(&href);
            } else {
                history::note_scroll(scroll::top());
                history::push(&href);
            }
        }
        self.dispatch.dispatch(match place {
            Ok(address) => Action::Go(address, Move::Forward),
            Err(nearest) => Action::Lost(nearest),
        });
    }

    /// One step back, as the browser's button does; `false` where there is no history.
    pub fn back(&self) -> bool {
        self.settings.has_address() && history::back()
    }

    /// Corrects the address in place.
    pub fn mend(&self, address: Address) {
        if self.settings.has_address() {
            history::replace(&self.settings.href(&address));
        }
        self.dispatch.dispatch(Action::Go(address, Move::Mend));
    }

    /// Opens a sheet with an entry in the history, or closes the open one by going back over that entry.
    pub fn open_sheet(&self, sheet: Option<Sheet>) {
        self.dispatch.dispatch(Action::Sheet(sheet));
        if !self.settings.has_address() {
            return;
        }
        match sheet {
            Some(_) if !history::is_sheet() => {
                history::note_scroll(scroll::top());
                history::push_sheet();
            }
            None if history::is_sheet() => {
                history::back();
            }
            _ => {}
        }
    }
}

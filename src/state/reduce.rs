//! The one function that changes the state.

use std::rc::Rc;

use masthead_edition::paper::{Paper, Publication};
use masthead_edition::place::Address;
use yew::Reducible;

use super::{Action, File, Load, Move, Opened, State};
use crate::failure::Cause;
use crate::queries;
use crate::settings::Settings;

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        match action {
            Action::Go(address, how) => {
                if how == Move::Mend && state.address == address {
                    return self;
                }
                // Back over the entry of a sheet: beneath it the reader is where it was, focus and all.
                if how == Move::Back && state.address == address && !state.lost {
                    state.sheet = None;
                    return Rc::new(state);
                }
                let typed = address.query.as_deref().unwrap_or_default();
                if how != Move::Mend && state.typed != typed {
                    state.typed = typed.to_owned();
                }
                state.reading = queries::current_key(&state).or(state.reading);
                state.address = address;
                state.lost = false;
                state.preview &= how == Move::Mend;
                state.sheet = None;
                state.depth = match how {
                    Move::Forward => state.depth + 1,
                    Move::Back => state.depth.saturating_sub(1),
                    Move::Start | Move::Mend => state.depth,
                };
                state.last_move = how;
                state.moves += 1;
            }
            Action::Lost(nearest) => {
                state.address = nearest;
                state.lost = true;
                state.sheet = None;
                state.last_move = Move::Forward;
                state.moves += 1;
            }
            Action::Asked(file) => state.set_waiting(file),
            Action::Paper(result) => state.paper = settle(result),
            Action::Single(result) => match result {
                Ok(opened) => state.lay_out(opened),
                Err(failure) => state.paper = Load::Failed(failure),
            },
            Action::Calendar(publication, year, result) => {
                state.calendars.put((publication, year), settle(result));
            }
            Action::Edition(publication, edition, result) => {
                state.editions.put((publication, edition), settle(result));
            }
            Action::Folding(result) => state.folding = settle(result),
            Action::Retry(file) => state.forget(&file),
            Action::Sheet(sheet) => {
                if state.sheet == sheet {
                    return self;
                }
                state.sheet = sheet;
            }
            Action::Typed(text) => state.typed = text,
            Action::Today(date) => state.today = Some(date),
            Action::Online(online) => {
                if online && !state.online {
                    state.forget_network_failures();
                }
                state.online = online;
            }
            Action::Settings(settings) => {
                let address = state.address.clone();
                state.set_up(settings, address);
            }
            Action::Anew(settings, address) => {
                // Nothing that the reader before did is left, but for files, which are the same for everybody.
                state.set_up(settings, address.clone());
                state.reading = None;
                state.depth = 0;
                return Rc::new(state).reduce(Action::Go(address, Move::Start));
            }
            Action::Preview => state.preview = true,
            Action::Sought(sought) => state.sought = sought,
        }
        Rc::new(state)
    }
}

fn settle<T>(result: Result<T, crate::failure::Failure>) -> Load<T> {
    match result {
        Ok(value) => Load::Ready(value),
        Err(failure) => Load::Failed(failure),
    }
}

impl State {
    fn set_up(&mut self, settings: Rc<Settings>, address: Address) {
        let moved = settings.src != self.settings.src || settings.single != self.settings.single;
        self.settings = settings;
        if moved {
            let moves = self.moves;
            let fresh = Self::new(self.settings.clone(), Ok(address));
            *self = Self { today: self.today, online: self.online, moves, ..fresh };
        }
    }

    /// One edition is the whole paper.
    fn lay_out(&mut self, opened: Rc<Opened>) {
        let (key, edition) = (opened.key(), &opened.edition);
        let title = edition.title.clone().unwrap_or_else(|| key.0.to_string());
        let publication = Publication {
            id: key.0.clone(),
            title: title.clone(),
            newest: Some(key.1.clone()),
            ..Publication::default()
        };
        let language = edition.language.clone().unwrap_or_default();
        let publications = vec![publication];
        self.paper = Load::Ready(Rc::new(Paper { title, language, publications, ..Paper::default() }));
        if self.address == Address::default() {
            self.address = self.settings.wish.address(Some(&key));
        }
        self.editions.put(key, Load::Ready(opened));
    }

    fn set_waiting(&mut self, file: File) {
        match file {
            File::Paper => self.paper = Load::Waiting,
            File::Calendar(publication, year) => {
                self.calendars.put((publication, year), Load::Waiting);
            }
            File::Edition(publication, edition) => self.editions.put((publication, edition), Load::Waiting),
            File::Folding => self.folding = Load::Waiting,
        }
    }

    fn forget(&mut self, file: &File) {
        match file {
            File::Paper => self.paper = Load::Unasked,
            File::Calendar(publication, year) => {
                self.calendars.forget(&(publication.clone(), *year));
            }
            File::Edition(publication, edition) => {
                self.editions.forget(&(publication.clone(), edition.clone()));
            }
            File::Folding => self.folding = Load::Unasked,
        }
    }

    /// With the network back, whatever it failed is asked for again by itself.
    fn forget_network_failures(&mut self) {
        let by_network =
            |failure: &crate::failure::Failure| matches!(failure.cause, Cause::Network | Cause::Timeout);
        if self.paper.failure().is_some_and(by_network) {
            self.paper = Load::Unasked;
        }
        if self.folding.failure().is_some_and(by_network) {
            self.folding = Load::Unasked;
        }
        self.calendars.retain(|load| !load.failure().is_some_and(by_network));
        self.editions.retain(|load| !load.failure().is_some_and(by_network));
    }
}

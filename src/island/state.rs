//! From what a page carries to the state that it was rendered from.

use std::rc::Rc;

use masthead_edition::place::Place;

use super::{Around, Island};
use crate::settings::Settings;
use crate::state::{Carried, Load, Opened, State};

impl Island {
    /// The state that the island's page was rendered from.
    pub fn into_state(self, settings: Rc<Settings>) -> State {
        let mut state = State::new(settings, Ok(self.address));
        // A page is drawn as the browser takes it over: before it has the table, so without what a search finds.
        state.folding = Load::Unasked;
        let (place, paper) = (state.address.place.clone(), Rc::new(self.around.paper));
        if !Around::is_part(&place) {
            state.paper = Load::Ready(paper.clone());
        }
        let mut calendars: Vec<_> = self.around.calendars.into_iter().map(Rc::new).collect();
        if matches!(place, Place::Year(..)) {
            // The one calendar that a page shows and carries whole.
            for calendar in calendars.drain(..) {
                state.calendars.put((calendar.publication.clone(), calendar.year), Load::Ready(calendar));
            }
        }
        let mut carried = Carried { place, paper, key: None, opened: None, calendars };
        if let Some(edition) = self.edition {
            let opened = Rc::new(Opened::new(edition));
            carried.key = Some(opened.key());
            if self.partial {
                carried.opened = Some(opened);
            } else {
                state.editions.put(opened.key(), Load::Ready(opened));
            }
        }
        state.carried = Some(carried);
        state
    }
}

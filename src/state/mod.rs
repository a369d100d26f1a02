//! The one state of a reader and the one function that changes it.
//!
//! [`State`] is changed by [`Action`]s alone, purely; whatever waits for the network or the clock is in
//! [`crate::tasks`] and ends in an action. What is shown follows from the state by [`crate::queries`].

mod action;
mod carried;
mod load;
mod opened;
mod reduce;
mod sheet;
mod shelf;

use std::rc::Rc;

use masthead_edition::calendar::Calendar;
use masthead_edition::date::Date;
use masthead_edition::id::Id;
use masthead_edition::paper::Paper;
use masthead_edition::place::Address;
use masthead_search::fold;

pub use action::{Action, File, Move};
pub use carried::Carried;
pub use load::Load;
pub use opened::{Key, Opened};
pub use sheet::Sheet;
pub use shelf::Shelf;

use crate::settings::Settings;

/// How many editions are kept: today's, its neighbours, the sister papers', and some to come back to.
const EDITIONS_KEPT: usize = 12;

/// Everything a reader knows.
#[derive(Clone)]
pub struct State {
    /// How the page that carries the reader set it up.
    pub settings: Rc<Settings>,
    /// Where the reader is.
    pub address: Address,
    /// Why the address could not be understood, where it could not.
    pub lost: bool,
    /// `paper.json`, whole.
    pub paper: Load<Rc<Paper>>,
    /// Year calendars asked for so far.
    pub calendars: Shelf<(Id, i32), Calendar>,
    /// Editions asked for, the latest ones kept.
    pub editions: Shelf<Key, Opened>,
    /// The folding table, by which text is searched: one for all readers of a page.
    pub folding: Load<()>,
    /// What the page carried.
    pub carried: Option<Carried>,
    /// The edition read last, for views that are about none (the calendar).
    pub reading: Option<Key>,
    /// Whether only the beginning of the article may be shown.
    pub preview: bool,
    /// Whether the page waits for a search.
    pub sought: bool,
    /// The sheet that is open.
    pub sheet: Option<Sheet>,
    /// What stands in the search field; the address follows a little later.
    pub typed: String,
    /// The reader's own day, known once the first view stands.
    pub today: Option<Date>,
    /// Whether the browser has a network.
    pub online: bool,
    /// How many steps back lead to places of this reader; beyond them the browser's history is the host's.
    pub depth: u32,
    /// Counts moves, so that focus and scrolling follow each once.
    pub moves: u32,
    /// How the latest move came about.
    pub last_move: Move,
}

impl State {
    /// The state of a reader that opens at an address and knows nothing yet.
    pub fn new(settings: Rc<Settings>, address: Result<Address, Address>) -> Self {
        let (address, lost) = match address {
            Ok(address) => (address, false),
            Err(nearest) => (nearest, true),
        };
        Self {
            settings,
            typed: address.query.clone().unwrap_or_default(),
            address,
            lost,
            paper: Load::Unasked,
            calendars: Shelf::keeping(usize::MAX),
            editions: Shelf::keeping(EDITIONS_KEPT),
            folding: if fold::is_installed() { Load::Ready(()) } else { Load::Unasked },
            carried: None,
            reading: None,
            preview: false,
            sought: false,
            sheet: None,
            today: None,
            online: true,
            depth: 0,
            moves: 0,
            last_move: Move::Start,
        }
    }

    /// The paper, as far as it is known.
    pub fn paper(&self) -> Option<&Rc<Paper>> {
        self.paper.ready().or_else(|| self.carried.as_ref().map(|carried| &carried.paper))
    }

    /// The calendar of a publication's year, or so much of it as leads on from an edition.
    pub fn calendar_around(&self, key: &Key, publication: &Id, year: i32) -> Option<&Rc<Calendar>> {
        self.calendar(publication, year).ready().or_else(|| {
            let carried = self.carried.as_ref().filter(|carried| carried.key.as_ref() == Some(key))?;
            carried.calendars.iter().find(|found| found.year == year && found.publication == *publication)
        })
    }

    /// How far the calendar of a publication's year has come.
    pub fn calendar(&self, publication: &Id, year: i32) -> &Load<Rc<Calendar>> {
        self.calendars.get(&(publication.clone(), year))
    }

    /// An edition, or so much of it that the view of the current place stands.
    pub fn readable(&self, key: &Key) -> Option<&Rc<Opened>> {
        self.editions.get(key).ready().or_else(|| {
            let carried = self.carried.as_ref().filter(|carried| carried.key.as_ref() == Some(key))?;
            carried.opened.as_ref().filter(|_| carried.covers(&self.address.place))
        })
    }
}

impl PartialEq for State {
    /// By identity: every action makes a new one, and comparing all that a reader knows would be slow.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

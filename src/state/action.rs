//! Everything that can happen to a reader.

use std::rc::Rc;

use masthead_edition::calendar::Calendar;
use masthead_edition::date::Date;
use masthead_edition::id::{EditionId, Id};
use masthead_edition::paper::Paper;
use masthead_edition::place::Address;

use super::opened::Opened;
use super::sheet::Sheet;
use crate::failure::Failure;
use crate::settings::Settings;

/// A file that a view needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// `paper.json`.
    Paper,
    /// A year's calendar of a publication.
    Calendar(Id, i32),
    /// An edition.
    Edition(Id, EditionId),
    /// The folding table, without which nothing can be searched.
    Folding,
}

/// How a reader came to a place; focus and scrolling follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The page was opened there: focus stays where the host has it.
    Start,
    /// By a link or a control: the new place starts at its top.
    Forward,
    /// By the browser's back and forward: the old scroll position returns.
    Back,
    /// The address was mended (another page's article, a word typed): nothing moves.
    Mend,
}

/// What happens.
pub enum Action {
    /// The reader goes somewhere.
    Go(Address, Move),
    /// The reader followed an address that means nothing; the nearest that does is given.
    Lost(Address),
    /// A file was asked for.
    Asked(File),
    /// `paper.json` came.
    Paper(Result<Rc<Paper>, Failure>),
    /// The one edition that there is came.
    Single(Result<Rc<Opened>, Failure>),
    /// A calendar came.
    Calendar(Id, i32, Result<Rc<Calendar>, Failure>),
    /// An edition came.
    Edition(Id, EditionId, Result<Rc<Opened>, Failure>),
    /// The folding table came, and is installed.
    Folding(Result<(), Failure>),
    /// Ask again for a file that failed.
    Retry(File),
    /// A sheet opens, or the open one closes.
    Sheet(Option<Sheet>),
    /// The search field changed.
    Typed(String),
    /// The clock was read.
    Today(Date),
    /// The network came or went.
    Online(bool),
    /// The page that carries the reader changed its mind.
    Settings(Rc<Settings>),
    /// Another element takes the reader over, and begins at this address.
    Anew(Rc<Settings>, Address),
    /// The page does not let the article be read to its end.
    Preview,
    /// Somebody waits for a search, or nobody any more.
    Sought(bool),
}

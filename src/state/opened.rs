//! An edition that is here, with what is derived from it once.

use std::cell::OnceCell;
use std::fmt;

use masthead_edition::id::{EditionId, Id};
use masthead_edition::model::Edition;
use masthead_search::EditionSearch;

/// Publication and edition.
pub type Key = (Id, EditionId);

/// An edition that is here.
pub struct Opened {
    /// The edition.
    pub edition: Edition,
    search: OnceCell<EditionSearch>,
}

impl Opened {
    /// An edition that is here.
    pub fn new(edition: Edition) -> Self {
        Self { edition, search: OnceCell::new() }
    }

    /// Publication and edition.
    pub fn key(&self) -> Key {
        (self.edition.publication.clone(), self.edition.id.clone())
    }

    /// The edition made ready for searching, at the first search.
    pub fn search(&self) -> &EditionSearch {
        self.search.get_or_init(|| EditionSearch::new(&self.edition))
    }
}

impl PartialEq for Opened {
    /// By identity: comparing two newspapers letter by letter at every change would be slow.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opened")
    }
}

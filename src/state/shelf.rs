//! The editions a reader has opened. Only the latest few are kept: a reader who leafs through years on a phone
//! must not fill its memory.

use std::cell::OnceCell;
use std::fmt;
use std::rc::Rc;

use masthead_edition::finding::FindingKind;
use masthead_edition::id::{EditionId, Id};
use masthead_edition::json::Read;
use masthead_edition::model::Edition;
use masthead_search::EditionSearch;

use super::Load;

/// How many editions are kept: today's, its neighbours, the sister papers', and some to come back to.
const KEPT: usize = 12;

/// An edition that is here, with what is derived from it once.
pub struct Opened {
    /// The edition.
    pub edition: Edition,
    /// It uses a newer format than this reader knows.
    pub newer: bool,
    search: OnceCell<EditionSearch>,
}

impl Opened {
    /// An edition that is here.
    pub fn new(edition: Edition) -> Self {
        Self { edition, newer: false, search: OnceCell::new() }
    }

    /// An edition as read from its file.
    pub fn read(read: Read<Edition>) -> Self {
        let newer = read.findings.iter().any(|finding| finding.kind == FindingKind::UnknownVersion);
        Self { newer, ..Self::new(read.value) }
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
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || self.edition == other.edition
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opened")
    }
}

/// Publication and edition.
pub type Key = (Id, EditionId);

/// The editions asked for, the latest first.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    entries: Vec<(Key, Load<Rc<Opened>>)>,
}

impl PartialEq for Shelf {
    /// By identity of the editions: comparing two newspapers letter by letter at every change would be slow.
    fn eq(&self, other: &Self) -> bool {
        self.entries.len() == other.entries.len()
            && self.entries.iter().zip(&other.entries).all(|((key, load), (other_key, other_load))| {
                key == other_key
                    && match (load, other_load) {
                        (Load::Ready(a), Load::Ready(b)) => Rc::ptr_eq(a, b),
                        (a, b) => a == b,
                    }
            })
    }
}

impl Shelf {
    /// How far an edition has come.
    pub fn get(&self, publication: &Id, edition: &EditionId) -> &Load<Rc<Opened>> {
        self.entries
            .iter()
            .find(|((p, e), _)| p == publication && e == edition)
            .map_or(&Load::Unasked, |(_, load)| load)
    }

    /// Puts an edition in front, and lets go of the one not used for longest.
    pub fn put(&mut self, key: Key, load: Load<Rc<Opened>>) {
        self.entries.retain(|(other, _)| *other != key);
        self.entries.insert(0, (key, load));
        self.entries.truncate(KEPT);
    }

    /// Keeps only what the test admits.
    pub fn retain(&mut self, admits: impl Fn(&Load<Rc<Opened>>) -> bool) {
        self.entries.retain(|(_, load)| admits(load));
    }

    /// Takes an edition off, so that it is asked for anew.
    pub fn forget(&mut self, key: &Key) {
        self.entries.retain(|(other, _)| other != key);
    }
}

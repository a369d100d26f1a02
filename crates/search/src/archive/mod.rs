//! The archive: exact search over all years of a paper, from static files.
//!
//! Both halves of the format are here, and `docs/search.md` describes it byte by byte.
//!
//! **Reading** (feature `archive`) is pure and has no network of its own:
//!
//! ```text
//! let archive = Archive::read(&fetched(ENTRY))?;          // the one file with a fixed name
//! let mut shelf = Shelf::default();                       // kept from question to question
//! loop {
//!     let answer = archive.answer(&ask, &shelf);          // right as far as it goes: show it
//!     if answer.missing.is_empty() { break }
//!     for name in answer.missing { shelf.put(name, fetched(&name.path())) }    // all at once
//! }
//! ```
//!
//! **Writing** (feature `archive-write`): [`write_archive`] takes the list of editions ([`EditionInfo`]), a
//! [`Source`] that reads one, a [`Sink`] that writes a file, and the archive that was there before, of which it
//! keeps what has not changed. What then lies in [`FOLDER`] and is neither [`ENTRY`] nor of [`Archive::files`] is
//! of no more use; delete it after the new site has been published for a while, or readers of the old entry file
//! miss it.

mod answer;
mod ask;
mod bits;
mod bucket;
mod chance;
mod codec;
mod dense;
mod editions;
mod entry;
mod evaluate;
mod file;
mod gram;
mod lists;
mod look;
mod lookup;
mod numbering;
mod pinyin;
mod postings;
mod shelf;
mod text;
mod verify;
#[cfg(feature = "archive-write")]
mod write;

/// Installs the dictionary that text is stored by: the bytes of `codec/dictionary.bin`. Says whether these are they.
/// Needed before anything is asked where the feature `dictionary` does not compile it in.
pub fn install_dictionary(bytes: &[u8]) -> bool {
    codec::install(bytes)
}

/// Installs the table of readings that pinyin is answered by: the bytes of `pinyin/table.bin`. Says whether these are
/// they. Needed where an [`Answer`] says so.
pub fn install_pinyin(bytes: &[u8]) -> bool {
    pinyin::install(bytes)
}

/// The bytes of the table of these readings: how it is made (`tools/pinyin_table.rs`).
#[cfg(feature = "archive-write")]
pub fn pinyin_table(readings: &[(char, Vec<String>)]) -> Vec<u8> {
    pinyin::Table::pack(readings)
}

/// The syllables that a character is read with, folded or not: what a scan in a test goes by.
#[cfg(feature = "archive-write")]
pub fn readings(c: char) -> Vec<String> {
    let folded = crate::fold::fold(c.encode_utf8(&mut [0; 4]));
    let (table, c) = (pinyin::Table::get(), folded.chars().next().unwrap_or_default());
    let of_table =
        |table: &pinyin::Table| table.readings(c).iter().map(|&number| table.spelt(number)).collect();
    table.map(of_table).unwrap_or_default()
}

/// A file with a content of one's own choice under a right checksum: how tests come behind it.
#[cfg(feature = "archive-write")]
pub fn sealed(path: &str, content: &[u8]) -> Vec<u8> {
    file::seal(path, content)
}

pub use answer::{Answer, Row};
pub use ask::{Ask, Filters};
pub use entry::Archive;
pub use file::{ENTRY, FOLDER, Fault, FileName};
pub use pinyin::Spelling;
pub use shelf::Shelf;
#[cfg(feature = "archive-write")]
pub use write::{EditionInfo, Grain, Report, Settings, Sink, Source, WriteError, write_archive};

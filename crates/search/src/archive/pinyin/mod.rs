//! Pinyin: what a Latin query finds where its letters stand nowhere. Headlines and bylines are read aloud, as it were,
//! and the letters are looked for in the syllables: `xinzheng`, `xinzh`, or in their initials alone: `xzsgqt`.
//!
//! - [`table`]: how characters are read. [`spelling`]: what was typed, and where it is in a text.
//! - [`keys`]: what of a text is indexed. [`mod@ways`]: from what was typed to the lists of the index.
//!   [`look`]: which blocks these name. [`find`]: what of them matches.

mod find;
mod keys;
mod look;
mod spelling;
mod table;
mod ways;

#[cfg(feature = "archive-write")]
pub(crate) use keys::walk;
pub use spelling::Spelling;
pub(crate) use table::{Table, install};
pub(crate) use ways::Ways;
use ways::ways;

/// What was typed, understood as pinyin.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) spelling: &'a Spelling,
    pub(crate) table: &'a Table,
    pub(crate) ways: Ways,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(spelling: &'a Spelling, table: &'a Table) -> Self {
        Self { spelling, table, ways: ways(spelling, table) }
    }
}

//! Pinyin: what a Latin query finds where its letters stand nowhere. Headlines and bylines are read aloud, as it were,
//! and the letters are looked for in the syllables: `xinzheng`, `xinzh`, or in their initials alone: `xzsgqt`.
//!
//! - [`table`]: how characters are read. [`spelling`]: what was typed, and where it is in a text.
//! - [`keys`]: what of a text is indexed. [`mod@ways`]: from what was typed to the lists of the index.
//!   [`look`]: which blocks these name. [`find`]: what of them matches. [`reading`]: what both go by.

mod find;
mod keys;
mod look;
mod reading;
mod spelling;
mod table;
mod ways;

#[cfg(feature = "archive-write")]
pub(crate) use keys::walk;
pub(crate) use reading::Reading;
pub use spelling::Spelling;
pub(crate) use table::{Table, install};
pub(crate) use ways::Ways;

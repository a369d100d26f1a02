//! A newspaper's data, and what can be said of it without a browser and without a file system.
//!
//! - [`model`]: the types: edition, page, article, block, text.
//! - [`paper`]: what a browser cannot list: publications, their newest editions and years (`paper.json`).
//! - [`calendar`]: the editions of one year of one publication (`/zzwb/2022.json`), and walking over its gaps.
//! - [`mod@beside`]: the editions before and after one, over the turn of the year.
//! - [`date`] and [`lunar`]: civil dates, weekdays, and the Chinese calendar, without a clock.
//! - [`id`]: the names that become parts of addresses and file names, and their rules.
//! - [`json`]: reading and writing; reading is tolerant and reports every [`finding`].
//! - [`place`]: where a reader is, and its address.
//! - [`mod@reference`]: which links and which paths of files an edition may name.
//! - [`fields`]: which text of an article is searched, and as which fields.
//! - [`bounds`]: how large a file may be.
//! - `schema` (a feature of its own): the JSON Schemas of the files, generated from the types above.
//!
//! Inside: `words` and `format` are how values are written, `read` is reading that goes on after a fault, `rules` is what
//! must hold between values.
//!
//! Nothing here touches the web, a file or a clock.

pub mod beside;
pub mod bounds;
pub mod calendar;
pub mod date;
pub mod fields;
pub mod finding;
mod format;
pub mod id;
pub mod json;
pub mod lunar;
pub mod model;
pub mod paper;
pub mod place;
mod read;
pub mod reference;
mod rules;
#[cfg(feature = "schema")]
pub mod schema;
mod words;

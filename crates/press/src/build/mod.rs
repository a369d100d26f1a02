//! From a paper to what a static host serves.
//!
//! - [`data`]: the files a reader loads: `paper.json`, the year calendars, the editions and their pictures.
//! - [`ledger`]: which files of a folder are ours, so that what a paper no longer has goes away again.

pub mod data;
pub mod ledger;

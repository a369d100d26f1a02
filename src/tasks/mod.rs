//! What changes the state but takes its time: files, the clock, the browser's history. One task a file; each ends
//! in an [`crate::state::Action`].

mod arrive;
mod fetch;
mod follow;
mod go;

pub use arrive::arrive;
pub use fetch::{Ahead, ahead, fetch, retry};
pub use follow::{follow_browser, place_in_address};
pub use go::Navigator;

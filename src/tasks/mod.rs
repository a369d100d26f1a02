//! What changes the state but takes its time: files, the clock, the browser's history. One task a file; each ends
//! in an [`crate::state::Action`].

mod fetch;
mod follow;
mod go;

pub use fetch::{ahead, fetch};
pub use follow::follow_browser;
pub use go::{Navigator, open_sheet};

//! The paper: the publisher's folder, read.
//!
//! - the [`settings`]: `masthead.toml`; [`choices`] are its tables of things that may be had otherwise.
//! - [`picture`]: the size of a picture; [`asset`]: whether a file that an edition names is what it says it is.
//! - [`json_text`]: JSON as a person would write it.
//! - the [`folder`]: where the editions are, and what they name; [`unread`]: what is there and cannot be read; [`root`]: nothing
//!   comes from outside.

pub mod asset;
pub mod choices;
pub mod folder;
pub mod json_text;
pub mod picture;
pub mod root;
pub mod settings;
pub mod unread;

pub use folder::{EditionFolder, PaperFolder};
pub use settings::Settings;

//! The paper: the publisher's folder, read.
//!
//! - the [`settings`]: `masthead.toml`; [`choices`] are its tables of things that may be had otherwise.
//! - [`picture`]: the size of a picture.
//! - [`json_text`]: JSON as a person would write it.
//! - the [`folder`]: where the editions are, and what they name.

pub mod choices;
pub mod folder;
pub mod json_text;
pub mod picture;
pub mod settings;

pub use folder::{EditionFolder, PaperFolder};
pub use settings::Settings;

//! The paper: the publisher's folder, read.
//!
//! - the [`settings`]: `masthead.toml`.
//! - the [`folder`]: where the editions are, and what they name.

pub mod folder;
pub mod settings;

pub use folder::{EditionFolder, PaperFolder};
pub use settings::Settings;

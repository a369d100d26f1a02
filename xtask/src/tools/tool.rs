//! What every tool is to the commands that need it.

use crate::outcome::Outcome;

/// One thing to have.
pub(super) trait Tool {
    /// Its name and version, as a person would say it.
    fn name(&self) -> String;
    /// Why the project needs it.
    fn purpose(&self) -> &'static str;
    /// Where it was found, or `None`.
    fn found(&self) -> Option<String>;
    /// Installs it.
    fn install(&self) -> Outcome;
}

//! What an import is asked to do.

use std::path::PathBuf;

use masthead_edition::date::Date;

use crate::error::Result;
use crate::lock::{Lock, Patience, What};
use crate::ui::Ui;

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The tree, or the edition files.
    pub source: PathBuf,
    /// The paper.
    pub into: PathBuf,
    /// The publication, where it is not clear.
    pub publication: Option<String>,
    /// The first day.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// Look, and write nothing.
    pub dry_run: bool,
    /// What was guessed or is missing is an error.
    pub strict: bool,
    /// Import again what a person has edited.
    pub overwrite: bool,
    /// The publisher's own rules.
    pub rules: Option<PathBuf>,
    /// What to do while another run holds the paper.
    pub patience: Patience,
}

impl Options {
    /// Whether a day was asked for.
    pub fn wants(&self, date: Date) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// The paper's lock; none where nothing is written.
    pub(super) fn lock(&self, ui: &Ui) -> Result<Option<Lock>> {
        let lock = || Lock::take(What::Paper, &self.into, "import", self.patience, ui);
        (!self.dry_run).then(lock).transpose()
    }
}

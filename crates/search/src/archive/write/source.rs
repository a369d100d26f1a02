//! Where an archive's editions come from.

use std::borrow::Cow;

use masthead_edition::date::Date;
use masthead_edition::id::EditionId;
use masthead_edition::model::Edition;

/// An edition, as far as it must be known before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionInfo {
    /// The publication's id.
    pub publication: String,
    /// Date and suffix.
    pub edition: EditionId,
    /// How many articles it has. It decides which editions are indexed together, and nothing else.
    pub articles: u32,
    /// A hash of the edition's content: when it is another one, the edition is indexed anew.
    pub content: String,
}

impl EditionInfo {
    pub(super) fn date(&self) -> Date {
        self.edition.date()
    }
}

/// Where editions come from. Called from several threads.
pub trait Source: Sync {
    /// Why an edition could not be read.
    type Error: Send;
    /// Reads an edition.
    fn edition(&self, info: &EditionInfo) -> Result<Cow<'_, Edition>, Self::Error>;
}

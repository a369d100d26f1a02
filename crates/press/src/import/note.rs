//! What the import has to say about a file: what it repaired, guessed, left out or missed.

use serde::{Deserialize, Serialize};

/// How sure the import is of what it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Mended, and the evidence is good.
    Repaired,
    /// Decided without good evidence; an error under `--strict`.
    Guessed,
    /// Knowingly not imported.
    LeftOut,
    /// Named by the tree but not there; an error under `--strict`.
    Missing,
}

/// One remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// How sure.
    pub weight: Weight,
    /// The same name for the same thing in every report, for scripts: `glued-paragraph`.
    pub code: String,
    /// What, in words, with the text concerned.
    pub message: String,
}

/// The remarks on one file.
#[derive(Clone, Debug, Default)]
pub struct Notes(pub Vec<Note>);

impl Notes {
    fn push(&mut self, weight: Weight, code: &str, message: String) {
        self.0.push(Note { weight, code: code.to_owned(), message });
    }

    /// Something was mended.
    pub fn repaired(&mut self, code: &str, message: impl Into<String>) {
        self.push(Weight::Repaired, code, message.into());
    }

    /// Something was decided without good evidence.
    pub fn guessed(&mut self, code: &str, message: impl Into<String>) {
        self.push(Weight::Guessed, code, message.into());
    }

    /// Something was not imported.
    pub fn left_out(&mut self, code: &str, message: impl Into<String>) {
        self.push(Weight::LeftOut, code, message.into());
    }

    /// Something is not there.
    pub fn missing(&mut self, code: &str, message: impl Into<String>) {
        self.push(Weight::Missing, code, message.into());
    }
}

/// A text short enough for a report's line.
pub fn excerpt(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A text that stands nowhere but in the report: all of it, as far as a report can hold it.
pub fn whole(text: &str) -> String {
    const LONGEST: usize = 4000;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}… ({} characters)", &text[..end], text.chars().count()),
        None => text.to_owned(),
    }
}

//! What an import remembers of each edition, in the paper's `.masthead/import`: enough to pass over what has not
//! changed, to tell again what was found, and to notice that a person has edited the result.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::note::Note;
use crate::build::ledger;
use crate::error::Result;
use crate::look;
use crate::write;

/// Changes whenever the import would make something else of the same files.
const IMPORT: &str = "3";

/// One edition as it was imported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The source's files and the rules, in one number.
    pub source: String,
    /// The names of the source's other files, in one number: where something was missing, it may come.
    #[serde(default)]
    pub others: String,
    /// What was written, in one number.
    pub written: String,
    /// How many pages.
    pub pages: usize,
    /// How many articles.
    pub articles: usize,
    /// Remarks by file.
    pub notes: BTreeMap<String, Vec<Note>>,
    /// Files copied: name in the edition, path in the source, and its stamp.
    pub copies: BTreeMap<String, Copy>,
}

/// A copied file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copy {
    /// Its path in the source.
    pub from: String,
    /// Its length and time of change.
    pub stamp: String,
}

impl State {
    /// Where an edition's state is kept.
    pub fn path(paper: &Path, address: &str) -> PathBuf {
        paper.join(".masthead/import").join(format!("{address}.json"))
    }

    /// The state of an edition; none where it was not imported. One that is damaged is none, too: the edition is then taken
    /// for one that a person has edited, and left alone.
    pub fn read(paper: &Path, address: &str) -> Result<Option<Self>> {
        let text = look::content(&Self::path(paper, address))?;
        Ok(text.and_then(|text| serde_json::from_slice(&text).ok()))
    }

    /// Keeps the state.
    pub fn write(&self, paper: &Path, address: &str) -> Result<()> {
        let text = write::json_pretty(self)?;
        write::if_changed(&Self::path(paper, address), text.as_bytes()).map(drop)
    }
}

/// A day's files and the rules in one number.
pub fn source_hash(day: &Day, number: Option<&str>, rules: &str) -> String {
    let number = number.unwrap_or_default();
    let mut text = format!("{IMPORT}\n{}\n{rules}\n{number}\n", env!("CARGO_PKG_VERSION"));
    for file in day.pages.iter().chain(&day.articles).chain(&day.copies).chain(&day.strays) {
        text.push_str(&format!("{} {} {}\n", file.path, file.stamp.0, file.stamp.1));
    }
    ledger::hash(text.as_bytes())
}

/// A file's length and time of change as one text; empty where there is no file.
pub fn stamp(path: &Path) -> String {
    let Ok(data) = fs::metadata(path) else { return String::new() };
    let modified = data.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    format!("{} {}", data.len(), modified.map(|time| time.as_nanos()).unwrap_or_default())
}

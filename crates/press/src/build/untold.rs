//! Changes that nobody was told of yet. A run that is broken off after it began to put things in place, or before its list
//! was written, leaves them to the next one's list: else a host would keep for ever what it never heard was removed.
//! They stand in the journal of [`super::stage`], which has this name once it is done.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::ledger::Changes;
use crate::error::{Error, Result};
use crate::look;

/// A journal that is done.
pub(super) const FILE: &str = ".masthead/untold.json";

#[derive(Deserialize)]
struct Done {
    changes: Changes,
}

/// What earlier runs left untold.
pub(super) fn read(folder: &Path) -> Result<Changes> {
    let path = folder.join(FILE);
    let Some(text) = look::content(&path)? else { return Ok(Changes::default()) };
    let done: Done = serde_json::from_slice(&text).map_err(|error| damaged(&path, &error))?;
    Ok(done.changes)
}

/// What is to be done about a journal, or one that is done, which nobody can read any more.
pub(super) fn damaged(path: &Path, error: &serde_json::Error) -> Error {
    Error::damaged(path, error).help(
        "remove it, build again, and compare the whole site with its host once: the list of changes would not be complete",
    )
}

/// All was told.
pub(super) fn told(folder: &Path) -> Result<()> {
    let file = folder.join(FILE);
    match fs::remove_file(&file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io("remove", &file, &error)),
        _ => Ok(()),
    }
}

//! Changes that nobody was told of yet. A run that is broken off after it began to put things in place, or before its list
//! was written, leaves them to the next one's list: else a host would keep for ever what it never heard was removed.
//! They stand in the journal of [`super::stage`], which has this name once it is done.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::ledger::Changes;
use crate::error::{Error, Result};

/// A journal that is done.
pub(super) const FILE: &str = ".masthead/untold.json";

#[derive(Default, Deserialize)]
struct Done {
    changes: Changes,
}

/// What earlier runs left untold.
pub(super) fn read(folder: &Path) -> Changes {
    let done: Option<Done> =
        fs::read(folder.join(FILE)).ok().and_then(|text| serde_json::from_slice(&text).ok());
    done.unwrap_or_default().changes
}

/// All was told.
pub(super) fn told(folder: &Path) -> Result<()> {
    let file = folder.join(FILE);
    match fs::remove_file(&file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io("remove", &file, &error)),
        _ => Ok(()),
    }
}

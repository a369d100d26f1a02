//! The files that an import copies beside an edition.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::assemble::Assembled;
use super::note::Weight;
use super::state::{self, State};
use super::tree::Tree;
use crate::error::{Error, Result};
use crate::write;

/// Nothing that was missing may have come, and every copy is still that of its original.
pub(super) fn is_whole(state: &State, others: &str, tree: &Tree, folder: &Path) -> bool {
    let missing =
        state.notes.values().flatten().any(|note| note.weight == Weight::Missing) && state.others != others;
    let copied = |(name, copy): (&String, &state::Copy)| {
        folder.join(name).is_file() && state::stamp(&tree.path.join(&copy.from)) == copy.stamp
    };
    !missing && state.copies.iter().all(copied)
}

/// Copies what an edition names.
pub(super) fn copy_files(
    assembled: &Assembled,
    tree: &Tree,
    folder: &Path,
) -> Result<BTreeMap<String, state::Copy>> {
    let mut copies = BTreeMap::new();
    for (from, name) in &assembled.copies {
        let path = tree.path.join(from);
        let stamp = state::stamp(&path);
        write::copy_if_changed(&path, &folder.join(name))?;
        copies.insert(name.clone(), state::Copy { from: from.clone(), stamp });
    }
    Ok(copies)
}

/// A picture that an earlier import copied, and that the edition no longer has.
pub(super) fn remove_old_copies(
    before: Option<&State>,
    stays: impl Fn(&str) -> bool,
    folder: &Path,
) -> Result<()> {
    let old = before.into_iter().flat_map(|state| state.copies.keys()).filter(|name| !stays(name));
    for name in old {
        let path = folder.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::io("remove", &path, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

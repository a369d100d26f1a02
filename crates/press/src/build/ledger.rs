//! Which files in the output folder the command wrote, so that a file of the publisher's own is never touched and
//! one that a paper no longer has is removed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::write;

/// Where the ledger lies in the output folder; a host need not serve it.
pub const FILE: &str = ".masthead/files.json";

/// What a run did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Files written, relative to the folder.
    pub changed: BTreeSet<String>,
    /// Files removed.
    pub removed: BTreeSet<String>,
    /// How many files are as they were.
    pub unchanged: usize,
}

/// A copied file as it was when it was last copied, so that an unchanged one need not be read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Copied {
    length: u64,
    /// Nanoseconds since 1970, as text: JSON numbers are not exact so far out.
    modified: String,
    hash: String,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Stored {
    version: u64,
    files: BTreeMap<String, Option<Copied>>,
}

/// Writes files into a folder and keeps the books.
#[derive(Debug)]
pub struct Ledger {
    folder: PathBuf,
    before: BTreeMap<String, Option<Copied>>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<String, Option<Copied>>,
    changes: Changes,
}

impl Ledger {
    /// Opens the books of a folder; a new folder has none.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        let before = match fs::read_to_string(&path) {
            // Books that cannot be read are begun anew: every file is then compared by content.
            Ok(text) => serde_json::from_str::<Stored>(&text).unwrap_or_default().files,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(Error::io("read", &path, &error)),
        };
        write::remove_unfinished(folder);
        Ok(Self { folder: folder.to_owned(), before, state: Mutex::default() })
    }

    /// Writes a file of the site.
    pub fn write(&self, path: &str, content: &[u8]) -> Result<()> {
        let wrote = write::if_changed(&self.folder.join(path), content)?;
        self.record(path, None, wrote);
        Ok(())
    }

    /// Copies a file of the paper; gives the hash of its content.
    pub fn copy(&self, from: &Path, path: &str) -> Result<String> {
        let target = self.folder.join(path);
        let data = fs::metadata(from).map_err(|error| Error::io("read", from, &error))?;
        let modified = data.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        let modified = modified.map(|time| time.as_nanos().to_string()).unwrap_or_default();
        let unchanged = self.before.get(path).and_then(Option::as_ref).filter(|old| {
            old.length == data.len()
                && old.modified == modified
                && !modified.is_empty()
                && fs::metadata(&target).is_ok_and(|copy| copy.len() == old.length)
        });
        if let Some(copied) = unchanged {
            self.record(path, Some(copied.clone()), false);
            return Ok(copied.hash.clone());
        }
        let content = fs::read(from).map_err(|error| Error::io("read", from, &error))?;
        let hash = hash(&content);
        let wrote = write::if_changed(&target, &content)?;
        self.record(path, Some(Copied { length: data.len(), modified, hash: hash.clone() }), wrote);
        Ok(hash)
    }

    fn record(&self, path: &str, copied: Option<Copied>, wrote: bool) {
        let Ok(mut state) = self.state.lock() else { return };
        if wrote {
            state.changes.changed.insert(path.to_owned());
        } else {
            state.changes.unchanged += 1;
        }
        state.files.insert(path.to_owned(), copied);
    }

    /// Removes what earlier runs wrote and this one did not, and closes the books.
    pub fn close(self) -> Result<Changes> {
        let state = self.state.into_inner().unwrap_or_default();
        let mut changes = state.changes;
        for path in self.before.keys().filter(|path| !state.files.contains_key(*path)) {
            let file = self.folder.join(path);
            match fs::remove_file(&file) {
                Ok(()) => drop(changes.removed.insert(path.clone())),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(Error::io("remove", &file, &error)),
            }
            remove_empty_folders(&self.folder, path);
        }
        let stored = Stored { version: 1, files: state.files };
        let text = serde_json::to_string_pretty(&stored).unwrap_or_default();
        write::if_changed(&self.folder.join(FILE), text.as_bytes())?;
        Ok(changes)
    }
}

fn remove_empty_folders(root: &Path, path: &str) {
    let mut folder = Path::new(path).parent();
    while let Some(relative) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        // A folder that still holds something refuses, and that ends it.
        if fs::remove_dir(root.join(relative)).is_err() {
            return;
        }
        folder = relative.parent();
    }
}

/// The hash by which content is told apart: 128 bits of XXH3 as hexadecimal.
pub fn hash(content: &[u8]) -> String {
    format!("{:032x}", xxhash_rust::xxh3::xxh3_128(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ours_goes_and_what_is_not_stays() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("own.html"), "the publisher's").unwrap();
        let first = Ledger::open(folder.path()).unwrap();
        first.write("zzwb/2022.json", b"{}").unwrap();
        first.write("paper.json", b"{}").unwrap();
        assert_eq!(first.close().unwrap().changed.len(), 2);

        let second = Ledger::open(folder.path()).unwrap();
        second.write("paper.json", b"{}").unwrap();
        let changes = second.close().unwrap();
        assert_eq!(changes.changed.len(), 0);
        assert_eq!(changes.removed.into_iter().collect::<Vec<_>>(), ["zzwb/2022.json"]);
        assert!(!folder.path().join("zzwb").exists());
        assert!(folder.path().join("own.html").exists());
    }

    #[test]
    fn a_copy_follows_its_original() {
        let folder = tempfile::tempdir().unwrap();
        let (from, out) = (folder.path().join("a.webp"), folder.path().join("out"));
        fs::write(&from, "one").unwrap();
        let copy = || {
            let ledger = Ledger::open(&out).unwrap();
            let hash = ledger.copy(&from, "a.webp").unwrap();
            (hash, ledger.close().unwrap().changed.len())
        };
        let (first, wrote) = copy();
        assert_eq!(wrote, 1);
        assert_eq!(copy(), (first.clone(), 0));
        fs::write(&from, "three").unwrap();
        let (second, wrote) = copy();
        assert_eq!(wrote, 1);
        assert_ne!(first, second);
        fs::write(out.join("a.webp"), "damaged").unwrap();
        assert_eq!(copy(), (second, 1), "a damaged copy is written again");
    }
}

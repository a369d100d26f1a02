//! What is published of a folder lies in that folder. A symbolic link may lead from one place in it to another; one that
//! leads out would publish whatever else is on the machine.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::look;

/// A folder by its canonical path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root(PathBuf);

/// Where a path leads.
#[derive(Debug)]
pub enum Place {
    /// Into the folder: the canonical path, and what is there.
    Inside(PathBuf, Metadata),
    /// A link out of the folder: what it leads to.
    Outside(PathBuf),
    /// A link to something that is not there.
    Nowhere,
    /// Nothing has this name.
    Nothing,
}

impl Root {
    /// A folder that is there.
    pub fn of(folder: &Path) -> Result<Self> {
        folder.canonicalize().map(Self).map_err(|error| Error::io("read", folder, &error))
    }

    /// Where a path leads; the error says why nobody can tell.
    pub fn find(&self, path: &Path) -> io::Result<Place> {
        match path.canonicalize() {
            Ok(found) if found.starts_with(&self.0) => {
                let data = fs::metadata(&found)?;
                Ok(Place::Inside(found, data))
            }
            Ok(found) => Ok(Place::Outside(found)),
            Err(error) if look::is_absent(&error) => match fs::symlink_metadata(path) {
                Ok(_) => Ok(Place::Nowhere),
                Err(error) if look::is_absent(&error) => Ok(Place::Nothing),
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        }
    }

    /// The canonical path of a file in the folder.
    pub fn file(&self, path: &Path) -> Option<PathBuf> {
        match self.find(path) {
            Ok(Place::Inside(found, data)) if data.is_file() => Some(found),
            _ => None,
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_may_stay_and_may_not_leave() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("paper/a")).unwrap();
        fs::create_dir_all(at("paper-2")).unwrap();
        fs::write(at("paper/a/x"), "x").unwrap();
        fs::write(at("paper-2/y"), "y").unwrap();
        for (to, link) in [
            ("a/x", "paper/within"),
            ("../paper/a/x", "paper/out-and-in"),
            ("../paper-2/y", "paper/neighbour"),
            ("../paper-2", "paper/folder"),
            ("/etc/passwd", "paper/absolute"),
            ("neighbour", "paper/by-another"),
            ("nothing", "paper/dead"),
            ("round", "paper/round"),
        ] {
            symlink(to, at(link)).unwrap();
        }
        let root = Root::of(&at("paper")).unwrap();
        let found = |path: &str| match root.find(&at("paper").join(path)) {
            Ok(Place::Inside(..)) => "inside",
            Ok(Place::Outside(_)) => "outside",
            Ok(Place::Nowhere) => "nowhere",
            Ok(Place::Nothing) => "nothing",
            Err(_) => "error",
        };
        for (path, place) in [
            ("a/x", "inside"),
            ("within", "inside"),
            ("out-and-in", "inside"),
            ("neighbour", "outside"),
            ("folder/y", "outside"),
            ("absolute", "outside"),
            ("by-another", "outside"),
            ("dead", "nowhere"),
            ("round", "error"),
            ("a/z", "nothing"),
            ("a/x/z", "nothing"),
        ] {
            assert_eq!(found(path), place, "{path}");
        }
        // The folder itself may be reached by a link.
        symlink("paper", at("link")).unwrap();
        assert_eq!(Root::of(&at("link")).unwrap(), root);
    }
}

//! The books of an output folder: which files in it the command wrote. They lie in the folder themselves.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::bounded;
use crate::error::{Error, Result};
use crate::look;
use crate::write;

/// Where the books lie in the output folder; a host need not serve them.
pub const FILE: &str = ".masthead/files.json";

/// A copied file as it was when it was last copied, so that an unchanged one need not be read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// Bytes.
    pub length: u64,
    /// Nanoseconds since 1970, as text: JSON numbers are not exact so far out.
    pub modified: String,
    /// Of its content.
    pub hash: String,
}

/// Files that were made together from the same things, and need not be made again while those are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// A hash of all that they were made from.
    pub key: String,
    /// The files with their lengths.
    pub files: BTreeMap<String, u64>,
}

/// What is written down.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Books {
    /// Of this format.
    pub version: u64,
    /// Files that are of no group, or were copied.
    pub files: BTreeMap<String, Option<Copied>>,
    /// By the folder that all files of the group lie in.
    #[serde(default)]
    pub groups: BTreeMap<String, Group>,
    /// Files under names that say their content, no longer named by any page, with the second they went out of use.
    #[serde(default)]
    pub retired: BTreeMap<String, u64>,
}

impl Books {
    /// The books of a folder; a new folder has none.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        if look::metadata(&path)?.is_none() {
            return Ok(Self::default());
        }
        // Without them nobody knows which files a paper no longer has: one of them may hold what was withdrawn.
        serde_json::from_slice(&bounded::read(&path, bounded::OWN_LIST)?).map_err(|error| {
            Error::damaged(&path, &error).help(
                "remove it and build again: every file is then compared by its content, but what the paper no longer has stays; a new --out has none of that",
            )
        })
    }

    /// What is to be in the file. What is in a group is not said twice.
    pub fn text(mut self) -> Result<String> {
        for path in self.groups.values().flat_map(|group| group.files.keys()) {
            if self.files.get(path).is_some_and(Option::is_none) {
                self.files.remove(path);
            }
        }
        self.version = 2;
        write::json_text(&self)
    }

    /// Whether a file is in the books.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path) || group_of(&self.groups, path).is_some()
    }
}

/// The group that a file is of, with its name.
pub fn group_of<'a>(groups: &'a BTreeMap<String, Group>, path: &str) -> Option<(&'a str, &'a Group)> {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    let mut groups = folders.filter_map(|folder| groups.get_key_value(folder));
    groups.find(|(_, group)| group.files.contains_key(path)).map(|(name, group)| (name.as_str(), group))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_in_a_group_is_not_said_twice_and_yet_found() {
        let folder = tempfile::tempdir().unwrap();
        let group = |path: &str| Group { key: "k".to_owned(), files: [(path.to_owned(), 3)].into() };
        let copied = Copied { length: 3, modified: "1".to_owned(), hash: "h".to_owned() };
        let books = Books {
            files: [
                ("a/1/x.html".to_owned(), None),
                ("p.json".to_owned(), None),
                ("b/2/y.webp".to_owned(), Some(copied)),
            ]
            .into(),
            groups: [("a/1".to_owned(), group("a/1/x.html")), ("b/2".to_owned(), group("b/2/y.webp"))].into(),
            ..Books::default()
        };
        fs::create_dir(folder.path().join(".masthead")).unwrap();
        fs::write(folder.path().join(FILE), books.text().unwrap()).unwrap();
        let read = Books::read(folder.path()).unwrap();
        assert_eq!(Vec::from_iter(read.files.keys()), ["b/2/y.webp", "p.json"]);
        for path in ["a/1/x.html", "p.json", "b/2/y.webp"] {
            assert!(read.has(path), "{path}");
        }
        assert!(!read.has("a/1/z.html") && !read.has("a/1"));
        assert_eq!(group_of(&read.groups, "a/1/x.html").map(|(name, _)| name), Some("a/1"));
    }
}

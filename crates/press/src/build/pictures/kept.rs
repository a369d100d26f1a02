//! Pictures that were made are kept in the paper's own `.masthead/pictures/`, by the content that they were made of:
//! another build, another host's site and the preview need not make them again. The folder may be deleted.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::write::disk;

/// Where they lie in the paper's folder.
const FOLDER: &str = ".masthead/pictures";

/// The pictures that are kept.
#[derive(Debug)]
pub struct Kept {
    folder: PathBuf,
    used: Mutex<HashSet<String>>,
}

impl Kept {
    /// Those of a paper.
    pub fn of(paper: &Path) -> Self {
        Self { folder: paper.join(FOLDER), used: Mutex::default() }
    }

    /// The widths made of a content, with their files; `None` where it was never looked at. None at all may be the
    /// answer too.
    pub fn find(&self, key: &str) -> Option<Vec<(u32, PathBuf)>> {
        self.use_it(key);
        let entries = fs::read_dir(self.folder.join(key)).ok()?;
        // A list that breaks off would be an answer with less in it.
        let entries = entries.collect::<Result<Vec<_>, _>>().ok()?;
        let mut found: Vec<(u32, PathBuf)> = entries
            .into_iter()
            .filter_map(|entry| {
                Some((entry.file_name().to_str()?.strip_suffix(".webp")?.parse().ok()?, entry.path()))
            })
            .collect();
        found.sort();
        Some(found)
    }

    /// Keeps what was made. The folder appears at once and whole, so that a killed run leaves nothing half done. On a
    /// paper that cannot be written to nothing is kept, which costs time and nothing else.
    pub fn keep(&self, key: &str, made: &[(u32, Vec<u8>)]) -> Option<Vec<(u32, PathBuf)>> {
        self.use_it(key);
        disk::create_folder(&self.folder).ok()?;
        let new = tempfile::Builder::new().prefix(crate::write::TEMPORARY).tempdir_in(&self.folder).ok()?;
        for (width, content) in made {
            let mut file = disk::create_new_file(&new.path().join(format!("{width}.webp"))).ok()?;
            disk::fill(&mut file, content).ok()?;
        }
        let folder = self.folder.join(key);
        if disk::rename(new.path(), &folder).is_ok() {
            // What is no longer there need not be removed.
            let _ = new.keep();
        }
        self.find(key)
    }

    fn use_it(&self, key: &str) {
        if let Ok(mut used) = self.used.lock() {
            used.insert(key.to_owned());
        }
    }

    /// Removes what this run had no use for.
    pub fn tidy(&self) {
        let Ok(used) = self.used.lock() else { return };
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if !entry.file_name().to_str().is_some_and(|name| used.contains(name)) {
                // It takes room and does no other harm.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_is_found_again_and_what_is_of_no_use_goes() {
        let paper = tempfile::tempdir().unwrap();
        let kept = Kept::of(paper.path());
        assert_eq!(kept.find("a"), None);
        let made = kept.keep("a", &[(640, b"large".to_vec()), (320, b"small".to_vec())]).unwrap();
        assert_eq!(made.iter().map(|(width, _)| *width).collect::<Vec<_>>(), [320, 640]);
        assert_eq!(kept.keep("b", &[]).unwrap(), []);
        assert_eq!(kept.find("b"), Some(Vec::new()), "it was looked at, and nothing came of it");

        let next = Kept::of(paper.path());
        assert_eq!(next.find("a").unwrap(), made);
        next.tidy();
        assert_eq!(fs::read_dir(paper.path().join(FOLDER)).unwrap().count(), 1);
        assert_eq!(fs::read(&next.find("a").unwrap()[0].1).unwrap(), b"small");
    }
}

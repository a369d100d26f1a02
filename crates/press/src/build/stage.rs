//! Changes to a site that wait until all of them are ready, and then are made by renaming, in an order in which every
//! link of the site leads somewhere at every instant:
//!
//! 1. While a build runs, what it writes lies in `.masthead/staging/`. A build that fails or is killed changes nothing.
//! 2. When all is there, a journal says what is renamed and what removed. A folder of the archive that is new waits as a
//!    whole, and is put in place by one rename instead of ten thousand.
//! 3. Files named by their content come first, then files that are new (nothing leads to them yet), then the changed
//!    pages, then the entries (calendars, newest editions, feeds, `paper.json`); then what is gone is removed.
//! 4. A run that finds a journal finishes it. Each step can be done twice without harm. Done, it stays until its changes are
//!    told ([`untold`]).
//!
//! Nothing is synced to the disk in between: this withstands a killed process and a full disk, and for a machine that
//! lost its power there is the next build, which compares every file that it is not sure of.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use masthead_edition::id::EditionId;
use masthead_search::archive::ENTRY;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::ledger::{self, Changes};
use super::untold;
use crate::error::{Error, Result};
use crate::look;
use crate::write::{self, disk};

const STAGING: &str = ".masthead/staging";
pub(super) const JOURNAL: &str = ".masthead/journal.json";

/// Changes to a folder that wait.
#[derive(Debug)]
pub struct Stage {
    folder: PathBuf,
    waiting: Mutex<Vec<Waiting>>,
    /// Folders of the archive, and whether each is new: then it waits as a whole.
    archive: Mutex<HashMap<String, bool>>,
    /// The journal is in place: what waits belongs to it.
    is_sealed: bool,
}

/// A file that waits: its turn, where it goes, and where it lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    turn: Turn,
    path: String,
    name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    NamedByContent,
    New,
    Changed,
    Entry,
    Books,
}

#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    /// Name in the staging folder, path in the site.
    renames: Vec<(String, String)>,
    removes: Vec<String>,
    /// What is to be told of it, and of runs before.
    #[serde(default)]
    changes: Changes,
}

impl Stage {
    /// Finishes what an interrupted run had ready, forgets what it had not, and begins anew.
    pub fn open(folder: &Path) -> Result<Self> {
        let mut stage = Self {
            folder: folder.to_owned(),
            waiting: Mutex::default(),
            archive: Mutex::default(),
            is_sealed: false,
        };
        let path = folder.join(JOURNAL);
        if let Some(text) = look::content(&path)? {
            // Whatever comes of it, what waits belongs to it.
            stage.is_sealed = true;
            let journal: Journal =
                serde_json::from_slice(&text).map_err(|error| untold::damaged(&path, &error))?;
            stage.finish(&journal)?;
            stage.is_sealed = false;
        }
        stage.clear()?;
        write::remove_unfinished(&folder.join(".masthead"));
        Ok(stage)
    }

    /// The folder of the archive that a file is of, where the site has no such folder yet: then it waits as a whole, and
    /// nothing stands in the file's place.
    pub fn new_folder<'a>(&self, path: &'a str) -> Result<Option<&'a str>> {
        let Some(folder) = archive_folder(path) else { return Ok(None) };
        let (mut known, mut waiting) = (self.archive.lock().map_err(|_| Error::poisoned())?, self.waiting()?);
        if let Some(is_new) = known.get(folder) {
            return Ok(is_new.then_some(folder));
        }
        let is_new = !look::is_taken(&self.folder.join(folder))?;
        known.insert(folder.to_owned(), is_new);
        if !is_new {
            return Ok(None);
        }
        let staged = self.folder.join(STAGING).join(folder);
        disk::create_folder(&staged).map_err(|error| Error::io("create", &staged, &error))?;
        let (path, name) = (folder.to_owned(), folder.to_owned());
        waiting.push(Waiting { turn: Turn::NamedByContent, path, name });
        Ok(Some(folder))
    }

    /// Lets a file wait. `replaces` says whether the site has one of this name.
    pub fn put(&self, path: &str, content: &[u8], replaces: bool) -> Result<()> {
        let staging = self.folder.join(STAGING);
        let name = if self.new_folder(path)?.is_some() {
            path.to_owned()
        } else {
            let mut waiting = self.waiting()?;
            if waiting.is_empty() {
                disk::create_folder(&staging).map_err(|error| Error::io("create", &staging, &error))?;
            }
            let name = waiting.len().to_string();
            waiting.push(Waiting { turn: turn(path, replaces), path: path.to_owned(), name: name.clone() });
            name
        };
        let file = staging.join(name);
        let write = || {
            let mut opened = disk::create_file(&file)?;
            disk::fill(&mut opened, content)?;
            write::make_readable(&opened)
        };
        write().map_err(|error| Error::io("write", &self.folder.join(path), &error))
    }

    /// Puts what waits in place, and removes what is gone. The changes are what is to be told of it.
    pub fn commit(mut self, removes: Vec<String>, changes: &Changes) -> Result<()> {
        let mut waiting = std::mem::take(&mut *self.waiting()?);
        waiting.sort();
        let renames = waiting.into_iter().map(|waiting| (waiting.name, waiting.path)).collect();
        let journal = Journal { renames, removes, changes: changes.clone() };
        let text = write::json_text(&journal)?;
        write::if_changed(&self.folder.join(JOURNAL), text.as_bytes())?;
        self.is_sealed = true;
        self.finish(&journal)
    }

    fn finish(&self, journal: &Journal) -> Result<()> {
        let staging = self.folder.join(STAGING);
        for (name, path) in &journal.renames {
            let (from, to) = (staging.join(name), self.folder.join(path));
            if !look::is_taken(&from)? {
                // Renamed already, by the run that was interrupted.
                continue;
            }
            if let Some(parent) = to.parent() {
                disk::create_folder(parent).map_err(|error| Error::io("create", parent, &error))?;
            }
            disk::rename(&from, &to).map_err(|error| Error::io("write", &to, &error))?;
        }
        journal.removes.par_iter().try_for_each(|path| ledger::remove(&self.folder, path))?;
        let folders: BTreeSet<&Path> =
            journal.removes.iter().filter_map(|path| Path::new(path).parent()).collect();
        folders.into_iter().for_each(|folder| ledger::remove_empty_folders(&self.folder, folder));
        let (file, done) = (self.folder.join(JOURNAL), self.folder.join(untold::FILE));
        disk::rename(&file, &done).map_err(|error| Error::io("write", &done, &error))?;
        self.discard();
        Ok(())
    }

    /// Forgets what waits, when nothing more is going to.
    pub fn discard(&self) {
        // What cannot be removed now is removed by the next run before it begins, and no host serves it.
        let _ = self.clear();
    }

    /// Removes what waits.
    fn clear(&self) -> Result<()> {
        let staging = self.folder.join(STAGING);
        match fs::remove_dir_all(&staging) {
            Err(error) if !look::is_absent(&error) => Err(Error::io("remove", &staging, &error)),
            _ => Ok(()),
        }
    }

    fn waiting(&self) -> Result<MutexGuard<'_, Vec<Waiting>>> {
        self.waiting.lock().map_err(|_| Error::poisoned())
    }
}

impl Drop for Stage {
    /// A build that failed takes away what it had ready: a full disk gets its room back.
    fn drop(&mut self) {
        if !self.is_sealed {
            self.discard();
        }
    }
}

/// The folder of the archive that a file is of.
fn archive_folder(path: &str) -> Option<&str> {
    let (folder, _) = path.rsplit_once('/')?;
    folder.starts_with("archive/").then_some(folder)
}

fn turn(path: &str, replaces: bool) -> Turn {
    let mut steps = path.split('/');
    let first = steps.next().unwrap_or_default();
    let is_of_edition = steps.next().is_some_and(|step| EditionId::parse(step).is_ok());
    match first {
        ".masthead" => Turn::Books,
        "assets" => Turn::NamedByContent,
        "archive" if path != ENTRY => Turn::NamedByContent,
        // A new year's calendar too: the pages of its first edition lead to it, and the edition before leads to them.
        _ if !replaces => Turn::New,
        _ if is_of_edition => Turn::Changed,
        _ => Turn::Entry,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_comes_before_what_links() {
        let mut paths = [
            ("paper.json", true),
            ("index.html", true),
            ("zzwb/2022-09-15/index.html", true),
            ("zzwb/2022-09-16/X04/index.html", false),
            ("zzwb/2023/index.html", false),
            (".masthead/files.json", true),
            ("archive/entry.mha", true),
            ("archive/0123456789abcdef/t0.mha", false),
            ("assets/0123456789abcdef/masthead.js", false),
        ];
        paths.sort_by_key(|(path, replaces)| (turn(path, *replaces), *path));
        assert_eq!(
            paths.map(|(path, _)| path),
            [
                "archive/0123456789abcdef/t0.mha",
                "assets/0123456789abcdef/masthead.js",
                "zzwb/2022-09-16/X04/index.html",
                "zzwb/2023/index.html",
                "zzwb/2022-09-15/index.html",
                "archive/entry.mha",
                "index.html",
                "paper.json",
                ".masthead/files.json",
            ]
        );
    }

    #[test]
    fn a_new_folder_of_the_archive_is_put_in_place_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path();
        let there = "archive/0000000000000000/t0.mha";
        fs::create_dir_all(site.join(there).parent().unwrap()).unwrap();
        let stage = Stage::open(site).unwrap();
        let (one, two) = ("archive/0123456789abcdef/t0.mha", "archive/0123456789abcdef/p0.mha");
        for path in [one, two, there, ENTRY] {
            stage.put(path, path.as_bytes(), false).unwrap();
        }
        let waiting: Vec<String> =
            stage.waiting.lock().unwrap().iter().map(|waiting| waiting.path.clone()).collect();
        assert_eq!(waiting, ["archive/0123456789abcdef", there, ENTRY]);
        stage.commit(Vec::new(), &Changes::default()).unwrap();
        for path in [one, two, there, ENTRY] {
            assert_eq!(fs::read(site.join(path)).unwrap(), path.as_bytes());
        }
        assert!(!site.join(STAGING).exists());
    }

    #[test]
    fn a_run_that_finds_a_journal_finishes_it() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path();
        fs::write(site.join("gone.html"), "gone").unwrap();
        let stage = Stage::open(site).unwrap();
        stage.put("a/index.html", b"one", false).unwrap();
        stage.put("paper.json", b"two", false).unwrap();
        // Killed after the journal was written and one file was put in place.
        let journal = Journal {
            renames: vec![("0".into(), "a/index.html".into()), ("1".into(), "paper.json".into())],
            removes: vec!["gone.html".into()],
            changes: Changes::default(),
        };
        fs::write(site.join(JOURNAL), serde_json::to_vec(&journal).unwrap()).unwrap();
        fs::create_dir(site.join("a")).unwrap();
        fs::rename(site.join(STAGING).join("0"), site.join("a/index.html")).unwrap();

        drop(Stage::open(site).unwrap());
        assert_eq!(fs::read(site.join("a/index.html")).unwrap(), b"one");
        assert_eq!(fs::read(site.join("paper.json")).unwrap(), b"two");
        assert!(
            !site.join("gone.html").exists() && !site.join(JOURNAL).exists() && !site.join(STAGING).exists()
        );
    }

    #[test]
    fn what_cannot_wait_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let stage = Stage::open(folder.path()).unwrap();
        super::super::ledger::tests::poison(&stage.waiting);
        assert!(stage.put("paper.json", b"{}", false).is_err());
        assert!(stage.new_folder("archive/0123456789abcdef/t0.mha").is_err());
        assert!(stage.commit(vec!["gone.html".into()], &Changes::default()).is_err());
        assert!(!folder.path().join(JOURNAL).exists());
    }

    /// A journal, and a site with a file that it removes at its end.
    fn left_by_an_interrupted_run(journal: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(STAGING)).unwrap();
        fs::write(folder.path().join("gone.html"), "gone").unwrap();
        fs::write(folder.path().join(STAGING).join("0"), "new").unwrap();
        fs::write(folder.path().join(JOURNAL), journal).unwrap();
        folder
    }

    #[test]
    fn a_journal_that_cannot_be_read_or_done_stops_and_stays() {
        // Too long for any file system: nobody can say whether it is there.
        let long = "x".repeat(300);
        for journal in
            ["", "{\"rena", &format!("{{\"renames\":[[\"{long}\",\"a\"]],\"removes\":[\"gone.html\"]}}")]
        {
            let folder = left_by_an_interrupted_run(journal);
            assert!(Stage::open(folder.path()).is_err(), "{journal}");
            for left in ["gone.html", JOURNAL, ".masthead/staging/0"] {
                assert!(folder.path().join(left).exists(), "{left} after {journal}");
            }
        }
    }
}

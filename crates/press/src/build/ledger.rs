//! Which files in the output folder the command wrote, so that a file of the publisher's own is never touched and
//! one that a paper no longer has is removed. What is written waits in [`super::stage`] until all of it is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::books::{Books, Copied, FILE, Group, group_of};
use super::sidecar::Sidecar;
use super::stage::Stage;
use super::untold;
use crate::error::{Error, Result};
use crate::hosting::types;
use crate::look;
use crate::write;

/// What a run did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Files written, relative to the folder.
    pub changed: BTreeSet<String>,
    /// Files removed.
    pub removed: BTreeSet<String>,
    /// How many files are as they were.
    pub unchanged: usize,
}

/// How long a page that somebody still has open, or a cache still holds, may ask for the files that it names.
const RETIRED_FOR: u64 = 30 * 24 * 60 * 60;

/// Writes files into a folder and keeps the books.
#[derive(Debug)]
pub struct Ledger {
    folder: PathBuf,
    before: Books,
    stage: Stage,
    compresses: bool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Files with their lengths, but for those of groups that are kept.
    files: BTreeMap<String, (u64, Option<Copied>)>,
    /// Groups that were made.
    groups: BTreeMap<String, Group>,
    /// Groups of the books that are kept.
    kept: BTreeSet<String>,
    changes: Changes,
}

impl State {
    /// Whether a file is of a group that is kept.
    fn keeps(&self, before: &Books, path: &str) -> bool {
        group_of(&before.groups, path).is_some_and(|(name, _)| self.kept.contains(name))
    }
}

/// What a site will be once the books are closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// How many files it has.
    pub files: usize,
    /// Their size together.
    pub bytes: u64,
    /// The largest, and its size.
    pub largest: Option<(String, u64)>,
}

impl Ledger {
    /// Opens the books of a folder; a new folder has none. What an interrupted run had ready is put in place first.
    pub fn open(folder: &Path) -> Result<Self> {
        let stage = Stage::open(folder)?;
        let before = Books::read(folder)?;
        Ok(Self { folder: folder.to_owned(), before, stage, compresses: false, state: Mutex::default() })
    }

    /// Whether a compressed file is to lie beside each one that is smaller so.
    pub fn compress(&mut self, compresses: bool) {
        self.compresses = compresses;
    }

    /// Writes a file of the site.
    pub fn write(&self, path: &str, content: &[u8]) -> Result<()> {
        let wrote = self.put(path, content)?;
        self.record(path, None, content.len() as u64, wrote)?;
        self.write_beside(path, content, wrote)
    }

    /// The compressed files beside one. Those of a file that is as it was are as they were.
    fn write_beside(&self, path: &str, content: &[u8], wrote: bool) -> Result<()> {
        if !self.compresses || !types::of(path).1 || path.starts_with("_nginx/") {
            return Ok(());
        }
        for encoding in Sidecar::ALL {
            let beside = format!("{path}.{}", encoding.ending());
            let kept = self.before.has(&beside).then(|| fs::metadata(self.folder.join(&beside)).ok());
            if let (false, Some(Some(data))) = (wrote, kept) {
                self.record(&beside, None, data.len(), false)?;
                continue;
            }
            let made = encoding.of(content, path.starts_with("assets/"));
            let made = made.map_err(|error| Error::io("compress", &self.folder.join(path), &error))?;
            let wrote = self.put(&beside, &made)?;
            self.record(&beside, None, made.len() as u64, wrote)?;
        }
        Ok(())
    }

    /// Writes a file unless it has this content already. Says whether it wrote.
    fn put(&self, path: &str, content: &[u8]) -> Result<bool> {
        if self.stage.new_folder(path)?.is_some() {
            self.stage.put(path, content, false)?;
            return Ok(true);
        }
        let target = self.folder.join(path);
        if write::has_content(&target, content) {
            return Ok(false);
        }
        self.stage.put(path, content, look::is_file(&target)?)?;
        Ok(true)
    }

    /// Copies a file of the paper; gives the hash of its content.
    pub fn copy(&self, from: &Path, path: &str) -> Result<String> {
        let target = self.folder.join(path);
        let data = fs::metadata(from).map_err(|error| Error::io("read", from, &error))?;
        let modified = data.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        let modified = modified.map(|time| time.as_nanos().to_string()).unwrap_or_default();
        let unchanged = self.before.files.get(path).and_then(Option::as_ref).filter(|old| {
            old.length == data.len()
                && old.modified == modified
                && !modified.is_empty()
                && fs::metadata(&target).is_ok_and(|copy| copy.len() == old.length)
        });
        if let Some(copied) = unchanged {
            self.record(path, Some(copied.clone()), copied.length, false)?;
            if self.compresses && types::of(path).1 {
                let content = fs::read(&target).map_err(|error| Error::io("read", &target, &error))?;
                self.write_beside(path, &content, false)?;
            }
            return Ok(copied.hash.clone());
        }
        let content = fs::read(from).map_err(|error| Error::io("read", from, &error))?;
        let hash = hash(&content);
        let wrote = self.put(path, &content)?;
        let length = content.len() as u64;
        self.record(path, Some(Copied { length, modified, hash: hash.clone() }), length, wrote)?;
        self.write_beside(path, &content, wrote)?;
        Ok(hash)
    }

    /// Whether the last build wrote a file.
    pub fn has(&self, path: &str) -> bool {
        self.before.has(path)
    }

    /// Keeps a copy as the last build left it, if it did; gives the hash of its content.
    pub fn keep_copy(&self, path: &str) -> Result<Option<String>> {
        let target = self.folder.join(path);
        if !self.has(path) || !look::is_file(&target)? {
            return Ok(None);
        }
        self.copy(&target, path).map(Some)
    }

    /// The content of a file as the last build left it.
    pub fn standing(&self, path: &str) -> Option<Vec<u8>> {
        self.before.has(path).then(|| fs::read(self.folder.join(path)).ok()).flatten()
    }

    /// Keeps the files of a group as they are, if they were made from the same things and are still there. Its name is the
    /// folder that they lie in.
    pub fn keep(&self, name: &str, key: &str) -> Result<bool> {
        let Some(group) = self.before.groups.get(name).filter(|group| group.key == key) else {
            return Ok(false);
        };
        let is_there = |(path, length): (&String, &u64)| {
            fs::metadata(self.folder.join(path)).is_ok_and(|data| data.is_file() && data.len() == *length)
        };
        let is_compressed = group.files.keys().any(|path| path.ends_with(".br"));
        // Some groups have nothing that is worth compressing.
        let lacks_compressed = if self.compresses {
            !is_compressed && group.files.keys().any(|path| types::of(path).1)
        } else {
            is_compressed
        };
        if lacks_compressed || !group.files.par_iter().all(is_there) {
            return Ok(false);
        }
        let mut state = self.state()?;
        let twice = state.files.range(name.to_owned()..).map(|(path, _)| path);
        let mut twice =
            twice.take_while(|path| path.starts_with(name)).filter(|path| group.files.contains_key(*path));
        if let Some(path) = twice.next() {
            return Err(self.wanted_twice(path));
        }
        state.changes.unchanged += group.files.len();
        state.kept.insert(name.to_owned());
        Ok(true)
    }

    /// Says of which things files were made, for [`Ledger::keep`]; the compressed files beside them are of the group. One
    /// that is kept stays as it is.
    pub fn group(&self, name: &str, key: &str, files: &[String]) -> Result<()> {
        let mut state = self.state()?;
        if state.kept.contains(name) {
            return Ok(());
        }
        let with_beside = |path: &String| {
            let beside = Sidecar::ALL.map(|encoding| format!("{path}.{}", encoding.ending()));
            std::iter::once(path.clone()).chain(beside)
        };
        let files = files.iter().flat_map(with_beside);
        let lengths = files.filter_map(|path| state.files.get(&path).map(|(length, _)| (path, *length)));
        let lengths = lengths.collect();
        state.groups.insert(name.to_owned(), Group { key: key.to_owned(), files: lengths });
        Ok(())
    }

    /// What was written so far. Where a thread panicked over it nobody knows what it lacks, and whatever a site lacks
    /// would be removed.
    fn state(&self) -> Result<MutexGuard<'_, State>> {
        self.state.lock().map_err(|_| Error::poisoned())
    }

    fn record(&self, path: &str, copied: Option<Copied>, length: u64, wrote: bool) -> Result<()> {
        let mut state = self.state()?;
        if wrote {
            state.changes.changed.insert(path.to_owned());
        } else {
            state.changes.unchanged += 1;
        }
        if state.keeps(&self.before, path) || state.files.insert(path.to_owned(), (length, copied)).is_some()
        {
            return Err(self.wanted_twice(path));
        }
        Ok(())
    }

    fn wanted_twice(&self, path: &str) -> Error {
        let message = "two things of the paper want this same address in the site";
        Error::input(&self.folder.join(path), message)
            .help("`masthead check` names ids and old addresses that are given twice")
    }

    /// What the site will be.
    pub fn plan(&self) -> Result<Plan> {
        let state = self.state()?;
        let kept = state.kept.iter().filter_map(|name| self.before.groups.get(name));
        let kept = kept.flat_map(|group| group.files.iter().map(|(path, length)| (path, *length)));
        let all = || state.files.iter().map(|(path, (length, _))| (path, *length)).chain(kept.clone());
        Ok(Plan {
            files: all().count(),
            bytes: all().map(|(_, length)| length).sum(),
            largest: all().max_by_key(|(_, length)| *length).map(|(path, length)| (path.clone(), length)),
        })
    }

    /// Puts everything in place, removes what earlier runs wrote and this one did not, and closes the books. The changes
    /// are those of runs before it too, as far as nobody was told of them ([`untold`]).
    pub fn close(self, now: u64) -> Result<Changes> {
        let mut state = self.state.into_inner().map_err(|_| Error::poisoned())?;
        let mut changes = std::mem::take(&mut state.changes);
        let has = |path: &str| state.files.contains_key(path) || state.keeps(&self.before, path);
        let groups = self.before.groups.iter().filter(|(name, _)| !state.kept.contains(*name));
        let of_groups = groups.flat_map(|(_, group)| group.files.keys());
        let before = self.before.files.keys().chain(of_groups).chain(self.before.retired.keys());
        let mut retired = BTreeMap::new();
        let gone: Vec<&String> = before.filter(|path| !has(path)).collect();
        let there = gone.into_par_iter().map(|path| Ok((path, look::is_file(&self.folder.join(path))?)));
        let there: Vec<(&String, bool)> = there.collect::<Result<_>>()?;
        for path in there.into_iter().filter_map(|(path, is_there)| is_there.then_some(path)) {
            let since = self.before.retired.get(path).copied().unwrap_or(now);
            if path.starts_with("assets/") && now.saturating_sub(since) < RETIRED_FOR {
                retired.insert(path.clone(), since);
            } else {
                changes.removed.insert(path.clone());
            }
        }
        // What an earlier run removed is told, and not removed once more: it may be the publisher's own by now.
        let removes = changes.removed.iter().cloned().collect();
        let untold = untold::read(&self.folder)?;
        changes.changed.extend(untold.changed.into_iter().filter(|path| has(path)));
        for path in untold.removed {
            if !look::is_taken(&self.folder.join(&path))? {
                changes.removed.insert(path);
            }
        }
        let mut groups = self.before.groups;
        groups.retain(|name, _| state.kept.contains(name));
        groups.extend(state.groups);
        let files = state.files.into_iter().map(|(path, (_, copied))| (path, copied)).collect();
        let text = Books { files, groups, retired, ..Books::default() }.text()?;
        if write::has_content(&self.folder.join(FILE), text.as_bytes()) && changes.changed.is_empty() {
            self.stage.discard();
        } else {
            self.stage.put(FILE, text.as_bytes(), true)?;
            self.stage.commit(removes, &changes)?;
        }
        Ok(changes)
    }
}

/// Removes a file, if it is there.
pub(super) fn remove(folder: &Path, path: &str) -> Result<()> {
    let file = folder.join(path);
    match fs::remove_file(&file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::io("remove", &file, &error)),
        _ => Ok(()),
    }
}

/// Removes a folder and those above it, as far as they are empty.
pub(super) fn remove_empty_folders(root: &Path, folder: &Path) {
    let mut folder = Some(folder);
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
pub(crate) mod tests {
    use super::*;

    /// Closes the books, and lets everybody be told.
    fn close(ledger: Ledger, now: u64) -> Changes {
        let folder = ledger.folder.clone();
        let changes = ledger.close(now).unwrap();
        untold::told(&folder).unwrap();
        changes
    }

    #[test]
    fn what_nobody_was_told_is_told_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let build = |paths: &[&str]| {
            let ledger = Ledger::open(folder.path()).unwrap();
            paths.iter().for_each(|path| ledger.write(path, path.as_bytes()).unwrap());
            ledger
        };
        close(build(&["a.html", "b.html", "d.html"]), 0);
        // This one ends before it has told anybody.
        build(&["a.html", "c.html"]).close(0).unwrap();
        // What it removed is the publisher's own by now.
        fs::write(folder.path().join("d.html"), "the publisher's").unwrap();
        let changes = close(build(&["a.html", "c.html"]), 0);
        assert!(folder.path().join("d.html").exists());
        assert_eq!(Vec::from_iter(changes.changed), ["c.html"]);
        assert_eq!(Vec::from_iter(changes.removed), ["b.html"]);
        let changes = close(build(&["a.html", "c.html"]), 0);
        assert_eq!(changes, Changes { unchanged: 2, ..Changes::default() });
    }

    /// A thread panics while it holds what others need.
    pub(crate) fn poison<T: Send>(lock: &Mutex<T>) {
        let held = std::thread::scope(|scope| {
            let panics = || {
                let _held = lock.lock().unwrap();
                panic!("on purpose");
            };
            scope.spawn(panics).join()
        });
        assert!(held.is_err() && lock.is_poisoned());
    }

    #[test]
    fn what_a_thread_left_half_done_removes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let first = Ledger::open(folder.path()).unwrap();
        first.write("paper.json", b"{}").unwrap();
        first.write("a/index.html", b"page").unwrap();
        first.group("a", "key", &["a/index.html".to_owned()]).unwrap();
        close(first, 0);
        let second = Ledger::open(folder.path()).unwrap();
        poison(&second.state);
        assert!(second.write("paper.json", b"{}").is_err() && second.keep("a", "key").is_err());
        assert!(second.plan().is_err() && second.group("a", "key", &[]).is_err());
        assert!(second.close(0).is_err());
        assert!(folder.path().join("paper.json").exists() && folder.path().join("a/index.html").exists());
    }

    #[test]
    fn books_that_are_damaged_are_not_taken_for_none() {
        let folder = tempfile::tempdir().unwrap();
        let first = Ledger::open(folder.path()).unwrap();
        first.write("withdrawn.html", b"page").unwrap();
        close(first, 0);
        for damaged in ["", "{\"version\": 2, \"fil"] {
            fs::write(folder.path().join(FILE), damaged).unwrap();
            let error = Ledger::open(folder.path()).unwrap_err();
            assert!(error.message().contains("damaged") && error.advice().unwrap().contains("remove it"));
        }
    }

    #[test]
    fn what_is_ours_goes_and_what_is_not_stays() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("own.html"), "the publisher's").unwrap();
        let first = Ledger::open(folder.path()).unwrap();
        first.write("zzwb/2022.json", b"{}").unwrap();
        first.write("paper.json", b"{}").unwrap();
        assert_eq!(close(first, 0).changed.len(), 2);

        let second = Ledger::open(folder.path()).unwrap();
        second.write("paper.json", b"{}").unwrap();
        let changes = close(second, 0);
        assert_eq!(changes.changed.len(), 0);
        assert_eq!(changes.removed.into_iter().collect::<Vec<_>>(), ["zzwb/2022.json"]);
        assert!(!folder.path().join("zzwb").exists());
        assert!(folder.path().join("own.html").exists());
    }

    #[test]
    fn what_pages_named_yesterday_stays_for_a_month() {
        let folder = tempfile::tempdir().unwrap();
        let build = |asset: &str, now: u64| {
            let ledger = Ledger::open(folder.path()).unwrap();
            ledger.write(asset, b"x").unwrap();
            close(ledger, now).removed.len()
        };
        assert_eq!(build("assets/old/a.js", 1000), 0);
        assert_eq!(build("assets/new/a.js", 2000), 0);
        assert_eq!(build("assets/new/a.js", 2000 + RETIRED_FOR - 1), 0);
        assert!(folder.path().join("assets/old/a.js").exists());
        assert_eq!(build("assets/new/a.js", 2000 + RETIRED_FOR), 1);
        assert!(!folder.path().join("assets/old").exists());
    }

    #[test]
    fn a_group_is_kept_while_its_key_and_its_files_are_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let first = Ledger::open(folder.path()).unwrap();
        first.write("a/index.html", b"page").unwrap();
        first.group("a", "key", &["a/index.html".to_owned()]).unwrap();
        close(first, 0);
        let second = Ledger::open(folder.path()).unwrap();
        assert!(!second.keep("a", "other").unwrap());
        assert!(second.keep("a", "key").unwrap());
        second.group("a", "key", &["a/index.html".to_owned()]).unwrap();
        assert_eq!(close(second, 0), Changes { unchanged: 1, ..Changes::default() });
        fs::write(folder.path().join("a/index.html"), "damaged page").unwrap();
        assert!(!Ledger::open(folder.path()).unwrap().keep("a", "key").unwrap());
    }

    #[test]
    fn nothing_is_in_place_before_the_books_are_closed() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        ledger.write("paper.json", b"{}").unwrap();
        assert!(!folder.path().join("paper.json").exists());
        drop(ledger);
        assert_eq!(close(Ledger::open(folder.path()).unwrap(), 0), Changes::default());
        assert!(!folder.path().join("paper.json").exists());
    }

    #[test]
    fn a_copy_follows_its_original() {
        let folder = tempfile::tempdir().unwrap();
        let (from, out) = (folder.path().join("a.webp"), folder.path().join("out"));
        fs::write(&from, "one").unwrap();
        let copy = || {
            let ledger = Ledger::open(&out).unwrap();
            let hash = ledger.copy(&from, "a.webp").unwrap();
            (hash, close(ledger, 0).changed.len())
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

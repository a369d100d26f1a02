//! One run at a time for each site and each paper. Whoever writes to one holds its lock: a build has those of its paper
//! and its site, an import that of its paper, and a preview that of its paper for as long as each of its builds takes.
//! What only reads (`check`, `search`, `serve SITE`, an import with `--dry-run`) takes none.
//!
//! - **Where it is.** [`FILE`], in the folder itself: every machine and every user that reaches the folder meets the same
//!   lock. `.masthead/` is in no list of a site's files, no host is given it, and no server sends it.
//! - **What holds it** is the operating system, not the file: it ends with the process, however that ends. The file stays,
//!   and is empty while nobody holds the lock.
//! - **What it says** is who holds it and since when, for whoever has to wait.
//! - **A paper that cannot be written to** is built without a lock unless it has one already: nobody writes to it here. On a
//!   file system without locks the run goes on, with a warning.
//! - **Order.** A paper's lock is taken before its site's, so that no two runs wait for each other.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek};
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::look;
use crate::ui::Ui;
use crate::write::disk;

/// The lock of a folder, within it.
pub const FILE: &str = ".masthead/lock";

/// How long the holder of a lock is given to write down who it is.
const MOMENT: Duration = Duration::from_millis(50);

/// What to do while another run holds a lock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Patience {
    /// Say who it is, and wait until it has ended.
    #[default]
    Wait,
    /// Say who it is, and end.
    Refuse,
}

/// What is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The publisher's folder.
    Paper,
    /// A built site.
    Site,
}

impl What {
    fn name(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Site => "site",
        }
    }
}

/// A lock that is held until it is dropped.
#[derive(Debug)]
#[must_use = "dropped, it is released"]
pub struct Lock {
    /// None where there can be no lock.
    file: Option<File>,
    /// Opened for reading alone it is locked all the same, and nobody hears by whom.
    is_writable: bool,
}

/// Who holds a lock.
#[derive(Debug, Serialize, Deserialize)]
struct Owner {
    command: String,
    process: u32,
    host: String,
    since: String,
}

impl Lock {
    const NONE: Self = Self { file: None, is_writable: false };

    /// Takes the lock of a folder for a command such as `build`.
    pub fn take(what: What, folder: &Path, command: &str, patience: Patience, ui: &Ui) -> Result<Self> {
        let path = folder.join(FILE);
        let Some((mut file, is_writable)) = open(what, &path)? else { return Ok(Self::NONE) };
        match wait_for(what, folder, &mut file, patience, ui) {
            Ok(()) => {}
            Err(Failed::Busy(error)) => return Err(error),
            Err(Failed::NoLocks(error)) => {
                ui.warn(&format!(
                    "{}: this file system has no locks ({error}); make sure that no other run works on this {}",
                    folder.display(),
                    what.name()
                ));
                return Ok(Self::NONE);
            }
        }
        if is_writable {
            Owner::of(command).write(&mut file).map_err(|error| Error::io("write", &path, &error))?;
        }
        Ok(Self { file: Some(file), is_writable })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(file) = self.file.as_ref().filter(|_| self.is_writable) {
            // What stays there is overwritten by the next owner, and read by nobody before.
            let _ = file.set_len(0);
        }
    }
}

/// Why there is no lock.
enum Failed {
    Busy(Error),
    NoLocks(io::Error),
}

/// The file that is to be locked, made where there is none, and whether it may be written to. `None` for a paper in which
/// none can be made.
fn open(what: What, path: &Path) -> Result<Option<(File, bool)>> {
    let made = path.parent().map_or(Ok(()), disk::create_folder).and_then(|()| disk::open_to_keep(path));
    let error = match made {
        Ok(file) => return Ok(Some((file, true))),
        Err(error) => error,
    };
    if !matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) {
        return Err(Error::io("write", path, &error));
    }
    // It may be another user's: to be locked it need only be read.
    match File::open(path) {
        Ok(file) => Ok(Some((file, false))),
        Err(other) if what == What::Paper && look::is_absent(&other) => Ok(None),
        Err(_) => Err(Error::io("write", path, &error)),
    }
}

fn wait_for(what: What, folder: &Path, file: &mut File, patience: Patience, ui: &Ui) -> Result<(), Failed> {
    if try_lock(file)? {
        return Ok(());
    }
    std::thread::sleep(MOMENT);
    if try_lock(file)? {
        return Ok(());
    }
    let owner = Owner::read(file);
    let owner = owner.map_or_else(|| "another run of masthead".to_owned(), |owner| owner.told());
    let busy = format!("{owner} is at work on this {}", what.name());
    if patience == Patience::Refuse {
        return Err(Failed::Busy(
            Error::busy(folder, busy).help("run the command again once that has ended, or without --no-wait"),
        ));
    }
    ui.notice(&format!("{}: waiting: {busy}", folder.display()));
    loop {
        match file.lock() {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Failed::NoLocks(error)),
        }
    }
}

fn try_lock(file: &File) -> Result<bool, Failed> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(Failed::NoLocks(error)),
    }
}

impl Owner {
    fn of(command: &str) -> Self {
        Self {
            command: command.to_owned(),
            process: std::process::id(),
            host: gethostname::gethostname().to_string_lossy().into_owned(),
            since: jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M:%S UTC").to_string(),
        }
    }

    fn told(&self) -> String {
        let Self { command, process, host, since } = self;
        format!("masthead {command} (process {process} on {host}, since {since})")
    }

    fn write(&self, file: &mut File) -> io::Result<()> {
        file.set_len(0)?;
        file.rewind()?;
        disk::fill(file, serde_json::to_string(self)?.as_bytes())
    }

    /// Not known where another user may not read it, or where it was not yet written.
    fn read(file: &mut File) -> Option<Self> {
        const MOST: u64 = 4096;
        file.rewind().ok()?;
        let mut text = Vec::new();
        file.take(MOST).read_to_end(&mut text).ok()?;
        serde_json::from_slice(&text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(folder: &Path, patience: Patience) -> Result<Lock> {
        Lock::take(What::Site, folder, "build", patience, &Ui::default())
    }

    #[test]
    fn the_second_is_told_who_holds_it_and_has_it_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let first = take(folder.path(), Patience::Refuse).unwrap();
        let error = take(folder.path(), Patience::Refuse).unwrap_err();
        let told = format!("masthead build (process {} on ", std::process::id());
        assert!(
            error.message().starts_with(&told) && error.message().contains(" UTC) is at work on this site")
        );
        assert_eq!((error.kind().exit_code(), error.path()), (5, Some(folder.path())));
        drop(first);
        assert_eq!(std::fs::read(folder.path().join(FILE)).unwrap(), b"", "nobody holds it");
        drop(take(folder.path(), Patience::Refuse).unwrap());
    }

    #[test]
    fn the_second_waits() {
        let folder = tempfile::tempdir().unwrap();
        let first = take(folder.path(), Patience::Wait).unwrap();
        let ended = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| {
                let lock = take(folder.path(), Patience::Wait).unwrap();
                (lock, ended.load(std::sync::atomic::Ordering::SeqCst))
            });
            std::thread::sleep(MOMENT * 3);
            ended.store(true, std::sync::atomic::Ordering::SeqCst);
            drop(first);
            assert!(second.join().unwrap().1, "it had the lock while the first held it");
        });
    }

    #[test]
    fn what_a_dead_owner_wrote_holds_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(".masthead")).unwrap();
        let text = serde_json::to_string(&Owner::of("import")).unwrap();
        std::fs::write(folder.path().join(FILE), format!("{text}{}", " ".repeat(200))).unwrap();
        let _lock = take(folder.path(), Patience::Refuse).unwrap();
        let owner = Owner::read(&mut File::open(folder.path().join(FILE)).unwrap()).unwrap();
        assert_eq!(owner.command, "build", "and is written over");
    }

    #[test]
    fn a_site_in_which_no_lock_can_be_made_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        // A file where a folder would have to be: as on a full or foreign disk, for every user.
        std::fs::write(folder.path().join(".masthead"), "x").unwrap();
        assert_eq!(take(folder.path(), Patience::Wait).unwrap_err().kind().exit_code(), 4);
    }
}

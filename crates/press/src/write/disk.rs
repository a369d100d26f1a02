//! The things that take room on a disk. Everything that the command writes goes through them, so that tests can
//! fill the disk at each, or end the command there: in debug builds, `MASTHEAD_FULL_DISK_AFTER=12` lets twelve of them
//! succeed and no more, and `MASTHEAD_KILLED_AFTER=12` ends the process at the thirteenth as a signal would, with
//! nothing put right. Release builds have no such switches.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Makes a folder and those above it, where they are not there.
pub fn create_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    take_room()?;
    fs::create_dir_all(path)
}

/// Makes a file, or empties one that is there.
pub fn create_file(path: &Path) -> io::Result<File> {
    take_room()?;
    File::create(path)
}

/// Opens a file for reading and writing with what is in it, or makes it.
pub fn open_to_keep(path: &Path) -> io::Result<File> {
    if !path.exists() {
        take_room()?;
    }
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// Makes a file that is not there.
pub fn create_new_file(path: &Path) -> io::Result<File> {
    take_room()?;
    File::create_new(path)
}

/// Fills a file that was just made.
pub fn fill(file: &mut File, content: &[u8]) -> io::Result<()> {
    match fate() {
        Fate::Room => file.write_all(content),
        end => {
            // As on a real disk: some of it had room.
            file.write_all(&content[..content.len() / 2])?;
            end.come()
        }
    }
}

/// Gives a file its name: the folder that gets it may have to grow.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    take_room()?;
    fs::rename(from, to)
}

/// What becomes of something that takes room.
#[derive(Clone, Copy)]
#[cfg_attr(not(debug_assertions), allow(dead_code, reason = "only tests come to these ends"))]
enum Fate {
    Room,
    Full,
    Killed,
}

impl Fate {
    fn come(self) -> io::Result<()> {
        match self {
            Self::Room => Ok(()),
            Self::Full => Err(io::ErrorKind::StorageFull.into()),
            Self::Killed => std::process::abort(),
        }
    }
}

#[inline]
fn take_room() -> io::Result<()> {
    fate().come()
}

#[cfg(not(debug_assertions))]
#[inline]
fn fate() -> Fate {
    Fate::Room
}

#[cfg(debug_assertions)]
fn fate() -> Fate {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    static SWITCH: OnceLock<Option<(u64, Fate)>> = OnceLock::new();
    static TAKEN: AtomicU64 = AtomicU64::new(0);
    let switch = SWITCH.get_or_init(|| {
        let after = |name, fate| Some((std::env::var(name).ok()?.parse().ok()?, fate));
        after("MASTHEAD_FULL_DISK_AFTER", Fate::Full).or_else(|| after("MASTHEAD_KILLED_AFTER", Fate::Killed))
    });
    match switch {
        Some((room, fate)) if TAKEN.fetch_add(1, Ordering::Relaxed) >= *room => *fate,
        _ => Fate::Room,
    }
}

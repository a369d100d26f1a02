//! The things that take room on a disk. Everything that the command writes goes through them, so that tests can
//! fill the disk at each: in debug builds, `MASTHEAD_FULL_DISK_AFTER=12` lets twelve of them succeed and no more.
//! Release builds have no such switch.

use std::fs::{self, File};
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

/// Makes a file that is not there.
pub fn create_new_file(path: &Path) -> io::Result<File> {
    take_room()?;
    File::create_new(path)
}

/// Fills a file that was just made.
pub fn fill(file: &mut File, content: &[u8]) -> io::Result<()> {
    if let Err(full) = take_room() {
        // As on a real disk: some of it had room.
        file.write_all(&content[..content.len() / 2])?;
        return Err(full);
    }
    file.write_all(content)
}

/// Gives a file its name: the folder that gets it may have to grow.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    take_room()?;
    fs::rename(from, to)
}

#[cfg(not(debug_assertions))]
#[inline]
fn take_room() -> io::Result<()> {
    Ok(())
}

#[cfg(debug_assertions)]
fn take_room() -> io::Result<()> {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    static ROOM: OnceLock<Option<u64>> = OnceLock::new();
    static TAKEN: AtomicU64 = AtomicU64::new(0);
    let room = ROOM.get_or_init(|| std::env::var("MASTHEAD_FULL_DISK_AFTER").ok()?.parse().ok());
    match room {
        Some(room) if TAKEN.fetch_add(1, Ordering::Relaxed) >= *room => {
            Err(io::ErrorKind::StorageFull.into())
        }
        _ => Ok(()),
    }
}

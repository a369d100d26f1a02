//! Writing files so that nobody ever sees half of one, and so that a file that would not change is left alone:
//! its date stays, and nothing is uploaded again.

pub mod disk;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::look;

/// Writes a file unless it has this content already. Says whether it wrote.
pub fn if_changed(path: &Path, content: &[u8]) -> Result<bool> {
    if has_content(path, content) {
        return Ok(false);
    }
    replace(path, content)?;
    Ok(true)
}

/// Copies a file unless the copy has its content already. Says whether it wrote.
pub fn copy_if_changed(from: &Path, to: &Path) -> Result<bool> {
    let content = fs::read(from).map_err(|error| Error::io("read", from, &error))?;
    if_changed(to, &content)
}

/// A value of the command's own as JSON. Nothing takes the place of one that cannot be written.
pub fn json_text(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::usage(format!("cannot write this as JSON: {error}")))
}

/// The same over many lines, for people too.
pub fn json_pretty(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string_pretty(value)
        .map_err(|error| Error::usage(format!("cannot write this as JSON: {error}")))
}

/// Whether a file has this very content.
pub fn has_content(path: &Path, content: &[u8]) -> bool {
    let same_length =
        fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() == content.len() as u64);
    same_length && fs::read(path).is_ok_and(|old| old == content)
}

/// A temporary file beside the target, then a rename: a reader of the file sees the old or the new one.
fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    disk::create_folder(folder).map_err(|error| Error::io("create", folder, &error))?;
    let write = || -> io::Result<()> {
        let builder = &mut tempfile::Builder::new();
        let mut file = builder.prefix(TEMPORARY).make_in(folder, disk::create_new_file)?;
        disk::fill(file.as_file_mut(), content)?;
        make_readable(file.as_file())?;
        let (file, temporary) = file.into_parts();
        drop(file);
        // Until it has its name, whatever happens takes it away again.
        disk::rename(&temporary, path)?;
        drop(temporary.keep());
        Ok(())
    };
    write().map_err(|error| Error::io("write", path, &error))
}

/// A folder that is yet to be made, as far as it is there.
pub fn there(folder: &Path) -> Result<PathBuf> {
    for above in folder.ancestors() {
        let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
        match above.canonicalize() {
            Err(error) if look::is_absent(&error) => {}
            found => return found.map_err(|error| Error::io("read", above, &error)),
        }
    }
    Err(Error::io("read", folder, &io::ErrorKind::NotFound.into()))
}

/// What the names of unfinished files begin with; a killed run may leave some, and the next one removes them.
pub const TEMPORARY: &str = ".masthead-tmp-";

/// Temporary files are private by default; a site's files are for a web server of another user too.
#[cfg(unix)]
pub(crate) fn make_readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    // Mostly it is so, and asking costs less than setting.
    if file.metadata()?.permissions().mode() & 0o777 == 0o644 {
        return Ok(());
    }
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(crate) fn make_readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// Removes what a killed run left unfinished in a folder and below.
pub fn remove_unfinished(folder: &Path) {
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            // A file that cannot be removed does no harm: its name hides it.
            drop(fs::remove_file(entry.path()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_once_and_leaves_an_unchanged_file_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/c.json");
        assert!(if_changed(&path, b"one").unwrap());
        assert!(!if_changed(&path, b"one").unwrap());
        assert!(if_changed(&path, b"two").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        let left: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().flatten().collect();
        assert_eq!(left.len(), 1, "no temporary file is left");
    }

    #[test]
    fn what_a_killed_run_left_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(format!("{TEMPORARY}abc"));
        fs::write(&left, "half").unwrap();
        fs::write(folder.path().join("whole"), "whole").unwrap();
        remove_unfinished(folder.path());
        assert!(!left.exists());
        assert!(folder.path().join("whole").exists());
    }
}

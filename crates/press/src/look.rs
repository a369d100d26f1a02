//! Looking at files so that what cannot be read is never taken for what is not there. A build removes what a paper no
//! longer has, and an import replaces what a person has not edited: both must know the difference.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use crate::error::{Error, Result};

/// Whether an error says that nothing has this name.
pub fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A result without the error that says that nothing is there.
fn if_there<T>(path: &Path, result: io::Result<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(Error::io("read", path, &error)),
    }
}

/// What the system says of a file, or of what a link leads to; `None` where nothing is.
pub fn metadata(path: &Path) -> Result<Option<Metadata>> {
    if_there(path, fs::metadata(path))
}

/// Whether there is a file.
pub fn is_file(path: &Path) -> Result<bool> {
    Ok(metadata(path)?.is_some_and(|data| data.is_file()))
}

/// Whether there is anything of this name, a link that leads nowhere included.
pub fn is_taken(path: &Path) -> Result<bool> {
    Ok(if_there(path, fs::symlink_metadata(path))?.is_some())
}

/// The content of a file; `None` where there is none.
pub fn content(path: &Path) -> Result<Option<Vec<u8>>> {
    if_there(path, fs::read(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_something_else_than_what_cannot_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("file"), "x").unwrap();
        assert!(is_file(&path("file")).unwrap() && is_taken(&path("file")).unwrap());
        assert!(!is_file(folder.path()).unwrap());
        for absent in ["nothing", "file/below-a-file"] {
            assert!(metadata(&path(absent)).unwrap().is_none(), "{absent}");
            assert_eq!(content(&path(absent)).unwrap(), None);
        }
        // Too long for any file system, whoever asks.
        let long = path(&"x".repeat(5000));
        assert!(metadata(&long).is_err() && content(&long).is_err() && is_taken(&long).is_err());
    }
}

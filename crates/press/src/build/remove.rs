//! Removing files of a site.

use std::fs;
use std::path::Path;

use crate::error::{Error, Result};

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

//! The site's folder: what of it is given out, however a path comes to name it.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use super::address::INDEX;
use crate::hosting::published::is_published;

/// Something of a site: where it truly is, and what the system says of it.
#[derive(Clone, Debug)]
pub struct Found {
    /// The canonical path.
    pub path: PathBuf,
    /// Of the file or folder itself, never of a symbolic link.
    pub metadata: Metadata,
}

/// Finds a regular file of a site, or a folder that has a page. The canonical path is what counts: a symbolic link is followed
/// as long as it stays among the published files of the canonical `root`; one that leads elsewhere is [`ErrorKind::NotFound`],
/// and so are devices, pipes and sockets.
pub fn find(root: &Path, relative: &Path) -> io::Result<Found> {
    if !relative.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        return Err(nothing());
    }
    let found = published(root, relative)?;
    if found.metadata.is_dir() && !published(root, &relative.join(INDEX))?.metadata.is_file() {
        return Err(nothing());
    }
    Ok(found)
}

/// Opens a file that was found. A folder is never one.
pub fn open(found: &Found) -> io::Result<(File, Metadata)> {
    let file = with_descriptor(|| File::open(&found.path))?;
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok((file, metadata)) } else { Err(nothing()) }
}

fn published(root: &Path, relative: &Path) -> io::Result<Found> {
    let root = root.canonicalize()?;
    let path = root.join(relative).canonicalize().map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => error,
        // A name that no file can have, a file in the place of a folder, links in a circle.
        _ => nothing(),
    })?;
    let metadata = fs::symlink_metadata(&path)?;
    let is_of_the_site = path.strip_prefix(&root).is_ok_and(is_published);
    if is_of_the_site && (metadata.is_file() || metadata.is_dir()) {
        Ok(Found { path, metadata })
    } else {
        Err(nothing())
    }
}

fn nothing() -> io::Error {
    ErrorKind::NotFound.into()
}

/// Whether the process, or the system, has no file descriptor left.
pub fn is_out_of_descriptors(error: &io::Error) -> bool {
    #[cfg(unix)]
    const CODES: [i32; 2] = [23, 24]; // ENFILE, EMFILE: the same on every Unix.
    #[cfg(not(unix))]
    const CODES: [i32; 2] = [4, 10_024]; // ERROR_TOO_MANY_OPEN_FILES, WSAEMFILE.
    error.raw_os_error().is_some_and(|code| CODES.contains(&code))
}

/// Opens something, and waits for a descriptor if there is none: others are given back as answers end.
fn with_descriptor<T>(mut open: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    const TIMES: u32 = 50;
    const PAUSE: Duration = Duration::from_millis(100);
    for _ in 0..TIMES {
        match open() {
            Err(error) if is_out_of_descriptors(&error) => std::thread::sleep(PAUSE),
            opened => return opened,
        }
    }
    open()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        for path in [
            "site/晚报/index.html",
            "site/paper.json",
            "site/.masthead/files.json",
            "site/empty/a",
            "secret/index.html",
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        (folder, site)
    }

    #[test]
    fn only_what_lies_in_the_folder_is_found() {
        let (folder, site) = site();
        let is_found = |path: &str| find(&site, Path::new(path)).is_ok();
        assert!(is_found("paper.json") && is_found("晚报") && is_found("./晚报/index.html"));
        let secret = folder.path().join("secret/index.html");
        assert!(secret.is_file());
        for path in [
            "../secret/index.html",
            secret.to_str().unwrap(),
            "晚报/../paper.json",
            ".masthead/files.json",
            "empty",
            "paper.json/a",
            "",
        ] {
            assert!(!is_found(path), "{path}");
        }
        assert!(!is_found(&"a".repeat(100_000)) && !is_found(&"晚报/".repeat(10_000)) && !is_found("a\0b"));
    }

    #[test]
    #[cfg(unix)]
    fn a_symbolic_link_is_followed_within_the_site_and_no_further() {
        use std::os::unix::fs::symlink;
        let (folder, site) = site();
        let is_found = |path: &str| find(&site, Path::new(path)).is_ok();
        symlink(site.join("paper.json"), site.join("absolute.json")).unwrap();
        symlink("paper.json", site.join("relative.json")).unwrap();
        assert!(is_found("absolute.json") && is_found("relative.json"));
        symlink("../secret/index.html", site.join("file.html")).unwrap();
        symlink(folder.path().join("secret"), site.join("folder")).unwrap();
        symlink("file.html", site.join("twice.html")).unwrap();
        symlink(".masthead/files.json", site.join("books.json")).unwrap();
        symlink("circle", site.join("circle")).unwrap();
        symlink("/dev/zero", site.join("device")).unwrap();
        for path in
            ["file.html", "folder", "folder/index.html", "twice.html", "books.json", "circle", "device"]
        {
            assert!(!is_found(path), "{path}");
        }
        // The site's folder may itself be reached by a link, as releases often are.
        symlink(&site, folder.path().join("current")).unwrap();
        assert!(find(&folder.path().join("current"), Path::new("paper.json")).is_ok());
        // A folder whose page lies elsewhere has none.
        fs::create_dir(site.join("lent")).unwrap();
        symlink("../../secret/index.html", site.join("lent/index.html")).unwrap();
        assert!(!is_found("lent"));
    }
}

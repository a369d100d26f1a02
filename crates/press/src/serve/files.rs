//! From the path of an address to a file of the site.

use std::path::{Path, PathBuf};

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file: its path under the site's root, and where it is.
    File(String, PathBuf),
    /// A folder, asked for without its slash.
    Folder,
    /// Nothing.
    Nothing,
}

/// Looks a path up. `path` is percent-encoded, begins with a slash and is under the site's root.
pub fn find(site: &Path, path: &str) -> Found {
    let Some(relative) = safe(path) else { return Found::Nothing };
    let target = site.join(&relative);
    if relative.is_empty() || relative.ends_with('/') {
        let index = format!("{relative}index.html");
        let file = site.join(&index);
        return if file.is_file() { Found::File(index, file) } else { Found::Nothing };
    }
    if target.is_file() {
        Found::File(relative, target)
    } else if target.join("index.html").is_file() {
        Found::Folder
    } else {
        Found::Nothing
    }
}

/// The decoded path, relative; `None` where it could leave the site or names what is not meant to be seen.
fn safe(path: &str) -> Option<String> {
    let decoded = decode(path)?;
    let relative = decoded.strip_prefix('/')?;
    let parts = relative.split('/');
    let hidden = |part: &str| part.starts_with('.') && part != ".well-known";
    let harmful = |part: &str| hidden(part) || part.contains(['\\', '\0', ':']);
    let empty_step = relative.contains("//");
    (!parts.into_iter().any(harmful) && !empty_step).then(|| relative.to_owned())
}

fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%' {
            let hex = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_files_and_never_out() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join("晚报")).unwrap();
        std::fs::create_dir_all(site.join(".masthead")).unwrap();
        for file in ["index.html", "晚报/index.html", "paper.json", ".masthead/files.json", "../secret"] {
            std::fs::write(site.join(file), "x").unwrap();
        }
        let name = |path: &str| match find(&site, path) {
            Found::File(name, _) => name,
            other => format!("{other:?}"),
        };
        assert_eq!(name("/"), "index.html");
        assert_eq!(name("/%E6%99%9A%E6%8A%A5/"), "晚报/index.html");
        assert_eq!(name("/%E6%99%9A%E6%8A%A5"), "Folder");
        assert_eq!(name("/paper.json"), "paper.json");
        for path in [
            "/../secret",
            "/%2e%2e/secret",
            "/.masthead/files.json",
            "//secret",
            "/a\\b",
            "/%zz",
            "/%ff",
            "/nothing",
        ] {
            assert_eq!(name(path), "Nothing", "{path}");
        }
    }
}

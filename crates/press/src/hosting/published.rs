//! Which files of a site's folder are for readers. The others are the command's own books, and what a host reads to
//! configure itself.

use std::path::{Component, Path};

/// Files and folders at the site's root that hosts read and do not send.
const FOR_HOSTS: [&str; 3] = ["_headers", "_nginx", "_redirects"];

/// Whether a file is for readers, by its path under the site's root. Names that begin with a dot are not, with the one
/// exception that the web has agreed on (RFC 8615).
pub fn is_published(path: &Path) -> bool {
    path.components().enumerate().all(|(depth, part)| {
        let Component::Normal(name) = part else { return false };
        let Some(name) = name.to_str() else { return false };
        let is_hidden = name.starts_with('.') && name != ".well-known";
        let is_for_hosts = depth == 0 && FOR_HOSTS.contains(&name);
        !is_hidden && !is_for_hosts
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn books_and_configurations_are_not_published() {
        for path in ["", "index.html", "zzwb/2022-09-16/X04.pdf", ".well-known/a", "zzwb/_nginx"] {
            assert!(is_published(Path::new(path)), "{path}");
        }
        for path in
            [".masthead/files.json", ".nojekyll", "a/.git/config", "_nginx/map.conf", "_headers", "..", "/a"]
        {
            assert!(!is_published(Path::new(path)), "{path}");
        }
    }
}

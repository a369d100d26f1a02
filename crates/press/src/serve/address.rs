//! From the path of an address to the name of a file. Only one spelling of a path names a file: what steps up or
//! sideways, what begins anew at a root or a drive, and what is spelled with empty steps names nothing.

use std::path::Path;

use percent_encoding::percent_decode_str;

use crate::hosting::published::is_published;

/// The page of a folder.
pub const INDEX: &str = "index.html";

/// The path under the site's root that an address names; that of a folder, which ends in a slash, names the folder's
/// page. `path` is percent-encoded, begins with a slash, and is decoded once: what is encoded twice names a file that
/// has a percent sign in its name.
pub fn file(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let relative = decoded.strip_prefix('/')?;
    let (folders, name) =
        relative.rsplit_once('/').map_or((None, relative), |(folders, name)| (Some(folders), name));
    let is_plain = |part: &str| {
        // A backslash, a colon: a folder, a drive or a stream to some systems.
        !part.is_empty() && part != "." && !part.contains(['\\', ':']) && !part.contains(char::is_control)
    };
    let is_spelled_so =
        folders.is_none_or(|folders| folders.split('/').all(is_plain)) && (name.is_empty() || is_plain(name));
    (is_spelled_so && is_published(Path::new(relative)))
        .then(|| if name.is_empty() { format!("{relative}{INDEX}") } else { relative.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_file_in_one_way() {
        assert_eq!(file("/").as_deref(), Some("index.html"));
        assert_eq!(file("/%E6%99%9A%E6%8A%A5/").as_deref(), Some("晚报/index.html"));
        assert_eq!(file("/%E6%99%9A%E6%8A%A5").as_deref(), Some("晚报"));
        assert_eq!(file("/a/paper.json").as_deref(), Some("a/paper.json"));
        assert_eq!(file("/%252e%252e/a").as_deref(), Some("%2e%2e/a"), "decoded once");
        for path in [
            "",
            "*",
            "a",
            "//",
            "//a",
            "/a//b",
            "/a//",
            "/%2fa",
            "/a%2f%2fb",
            "/..",
            "/../a",
            "/a/../b",
            "/./a",
            "/a/./b",
            "/a/.",
            "/%2e%2e/a",
            "/.%2e%2fa",
            "/.masthead/files.json",
            "/_nginx/map.conf",
            "/a\\b",
            "/a%5cb",
            "/..%5ca",
            "/C:/a",
            "/C:",
            "/C%3A/a",
            "/a::$DATA",
            "/a%00",
            "/a%0ab",
            "/a%7f",
            "/%ff",
        ] {
            assert_eq!(file(path), None, "{path}");
        }
    }
}

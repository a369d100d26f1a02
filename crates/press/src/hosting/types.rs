//! Media types by a file's ending. Few, since a site has few kinds of files; a host that guesses guesses wrong.

/// Endings, their type, and whether compressing such files is worth the time.
pub const ALL: [(&[&str], &str, bool); 21] = [
    (&["html", "htm"], "text/html; charset=utf-8", true),
    (&["css"], "text/css; charset=utf-8", true),
    (&["js", "mjs"], "text/javascript; charset=utf-8", true),
    (&["json"], "application/json; charset=utf-8", true),
    (&["webmanifest"], "application/manifest+json; charset=utf-8", true),
    (&["wasm"], "application/wasm", true),
    (&["svg"], "image/svg+xml", true),
    (&["xml"], "application/xml; charset=utf-8", true),
    (&["atom"], "application/atom+xml; charset=utf-8", true),
    (&["txt"], "text/plain; charset=utf-8", true),
    // The table by which the reader makes texts comparable.
    (&["bin"], ANYTHING, true),
    (&["webp"], "image/webp", false),
    (&["avif"], "image/avif", false),
    (&["jpg", "jpeg"], "image/jpeg", false),
    (&["png"], "image/png", false),
    (&["gif"], "image/gif", false),
    (&["bmp"], "image/bmp", false),
    (&["ico"], "image/x-icon", false),
    (&["pdf"], "application/pdf", false),
    (&["mp3"], "audio/mpeg", false),
    (&["woff2"], "font/woff2", false),
];

/// Of what nothing is known.
pub const ANYTHING: &str = "application/octet-stream";

/// The type of a file, and whether compressing it is worth the time.
pub fn of(path: &str) -> (&'static str, bool) {
    let ending = path.rsplit('/').next().unwrap_or(path).rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_ascii_lowercase();
    let found = ALL.iter().find(|(endings, ..)| endings.contains(&ending.as_str()));
    found.map_or((ANYTHING, false), |(_, media_type, compress)| (media_type, *compress))
}

/// Whether a file is a page, by its path.
pub fn is_page(path: &str) -> bool {
    of(path).0.starts_with("text/html")
}

#[cfg(test)]
mod tests {
    #[test]
    fn endings() {
        assert_eq!(super::of("assets/reader.wasm"), ("application/wasm", true));
        assert_eq!(super::of("assets/masthead-folding.bin"), ("application/octet-stream", true));
        assert_eq!(super::of("zzwb/2022-09-16/X04.WEBP").0, "image/webp");
        assert_eq!(super::of("a.b/c").0, "application/octet-stream");
    }
}

//! The names of the files that are released.

/// The files that a page with the reader loads; the publisher's command embeds the same list.
pub(crate) fn reader() -> impl Iterator<Item = &'static str> {
    include_str!("../../static/reader-files.txt").lines()
}

/// The terms under which they are released, and those of what they are made of.
pub(crate) const LEGAL: &[&str] = &["LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.txt"];

/// The npm package.
pub(crate) const PACKAGE: &str = "masthead-reader";

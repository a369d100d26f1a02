//! Slices of text that cannot panic.

use std::slice::SliceIndex;

/// A part of a text; nothing where it would cut a character. A slice that may panic brings its messages into the
/// module that a browser downloads.
pub(crate) fn part(text: &str, range: impl SliceIndex<str, Output = str>) -> &str {
    text.get(range).unwrap_or_default()
}

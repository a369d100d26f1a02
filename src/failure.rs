//! What can go wrong while fetching a file of the paper. What to say of it is in [`crate::i18n::failures`].

/// Why a file could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file's address, to be shown and reported.
    pub file: String,
    /// What happened.
    pub cause: Cause,
}

/// What happened to a fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No such file: 404 or 410.
    Missing,
    /// A web page in the file's stead: of a host that answers every address with its page, or of a network that wants
    /// a login first.
    Page,
    /// The host answered another status.
    Status(u16),
    /// Nothing came: no network, a name that does not resolve, a forbidden origin.
    Network,
    /// For too long nothing came.
    Timeout,
    /// It is not JSON; lines and columns count from 1, columns in characters.
    Malformed {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// It is JSON, but not a file of this kind.
    Foreign,
}

impl Failure {
    /// A failure of the given file.
    pub fn new(file: impl Into<String>, cause: Cause) -> Self {
        Self { file: file.into(), cause }
    }
}

impl Cause {
    /// What is wrong with a file as its first bytes tell, whatever type it was sent with: none of the paper's files and of
    /// the reader's tables begins as a web page does.
    pub fn of_content(content: &[u8]) -> Option<Self> {
        let text = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content);
        text.trim_ascii_start().starts_with(b"<").then_some(Self::Page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_page_is_known_by_its_content() {
        for page in
            ["<!DOCTYPE html><p>", " \r\n\t<html>", "\u{FEFF}<!doctype html>", "<", "<?xml version=\"1.0\"?>"]
        {
            assert_eq!(Cause::of_content(page.as_bytes()), Some(Cause::Page), "{page}");
        }
        for other in ["", "{}", "\u{FEFF} { \"title\": \"<b>\" }", "[\"<html>\"]", "null", "404 <not found>"]
        {
            assert_eq!(Cause::of_content(other.as_bytes()), None, "{other}");
        }
        assert_eq!(Cause::of_content(&[0, 159, b'<']), None);
    }
}

//! Reading and writing the paper's files.
//!
//! Reading is tolerant: what can be used is used, and everything else is a [`Finding`] with its place. A field of
//! the wrong type costs that field alone; a name, path or link against the rules is refused; unknown fields are
//! kept and written again. Only what is no JSON, or plainly a file of another kind, is [`Malformed`].
//!
//! The code is written by hand over [`Value`]: derived deserializers would stop at the first error,
//! know no places, and cost the reader a third more bytes. Each file here holds both directions for one thing:
//! [`edition`] (with pages), [`article`], [`block`], [`text`], [`paper`], [`calendar`]; [`reader`],
//! [`object`], [`names`] and [`writer`] are what they share.

mod article;
mod block;
mod calendar;
mod edition;
mod names;
mod object;
mod paper;
mod reader;
mod text;
mod writer;

use std::fmt;

use crate::calendar::Calendar;
use crate::finding::Finding;
use crate::model::Edition;
use crate::paper::Paper;
use crate::value::{SyntaxError, Value};
pub use calendar::{calendar_from_value, calendar_to_value};
pub use edition::{edition_from_value, edition_to_value};
pub use paper::{paper_from_value, paper_to_value};

/// What was read, and what was wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read<T> {
    /// What could be used.
    pub value: T,
    /// What could not, in the order of the file.
    pub findings: Vec<Finding>,
}

/// A file that cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// It is not JSON. Lines and columns count from 1, columns in characters.
    Syntax {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
        /// What the parser says.
        message: String,
    },
    /// It is JSON, but not an object.
    NotAnObject,
    /// It is an object without the list that makes it a file of this kind.
    Foreign {
        /// The list's name.
        missing: &'static str,
    },
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { line, column, message } => write!(f, "line {line}, column {column}: {message}"),
            Self::NotAnObject => f.write_str("this is JSON, but not an object"),
            Self::Foreign { missing } => write!(f, "this is JSON, but without a list of {missing:?}"),
        }
    }
}

impl std::error::Error for Malformed {}

/// Reads an `edition.json`.
pub fn read_edition(text: &str) -> Result<Read<Edition>, Malformed> {
    read(text, "pages", edition_from_value)
}

/// Reads a `paper.json`.
pub fn read_paper(text: &str) -> Result<Read<Paper>, Malformed> {
    read(text, "publications", paper_from_value)
}

/// Reads the calendar of a year.
pub fn read_calendar(text: &str) -> Result<Read<Calendar>, Malformed> {
    read(text, "editions", calendar_from_value)
}

fn read<T>(text: &str, list: &'static str, from_value: fn(Value) -> Read<T>) -> Result<Read<T>, Malformed> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let value = Value::parse(text).map_err(|error| syntax(text, &error))?;
    let fields = value.as_object().ok_or(Malformed::NotAnObject)?;
    if !fields.contains_key(list) {
        return Err(Malformed::Foreign { missing: list });
    }
    Ok(from_value(value))
}

/// The parser counts bytes; an editor shows lines, and columns in characters.
fn syntax(text: &str, error: &SyntaxError) -> Malformed {
    let before = text.get(..error.at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    Malformed::Syntax { line, column, message: error.message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn malformed(text: &str) -> Malformed {
        read_edition(text).unwrap_err()
    }

    #[test]
    fn a_syntax_error_is_placed_in_characters() {
        let Malformed::Syntax { line, column, message } = malformed("{\n  \"题\": \"头版\" 要闻\n}")
        else {
            panic!()
        };
        assert_eq!((line, column), (2, 13));
        assert!(!message.is_empty() && !message.contains("line"), "{message}");
        for (text, place) in [
            ("", (1, 1)),
            ("\u{FEFF}", (1, 1)),
            ("{", (1, 2)),
            ("{\"a\":1,}", (1, 8)),
            ("<!DOCTYPE html>", (1, 1)),
        ] {
            let Malformed::Syntax { line, column, .. } = malformed(text) else { panic!("{text}") };
            assert_eq!((line, column), place, "{text:?}");
        }
    }

    #[test]
    fn json_of_another_kind_is_told_apart() {
        assert_eq!(malformed("[]"), Malformed::NotAnObject);
        assert_eq!(malformed("\"x\""), Malformed::NotAnObject);
        assert_eq!(malformed("{\"error\":\"not found\"}"), Malformed::Foreign { missing: "pages" });
        assert_eq!(read_paper("{}").unwrap_err(), Malformed::Foreign { missing: "publications" });
        assert_eq!(read_calendar("{}").unwrap_err(), Malformed::Foreign { missing: "editions" });
    }

    #[test]
    fn a_byte_order_mark_is_no_error() {
        assert!(read_edition("\u{FEFF}{\"pages\":[]}").is_ok());
    }

    #[test]
    fn depth_is_bounded() {
        let deep = format!("{{\"pages\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(matches!(malformed(&deep), Malformed::Syntax { .. }));
    }
}

//! Files that cannot be read at all.

use std::fmt;

use crate::bounds::{MOST_BYTES, MOST_VALUES};

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
    /// It is beyond the [bounds](crate::bounds).
    TooLarge,
    /// It is JSON, but not an object.
    NotAnObject,
    /// It is an object without the list that makes it a file of this kind.
    Foreign {
        /// The list's name.
        missing: &'static str,
    },
}

impl Malformed {
    /// `serde_json` counts bytes; an editor shows columns in characters.
    pub(super) fn syntax(text: &str, error: &serde_json::Error) -> Self {
        let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
        // At the end of a text it names the byte before, elsewhere the byte in question.
        let before = if error.is_eof() { error.column() } else { error.column().saturating_sub(1) };
        let before =
            (0..=before.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or_default();
        let column = line[..before].chars().count() + 1;
        let said = error.to_string();
        let message = said.split_once(" at line ").map_or(said.as_str(), |(message, _)| message);
        Self::Syntax { line: error.line().max(1), column, message: message.to_owned() }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { line, column, message } => write!(f, "line {line}, column {column}: {message}"),
            Self::TooLarge => write!(
                f,
                "the file is too large: at most {} MB and {MOST_VALUES} values are read",
                MOST_BYTES >> 20
            ),
            Self::NotAnObject => f.write_str("this is JSON, but not an object"),
            Self::Foreign { missing } => write!(f, "this is JSON, but without a list of {missing:?}"),
        }
    }
}

impl std::error::Error for Malformed {}

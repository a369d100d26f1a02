//! What a body is taken apart into.

use crate::import::styled::Styled;

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A line of text.
    Line(Line),
    /// A picture.
    Picture(Picture),
    /// A list.
    List {
        /// Numbered.
        ordered: bool,
        /// Its items.
        items: Vec<Styled>,
    },
    /// A table of texts.
    Table {
        /// The caption.
        caption: Option<Styled>,
        /// The header's cells; may be empty.
        header: Vec<Styled>,
        /// The other rows.
        rows: Vec<Vec<Styled>>,
    },
}

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The text.
    pub text: Styled,
    /// An element says that it is a heading.
    pub heading: bool,
    /// A lone `<br>` before it, and no indentation: perhaps no paragraph of its own.
    pub after_break: bool,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// The link to its file.
    pub src: String,
    /// What is to be seen.
    pub alt: Option<String>,
    /// The text in the same table or figure.
    pub caption: Vec<String>,
}

impl Piece {
    /// All texts of it that are no caption of a picture.
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Line(line) => vec![line.text.text()],
            Self::Picture(_) => Vec::new(),
            Self::List { items, .. } => items.iter().map(Styled::text).collect(),
            Self::Table { caption, header, rows } => {
                let cells = header.iter().chain(rows.iter().flatten());
                caption.iter().chain(cells).map(Styled::text).filter(|text| !text.is_empty()).collect()
            }
        }
    }
}

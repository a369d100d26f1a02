//! From a body's nodes to pieces: lines, pictures, lists and tables in their order. What the lines are (paragraph,
//! subhead, byline) is decided later, in [`super::blocks`].
//!
//! [`walk`] goes through the nodes once, without recursion. What it finds in a table, a list or a `<ruby>` is made
//! into pieces when that ends, by [`table`] and [`frame`], [`list`] and [`ruby`]; [`glyph`] decides what a picture
//! within a line is, [`passed`] what is no text at all.

mod frame;
mod glyph;
mod list;
mod passed;
mod ruby;
mod table;
mod walk;

use std::collections::HashSet;

use ego_tree::NodeId;

use super::dom::{Document, DomNode};
use super::note::Notes;
use super::rules::Rules;
use super::styled::Styled;
use walk::Walk;

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

/// What is known of the file that a picture's link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// The rules say that it is the template's.
    Template,
    /// It is not there, or is no picture.
    Absent,
    /// Its path and its size in pixels.
    File(String, u32, u32),
}

/// A file that pieces are taken from.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The parsed file.
    pub document: &'a Document,
    /// The rules.
    pub rules: &'a Rules,
    /// Looks at the file of a picture.
    pub look: &'a dyn Fn(&str) -> Look,
}

/// The pieces of some nodes.
pub fn pieces(sheet: Sheet<'_>, nodes: &[DomNode<'_>], notes: &mut Notes) -> Vec<Piece> {
    pieces_without(sheet, nodes, &HashSet::new(), notes)
}

/// The pieces of some nodes, without those of some nodes within.
pub fn pieces_without(
    sheet: Sheet<'_>,
    nodes: &[DomNode<'_>],
    without: &HashSet<NodeId>,
    notes: &mut Notes,
) -> Vec<Piece> {
    let mut walk = Walk::new(sheet, without, notes);
    for node in nodes {
        walk.through(*node);
    }
    walk.finish()
}

/// The pictures of some nodes, with the other text there as their captions: a caption goes to the picture before
/// it, and what stands before the first picture to the first.
pub fn pictures(sheet: Sheet<'_>, nodes: &[DomNode<'_>], notes: &mut Notes) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = Vec::new();
    let mut before = Vec::new();
    for piece in pieces(sheet, nodes, notes) {
        match piece {
            Piece::Picture(picture) => pictures.push(picture),
            other => match pictures.last_mut() {
                Some(picture) => picture.caption.extend(other.texts()),
                None => before.extend(other.texts()),
            },
        }
    }
    match pictures.first_mut() {
        Some(first) => {
            before.append(&mut first.caption);
            first.caption = before;
        }
        None if !before.is_empty() => notes.guessed(
            "caption-without-picture",
            format!(
                "text in the place of a picture, and none is there: {}",
                super::note::whole(&before.join(" "))
            ),
        ),
        None => {}
    }
    pictures
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

#[cfg(test)]
mod tests;

//! What the steps from pieces to blocks work on: the parts of a body, and what was lifted out of it.

use masthead_edition::model::{Block, Credit};

use crate::import::piece::Piece;
use crate::import::styled::Styled;

/// A body with what was lifted out of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The blocks. A figure's `src` is still the link of the source, its size unknown.
    pub blocks: Vec<Block>,
    /// Who wrote it, as the text says.
    pub byline: Vec<Credit>,
    /// 下转, which is a note among the blocks.
    pub jump_to: Option<JumpMark>,
    /// 上接, which is a note among the blocks.
    pub jump_from: Option<JumpMark>,
}

/// A printed pointer to another page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JumpMark {
    /// The page it names; `2-3` where it names two.
    pub page: String,
    /// The headline it names.
    pub title: Option<String>,
    /// As printed.
    pub printed: String,
}

/// A line with what has become of it so far.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Line { text: Styled, heading: bool, broken: bool, glued: bool },
    Subhead(Styled),
    Pointer(JumpMark),
    Other(Piece),
}

pub(super) fn line_text(part: &Part) -> Option<String> {
    if let Part::Line { text, .. } = part { Some(text.text()) } else { None }
}

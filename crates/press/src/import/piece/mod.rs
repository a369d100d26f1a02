//! From a body's nodes to pieces: lines, pictures, lists and tables in their order. What the lines are (paragraph,
//! subhead, byline) is decided later, in [`super::blocks`].
//!
//! [`walk`] goes through the nodes once, without recursion. What it finds in a table, a list or a `<ruby>` is made
//! into pieces when that ends: a [`table`] by [`frame`] and [`grid`], the others by [`list`] and [`ruby`]; [`glyph`]
//! decides what a picture within a line is, [`passed`] what is no text at all. [`parts`] is what comes out, [`sheet`]
//! what goes in.

mod frame;
mod glyph;
mod grid;
mod list;
mod parts;
mod passed;
mod ruby;
mod sheet;
mod table;
mod walk;

use std::collections::HashSet;

use ego_tree::NodeId;

use super::lines::DomNode;
use super::note::Notes;
pub use parts::{Line, Picture, Piece};
pub use sheet::{Look, Sheet};
use walk::Walk;

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

#[cfg(test)]
mod tests;

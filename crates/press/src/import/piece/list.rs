//! Lists. A list within a list becomes items of the outer one, since the format's lists are flat; a list that holds
//! whole paragraphs is no list but a layout.

use super::{Line, Piece};
use crate::import::note::{Notes, excerpt};
use crate::import::styled::Styled;

pub(super) struct List {
    ordered: bool,
    items: Vec<Vec<Piece>>,
}

impl List {
    pub(super) fn new(ordered: bool) -> Self {
        Self { ordered, items: Vec::new() }
    }

    pub(super) fn push(&mut self, item: Vec<Piece>) {
        self.items.push(item);
    }

    pub(super) fn finish(self, notes: &mut Notes) -> Vec<Piece> {
        let mut out = Pieces { ordered: self.ordered, done: Vec::new(), items: Vec::new() };
        for item in self.items {
            if is_layout(&item) {
                out.end_list();
                out.done.extend(item);
                continue;
            }
            let mut lines: Vec<Styled> = Vec::new();
            for piece in item {
                match piece {
                    Piece::Line(line) => lines.push(line.text),
                    Piece::List { items, .. } => {
                        out.item(&mut lines);
                        if let Some(first) = items.first() {
                            let message = format!(
                                "a list within a list became items of the outer one: {}",
                                excerpt(&first.text())
                            );
                            notes.repaired("list-in-list", message);
                        }
                        out.items.extend(items);
                    }
                    other => {
                        out.item(&mut lines);
                        out.end_list();
                        out.done.push(other);
                    }
                }
            }
            out.item(&mut lines);
        }
        out.end_list();
        out.done
    }
}

struct Pieces {
    ordered: bool,
    done: Vec<Piece>,
    items: Vec<Styled>,
}

impl Pieces {
    fn item(&mut self, lines: &mut Vec<Styled>) {
        if !lines.is_empty() {
            self.items.push(Styled::spaced(lines.drain(..)));
        }
    }

    fn end_list(&mut self) {
        if !self.items.is_empty() {
            self.done.push(Piece::List { ordered: self.ordered, items: std::mem::take(&mut self.items) });
        }
    }
}

/// An item with a heading, or with several paragraphs, is a part of a page.
fn is_layout(item: &[Piece]) -> bool {
    let mut paragraphs = 0;
    for piece in item {
        let Piece::Line(Line { text, heading, .. }) = piece else { continue };
        if *heading {
            return true;
        }
        paragraphs += usize::from(is_paragraph(text));
    }
    paragraphs > 1
}

/// A text that is longer than those of cells, items and captions, and ends as sentences do.
pub(super) fn is_paragraph(text: &Styled) -> bool {
    const SHORTEST: usize = 40;
    let text = text.text();
    text.chars().count() >= SHORTEST
        && text.trim_end_matches(['”', '’', '」', '』', '）']).ends_with(['。', '！', '？'])
}

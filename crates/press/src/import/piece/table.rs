//! A table as it is written: its caption, its rows, and what stands between them.

use scraper::ElementRef;

use super::list::is_paragraph;
use super::{Line, Picture, Piece};
use crate::import::styled::Styled;

#[derive(Default)]
pub(super) struct Table {
    pub(super) caption: Vec<Piece>,
    pub(super) rows: Vec<Vec<Cell>>,
}

#[derive(Default)]
pub(super) struct Cell {
    pub(super) pieces: Vec<Piece>,
    /// It is a `<th>`.
    pub(super) is_header: bool,
    /// How many columns and rows it spans; no rows stands for all that follow.
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// It stands between the rows.
    pub(super) is_loose: bool,
}

impl Cell {
    pub(super) fn of(element: ElementRef<'_>) -> Self {
        let span = |name: &str| element.attr(name).and_then(|value| value.trim().parse().ok());
        // The most columns that HTML allows.
        let columns = span("colspan").unwrap_or(1).clamp(1, 1000);
        let is_header = element.value().name() == "th";
        Self { is_header, columns, rows: span("rowspan").unwrap_or(1), ..Self::default() }
    }

    /// All of its text as one.
    pub(super) fn text(&self) -> Styled {
        let alt = self.pieces.iter().find_map(|piece| match piece {
            Piece::Picture(Picture { alt: Some(alt), .. }) => Some(Styled::plain(alt)),
            _ => None,
        });
        let text = Styled::spaced(self.pieces.iter().flat_map(|piece| match piece {
            Piece::Line(line) => vec![line.text.clone()],
            Piece::List { items, .. } => items.clone(),
            Piece::Picture(picture) => picture.caption.iter().map(|line| Styled::plain(line)).collect(),
            Piece::Table { .. } => Vec::new(),
        }));
        if text.is_empty() { alt.unwrap_or_default() } else { text }
    }

    /// Another table, or paragraphs: more than a table's cell holds.
    pub(super) fn is_layout(&self) -> bool {
        let paragraph =
            |piece: &&Piece| matches!(piece, Piece::Line(Line { text, .. }) if is_paragraph(text));
        self.pieces.iter().any(|piece| matches!(piece, Piece::Table { .. }))
            || self.pieces.iter().filter(paragraph).count() > 1
    }
}

impl Table {
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn push(&mut self, cell: Cell) {
        match self.rows.last_mut().filter(|row| !row.first().is_some_and(|cell| cell.is_loose)) {
            Some(row) => row.push(cell),
            None => self.rows.push(vec![cell]),
        }
    }

    /// Takes what stands in the table and in no cell of it.
    pub(super) fn push_loose(&mut self, piece: Piece) {
        self.rows.push(vec![Cell { pieces: vec![piece], is_loose: true, ..Cell::default() }]);
    }
}

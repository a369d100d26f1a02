//! What a table becomes: the pictures of a frame, a table of texts, or a layout, whose cells are read one after another.

use super::table::Table;
use super::{Picture, Piece, frame};
use crate::import::note::{Notes, excerpt, whole};
use crate::import::rules::Rules;
use crate::import::styled::Styled;

impl Table {
    pub(super) fn finish(mut self, rules: &Rules, notes: &mut Notes) -> Vec<Piece> {
        self.rows.retain(|row| !row.is_empty());
        if frame::is_frame(&self, rules) {
            return frame::pictures(self);
        }
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let is_grid = self.rows.len() > 1
            && columns > 1
            && !self.rows.iter().flatten().any(|cell| cell.is_loose || cell.is_layout());
        if is_grid { self.grid(notes) } else { self.flow() }
    }

    fn flow(self) -> Vec<Piece> {
        let cells = self.rows.into_iter().flatten().flat_map(|cell| cell.pieces);
        self.caption.into_iter().chain(cells).collect()
    }

    fn grid(self, notes: &mut Notes) -> Vec<Piece> {
        let mut rows: Vec<Vec<(Styled, usize, usize)>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| (cell.text(), cell.columns, cell.rows)).collect())
            .collect();
        let mut caption =
            Styled::spaced(self.caption.iter().flat_map(Piece::texts).map(|text| Styled::plain(&text)));
        let mut headed = &self.rows[..];
        // A first row of one cell over all columns is the table's title.
        if let [only] = rows[0].as_slice()
            && caption.is_empty()
            && only.1 > 1
            && rows.len() > 2
        {
            caption = only.0.clone();
            notes.guessed(
                "table-caption",
                format!("a table's first row was read as its title: {}", excerpt(&caption.text())),
            );
            rows.remove(0);
            headed = &headed[1..];
        }
        let mut rows = spread(rows, notes);
        let is_headed = headed.first().is_some_and(|row| row.iter().all(|cell| cell.is_header));
        let header = if is_headed { rows.remove(0) } else { Vec::new() };
        let table = Piece::Table { caption: Some(caption).filter(|text| !text.is_empty()), header, rows };
        let mut pieces = vec![table];
        let cells = self.rows.into_iter().flatten().flat_map(|cell| cell.pieces);
        for piece in self.caption.into_iter().chain(cells) {
            if let Piece::Picture(picture) = piece {
                let message = format!("a picture in a table was put after it: {}", whole(&picture.src));
                notes.repaired("table-picture", message);
                pieces.push(Piece::Picture(Picture { caption: Vec::new(), ..picture }));
            }
        }
        pieces
    }
}

/// Rows of one length: a cell that spans others is repeated in each, since the format has no spans.
fn spread(rows: Vec<Vec<(Styled, usize, usize)>>, notes: &mut Notes) -> Vec<Vec<Styled>> {
    let spans = rows
        .iter()
        .flatten()
        .find(|(_, columns, rows)| *columns > 1 || *rows != 1)
        .map(|(text, ..)| text.text());
    let plain = |rows: Vec<Vec<(Styled, usize, usize)>>| {
        rows.into_iter()
            .map(|row| row.into_iter().map(|(text, ..)| text).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    let mut spread = match (spans, Spread::of(&rows)) {
        (Some(first), Some(spread)) => {
            let long = if spread.was_long { "; one that is long stands once" } else { "" };
            let message =
                format!("cells that span rows or columns were repeated in each: {}{long}", excerpt(&first));
            notes.repaired("table-spans", message);
            spread.rows
        }
        (Some(_), None) => {
            notes.guessed(
                "table-spans",
                "cells span more rows or columns than the table has; they were not repeated",
            );
            plain(rows)
        }
        (None, _) => plain(rows),
    };
    let columns = spread.iter().map(Vec::len).max().unwrap_or_default();
    if columns * spread.len() <= most_cells(spread.iter().map(Vec::len).sum()) {
        spread.iter_mut().for_each(|row| row.resize(columns, Styled::default()));
    }
    spread
}

/// How many cells a table may have for those that it is written with: what is repeated must not grow out of all proportion.
fn most_cells(written: usize) -> usize {
    1024 + 4 * written
}

#[derive(Default)]
struct Spread {
    rows: Vec<Vec<Styled>>,
    cells: usize,
    bytes: usize,
    was_long: bool,
    /// What hangs down into the next row, by column: in how many rows, and what.
    hanging: Vec<(usize, Styled)>,
}

impl Spread {
    /// None where the spans would make much more of the table than is written.
    fn of(rows: &[Vec<(Styled, usize, usize)>]) -> Option<Self> {
        let most = most_cells(rows.iter().map(Vec::len).sum());
        let most_bytes = 4096 + 4 * rows.iter().flatten().map(|(text, ..)| text.len()).sum::<usize>();
        let mut spread = Self::default();
        for (index, row) in rows.iter().enumerate() {
            let mut out = Vec::new();
            for (text, columns, down) in row {
                spread.hang(&mut out, false);
                let down = if *down == 0 { usize::MAX } else { *down }.min(rows.len() - index);
                for column in 0..*columns {
                    if spread.cells + out.len() > most || spread.bytes > most_bytes {
                        return None;
                    }
                    if down > 1 {
                        spread.hang_down(out.len(), down - 1, text);
                    }
                    out.push(if column == 0 { text.clone() } else { spread.again(text) });
                }
            }
            spread.hang(&mut out, true);
            spread.cells += out.len();
            if spread.cells > most || spread.bytes > most_bytes {
                return None;
            }
            spread.rows.push(out);
        }
        Some(spread)
    }

    fn hang_down(&mut self, column: usize, rows: usize, text: &Styled) {
        if self.hanging.len() <= column {
            self.hanging.resize(column + 1, (0, Styled::default()));
        }
        self.hanging[column] = (rows, text.clone());
    }

    /// Writes what hangs down here: in the next columns, or in all that are left.
    fn hang(&mut self, out: &mut Vec<Styled>, is_end: bool) {
        loop {
            let here = out.len();
            let left = self.hanging.iter().skip(here).take(if is_end { usize::MAX } else { 1 });
            let Some(gap) = left.into_iter().position(|(rows, _)| *rows > 0) else { return };
            out.resize(here + gap, Styled::default());
            let (rows, text) = &mut self.hanging[here + gap];
            *rows -= 1;
            let text = text.clone();
            out.push(self.again(&text));
        }
    }

    /// A cell's text once more, if it is short.
    fn again(&mut self, text: &Styled) -> Styled {
        const LONGEST: usize = 300;
        self.bytes += text.len();
        if text.len() <= LONGEST {
            return text.clone();
        }
        self.was_long = true;
        Styled::default()
    }
}

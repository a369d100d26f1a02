//! Tables that are frames around pictures: their texts are captions.

use super::list::is_paragraph;
use super::table::{Cell, Table};
use super::{Line, Picture, Piece};
use crate::import::rules::Rules;

/// Whether a table holds pictures and no more text than belongs to them.
pub(super) fn is_frame(table: &Table, rules: &Rules) -> bool {
    let cells = || table.rows.iter().flatten();
    let pieces = || table.caption.iter().chain(cells().flat_map(|cell| &cell.pieces));
    if pieces().any(|piece| matches!(piece, Piece::Table { .. } | Piece::List { .. })) {
        return false;
    }
    let pictures = pieces().filter(|piece| matches!(piece, Piece::Picture(_))).count();
    let lines = || pieces().filter_map(line);
    let letters: usize = lines().map(|line| line.text.text().chars().count()).sum();
    let text_cells = cells().filter(|cell| cell.pieces.iter().any(|piece| line(piece).is_some())).count();
    let before = pieces().take_while(|piece| line(piece).is_some()).filter_map(line);
    let after = lines().count() - before.clone().count();
    pictures > 0
        && letters <= pictures * 2 * rules.pictures.caption_length
        && lines().count() <= pictures * 4
        && text_cells <= pictures * 2
        && lines().filter(|line| is_paragraph(&line.text)).count() <= pictures
        // Sentences above a picture that has text below it are the article's.
        && (after == 0 || !before.clone().any(|line| is_paragraph(&line.text)))
}

fn line(piece: &Piece) -> Option<&Line> {
    if let Piece::Line(line) = piece { Some(line) } else { None }
}

/// The pictures of a frame with their captions: below the picture in the same column, else below all.
pub(super) fn pictures(table: Table) -> Vec<Piece> {
    let mut frame =
        Frame { before: table.caption.iter().filter_map(line).map(text).collect(), ..Frame::default() };
    frame.pictures.extend(table.caption.into_iter().filter_map(picture));
    for row in table.rows {
        frame.row(row);
    }
    if let Some(first) = frame.pictures.first_mut() {
        frame.before.append(&mut first.caption);
        first.caption = frame.before;
    }
    frame.pictures.into_iter().map(Piece::Picture).collect()
}

fn picture(piece: Piece) -> Option<Picture> {
    if let Piece::Picture(picture) = piece { Some(picture) } else { None }
}

fn text(line: &Line) -> String {
    line.text.text()
}

#[derive(Default)]
struct Frame {
    pictures: Vec<Picture>,
    before: Vec<String>,
    /// The pictures of the last row that had any, one a cell.
    last_row: Vec<usize>,
}

impl Frame {
    fn row(&mut self, row: Vec<Cell>) {
        let has = |cell: &Cell, what: fn(&Piece) -> bool| cell.pieces.iter().any(what);
        let texts = row.iter().filter(|cell| has(cell, |piece| line(piece).is_some())).count();
        let pictured =
            row.iter().filter(|cell| has(cell, |piece| matches!(piece, Piece::Picture(_)))).count();
        let by_column = pictured == 0 && texts == self.last_row.len();
        if pictured > 0 {
            self.last_row.clear();
        }
        let mut column = 0;
        for cell in row {
            let is_text = has(&cell, |piece| line(piece).is_some());
            let before = self.pictures.len();
            for piece in cell.pieces {
                match piece {
                    Piece::Line(line) => {
                        let below = if by_column { self.last_row.get(column).copied() } else { None };
                        let below = below.or_else(|| self.pictures.len().checked_sub(1));
                        match below.and_then(|index| self.pictures.get_mut(index)) {
                            Some(picture) => picture.caption.push(text(&line)),
                            None => self.before.push(text(&line)),
                        }
                    }
                    other => self.pictures.extend(picture(other)),
                }
            }
            if self.pictures.len() > before {
                self.last_row.push(before);
            }
            column += usize::from(is_text);
        }
    }
}

//! Which articles of a segment belong to which edition and page: needed only where a filter asks for it.

use masthead_edition::date::Date;

use super::ask::Filters;
use super::codec;
use crate::fold::fold;

const FIELD_END: char = '\u{1E}';
const EDITION_END: char = '\u{1D}';
/// Bytes of a date.
const DATE: usize = 10;
const PART: char = '\u{1F}';
const LONGEST: usize = 1 << 24;

/// An edition of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EditionRow {
    pub(crate) publication: String,
    /// Its id: the date, and a suffix if it has one.
    pub(crate) edition: String,
    pub(crate) date: Date,
    pub(crate) pages: Vec<PageRow>,
}

/// A page of an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageRow {
    pub(crate) id: String,
    pub(crate) section: String,
    pub(crate) articles: u32,
}

/// The editions of a segment, newest first.
pub(crate) fn read(content: &[u8]) -> Option<Vec<EditionRow>> {
    let text = codec::decode(content, LONGEST)?;
    text.split_terminator(EDITION_END).map(read_edition).collect()
}

fn read_edition(text: &str) -> Option<EditionRow> {
    let mut parts = text.split_terminator(FIELD_END);
    let publication = parts.next()?.to_owned();
    let edition = parts.next()?.to_owned();
    let date = Date::parse(edition.get(..DATE)?).ok()?;
    let page = |part: &str| {
        let mut parts = part.split(PART).map(str::to_owned);
        Some(PageRow { id: parts.next()?, section: parts.next()?, articles: parts.next()?.parse().ok()? })
    };
    Some(EditionRow { publication, edition, date, pages: parts.map(page).collect::<Option<_>>()? })
}

/// The text of the file, before it is encoded.
#[cfg(feature = "archive-write")]
pub(crate) fn write(rows: &[EditionRow]) -> String {
    use std::fmt::Write;
    let plain = |text: &str| text.replace([FIELD_END, EDITION_END, PART], "");
    let mut out = String::new();
    for row in rows {
        // Writing to a string does not fail.
        let _ = write!(out, "{}{FIELD_END}{}{FIELD_END}", plain(&row.publication), plain(&row.edition));
        for page in &row.pages {
            let (id, section) = (plain(&page.id), plain(&page.section));
            let _ = write!(out, "{id}{PART}{section}{PART}{}{FIELD_END}", page.articles);
        }
        out.push(EDITION_END);
    }
    out
}

/// The ranges of articles that the filters admit, ascending.
pub(crate) fn admitted(rows: &[EditionRow], filters: &Filters) -> Vec<std::ops::Range<u32>> {
    let mut ranges: Vec<std::ops::Range<u32>> = Vec::new();
    let mut next = 0_u32;
    for row in rows {
        let of_edition = filters.admit_edition(&row.publication, row.date);
        for page in &row.pages {
            let range = next..next.saturating_add(page.articles);
            next = range.end;
            let of_page = filters.page.as_ref().is_none_or(|wanted| {
                let wanted = fold(wanted);
                fold(&page.id) == wanted || fold(&page.section) == wanted
            });
            if !of_edition || !of_page || range.is_empty() {
                continue;
            }
            match ranges.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => ranges.push(range),
            }
        }
    }
    ranges
}

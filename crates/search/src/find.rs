//! Finding a term in a folded field, and everything a query marks in a text.

use std::ops::Range;

use crate::fold::{Folded, is_spaced};
use crate::query::{Query, Term};
use crate::slice::part;

impl Term {
    /// The first match at or after an offset of a folded text.
    pub fn find_at(&self, field: &str, mut from: usize) -> Option<usize> {
        while let Some(at) = find_from(field, self.folded(), from) {
            let bordered = self.is_bordered() && part(field, ..at).chars().next_back().is_some_and(is_spaced);
            if !bordered {
                return Some(at);
            }
            from = at + self.folded().chars().next().map_or(1, char::len_utf8);
        }
        None
    }

    /// Whether the term occurs in a folded text.
    pub fn occurs_in(&self, field: &str) -> bool {
        self.find_at(field, 0).is_some()
    }

    /// Matches in a folded text, from left to right, none overlapping another.
    pub fn matches<'a>(&'a self, field: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = self.find_at(field, from)?;
            from = start + self.folded().len();
            Some(start..from)
        })
    }
}

impl Query {
    /// Whether it contradicts itself, as `纪念 -念` does: whatever has the one term has the other.
    pub fn is_contradiction(&self) -> bool {
        self.terms()
            .iter()
            .any(|term| self.excluded().iter().any(|excluded| excluded.occurs_in(term.folded())))
    }
}

/// Where a text is in another, from an offset on. The search of the standard library is no quicker with what people
/// type, and with the messages of its slices 2.5 KB of a module that a browser downloads.
fn find_from(text: &str, wanted: &str, from: usize) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    // The last byte of the first character tells most.
    let telling = wanted.iter().skip(1).take_while(|byte| **byte & 0xC0 == 0x80).count();
    let last = text.len().checked_sub(wanted.len())?;
    (from..=last).find(|at| {
        text.get(at + telling) == wanted.get(telling)
            && text.get(*at..).is_some_and(|rest| rest.starts_with(wanted))
    })
}

/// What a query marks in a text: byte ranges of the text itself, in order, none touching the inside of a character
/// or overlapping another.
pub fn highlights(query: &Query, text: &str) -> Vec<Range<usize>> {
    if query.is_empty() || text.is_empty() {
        return Vec::new();
    }
    highlights_in(query, &Folded::new(text))
}

/// The same for a text that is already folded.
pub fn highlights_in(query: &Query, folded: &Folded) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for term in query.terms() {
        for found in term.matches(folded.text()) {
            let range = folded.source_range(found);
            // The matches of a term come in order, so that those of the first all go to the end.
            let before = |other: &Range<usize>| (other.start, other.end) <= (range.start, range.end);
            ranges.insert(ranges.partition_point(before), range.clone());
        }
    }
    ranges.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        if overlaps {
            last.end = last.end.max(next.end);
        }
        overlaps
    });
    ranges
}

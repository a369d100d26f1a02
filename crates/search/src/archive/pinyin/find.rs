//! Where what was typed stands in a text.

use std::ops::Range;

use masthead_edition::fields::FieldKind;

use super::reading::Reading;
use super::spelling::Spelling;
use super::table::{Table, initial};
use super::ways::LEAST_INITIALS;
use crate::archive::answer::Row;
use crate::archive::text::Stored;
use crate::excerpt::Marked;
use crate::fold::Folded;
use crate::slice::part;

/// Whole syllables at least; the last may be a beginning of one.
const LEAST_SYLLABLES: usize = 2;

impl Spelling {
    /// Matches in a folded text, from left to right, none overlapping another; each has as few characters as may be.
    fn matches(&self, table: &Table, folded: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut end = 0;
        for (start, _) in folded.char_indices() {
            if end <= start
                && let Some(length) = self.match_at(table, part(folded, start..))
            {
                end = start + length;
                found.push(start..end);
            }
        }
        found
    }

    /// The bytes of the match that a text begins with.
    fn match_at(&self, table: &Table, text: &str) -> Option<usize> {
        let whole = self.letters.len();
        // Places in the letters that the characters so far may lead to; and whether they are its initials.
        let (mut places, mut are_initials) = (1_u64, true);
        let (mut count, mut length) = (0, 0);
        for c in text.chars() {
            let (mut next, mut is_initial) = (0_u64, false);
            for &number in table.readings(c) {
                let syllable = table.syllable(number);
                is_initial |= self.letters.get(count) == Some(&initial(syllable));
                for place in 0..whole {
                    if places >> place & 1 == 1
                        && let Some(after) = self.after(place, syllable)
                    {
                        next |= 1 << after;
                    }
                }
            }
            count += 1;
            length += c.len_utf8();
            places = next;
            are_initials &= is_initial;
            let are_all = places >> whole & 1 == 1 && count >= LEAST_SYLLABLES;
            if are_all || are_initials && count == whole && count >= LEAST_INITIALS {
                return Some(length);
            }
            if places == 0 && !are_initials {
                break;
            }
        }
        None
    }
}

impl Reading<'_> {
    /// The row of an article, if its headline or its byline matches; the first byline that does is the excerpt.
    pub(in crate::archive) fn row(&self, stored: &Stored, headlines_only: bool) -> Option<Row> {
        let (mut headline, mut excerpt) = (Marked::default(), None);
        for (kind, text) in &stored.fields {
            let is_headline = *kind == FieldKind::Headline;
            if !is_headline && (*kind != FieldKind::Byline || headlines_only || excerpt.is_some()) {
                continue;
            }
            let folded = Folded::new(text);
            let mut ranges = self.spelling.matches(self.table, folded.text());
            ranges.iter_mut().for_each(|range| *range = folded.source_range(range.clone()));
            if is_headline {
                headline = Marked::whole(text, ranges);
            } else if !ranges.is_empty() {
                excerpt = Some(Marked::excerpt(text, &ranges));
            }
        }
        let is_found = !headline.ranges.is_empty() || excerpt.is_some();
        is_found.then(|| stored.row(headline, excerpt))
    }
}

//! A query and a text: what stands before the first zero byte, and the rest.

use masthead_search::excerpt::Marked;
use masthead_search::fold::{Folded, fold};
use masthead_search::{Query, highlights};

/// Nothing panics, folding is done after one time, and marks are where a match is.
pub(crate) fn check(data: &[u8]) {
    let data = String::from_utf8_lossy(data);
    let (typed, text) = data.split_once('\0').unwrap_or((&data, ""));
    let query = Query::parse(typed);
    let folded = Folded::new(text);
    assert_eq!(folded.text(), fold(text));
    assert_eq!(fold(folded.text()), folded.text());
    let ranges = highlights(&query, text);
    let occurs = query.terms().iter().any(|term| term.occurs_in(folded.text()));
    assert_eq!(ranges.is_empty(), !occurs);
    let mut end = 0;
    for range in &ranges {
        assert!(range.start >= end && range.start < range.end && text.is_char_boundary(range.start));
        end = range.end;
        let part = fold(&text[range.clone()]);
        assert!(query.terms().iter().any(|term| part.contains(term.folded())), "{part:?}");
    }
    let excerpt = Marked::excerpt(text, &ranges);
    assert!(excerpt.ranges.iter().all(|range| excerpt.text.get(range.clone()).is_some()));
    assert!(query.is_empty() || !query.is_contradiction() || !query.excluded().is_empty());
}

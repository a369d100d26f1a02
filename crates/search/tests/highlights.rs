//! Highlights over the corpus: whatever is marked in a text is what was asked for, and all of it is marked. Offsets are
//! checked against a scan that knows nothing of the offset map: it folds every stretch of the text by itself.
#![allow(clippy::unwrap_used)]

mod common;

use std::ops::Range;

use common::{Dice, Item, corpus, queries};
use masthead_search::excerpt::Marked;
use masthead_search::fold::{fold, is_spaced};
use masthead_search::{Query, highlights};

/// Checks so many pairs of a query and a text that has it.
fn check(items: &[Item], cases: usize, seed: u64) {
    let mut dice = Dice(seed);
    let (mut done, mut marks) = (0, 0);
    while done < cases {
        let kind = *dice.pick(&queries::KINDS);
        let typed = queries::draw(kind, items, &mut dice);
        let query = Query::parse(&typed);
        // The article that a query was drawn from is among all of them; nearby texts have common words of it too.
        let from = dice.below(items.len());
        let texts = items[from..].iter().flat_map(|item| item.body.iter().chain([&item.title]));
        let mut left = 6;
        for text in texts.take(400) {
            let ranges = highlights(&query, text);
            if ranges.is_empty() {
                // Nothing is marked only where nothing is.
                let folded = fold(text);
                assert!(query.terms().iter().all(|term| !term.occurs_in(&folded)), "{typed:?} in {text:?}");
                continue;
            }
            verify(&query, text, &ranges);
            let excerpt = Marked::excerpt(text, &ranges);
            assert!(!excerpt.ranges.is_empty() && excerpt.ranges.len() <= ranges.len());
            for (cut, whole) in excerpt.ranges.iter().zip(&ranges) {
                assert_eq!(excerpt.text[cut.clone()], text[whole.clone()].replace(['\n', '\r', '\t'], " "));
            }
            marks += ranges.len();
            done += 1;
            left -= 1;
            if left == 0 {
                break;
            }
        }
    }
    println!("{done} texts, {marks} marks");
}

fn verify(query: &Query, text: &str, ranges: &[Range<usize>]) {
    let mut end = 0;
    for range in ranges {
        assert!(range.start >= end && range.start < range.end, "in order, apart, not empty");
        end = range.end;
        let part = fold(&text[range.clone()]);
        let terms: Vec<&str> = query.terms().iter().map(|term| term.folded()).collect();
        assert!(terms.iter().any(|term| part.contains(term)), "{terms:?} in {part:?}, {text:?}");
        // Where matches overlap their marks are one; each of its ends is an end of a match, or lies within what one
        // character folds to: of `℃` all is marked where `c` is found.
        let [first, last] = [text[range.clone()].chars().next(), text[range.clone()].chars().next_back()]
            .map(|c| fold(&c.unwrap().to_string()));
        let begins = |term: &&str| first.char_indices().any(|(at, _)| part[at..].starts_with(*term));
        assert!(terms.iter().any(begins), "{terms:?} begins {part:?}, {text:?}");
        let ends = |term: &&str| last.char_indices().any(|(at, _)| part[..part.len() - at].ends_with(*term));
        assert!(terms.iter().any(ends), "{terms:?} ends {part:?}, {text:?}");
        let before = fold(&text[..range.start]);
        let bordered = part.starts_with(is_spaced) && before.ends_with(is_spaced);
        let blank = text[..range.start].ends_with(char::is_whitespace);
        assert!(!bordered || blank, "{terms:?} begins no word in {text:?}");
    }
    // What is not marked has no match.
    let mut start = 0;
    for gap in ranges.iter().map(|range| range.start).chain([text.len()]) {
        let part = fold(&text[start.min(gap)..gap]);
        for term in query.terms().iter().filter(|term| !term.is_bordered()) {
            assert!(!part.contains(term.folded()), "{term:?} is not marked in {part:?} of {text:?}");
        }
        start = ranges.iter().find(|range| range.start == gap).map_or(text.len(), |range| range.end);
    }
}

#[test]
fn every_mark_is_a_match_and_every_match_is_marked() {
    let Some(items) = corpus(3000) else { return };
    check(&items, 2000, 5);
}

/// `cargo test --profile native -p masthead-search --test highlights -- --ignored --nocapture`
#[test]
#[ignore = "minutes: a hundred thousand texts"]
fn a_hundred_thousand_texts_are_marked_right() {
    let Some(items) = corpus(usize::MAX) else { return };
    check(&items, 100_000, 6);
}

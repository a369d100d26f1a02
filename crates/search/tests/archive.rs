//! The archive against a naive scan of the same articles.
#![cfg(feature = "archive-write")]
#![allow(clippy::unwrap_used)]

mod common;

use common::memory::{Paper, Site, ask};
use common::{Dice, Item, corpus, queries};
use masthead_search::Query;
use masthead_search::archive::{Archive, Ask, ENTRY, Filters, Settings, Shelf};
use masthead_search::fold::{fold, is_spaced};

/// The corpus, folded once.
struct Folded<'a> {
    items: &'a [Item],
    fields: Vec<Vec<String>>,
}

impl<'a> Folded<'a> {
    fn new(items: &'a [Item]) -> Self {
        let fold_item =
            |item: &Item| std::iter::once(&item.title).chain(&item.body).map(|text| fold(text)).collect();
        Self { items, fields: items.iter().map(fold_item).collect() }
    }

    /// The rule, said as plainly as can be; the newest first, each day in its order.
    fn scan(&self, query: &Query, headlines_only: bool) -> Vec<&'a str> {
        let occurs = |term: &str, field: &str| {
            field
                .match_indices(term)
                .any(|(at, _)| !(term.starts_with(is_spaced) && field[..at].ends_with(is_spaced)))
        };
        let mut found: Vec<&Item> = Vec::new();
        if query.is_empty() {
            return Vec::new();
        }
        for (item, fields) in self.items.iter().zip(&self.fields) {
            let fields = if headlines_only { &fields[..1] } else { &fields[..] };
            let has = |term: &str| fields.iter().any(|field| occurs(term, field));
            if query.terms().iter().all(|term| has(term.folded()))
                && !query.excluded().iter().any(|term| has(term.folded()))
            {
                found.push(item);
            }
        }
        found.sort_by(|a, b| b.date.cmp(&a.date));
        found.into_iter().map(|item| &item.id[..]).collect()
    }
}

/// Compares the whole result set, and the first ten rows, of many queries of every kind.
fn compare(items: &[Item], each: usize, seed: u64) {
    let paper = Paper::of_corpus(items);
    let site = Site::default();
    let (archive, _) = paper.write(&site, None, &Settings::default());
    assert_eq!(Archive::read(&site.get(ENTRY).unwrap()).unwrap(), archive);
    let folded = Folded::new(items);
    let mut dice = Dice(seed);
    let mut shelf = Shelf::default();
    let (mut exact, mut count, mut found) = (0, 0, 0);
    for kind in queries::KINDS {
        for n in 0..each {
            let typed = queries::draw(kind, items, &mut dice);
            let query = Query::parse(&typed);
            let headlines_only = n % 4 == 3;
            let expected = folded.scan(&query, headlines_only);
            let filters = Filters { headlines_only, ..Filters::default() };
            let mut question = Ask { query, limit: usize::MAX, filters, oldest_first: false };
            // Of the articles of the commonest words not all are fetched.
            if expected.len() > 500 {
                question.limit = 100;
            }
            let (answer, _) = ask(&archive, &site, &mut shelf, &question);
            assert_eq!(answer.faults, []);
            let rows: Vec<&str> = answer.rows.iter().map(|row| &row.article[..]).collect();
            let shown = expected.len().min(question.limit);
            assert_eq!(rows, expected[..shown], "{kind} {typed:?}");
            assert!(answer.exact || question.limit == 100, "{typed:?}");
            if answer.exact {
                assert_eq!(answer.total, expected.len() as u64, "{typed:?}");
                assert_eq!(answer.years.iter().map(|(_, count)| count).sum::<u64>(), answer.total);
                for (year, count) in &answer.years {
                    let year = year.to_string();
                    let of_year = expected.iter().filter(|id| id["xwlb-".len()..].starts_with(&year)).count();
                    assert_eq!(*count, of_year as u64, "{typed:?} in {year}");
                }
            }
            if headlines_only && question.query.excluded().is_empty() {
                let first = Ask { limit: 1, ..question.clone() };
                let (answer, _) = ask(&archive, &site, &mut Shelf::default(), &first);
                exact += usize::from(answer.exact && answer.total == expected.len() as u64);
                count += 1;
            }
            found += usize::from(!expected.is_empty());
            question.limit = 3;
            question.oldest_first = true;
            let (answer, _) = ask(&archive, &site, &mut shelf, &question);
            let oldest: Vec<&str> = answer.rows.iter().map(|row| &row.article[..8 + 5]).collect();
            let expected: Vec<&str> = expected.iter().rev().take(3).map(|id| &id[..8 + 5]).collect();
            assert_eq!(oldest, expected, "{kind} {typed:?}, oldest first");
        }
    }
    assert!(found > queries::KINDS.len() * each / 3, "most queries find something: {found}");
    assert!(exact * 10 >= count * 8, "headlines are mostly counted without their text: {exact} of {count}");
}

#[test]
fn the_archive_gives_what_a_naive_scan_gives() {
    let Some(items) = corpus(usize::MAX) else { return };
    // A month, some of a year, and closed years.
    compare(&items[items.len() - 2500..], 40, 1);
    compare(&items[7000..7400], 40, 2);
}

/// Every article there is: `cargo test --release -p masthead-search --features archive-write --test archive --
/// --ignored`.
#[test]
#[ignore = "minutes: the whole corpus"]
fn the_whole_corpus_gives_what_a_naive_scan_gives() {
    let Some(items) = corpus(usize::MAX) else { return };
    compare(&items, 250, 3);
}

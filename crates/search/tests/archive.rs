//! The archive against a naive scan of the same articles.
#![cfg(feature = "archive-write")]
#![allow(clippy::unwrap_used)]

mod common;

use common::memory::{Paper, Site, ask, ask_as_needed};
use common::{Dice, Item, corpus, queries};
use masthead_edition::date::Date;
use masthead_search::Query;
use masthead_search::archive::{Archive, Ask, ENTRY, Filters, Settings, Shelf};
use masthead_search::fold::{fold, is_spaced};
use masthead_search::query::Term;

/// The corpus, folded once.
struct Folded<'a> {
    items: &'a [Item],
    /// The headline first; the byline last, where there is one.
    fields: Vec<Vec<String>>,
    places: Vec<[String; 2]>,
}

fn occurs(term: &str, field: &str) -> bool {
    let bordered = term.starts_with(is_spaced);
    field.match_indices(term).any(|(at, _)| !(bordered && field[..at].ends_with(is_spaced)))
}

impl<'a> Folded<'a> {
    fn new(items: &'a [Item]) -> Self {
        let fields = |item: &Item| {
            let byline = item.byline.as_ref().map(|name| format!("记者 {name}"));
            let texts = std::iter::once(&item.title).chain(&item.body).chain(&byline);
            texts.map(|text| fold(text)).collect()
        };
        let places = |item: &Item| [fold(&item.page), fold(&item.section)];
        Self { items, fields: items.iter().map(fields).collect(), places: items.iter().map(places).collect() }
    }

    /// The rule, said as plainly as can be; the newest first, each day in its order.
    fn scan(&self, ask: &Ask) -> Vec<&'a str> {
        let (query, filters) = (&ask.query, &ask.filters);
        let mut found: Vec<&Item> = Vec::new();
        if query.is_empty() {
            return Vec::new();
        }
        let page = filters.page.as_ref().map(|page| fold(page));
        for ((item, fields), places) in self.items.iter().zip(&self.fields).zip(&self.places) {
            let date = Date::parse(&item.date).unwrap();
            let searched = if filters.headlines_only { &fields[..1] } else { &fields[..] };
            let has = |term: &str| searched.iter().any(|field| occurs(term, field));
            let by = |term: &str| item.byline.is_some() && occurs(term, fields.last().unwrap());
            if query.terms().iter().all(|term| has(term.folded()))
                && !query.excluded().iter().any(|term| has(term.folded()))
                && filters.from.is_none_or(|from| date >= from)
                && filters.to.is_none_or(|to| date <= to)
                && filters.publication.as_ref().is_none_or(|id| id == "xwlb")
                && filters.byline.as_ref().is_none_or(|term| by(term.folded()))
                && page.as_ref().is_none_or(|page| places.contains(page))
            {
                found.push(item);
            }
        }
        found.sort_by(|a, b| b.date.cmp(&a.date));
        found.into_iter().map(|item| &item.id[..]).collect()
    }
}

/// Filters of every kind, one or two at a time.
fn filters(items: &[Item], dice: &mut Dice) -> Filters {
    let mut filters = Filters::default();
    for _ in 0..1 + dice.below(2) {
        let item = dice.pick(items);
        match dice.below(6) {
            0 => {
                filters.page =
                    Some(dice.pick(&[item.page.clone(), item.section.clone(), "a01".into()]).clone())
            }
            1 => {
                // A name, its beginning, or one of its characters.
                let name = item.byline.clone().unwrap_or("记者".into());
                let (skip, take) = (dice.below(2), 1 + dice.below(3));
                filters.byline = Term::new(&name.chars().skip(skip).take(take).collect::<String>());
            }
            2 => filters.from = Date::parse(&item.date).ok(),
            3 => filters.to = Date::parse(&item.date).ok(),
            4 => filters.publication = Some("xwlb".into()),
            _ => filters.headlines_only = true,
        }
    }
    filters
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
    let (mut exact, mut count, mut found) = (0, 0, [0, 0]);
    for kind in queries::KINDS {
        for n in 0..each {
            let typed = queries::draw(kind, items, &mut dice);
            let query = Query::parse(&typed);
            let mut question = Ask { query, limit: usize::MAX, ..Ask::default() };
            match n % 4 {
                1 => question.filters.headlines_only = true,
                2 | 3 => question.filters = filters(items, &mut dice),
                _ => {}
            }
            let expected = folded.scan(&question);
            // Of the articles of the commonest words not all are fetched.
            if expected.len() > 500 {
                question.limit = 100;
            }
            let (answer, _) = ask(&archive, &site, &mut shelf, &question);
            assert_eq!(answer.faults, []);
            let rows: Vec<&str> = answer.rows.iter().map(|row| &row.article[..]).collect();
            let shown = expected.len().min(question.limit);
            assert_eq!(rows, expected[..shown], "{kind} {typed:?} {:?}", question.filters);
            assert!(answer.exact || question.limit == 100, "{typed:?}");
            if answer.exact {
                assert_eq!(answer.total, expected.len() as u64, "{typed:?} {:?}", question.filters);
                assert_eq!(answer.years.iter().map(|(_, count)| count).sum::<u64>(), answer.total);
                for (year, count) in &answer.years {
                    let year = year.to_string();
                    let of_year = expected.iter().filter(|id| id["xwlb-".len()..].starts_with(&year)).count();
                    assert_eq!(*count, of_year as u64, "{typed:?} in {year}");
                }
            }
            if n % 4 == 1 && question.query.excluded().is_empty() {
                let first = Ask { limit: 1, ..question.clone() };
                let (answer, _) = ask(&archive, &site, &mut Shelf::default(), &first);
                exact += usize::from(answer.exact && answer.total == expected.len() as u64);
                count += 1;
            }
            found[usize::from(n % 4 > 1)] += usize::from(!expected.is_empty());
            question.limit = 3;
            question.oldest_first = true;
            let (answer, _) = ask(&archive, &site, &mut shelf, &question);
            let oldest: Vec<&str> = answer.rows.iter().map(|row| &row.article[..8 + 5]).collect();
            let expected: Vec<&str> = expected.iter().rev().take(3).map(|id| &id[..8 + 5]).collect();
            assert_eq!(oldest, expected, "{kind} {typed:?}, oldest first, {:?}", question.filters);
        }
    }
    let asked = queries::KINDS.len() * each;
    assert!(
        found[0] > asked / 6 && found[1] > asked / 12,
        "most queries find something: {found:?} of {asked}"
    );
    assert!(exact * 10 >= count * 8, "headlines are mostly counted without their text: {exact} of {count}");
}

#[test]
fn the_archive_gives_what_a_naive_scan_gives() {
    let Some(items) = corpus(usize::MAX) else { return };
    // A month, some of a year, and closed years.
    compare(&items[items.len() - 2500..], 40, 1);
    compare(&items[7000..7400], 40, 2);
}

/// With a bound on blocks rows are the newest there are, whatever text is here already; and they come in two round trips.
#[test]
fn what_a_reader_asks_takes_two_round_trips_and_leaves_no_row_out() {
    let Some(items) = corpus(usize::MAX) else { return };
    let items = &items[items.len() - 6000..];
    let site = Site::default();
    let (archive, _) = Paper::of_corpus(items).write(&site, None, &Settings::default());
    let folded = Folded::new(items);
    let mut dice = Dice(5);
    let mut warm = Shelf::default();
    let [mut asked, mut late, mut bounded] = [0; 3];
    for kind in queries::KINDS {
        for _ in 0..40 {
            let typed = queries::draw(kind, items, &mut dice);
            let question =
                Ask { query: Query::parse(&typed), limit: 10, most_blocks: Some(48), ..Ask::default() };
            let expected = folded.scan(&question);
            let (answer, cost) = ask(&archive, &site, &mut Shelf::default(), &question);
            asked += 1;
            late += usize::from(cost.trips > 2);
            let bound = Ask { most_blocks: Some(4), ..question };
            for answer in [answer, ask(&archive, &site, &mut warm, &bound).0] {
                let rows: Vec<&str> = answer.rows.iter().map(|row| &row.article[..]).collect();
                assert!(expected[..expected.len().min(10)].starts_with(&rows), "{typed:?}: {rows:?}");
                assert!(answer.more || rows.len() == expected.len().min(10), "{typed:?}: {rows:?}");
                assert!(!answer.exact || answer.total == expected.len() as u64, "{typed:?}");
                bounded += usize::from(answer.more);
            }
        }
    }
    assert!(late * 100 <= asked, "{late} of {asked} took a third round trip");
    assert!(bounded > asked / 20, "{bounded} of {asked} reached the bound");
}

/// Who fetches the texts that are likely to be enough, and then looks again, shows the same rows from fewer of them.
#[test]
fn what_is_enough_leaves_no_row_out_and_spares_text() {
    let Some(items) = corpus(usize::MAX) else { return };
    let items = &items[items.len() - 6000..];
    let site = Site::default();
    let (archive, _) = Paper::of_corpus(items).write(&site, None, &Settings::default());
    let mut dice = Dice(6);
    let [mut at_once, mut as_needed] = [0; 2];
    for kind in queries::KINDS {
        for _ in 0..20 {
            let typed = queries::draw(kind, items, &mut dice);
            let question =
                Ask { query: Query::parse(&typed), limit: 10, most_blocks: Some(48), ..Ask::default() };
            let mut shelf = Shelf::default();
            let (expected, all) = ask(&archive, &site, &mut shelf, &question);
            let (answer, some) = ask_as_needed(&archive, &site, &mut Shelf::default(), &question);
            assert_eq!((&answer.rows, answer.more), (&expected.rows, expected.more), "{typed:?}");
            at_once += all.requests;
            as_needed += some.requests;
        }
    }
    assert!(as_needed * 20 < at_once * 19, "{as_needed} requests instead of {at_once}");
}

/// Every article there is: `cargo test --release -p masthead-search --features archive-write --test archive --
/// --ignored`.
#[test]
#[ignore = "minutes: the whole corpus"]
fn the_whole_corpus_gives_what_a_naive_scan_gives() {
    let Some(items) = corpus(usize::MAX) else { return };
    compare(&items, 250, 3);
}

//! Files that are cut, changed, missing or of another archive: the answer is partial and says so, and never wrong.
#![cfg(feature = "archive-write")]
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::Dice;
use common::memory::{Paper, Site, ask, invented};
use masthead_search::Query;
use masthead_search::archive::{Answer, Archive, Ask, ENTRY, Fault, Filters, Settings, Shelf};

const TYPED: [&str; 6] = ["公报", "council", "号公报甲", "河阳 -共3项", "\"county council\"", "乙612丙"];

fn written() -> (Archive, Site) {
    let site = Site::default();
    let (archive, _) = Paper::new(invented(2020, (2022, 9, 16))).write(&site, None, &Settings::default());
    (archive, site)
}

fn names(answer: &Answer) -> Vec<String> {
    answer.rows.iter().map(|row| format!("{} {} {}", row.publication, row.edition, row.article)).collect()
}

fn question(typed: &str) -> Ask {
    let filters = Filters { page: Some("A01".into()), ..Filters::default() };
    Ask { query: Query::parse(typed), limit: usize::MAX, filters, ..Ask::default() }
}

#[test]
fn whatever_happens_to_a_file_nothing_false_is_shown() {
    let (archive, site) = written();
    let whole: Vec<(Answer, BTreeSet<String>)> = TYPED
        .iter()
        .map(|typed| {
            let mut used = BTreeSet::new();
            let mut shelf = Shelf::default();
            loop {
                let answer = archive.answer(&question(typed), &shelf);
                if answer.missing.is_empty() {
                    assert!(answer.exact && answer.total > 0);
                    return (answer, used);
                }
                for name in &answer.missing {
                    used.insert(name.path());
                    shelf.put(*name, site.get(&name.path()).ok_or_else(String::new));
                }
            }
        })
        .collect();
    let mut dice = Dice(11);
    for round in 0..400 {
        let (typed, (right, used)) = (TYPED[round % TYPED.len()], &whole[round % TYPED.len()]);
        let used: Vec<&String> = used.iter().collect();
        let path = used[dice.below(used.len())];
        let good = site.get(path).unwrap();
        let mut bad = Some(good.clone());
        match (round / TYPED.len() % 4, &mut bad) {
            (0, bad) => *bad = None,
            (1, Some(bytes)) => bytes.truncate(dice.below(good.len())),
            (2, Some(bytes)) => bytes[dice.below(good.len())] ^= 1 << dice.below(8),
            (_, bad) => {
                *bad = site
                    .get(used[dice.below(used.len())].as_str())
                    .filter(|other| *other != good)
                    .or(Some(b"<html>".to_vec()))
            }
        }
        match bad {
            Some(bytes) => site.0.lock().unwrap().insert(path.clone(), bytes),
            None => site.0.lock().unwrap().remove(path),
        };
        let (answer, _) = ask(&archive, &site, &mut Shelf::default(), &question(typed));
        let right_names = names(right);
        let mut rest = right_names.iter();
        assert!(
            names(&answer).iter().all(|name| rest.any(|other| other == name)),
            "{typed}: in order, none invented"
        );
        assert!(!answer.exact, "{typed}: {path} was unusable");
        assert!(answer.faults.iter().any(|(name, _)| name.path() == *path), "{typed}: {path} is named");
        site.0.lock().unwrap().insert(path.clone(), good);
    }
}

#[test]
fn a_fault_says_what_it_is_and_can_be_tried_again() {
    let (archive, site) = written();
    let mut shelf = Shelf::default();
    let ask = Ask { query: Query::parse("公报"), limit: 3, ..Ask::default() };
    let missing = archive.answer(&ask, &shelf).missing;
    assert!(!missing.is_empty());
    for name in &missing {
        shelf.put(*name, Err("503 Service Unavailable".to_owned()));
    }
    let answer = archive.answer(&ask, &shelf);
    assert_eq!((answer.rows.len(), answer.total, answer.exact), (0, 0, false));
    assert_eq!(answer.faults[0].1, Fault::Unavailable("503 Service Unavailable".into()));
    assert_eq!(answer.faults[0].1.to_string(), "could not be had: 503 Service Unavailable");
    shelf.forget_faults();
    assert_eq!(archive.answer(&ask, &shelf).missing, missing);
    let (answer, _) = common::memory::ask(&archive, &site, &mut shelf, &ask);
    assert_eq!((answer.rows.len(), answer.faults.len()), (3, 0));
}

#[test]
fn an_old_entry_file_finds_nothing_of_a_new_archive_and_says_so() {
    let (old, site) = written();
    site.0.lock().unwrap().clear();
    let paper = Paper::new(invented(2020, (2022, 9, 25)));
    let (new, _) = paper.write(&site, None, &Settings::default());
    let question = Ask { query: Query::parse("公报"), limit: 3, ..Ask::default() };
    let (answer, _) = ask(&old, &site, &mut Shelf::default(), &question);
    assert!(!answer.exact && !answer.faults.is_empty());
    assert_eq!(Archive::read(&site.get(ENTRY).unwrap()).unwrap(), new);
}

#[test]
fn an_entry_file_is_whole_or_refused() {
    let (_, site) = written();
    let good = site.get(ENTRY).unwrap();
    for length in 0..good.len() {
        assert_eq!(Archive::read(&good[..length]), Err(Fault::Corrupt));
    }
    for bit in 0..good.len() * 8 {
        let mut bad = good.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(Archive::read(&bad), Err(Fault::Corrupt));
    }
}

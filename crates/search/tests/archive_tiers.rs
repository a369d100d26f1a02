//! Filters, tiers, and what is rewritten when a paper changes; with an invented paper.
#![cfg(feature = "archive-write")]
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::memory::{Paper, Site, ask, invented};
use masthead_edition::date::Date;
use masthead_edition::fields::{FieldKind, fields};
use masthead_edition::model::{Article, Edition};
use masthead_search::Query;
use masthead_search::archive::{Answer, Archive, Ask, ENTRY, Filters, Settings, Shelf};
use masthead_search::query::Term;

fn files(site: &Site) -> BTreeSet<String> {
    site.0.lock().unwrap().keys().cloned().collect()
}

/// The rule, by the terms' own matching, with all filters.
fn scan(editions: &[Edition], ask: &Ask) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for edition in editions {
        let date = edition.id.date();
        let filters = &ask.filters;
        let of_edition = filters.publication.as_ref().is_none_or(|id| id == edition.publication.as_str())
            && filters.from.is_none_or(|from| date >= from)
            && filters.to.is_none_or(|to| date <= to);
        for page in edition.pages.iter().filter(|_| of_edition) {
            let section = page.section.as_deref().unwrap_or_default();
            if filters.page.as_ref().is_some_and(|wanted| wanted != page.id.as_str() && wanted != section) {
                continue;
            }
            for article in page.articles.iter().filter(|article| matches(article, ask)) {
                found.insert(format!(
                    "{} {} {}",
                    edition.publication.as_str(),
                    edition.id,
                    article.id.as_str()
                ));
            }
        }
    }
    found
}

fn matches(article: &Article, ask: &Ask) -> bool {
    let fields: Vec<_> = fields(article)
        .into_iter()
        .map(|field| (field.kind, masthead_search::fold::fold(&field.text)))
        .collect();
    let has = |term: &Term, kind: Option<FieldKind>| {
        fields.iter().any(|(of, text)| kind.is_none_or(|kind| kind == *of) && term.occurs_in(text))
    };
    let kind = ask.filters.headlines_only.then_some(FieldKind::Headline);
    ask.query.terms().iter().all(|term| has(term, kind))
        && !ask.query.excluded().iter().any(|term| has(term, kind))
        && ask.filters.byline.as_ref().is_none_or(|term| has(term, Some(FieldKind::Byline)))
}

fn rows(answer: &Answer) -> BTreeSet<String> {
    answer.rows.iter().map(|row| format!("{} {} {}", row.publication, row.edition, row.article)).collect()
}

#[test]
fn filters_give_what_a_naive_scan_gives() {
    let editions = invented(2017, (2022, 9, 16));
    let site = Site::default();
    let (archive, _) = Paper::new(editions.clone()).write(&site, None, &Settings::default());
    let mut shelf = Shelf::default();
    let date = |text: &str| Some(Date::parse(text).unwrap());
    let filters = [
        Filters::default(),
        Filters { publication: Some("河阳晚报".into()), ..Filters::default() },
        Filters { from: date("2020-03-05"), to: date("2021-11-30"), ..Filters::default() },
        Filters { from: date("2022-01-01"), to: date("2022-12-31"), ..Filters::default() },
        Filters { from: date("2031-01-01"), ..Filters::default() },
        Filters { page: Some("X04".into()), ..Filters::default() },
        Filters {
            page: Some("要闻".into()), publication: Some("河阳日报".into()), ..Filters::default()
        },
        Filters { byline: Term::new("安若水"), ..Filters::default() },
        Filters { byline: Term::new("lee"), from: date("2019-01-01"), ..Filters::default() },
        Filters { byline: Term::new("水"), page: Some("A01".into()), ..Filters::default() },
        Filters { headlines_only: true, ..Filters::default() },
        Filters { headlines_only: true, byline: Term::new("记者 柳"), ..Filters::default() },
    ];
    let mut found_some = 0;
    for filters in &filters {
        for typed in [
            "公报",
            "河",
            "council",
            "共3项",
            "号公报甲",
            "12",
            "\"county council\" 3项",
            "河阳第",
            "公报甲6 -3",
            "公报 -council",
            "乙612丙",
            "不在",
            "a01版",
            "第12",
            "met on day",
            "甲",
            "报",
            "本报讯河阳晚报x",
        ] {
            let question = Ask {
                query: Query::parse(typed),
                filters: filters.clone(),
                limit: usize::MAX,
                ..Ask::default()
            };
            let expected = scan(&editions, &question);
            let (answer, _) = ask(&archive, &site, &mut shelf, &question);
            assert_eq!(rows(&answer), expected, "{typed} {filters:?}");
            assert!(answer.exact && answer.total == expected.len() as u64 && answer.faults.is_empty());
            assert_eq!(answer.rows.len(), expected.len());
            found_some += usize::from(!expected.is_empty());
            let first = Ask { limit: 4, ..question };
            let (answer, _) = ask(&archive, &site, &mut Shelf::default(), &first);
            assert_eq!(answer.rows.len(), expected.len().min(4), "{typed} {filters:?}");
            assert!(!answer.exact || answer.total == expected.len() as u64, "{typed} {filters:?}");
        }
    }
    assert!(found_some > 80, "{found_some}");
}

/// Does something with so many threads.
fn with<R: Send>(threads: usize, work: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

#[test]
fn the_same_paper_gives_the_same_bytes_however_it_is_written() {
    let paper = Paper::new(invented(2019, (2022, 9, 16)));
    let (one, many) = (Site::default(), Site::default());
    with(1, || paper.write(&one, None, &Settings::default()));
    let mut shuffled = Paper { infos: paper.infos.clone(), editions: paper.editions.clone() };
    shuffled.infos.reverse();
    let (archive, report) = with(7, || shuffled.write(&many, None, &Settings::default()));
    assert_eq!(*one.0.lock().unwrap(), *many.0.lock().unwrap());
    assert_eq!(report.files as usize, files(&many).len());
    let named: BTreeSet<String> = archive.files().chain([ENTRY.to_owned()]).collect();
    assert_eq!(named, files(&many));
}

#[test]
fn a_new_day_rewrites_only_the_newest_tier_and_a_correction_only_its_own() {
    let editions = invented(2017, (2022, 9, 16));
    let site = Site::default();
    let (before, _) = Paper::new(editions.clone()).write(&site, None, &Settings::default());
    let old_files = files(&site);

    let longer = Paper::new(invented(2017, (2022, 9, 25)));
    let (after, report) = longer.write(&site, Some(&before), &Settings::default());
    assert_eq!((report.written, report.kept), (1, 1));
    let new: BTreeSet<String> = files(&site).difference(&old_files).cloned().collect();
    assert!(new.len() * 10 < old_files.len(), "{} of {}", new.len(), old_files.len());
    let fresh = Site::default();
    let (again, _) = longer.write(&fresh, None, &Settings::default());
    assert_eq!(again, after, "what is kept is what would be written");

    let mut corrected = editions;
    let secret = &mut corrected[3].pages[0].articles[0];
    assert!(scan_text(&site, &before, "号公报"), "the text is there");
    secret.headline = vec!["撤稿启事".to_owned()];
    secret.body.clear();
    let clean = Site::default();
    let (after, report) = Paper::new(corrected).write(&clean, Some(&before), &Settings::default());
    assert_eq!((report.written, report.kept), (1, 1), "only what is older than the month");
    let written = files(&clean);
    let texts = |files: &BTreeSet<String>| files.iter().filter(|path| path.contains("/t")).count();
    let closed = before.files().filter(|path| path.contains("/t") && !written.contains(path));
    assert!(texts(&written) > 0, "the text of its year");
    assert!(texts(&written) * 4 < closed.count(), "the text of other years stays");
    let question = Ask { query: Query::parse("撤稿启事"), limit: 5, ..Ask::default() };
    for (path, bytes) in site.0.lock().unwrap().iter().filter(|(path, _)| *path != ENTRY) {
        clean.0.lock().unwrap().entry(path.clone()).or_insert_with(|| bytes.clone());
    }
    let (answer, _) = ask(&after, &clean, &mut Shelf::default(), &question);
    assert_eq!((answer.rows.len(), answer.exact), (1, true));
    let gone: Vec<String> = before.files().filter(|path| !after.files().any(|kept| kept == *path)).collect();
    assert!(!gone.is_empty(), "the old files are not named any more, and can be deleted");
}

fn scan_text(site: &Site, archive: &Archive, typed: &str) -> bool {
    let question = Ask { query: Query::parse(typed), limit: 1, ..Ask::default() };
    !ask(archive, site, &mut Shelf::default(), &question).0.rows.is_empty()
}

#[test]
fn a_paper_without_articles_is_an_empty_archive() {
    let site = Site::default();
    let (archive, report) = Paper::new(Vec::new()).write(&site, None, &Settings::default());
    assert_eq!((archive.articles(), report.files), (0, 1));
    let (answer, cost) = ask(
        &archive,
        &site,
        &mut Shelf::default(),
        &Ask { query: Query::parse("河阳"), limit: 10, ..Ask::default() },
    );
    assert_eq!((answer.total, answer.exact, cost.requests), (0, true, 0));
}

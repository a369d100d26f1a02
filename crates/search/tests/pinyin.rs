//! A Latin query that is found nowhere, by pinyin: the archive against a naive scan of headlines and bylines.
#![cfg(feature = "archive-write")]
#![allow(clippy::unwrap_used)]

mod common;

use common::memory::{Paper, Site, ask};
use common::{Dice, Item, corpus, spoken};
use masthead_edition::date::Date;
use masthead_edition::json::edition_from_value;
use masthead_edition::model::Edition;
use masthead_search::Query;
use masthead_search::archive::{Answer, Archive, Ask, Fault, Filters, Settings, Shelf, Spelling, readings};
use masthead_search::fold::fold;
use masthead_search::query::Term;
use proptest::prelude::*;
use serde_json::json;

fn question(typed: &str) -> Ask {
    Ask { query: Query::parse(typed), pinyin: Spelling::parse(typed), limit: usize::MAX, ..Ask::default() }
}

fn names(answer: &Answer) -> Vec<&str> {
    answer.rows.iter().map(|row| row.article.as_str()).collect()
}

/// A paper of two days in two years; articles are numbered from the newest on. Each is a headline and a byline.
fn paper(articles: &[(String, String)]) -> (Archive, Site) {
    let half = articles.len() / 2;
    let edition = |date: &str, from: usize, of: &[(String, String)]| -> Edition {
        let article = |(n, (headline, byline)): (usize, &(String, String))| {
            let names: Vec<&str> = if byline.is_empty() { vec![] } else { vec![byline] };
            json!({ "id": format!("a{n}"), "headline": headline.split('\n').collect::<Vec<_>>(),
                "byline": [{ "role": "记者", "names": names }],
                "body": [{ "type": "paragraph", "text": "新郑市共青团 council 的正文不算。" }] })
        };
        let articles: Vec<_> = (from..).zip(of).map(article).collect();
        let page = json!({ "id": "A01", "articles": articles });
        edition_from_value(json!({ "version": 1, "publication": "xzsb", "date": date, "pages": [page] }))
            .value
    };
    let editions =
        vec![edition("2022-09-16", 0, &articles[..half]), edition("2021-03-02", half, &articles[half..])];
    let site = Site::default();
    let (archive, _) = Paper::new(editions).write(&site, None, &Settings::default());
    (archive, site)
}

fn made(headlines: &[&str]) -> (Archive, Site) {
    let articles: Vec<(String, String)> = headlines
        .iter()
        .map(|text| text.split_once('|').unwrap_or((text, "")))
        .map(|(a, b)| (a.into(), b.into()))
        .collect();
    paper(&articles)
}

#[test]
fn characters_are_read_as_a_dictionary_reads_them() {
    for (c, syllables) in [
        ('郑', vec!["zheng"]),
        ('鄭', vec!["zheng"]),
        ('行', vec!["hang", "heng", "xing"]),
        ('女', vec!["nv"]),
        ('略', vec!["lve"]),
        ('单', vec!["chan", "dan", "shan"]),
        ('〇', vec!["ling"]),
        // Folded to 干, it is read as both.
        ('乾', vec!["gan", "qian"]),
        ('彧', vec!["yu"]),
        ('a', vec![]),
        ('，', vec![]),
    ] {
        let mut found = readings(c);
        found.sort();
        assert_eq!(found, syllables, "{c}");
    }
}

#[test]
fn syllables_and_initials_are_found_and_marked() {
    let (archive, site) = made(&[
        "新郑市在全国县域共青团\n基层组织改革中获优",
        "西安的春天|杨宜锦",
        "先行先试",
        "绿色女足略胜",
    ]);
    for (typed, found, marked) in [
        ("xinzheng", vec!["a0"], "新郑"),
        ("xinzh", vec!["a0"], "新郑"),
        ("xin zheng shi", vec!["a0"], "新郑市"),
        ("XZSZQG", vec!["a0"], "新郑市在全国"),
        ("gqtjczz", vec!["a0"], "共青团 基层组织"),
        ("gongqingtuanjiceng", vec!["a0"], "共青团 基层"),
        ("xian", vec!["a1"], "西安"),
        ("xi'an", vec!["a1"], "西安"),
        ("xiande", vec!["a1"], "西安的"),
        ("xianxing", vec!["a2"], "先行"),
        ("xianhangx", vec!["a2"], "先行先"),
        ("lvse", vec!["a3"], "绿色"),
        ("lüsenü", vec!["a3"], "绿色女"),
        ("zulve", vec!["a3"], "足略"),
        ("lyuse", vec!["a3"], "绿色"),
        ("luse", vec!["a3"], "绿色"),
        ("senyuzu", vec!["a3"], "色女足"),
        ("senuz", vec!["a3"], "色女足"),
        ("seny", vec!["a3"], "色女"),
        ("zulue", vec!["a3"], "足略"),
        ("zulyue", vec!["a3"], "足略"),
        ("zu ly", vec!["a3"], "足略"),
    ] {
        let (answer, _) = ask(&archive, &site, &mut Shelf::default(), &question(typed));
        assert_eq!(names(&answer), found, "{typed}");
        assert!(answer.pinyin && answer.exact && answer.faults.is_empty(), "{typed}");
        let headline = &answer.rows[0].headline;
        assert_eq!(&headline.text[headline.ranges[0].clone()], marked, "{typed}");
        assert_eq!(answer.rows[0].excerpt, None, "{typed}");
    }
    // Not over a break, not from within a syllable, not by two initials or one syllable, not what stands in the text.
    for typed in
        ["xia'n", "l'yuse", "ly'use", "inzheng", "xz", "zheng", "zhengwen", "xinzhengxi", "xianzheng"]
    {
        let (answer, _) = ask(&archive, &site, &mut Shelf::default(), &question(typed));
        assert_eq!((names(&answer).len(), answer.pinyin, answer.exact), (0, false, true), "{typed}");
    }
    for typed in ["yangyijin", "yyj", "jizheyang"] {
        let (answer, _) = ask(&archive, &site, &mut Shelf::default(), &question(typed));
        let excerpt = answer.rows[0].excerpt.clone().unwrap();
        assert_eq!((names(&answer), excerpt.text.as_str()), (vec!["a1"], "记者 杨宜锦"), "{typed}");
        assert!(answer.rows[0].headline.ranges.is_empty() && !excerpt.ranges.is_empty());
        let filters = Filters { headlines_only: true, ..Filters::default() };
        let headlines = Ask { filters, ..question(typed) };
        assert_eq!(ask(&archive, &site, &mut Shelf::default(), &headlines).0.rows, []);
    }
}

#[test]
fn only_where_nothing_else_is_found_and_only_for_letters() {
    let (archive, site) = made(&["新郑市", "Xinzheng 的春天", "县 council 开会", "新政"]);
    let found = |ask_for: &Ask| {
        let (answer, _) = ask(&archive, &site, &mut Shelf::default(), ask_for);
        (answer.pinyin, answer.rows.into_iter().map(|row| row.article).collect::<Vec<_>>())
    };
    assert_eq!(found(&question("xinzheng")), (false, vec!["a1".to_owned()]));
    assert_eq!(found(&question("xinzhengs")), (true, vec!["a0".to_owned()]));
    assert_eq!(found(&Ask { pinyin: None, ..question("xinzhengs") }), (false, vec![]));
    let byline = Filters { byline: Term::new("记者"), ..Filters::default() };
    assert_eq!(found(&Ask { filters: byline, ..question("xinzhengs") }), (false, vec![]));
    let year = Filters { to: Date::parse("2021-12-31").ok(), ..Filters::default() };
    assert_eq!(found(&Ask { filters: year.clone(), ..question("xinzheng") }), (true, vec!["a3".to_owned()]));
    assert_eq!(found(&Ask { filters: year, ..question("xinzhengs") }), (false, vec![]));
    for typed in
        ["xinzhengs -council", "xinzhengs2", "新zhengs", "\"xinzhengs\"", "x", "", "'", &"xin".repeat(21)]
    {
        assert_eq!(Spelling::parse(typed), None, "{typed}");
    }
}

#[test]
fn a_list_that_failed_is_named_and_nothing_false_is_shown() {
    let (archive, site) = made(&["新郑市", "西安的春天", "新郑市共青团", "先行"]);
    let whole = |typed: &str| ask(&archive, &site, &mut Shelf::default(), &question(typed)).0.rows;
    for (typed, right) in [("xinzheng", whole("xinzheng")), ("xzsgqt", whole("xzsgqt"))] {
        assert!(!right.is_empty());
        let lists: Vec<String> = archive.files().filter(|path| path.contains("/y")).collect();
        assert!(lists.len() > 1);
        for path in lists {
            let good = site.0.lock().unwrap().insert(path.clone(), b"damaged".to_vec()).unwrap();
            let (answer, _) = ask(&archive, &site, &mut Shelf::default(), &question(typed));
            assert!(answer.rows.iter().all(|row| right.contains(row)), "{typed}");
            let named =
                answer.faults.iter().any(|(name, fault)| name.path() == path && *fault == Fault::Corrupt);
            assert!(
                named && !answer.exact || answer.faults.is_empty() && answer.rows == right,
                "{typed}, {path}"
            );
            site.0.lock().unwrap().insert(path, good);
        }
    }
}

/// What the rule says: who has it by pinyin, the newest first.
fn scan(articles: &[(String, String)], typed: &str) -> Vec<usize> {
    let has = |text: &str| spoken::speaks(&spoken::read(&fold(text)), typed);
    let matches = |(headline, byline): &(String, String)| has(headline) || has(&format!("记者 {byline}"));
    (0..articles.len()).filter(|&n| matches(&articles[n])).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_found_is_what_a_scan_finds(
        articles in prop::collection::vec(
            ("[新郑鄭市西安先行乾女略团长重得的，“ a2\n彧㈱]{1,14}", "[杨宜锦单一 ·]{0,4}"), 2..24),
        seed in any::<u64>(),
    ) {
        let (archive, site) = paper(&articles);
        let (mut dice, mut shelf) = (Dice(seed), Shelf::default());
        for _ in 0..12 {
            let (headline, byline) = dice.pick(&articles);
            let text = if dice.below(3) == 0 { byline } else { headline };
            let typed = spoken::draw(text, &mut dice);
            let (answer, _) = ask(&archive, &site, &mut shelf, &question(&typed));
            prop_assert!(answer.exact && answer.faults.is_empty(), "{typed}");
            if !answer.pinyin && answer.total > 0 {
                continue;
            }
            let expected: Vec<String> = scan(&articles, &typed).iter().map(|n| format!("a{n}")).collect();
            prop_assert_eq!(names(&answer), expected, "{}", typed);
            for row in &answer.rows {
                let marked = |marked: &masthead_search::Marked| {
                    marked.ranges.iter().all(|range| spoken::speaks(&spoken::read(&fold(&marked.text[range.clone()])), &typed))
                };
                prop_assert!(marked(&row.headline) && row.excerpt.iter().all(marked), "{typed} {row:?}");
            }
        }
    }
}

/// The same over real articles.
fn compare(items: &[Item], count: usize, seed: u64) {
    let site = Site::default();
    let (archive, _) = Paper::of_corpus(items).write(&site, None, &Settings::default());
    let read = |text: &str| spoken::read(&fold(text));
    let byline = |item: &Item| item.byline.as_ref().map_or(Vec::new(), |name| read(&format!("记者 {name}")));
    let texts: Vec<[Vec<Vec<String>>; 2]> =
        items.iter().map(|item| [read(&item.title), byline(item)]).collect();
    let (mut dice, mut shelf, mut by_pinyin) = (Dice(seed), Shelf::default(), 0);
    for _ in 0..count {
        let item = dice.pick(items);
        let text = item.byline.as_ref().filter(|_| dice.below(3) == 0).unwrap_or(&item.title);
        let typed = spoken::draw(text, &mut dice);
        let (answer, _) = ask(&archive, &site, &mut shelf, &question(&typed));
        assert_eq!(answer.faults, []);
        if !answer.pinyin && answer.total > 0 {
            continue;
        }
        let mut expected: Vec<&Item> = Vec::new();
        for (item, texts) in items.iter().zip(&texts) {
            if texts.iter().any(|text| spoken::speaks(text, &typed)) {
                expected.push(item);
            }
        }
        expected.sort_by(|a, b| b.date.cmp(&a.date));
        assert_eq!(names(&answer), expected.iter().map(|item| &item.id[..]).collect::<Vec<_>>(), "{typed}");
        assert_eq!((answer.total, answer.exact), (expected.len() as u64, true), "{typed}");
        by_pinyin += usize::from(answer.pinyin);
    }
    assert!(by_pinyin > count / 2, "most find something: {by_pinyin} of {count}");
}

#[test]
fn of_real_articles_too() {
    let Some(items) = corpus(usize::MAX) else { return };
    compare(&items[items.len() - 1500..], 120, 1);
}

#[test]
#[ignore = "minutes: the whole corpus"]
fn of_the_whole_corpus_too() {
    let Some(items) = corpus(usize::MAX) else { return };
    compare(&items, 400, 2);
}

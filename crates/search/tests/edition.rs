//! Search in an edition against a naive scan of the same fields.

mod common;

use common::{Dice, corpus};
use masthead_edition::fields::fields;
use masthead_edition::json::edition_from_value;
use masthead_edition::model::Edition;
use masthead_search::fold::{fold, is_spaced};
use masthead_search::{EditionSearch, Query};
use serde_json::json;

fn edition(articles: serde_json::Value) -> Edition {
    let page = json!({ "id": "A01", "articles": articles });
    edition_from_value(json!({ "version": 1, "publication": "x", "date": "2022-09-16", "pages": [page] }))
        .value
}

#[test]
fn a_headline_broken_by_print_is_one_phrase() {
    let edition = edition(json!([
        { "id": "1", "headline": ["新鄭市在全国县域共青团", "基层组织改革试点"], "body": [{ "type": "paragraph", "text": "正文。" }] },
        { "id": "2", "headline": "另一篇", "body": [{ "type": "paragraph", "text": "说到共青团。" }, { "type": "paragraph", "text": "基层组织。" }] },
    ]));
    let search = EditionSearch::new(&edition);
    let hits = search.search(&Query::parse("共青团基层组织"));
    assert_eq!(hits.len(), 1, "a phrase does not run from one paragraph into the next");
    assert_eq!((hits[0].page, hits[0].article), (0, 0));
    assert_eq!(hits[0].headline.text, "新鄭市在全国县域共青团 基层组织改革试点");
    assert_eq!(&hits[0].headline.text[hits[0].headline.ranges[0].clone()], "共青团 基层组织");
    assert!(hits[0].in_headline() && hits[0].excerpt.is_none());

    let hits = search.search(&Query::parse("基层 共青团 -新郑"));
    assert_eq!(hits.len(), 1);
    let excerpt = hits[0].excerpt.as_ref().unwrap();
    assert_eq!(excerpt.text, "说到共青团。");
    assert!(search.search(&Query::parse("-新郑")).is_empty());
    assert_eq!(search.search(&Query::parse("团")).len(), 2);
}

/// The rule, said as plainly as can be.
fn naive(edition: &Edition, typed: &str) -> Vec<(usize, usize)> {
    let query = Query::parse(typed);
    let occurs = |term: &str, field: &str| {
        (0..=field.len()).filter(|&at| field.is_char_boundary(at)).any(|at| {
            field[at..].starts_with(term)
                && !(term.starts_with(is_spaced) && field[..at].ends_with(is_spaced))
        })
    };
    let mut found = Vec::new();
    for (p, page) in edition.pages.iter().enumerate() {
        for (a, article) in page.articles.iter().enumerate() {
            let fields: Vec<String> = fields(article).iter().map(|field| fold(&field.text)).collect();
            let has = |term: &str| fields.iter().any(|field| occurs(term, field));
            let all = query.terms().iter().all(|term| has(term.folded()));
            if all && !query.is_empty() && !query.excluded().iter().any(|term| has(term.folded())) {
                found.push((p, a));
            }
        }
    }
    found
}

#[test]
fn two_hundred_real_articles_give_what_a_naive_scan_gives() {
    let Some(items) = corpus(200) else { return };
    let articles = items.iter().map(|item| {
        let body: Vec<_> =
            item.body.iter().map(|text| json!({ "type": "paragraph", "text": text })).collect();
        json!({ "id": item.id, "headline": item.title, "body": body })
    });
    let edition = edition(articles.collect());
    let search = EditionSearch::new(&edition);
    let mut dice = Dice(2);
    let mut found_some = 0;
    for _ in 0..600 {
        let item = dice.pick(&items);
        let text: Vec<char> = dice.pick(&item.body).chars().collect();
        let mut part = |longest: usize| {
            let start = dice.below(text.len());
            let length = 1 + dice.below(longest);
            text[start..(start + length).min(text.len())].iter().collect::<String>()
        };
        let typed = match part(3).len() % 4 {
            0 => format!("{} {}", part(3), part(2)),
            1 => format!("{} -{}", part(2), part(3)),
            _ => part(8),
        };
        let expected = naive(&edition, &typed);
        let hits = search.search(&Query::parse(&typed));
        found_some += usize::from(!hits.is_empty());
        assert_eq!(hits.iter().map(|hit| (hit.page, hit.article)).collect::<Vec<_>>(), expected, "{typed:?}");
        for hit in hits {
            assert!(hit.in_headline() || hit.excerpt.is_some_and(|e| !e.ranges.is_empty()), "{typed:?}");
        }
    }
    assert!(found_some > 300, "most queries are drawn from the text");
}

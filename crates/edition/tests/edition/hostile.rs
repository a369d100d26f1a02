//! Files that somebody made to do harm, or that went wrong in every way at once.

use masthead_edition::fields::{fields, visible_characters};
use masthead_edition::finding::FindingKind;
use masthead_edition::id::Id;
use masthead_edition::json::{self, Malformed};
use masthead_edition::model::{Edition, Status};
use proptest::prelude::*;
use serde_json::{Value, json};

fn edition(articles: Value) -> Value {
    json!({ "version": 1, "publication": "zzwb", "date": "2022-09-16", "pages": [{ "id": "X04", "articles": articles }] })
}

#[test]
fn nothing_within_reach_of_an_address_is_taken_unchecked() {
    let read = json::edition_from_value(json!({
        "version": 1, "publication": "../etc", "date": "2022-09-16", "suffix": "a/b", "language": "zh\" onload=\"x",
        "pages": [{ "id": "..", "image": { "src": "//evil.example/x.webp", "width": 1, "height": 1 }, "pdf": "javascript:x",
            "aliases": ["/etc/passwd", "html/ok.htm"],
            "articles": [{ "id": "a/../b", "headline": ["题"], "jump": { "to": "\u{202E}x" },
                "body": [{ "type": "paragraph", "id": "\" onclick=\"x", "text": [{ "link": "看", "href": "JAVASCRIPT:alert(1)" }] },
                         { "type": "figure", "src": "../../secret.webp", "width": 1, "height": 1, "caption": "图说" }] }] }]
    }));
    let edition = read.value;
    assert_eq!(edition.publication.as_str(), "");
    assert_eq!(edition.id.to_string(), "2022-09-16");
    assert_eq!(edition.language, None);
    let page = &edition.pages[0];
    assert_eq!((page.id.as_str(), page.image.as_ref(), page.pdf.as_ref()), ("_1", None, None));
    assert_eq!(page.aliases, ["html/ok.htm"]);
    let article = &page.articles[0];
    assert_eq!((article.id.as_str(), article.jump.to.as_ref()), ("_1", None));
    let written = json::edition_to_value(&edition).to_string();
    for harm in ["..", "evil", "script", "onclick", "onload", "etc/passwd", "\u{202E}"] {
        assert!(!written.to_lowercase().contains(harm), "{harm} in {written}");
    }
    // What is only text stays.
    assert!(written.contains("看") && written.contains("图说"));
    let pointers: Vec<_> = read.findings.iter().map(|finding| finding.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/language",
            "/pages/0/aliases/0",
            "/pages/0/articles/0/body/0/id",
            "/pages/0/articles/0/body/0/text/0/href",
            "/pages/0/articles/0/body/1/src",
            "/pages/0/articles/0/id",
            "/pages/0/articles/0/jump/to",
            "/pages/0/id",
            "/pages/0/image/src",
            "/pages/0/pdf",
            "/publication",
            "/suffix",
        ]
    );
}

#[test]
fn a_name_that_is_taken_leaves_the_article_within_reach() {
    let read = json::edition_from_value(edition(json!([
        { "id": "a1", "headline": ["一"] }, { "id": "A1", "headline": ["二"] }, { "headline": ["三"] },
        { "id": 4, "headline": ["四"] }, { "id": "_5", "headline": ["五"] },
    ])));
    let ids: Vec<_> = read.value.articles().map(|article| article.id.to_string()).collect();
    assert_eq!(ids, ["a1", "_2", "_3", "_4", "_5"]);
    for article in read.value.articles() {
        let (page, index, found) = read.value.article(&article.id).unwrap();
        assert_eq!((page, &read.value.pages[0].articles[index]), (0, found));
        assert_eq!(found.headline, article.headline);
    }
    assert_eq!(read.findings.iter().filter(|finding| finding.kind == FindingKind::DuplicateId).count(), 1);
    assert_eq!(read.value.article(&Id::new("A1").unwrap()).unwrap().2.headline, ["一"]);
}

#[test]
fn a_block_does_not_take_a_paragraphs_address() {
    let read = json::edition_from_value(edition(json!([{ "id": "1", "headline": ["题"], "body": [
        { "type": "paragraph", "text": "一" }, { "type": "subhead", "id": "P1", "text": "二" },
        { "type": "fact-box", "body": [{ "type": "paragraph", "id": "p1", "text": "三" }] } ] }])));
    let pointers: Vec<_> = read.findings.iter().map(|finding| finding.pointer.as_str()).collect();
    assert_eq!(pointers, ["/pages/0/articles/0/body/1/id", "/pages/0/articles/0/body/2/body/0/id"]);
    let anchors: Vec<_> = fields(&read.value.pages[0].articles[0])
        .iter()
        .filter_map(|field| field.anchor.map(|anchor| anchor.to_string()))
        .collect();
    assert_eq!(anchors, ["p1", "p2"]);
}

#[test]
fn a_withdrawn_text_is_not_read_on() {
    for status in [json!("withdrawn"), json!({ "type": "withdrawn", "date": "2022-09-17", "note": "失实" })]
    {
        let read = json::edition_from_value(edition(json!([
            { "id": "1", "headline": ["题"], "status": status, "body": [{ "type": "paragraph", "text": "不可再读" }] }
        ])));
        let article = &read.value.pages[0].articles[0];
        assert!(matches!(article.status, Status::Withdrawn(_)));
        assert!(!json::edition_to_value(&read.value).to_string().contains("不可再读"));
        assert_eq!(read.findings[0].kind, FindingKind::WithdrawnBody);
    }
}

#[test]
fn a_million_faults_are_not_a_million_findings() {
    let articles: Vec<Value> =
        (0..20_000).map(|_| json!({ "id": "../", "headline": 3, "body": [{}, 1, null] })).collect();
    let read = json::edition_from_value(edition(articles.into()));
    assert_eq!(read.findings.len(), 1001);
    assert_eq!(read.findings.last().map(|finding| finding.kind), Some(FindingKind::More));
    assert_eq!(read.value.articles().count(), 20_000);
}

#[test]
fn depth_ends_in_a_message_and_not_in_a_crash() {
    let nest = |open: &str, close: &str, times: usize| {
        let text = format!("{}\"x\"{}", open.repeat(times), close.repeat(times));
        format!(
            r#"{{"version":1,"publication":"zzwb","date":"2022-09-16","pages":[{{"id":"1","articles":[{{"id":"1",
            "headline":["x"],"body":[{{"type":"paragraph","text":{text}}}]}}]}}]}}"#
        )
    };
    for (open, close) in
        [("{\"strong\":", "}"), ("[", "]"), ("{\"later\":", "}"), ("{\"ruby\":\"\",\"over\":[", "]}")]
    {
        assert!(
            matches!(json::read_edition(&nest(open, close, 200_000)), Err(Malformed::Syntax { .. })),
            "{open}"
        );
        assert!(json::read_edition(&nest(open, close, 40)).is_ok(), "{open}");
    }
}

#[test]
fn a_long_text_in_a_finding_is_cut() {
    let read = json::edition_from_value(edition(json!([{ "id": "长".repeat(1000), "headline": ["题"] }])));
    assert_eq!(read.findings[0].found.chars().count(), 61);
    assert!(read.findings[0].found.ends_with('…'));
}

#[test]
fn text_is_data() {
    let markup = "</script><img src=x onerror=alert(1)>&amp;<!--";
    let read = json::edition_from_value(edition(json!([{ "id": "1", "headline": [markup], "kicker": markup,
        "body": [{ "type": "paragraph", "text": [markup, { "strong": markup }] }] }])));
    assert_eq!(read.findings, []);
    let article = &read.value.pages[0].articles[0];
    assert_eq!(article.headline, [markup]);
    assert_eq!(fields(article).last().unwrap().text, format!("{markup}{markup}"));
    assert!(visible_characters(article) > 0);
}

/// Any JSON at all.
fn any_json() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "version",
        "publication",
        "date",
        "pages",
        "articles",
        "id",
        "headline",
        "body",
        "type",
        "text",
        "src",
        "status",
        "jump",
        "to",
        "byline",
        "names",
        "rows",
        "figures",
        "link",
        "href",
        "ruby",
        "over",
        "strong",
        "x",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,6}|fact-box|table|2022-09-16".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((names.clone(), inner), 0..6).prop_map(|fields| {
                fields
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect::<serde_json::Map<_, _>>()
                    .into()
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_is_read_to_something(value in any_json()) {
        let read = json::edition_from_value(value.clone());
        for finding in read.findings {
            // What is missing has a place too, but nothing stands there; a status may be its type alone.
            let is_about_nothing = matches!(
                finding.kind,
                FindingKind::MissingField | FindingKind::NoSize | FindingKind::NoHeadline | FindingKind::UnknownStatus
            );
            prop_assert!(is_about_nothing || value.pointer(&finding.pointer).is_some(), "{}", finding);
        }
        let edition: Edition = read.value;
        let again = json::edition_from_value(json::edition_to_value(&edition)).value;
        prop_assert_eq!(again, edition);
        json::paper_from_value(value.clone());
        json::calendar_from_value(value);
    }

    #[test]
    fn any_text_is_read_or_refused_with_a_place(text in "\\PC{0,40}|[\\[\\]{}\":,0-9a-z\\n 题]{0,60}") {
        if let Err(Malformed::Syntax { line, column, message }) = json::read_edition(&text) {
            prop_assert!(line >= 1 && line <= text.split('\n').count().max(1));
            let length = text.split('\n').nth(line - 1).unwrap_or_default().chars().count();
            prop_assert!(column >= 1 && column <= length + 1, "{}:{} in {:?}", line, column, text);
            prop_assert!(!message.is_empty());
        }
    }
}

//! Every finding has its place, its sentence and its advice.

use masthead_edition::finding::{FindingKind, Severity};
use masthead_edition::json;
use serde_json::{Value, json};

/// The findings of an edition in which one value was changed.
fn changed(pointer: &str, value: Value) -> Vec<(String, FindingKind)> {
    let mut edition = json!({ "version": 1, "publication": "zzwb", "date": "2022-09-16", "pages": [{ "id": "X04",
        "image": { "src": "X04.webp", "width": 1200, "height": 1760 },
        "articles": [
            { "id": "1", "headline": ["题"], "regions": [[[0, 0], [1, 0], [1, 1]]], "jump": { "to": "2" },
              "body": [
                { "type": "paragraph", "text": ["一", { "strong": "二" }] },
                { "type": "figure", "src": "1.webp", "width": 800, "height": 600 },
                { "type": "table", "rows": [["1"]] },
                { "type": "fact-box", "body": [{ "type": "note", "text": "注" }] }] },
            { "id": "2", "headline": ["续"], "jump": { "from": "1" } }] }] });
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = edition.pointer_mut(parent).unwrap();
    match (parent, value) {
        (Value::Object(fields), Value::Null) => drop(fields.remove(name)),
        (Value::Object(fields), value) => drop(fields.insert(name.to_owned(), value)),
        (Value::Array(elements), value) => elements[name.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer}"),
    }
    let findings = json::edition_from_value(edition).findings;
    for finding in &findings {
        assert!(finding.kind.message().len() > 10 && finding.kind.advice().len() > 10, "{finding:?}");
        assert!(finding.to_string().contains(&finding.kind.message()), "{finding}");
    }
    findings.into_iter().map(|finding| (finding.pointer, finding.kind)).collect()
}

#[test]
fn every_fault_is_found_at_its_place() {
    use FindingKind as K;
    for (pointer, value, kind) in [
        ("/version", json!(2), K::UnknownVersion),
        ("/version", json!("1"), K::UnknownVersion),
        ("/version", json!(null), K::MissingField),
        ("/publication", json!(null), K::MissingField),
        ("/date", json!(null), K::MissingField),
        ("/date", json!("2022-9-16"), K::BadDate),
        ("/language", json!("zh_CN"), K::BadLanguage),
        ("/colour", json!("red"), K::UnknownField),
        ("/pages/0/image/width", json!(null), K::NoSize),
        ("/pages/0/image/width", json!(0), K::BadNumber),
        ("/pages/0/image/width", json!(1.5), K::BadNumber),
        ("/pages/0/articles/0/kind", json!("essay"), K::UnknownKind),
        ("/pages/0/articles/0/access", json!("vip"), K::UnknownAccess),
        ("/pages/0/articles/0/headline", json!(null), K::NoHeadline),
        ("/pages/0/articles/0/regions/0", json!([[0, 0], [1, 1]]), K::BadRegion),
        ("/pages/0/articles/0/regions/0", json!([[0, 0], [1, 1], [2, 0]]), K::BadRegion),
        ("/pages/0/articles/0/regions/0", json!([[0, 0], [1, 1], [0]]), K::BadRegion),
        ("/pages/0/articles/1/jump", json!(null), K::OneWayJump),
        ("/pages/0/articles/0/body/0/type", json!("poem"), K::UnknownBlock),
        ("/pages/0/articles/0/body/0/type", json!(null), K::MissingField),
        ("/pages/0/articles/0/body/0/text/1", json!({ "blink": "x" }), K::UnknownRun),
        ("/pages/0/articles/0/body/0/text", json!(null), K::MissingField),
        ("/pages/0/articles/0/body/3/body/0", json!({ "type": "fact-box", "body": [] }), K::NestedFactBox),
    ] {
        // A missing headline is noted at the field that is missing; the rest at what was changed.
        let place = match kind {
            K::OneWayJump => "/pages/0/articles/0/jump/to",
            _ => pointer,
        };
        assert_eq!(changed(pointer, value), [(place.to_owned(), kind)]);
    }
    assert_eq!(changed("/x-colour", json!("red")), [], "a publisher's own field");
    let status = changed("/pages/0/articles/0/status", json!({ "type": "disputed" }));
    assert_eq!(status, [("/pages/0/articles/0/status/type".to_owned(), K::UnknownStatus)]);
    assert_eq!(K::UnknownStatus.severity(), Severity::Error);
    let lost = changed("/pages/0/articles/0/jump/to", json!("9"));
    assert_eq!(lost[0], ("/pages/0/articles/0/jump/to".to_owned(), K::LostJump));
}

#[test]
fn a_wrong_type_says_what_was_expected() {
    let [(pointer, kind)] = changed("/pages/0/articles/0/kicker", json!(5)).try_into().unwrap();
    assert_eq!(pointer, "/pages/0/articles/0/kicker");
    assert_eq!(kind.message(), "expected a text (a string or a list of runs), found a number");
    let [(_, kind)] = changed("/pages/0/name", json!(["聚焦"])).try_into().unwrap();
    assert_eq!(kind.message(), "expected a string, found a list");
    let [(_, kind)] = changed("/pages/0/articles/0/body/2/rows", json!("1")).try_into().unwrap();
    assert_eq!(kind.message(), "expected a list, found a string");
}

#[test]
fn a_calendar_is_put_in_order_and_foreign_days_are_left_out() {
    let read = json::calendar_from_value(
        json!({ "version": 1, "publication": "zzwb", "year": 2022, "editions": [
        { "date": "2022-09-17", "pages": 8, "hash": "b" }, { "date": "2022-09-16", "pages": 8, "hash": "a" },
        { "date": "2023-01-01", "pages": 8, "hash": "c" }, { "date": "2022-09-17", "pages": 4, "hash": "d" }] }),
    );
    let days: Vec<_> =
        read.value.editions.iter().map(|entry| (entry.id.to_string(), entry.hash.as_str())).collect();
    assert_eq!(days, [("2022-09-16".to_owned(), "a"), ("2022-09-17".to_owned(), "b")]);
    let found: Vec<_> =
        read.findings.iter().map(|finding| (finding.pointer.as_str(), finding.kind)).collect();
    assert_eq!(
        found,
        [("/editions/2/date", FindingKind::BadYear), ("/editions/3", FindingKind::DuplicateId)]
    );
}

#[test]
fn a_paper_keeps_what_can_be_used() {
    let read = json::paper_from_value(json!({ "version": 1, "title": "报", "language": "zh-Hans",
        "home": { "href": "javascript:x" }, "base_url": "https://paper.example.com",
        "publications": [
            { "id": "zzwb", "title": "郑州晚报", "newest": "2022-09-16-extra", "years": [2022, 2021, 2022, 0, "x"] },
            { "id": "ZZWB", "title": "又一" }, { "id": "search", "title": "三" }, { "title": "四" } ] }));
    let paper = read.value;
    assert_eq!(paper.home, None);
    assert_eq!(paper.base_url.as_deref(), Some("https://paper.example.com/"));
    assert_eq!(paper.publications.len(), 1);
    assert_eq!(paper.publications[0].years, [2021, 2022]);
    assert_eq!(
        paper.publications[0].newest.as_ref().map(ToString::to_string).as_deref(),
        Some("2022-09-16-extra")
    );
    let pointers: Vec<_> = read.findings.iter().map(|finding| finding.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/home/href",
            "/publications/0/years/3",
            "/publications/0/years/4",
            "/publications/1/id",
            "/publications/2/id",
            "/publications/3/id"
        ]
    );
}

//! What is written is read back the same, unknown fields included, and what is read is written back the same.

use masthead_edition::finding::{FindingKind, Severity};
use masthead_edition::json;
use masthead_edition::model::Edition;
use proptest::prelude::*;
use serde_json::Value;

use crate::arbitrary;

/// Nothing worse than what every reader of a later version's file would say.
fn only_unknown_things(findings: &[masthead_edition::finding::Finding]) -> bool {
    findings.iter().all(|finding| {
        finding.kind.severity() == Severity::Note
            || matches!(finding.kind, FindingKind::UnknownBlock | FindingKind::UnknownRun | FindingKind::More)
    })
}

proptest! {
    #[test]
    fn editions(edition in arbitrary::edition()) {
        let value = json::edition_to_value(&edition);
        let read = json::read_edition(&value.to_string()).unwrap();
        prop_assert_eq!(&read.value, &edition);
        prop_assert!(only_unknown_things(&read.findings), "{:?}", read.findings);
        prop_assert_eq!(json::edition_to_value(&read.value), value);
    }

    #[test]
    fn papers(paper in arbitrary::paper()) {
        let value = json::paper_to_value(&paper);
        let read = json::read_paper(&value.to_string()).unwrap();
        prop_assert_eq!(&read.value, &paper);
        prop_assert!(only_unknown_things(&read.findings), "{:?}", read.findings);
        prop_assert_eq!(json::paper_to_value(&read.value), value);
    }

    #[test]
    fn calendars(calendar in arbitrary::calendar()) {
        let value = json::calendar_to_value(&calendar);
        let read = json::read_calendar(&value.to_string()).unwrap();
        prop_assert_eq!(&read.value, &calendar);
        prop_assert!(only_unknown_things(&read.findings), "{:?}", read.findings);
        prop_assert_eq!(json::calendar_to_value(&read.value), value);
    }

    #[test]
    fn neighbours_in_a_calendar_are_those_of_a_scan(calendar in arbitrary::calendar(), id in arbitrary::edition_id()) {
        let ids = || calendar.editions.iter().map(|entry| &entry.id);
        prop_assert_eq!(calendar.before(&id).map(|entry| &entry.id), ids().filter(|other| **other < id).max());
        prop_assert_eq!(calendar.after(&id).map(|entry| &entry.id), ids().filter(|other| **other > id).min());
        prop_assert_eq!(calendar.entry(&id).is_some(), ids().any(|other| *other == id));
        for entry in &calendar.editions {
            prop_assert!(calendar.of_day(entry.id.date()).contains(entry));
        }
        let days: std::collections::BTreeSet<_> = ids().map(|id| id.date()).collect();
        prop_assert_eq!(calendar.days().collect::<Vec<_>>(), days.into_iter().collect::<Vec<_>>());
    }

    /// Whatever stands at a place, reading loses nothing else and never fails.
    #[test]
    fn a_wrong_value_costs_only_its_place(edition in arbitrary::edition(), at in any::<prop::sample::Index>(), wrong in wrong_value()) {
        let mut value = json::edition_to_value(&edition);
        let mut pointers = Vec::new();
        collect(&value, String::new(), &mut pointers);
        let pointer = pointers[at.index(pointers.len())].clone();
        *value.pointer_mut(&pointer).unwrap() = wrong;
        let read = json::edition_from_value(value);
        let again = json::edition_from_value(json::edition_to_value(&read.value));
        prop_assert_eq!(&again.value, &read.value, "{}", pointer);
        if !pointer.starts_with("/pages") {
            prop_assert_eq!(&read.value.pages, &edition.pages);
        }
    }
}

fn wrong_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(Value::Bool(true)),
        Just(Value::from(-3)),
        Just(Value::from(1.5)),
        Just(Value::from("")),
        Just(Value::from("../..")),
        Just(Value::from("java\nscript:alert(1)")),
        Just(Value::Array(vec![])),
        Just(serde_json::json!([null, [], {}, 1])),
        Just(serde_json::json!({})),
        Just(serde_json::json!({ "type": "later", "text": ["x", { "y": "z" }] })),
    ]
}

/// Pointers to everything but the whole.
fn collect(value: &Value, at: String, out: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Array(elements) => {
            elements.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
        }
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value)).collect()
        }
        _ => Vec::new(),
    };
    for (step, child) in children {
        let pointer = format!("{at}/{step}");
        collect(child, pointer.clone(), out);
        out.push(pointer);
    }
}

#[test]
fn unknown_fields_of_every_object_come_back() {
    let text = r#"{
        "version": 1, "publication": "zzwb", "date": "2022-09-16", "later": {"a": [1, 2.5, null]},
        "pages": [{ "id": "X04", "later": 1,
            "image": { "src": "X04.webp", "width": 1, "height": 2, "later": 1 },
            "articles": [{ "id": "1", "headline": ["题"], "later": 1,
                "byline": [{ "role": "记者", "names": ["某"], "later": 1 }],
                "jump": { "to": "2", "later": 1 },
                "status": { "type": "corrected", "date": "2022-09-17", "later": 1 },
                "body": [
                    { "type": "paragraph", "text": ["a", { "strong": "b", "later": 1 },
                        { "link": "c", "href": "https://example.com/", "later": 1 }], "later": 1 },
                    { "type": "figure", "src": "1.webp", "width": 1, "height": 1, "later": 1 },
                    { "type": "gallery", "figures": [{ "src": "2.webp", "width": 1, "height": 1, "later": 1 }], "later": 1 },
                    { "type": "fact-box", "body": [{ "type": "note", "text": "n", "later": 1 }], "later": 1 },
                    { "type": "later", "anything": [{}] }
                ] },
                { "id": "2", "headline": ["续"], "jump": { "from": "1" }, "status": { "type": "later", "date": 5 },
                  "kind": "later" },
                { "id": "3", "headline": ["三"], "status": { "type": "published", "later": 1 } }]
        }] }"#;
    let before: Value = serde_json::from_str(text).unwrap();
    let read = json::read_edition(text).unwrap();
    let mut after = json::edition_to_value(&read.value);
    // As printed is what every article is that does not say otherwise.
    after["pages"][0]["articles"][2]["status"]["type"] = "published".into();
    assert!(after == before, "{after}\n{before}");
    let notes = read.findings.iter().filter(|finding| finding.kind == FindingKind::UnknownField).count();
    assert_eq!(notes, text.matches("\"later\": 1").count() + 1, "{:#?}", read.findings);
    let link = &read.value.pages[0].articles[0].body[0];
    assert!(format!("{link:?}").contains("Link"), "a link with an unknown field is a link");
}

#[test]
fn a_later_version_is_said_and_read_as_far_as_it_goes() {
    let text = r#"{"version": 7, "publication": "zzwb", "date": "2022-09-16",
        "pages": [{"id": "X04", "articles": [{"id": "1", "headline": "一行标题"}]}]}"#;
    let read = json::read_edition(text).unwrap();
    assert_eq!(read.findings[0].kind, FindingKind::UnknownVersion);
    assert_eq!(read.findings.len(), 1, "{:?}", read.findings);
    assert_eq!(read.value.pages[0].articles[0].headline, ["一行标题"]);
    assert_eq!(json::edition_to_value(&read.value)["version"], 7);
    assert_eq!(json::edition_to_value(&Edition::default())["version"], 1);
}

//! Editions in which something went wrong: whatever it is, the rest is read, the loss is found, nothing panics.
//!
//! A valid edition is written, and some values of it are replaced, removed or doubled. The judge of what is lost is
//! another than reading itself: the JSON Schema, and a comparison of all texts of the file with all texts of what was
//! read.

use masthead_edition::json;
use masthead_edition::schema::edition_schema;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use crate::arbitrary;

/// What may happen to a value.
#[derive(Clone, Debug)]
enum Fault {
    /// Another value stands there.
    Replaced(Value),
    /// It is not there.
    Removed,
    /// It stands one level deeper.
    Wrapped,
}

fn fault() -> impl Strategy<Value = Fault> {
    let values = [
        json!(null),
        json!(true),
        json!(-3),
        json!(1.5),
        json!(""),
        json!("../.."),
        json!("java\nscript:alert(1)"),
        json!([]),
        json!({}),
        json!([null, [], {}, 1]),
        json!([[[]]]),
        json!({ "type": "later", "text": ["x", { "y": "z" }] }),
        json!({ "type": 5, "id": [], "text": { "strong": [{ "over": 1 }] } }),
    ];
    prop_oneof![
        4 => prop::sample::select(values.to_vec()).prop_map(Fault::Replaced),
        1 => Just(Fault::Removed),
        1 => Just(Fault::Wrapped),
    ]
}

/// Pointers to everything but the whole.
fn pointers(value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    collect(value, "", &mut out);
    out
}

fn collect(value: &Value, at: &str, out: &mut Vec<String>) {
    let mut visit = |step: &str, child: &Value| {
        let pointer = format!("{at}/{step}");
        collect(child, &pointer, out);
        out.push(pointer);
    };
    match value {
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, child)| visit(&index.to_string(), child))
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, child)| visit(&name.replace('~', "~0").replace('/', "~1"), child));
        }
        _ => {}
    }
}

fn damage(edition: &mut Value, pointer: &str, fault: &Fault) {
    let (parent, step) = pointer.rsplit_once('/').unwrap();
    let step = step.replace("~1", "/").replace("~0", "~");
    match (fault, edition.pointer_mut(parent)) {
        (Fault::Removed, Some(Value::Object(fields))) => drop(fields.remove(&step)),
        (Fault::Removed, Some(Value::Array(list))) => {
            let index = step.parse().unwrap();
            if index < list.len() {
                list.remove(index);
            }
        }
        _ => {
            let Some(value) = edition.pointer_mut(pointer) else { return };
            *value = match fault {
                Fault::Replaced(other) => other.clone(),
                _ => json!([value.take()]),
            };
        }
    }
}

/// Every string within, sorted; those of fields that say what something is are none of a newspaper's text.
fn texts(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| texts(value, out)),
        Value::Object(fields) => fields.values().for_each(|value| texts(value, out)),
        _ => {}
    }
}

fn sorted_texts(value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    texts(value, &mut out);
    out.retain(|text| !text.trim().is_empty());
    out.sort();
    out
}

/// What is in the first and not in the second.
fn missing(from: &[String], of: &[String]) -> Vec<String> {
    let mut rest = of.to_vec();
    from.iter()
        .filter(|text| match rest.iter().position(|other| other == *text) {
            Some(at) => {
                rest.swap_remove(at);
                false
            }
            None => true,
        })
        .cloned()
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_is_lost_is_found(
        edition in arbitrary::edition(),
        faults in prop::collection::vec((any::<Index>(), fault()), 1..6),
    ) {
        let mut file = json::edition_to_value(&edition);
        for (at, fault) in &faults {
            let pointers = pointers(&file);
            damage(&mut file, &pointers[at.index(pointers.len())], fault);
        }
        // Where the list of pages went, it is a file of another kind.
        let Ok(read) = json::read_edition(&file.to_string()) else {
            prop_assert!(file.get("pages").is_none());
            return Ok(());
        };
        let written = json::edition_to_value(&read.value);

        // Every text that does not come back has a finding at its place, around it or within.
        let lost = missing(&sorted_texts(&file), &sorted_texts(&written));
        for pointer in pointers(&file) {
            let Some(text) = file.pointer(&pointer).and_then(Value::as_str) else { continue };
            if !lost.iter().any(|other| other == text) {
                continue;
            }
            let is_told = read.findings.iter().any(|finding| {
                let place = &finding.pointer;
                place.is_empty() || pointer == *place || pointer.starts_with(&format!("{place}/"))
            });
            // The same words may stand elsewhere and be kept there.
            let elsewhere = sorted_texts(&file).iter().filter(|other| *other == text).count() > 1;
            let is_default = ["published", "article", "everyone"].contains(&text);
            prop_assert!(is_told || elsewhere || is_default, "{pointer}: {text:?} is lost without a word");
        }

        // What was put right stays right.
        let again = json::edition_from_value(written.clone());
        prop_assert_eq!(&again.value, &read.value);
        // What another judge refuses is found.
        let schema = jsonschema::draft202012::new(&edition_schema()).unwrap();
        prop_assert!(schema.is_valid(&file) || !read.findings.is_empty(), "{}", file);
    }

    /// The strict way and the tolerant way come to the same.
    #[test]
    fn both_ways_read_the_same(edition in arbitrary::edition()) {
        let value = json::edition_to_value(&edition);
        let strict = json::read_edition(&value.to_string()).unwrap();
        let tolerant = json::edition_from_value(value);
        prop_assert_eq!(strict.value, tolerant.value);
        prop_assert_eq!(strict.findings, tolerant.findings);
    }
}

/// One fault in one article costs a reading of the whole file once, and a thousand cost no more: what is read is counted
/// by what comes of it.
#[test]
fn a_thousand_faults_are_a_thousand_places() {
    let articles: Vec<Value> = (0..900)
        .map(|number| {
            json!({ "id": format!("a{number}"), "headline": "题", "kicker": number, "body": [
            { "type": "paragraph", "text": format!("段{number}") }] })
        })
        .collect();
    let read = json::edition_from_value(json!({ "version": 1, "publication": "a", "date": "2022-09-16",
        "pages": [{ "id": "1", "articles": articles }] }));
    assert_eq!(read.findings.len(), 900);
    assert_eq!(read.findings[899].pointer, "/pages/0/articles/899/kicker");
    assert_eq!(read.value.articles().count(), 900);
    assert!(read.value.articles().all(|article| article.body.len() == 1 && article.kicker.is_none()));
}

/// What stands after a lost element keeps its pointer.
#[test]
fn a_lost_element_leaves_the_others_where_they_are() {
    let read = json::edition_from_value(
        json!({ "version": 1, "publication": "a", "date": "2022-09-16", "pages": [
        5, { "id": "1", "articles": [null, { "id": "1", "headline": "题", "later": 1, "body": [
            7, { "type": "paragraph", "text": "文", "later": 1 }, [],
            { "type": "gallery", "figures": [1, { "src": "a.webp", "width": 1, "height": 1, "later": 1 }] }] }] }] }),
    );
    let places: Vec<_> = read.findings.iter().map(|finding| finding.pointer.as_str()).collect();
    assert_eq!(
        places,
        [
            "/pages/0",
            "/pages/1/articles/0",
            "/pages/1/articles/1/body/0",
            "/pages/1/articles/1/body/1/later",
            "/pages/1/articles/1/body/2",
            "/pages/1/articles/1/body/3/figures/0",
            "/pages/1/articles/1/body/3/figures/1/later",
            "/pages/1/articles/1/later",
        ]
    );
}

//! The committed schemas are those of the types, an independent validator admits by them what this crate writes,
//! and refuses what it must.
//!
//! After a change of the types, write the schemas anew and look at the difference:
//! `MASTHEAD_WRITE_SCHEMAS=1 cargo test -p masthead-edition schema`

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use masthead_edition::json;
use masthead_edition::schema::{calendar_schema, edition_schema, paper_schema};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{arbitrary, sample};

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap()
}

/// The schema, refusing every field that it does not name. By it a field that is written and not described is found.
fn closed(mut schema: Value) -> Value {
    // A figure is a block among others and stands in galleries too: it is closed where it is used.
    const SHARED: &str = "Figure";
    fn close(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                let is_shared =
                    fields.get("$ref").is_some_and(|target| *target == format!("#/$defs/{SHARED}"));
                if fields.contains_key("properties") || is_shared {
                    fields.insert("unevaluatedProperties".into(), false.into());
                }
                fields.values_mut().for_each(close);
            }
            Value::Array(elements) => elements.iter_mut().for_each(close),
            _ => {}
        }
    }
    /// The parts of a block's choice see only their own fields; the block as a whole is closed.
    fn open_parts(block: &mut Value) {
        for part in block["oneOf"].as_array_mut().unwrap() {
            part.as_object_mut().unwrap().remove("unevaluatedProperties");
        }
    }
    close(&mut schema);
    if let Some(figure) = schema.pointer_mut(&format!("/$defs/{SHARED}")) {
        figure.as_object_mut().unwrap().remove("unevaluatedProperties");
    }
    if let Some(block) = schema.pointer_mut("/$defs/Block") {
        open_parts(block);
    }
    schema
}

/// Every unknown field, unknown block and unknown run taken out: what is left is version 1 and nothing else.
fn without_unknown(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| {
                !name.starts_with("x-") && !name.starts_with("later_") && name != "未来" && name != "a/b~c"
            });
            fields.values_mut().for_each(without_unknown);
        }
        Value::Array(elements) => {
            elements.retain(|element| element["type"] != "poem" && element["later"].is_null());
            elements.iter_mut().for_each(without_unknown);
        }
        _ => {}
    }
}

fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    for (name, schema) in
        [("edition", edition_schema()), ("paper", paper_schema()), ("calendar", calendar_schema())]
    {
        let file = folder.join(format!("{name}.schema.json"));
        if std::env::var_os("MASTHEAD_WRITE_SCHEMAS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&file, format!("{}\n", serde_json::to_string_pretty(&schema).unwrap())).unwrap();
        }
        let committed = fs::read_to_string(&file).unwrap_or_default();
        let committed: Value = serde_json::from_str(&committed).unwrap_or_default();
        assert!(
            committed == schema,
            "{} is not what the types say. If they are right, run the tests once with MASTHEAD_WRITE_SCHEMAS=1.",
            file.display()
        );
    }
}

#[test]
fn the_sample_is_valid() {
    let (open, closed) = (validator(&edition_schema()), validator(&closed(edition_schema())));
    for (file, text) in sample::editions() {
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(faults(&open, &value), [""; 0], "{}", file.display());
        assert_eq!(faults(&closed, &value), [""; 0], "{}", file.display());
    }
}

#[test]
fn the_example_of_the_documentation_is_valid_and_read_without_a_finding() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/edition-format.md");
    let text = fs::read_to_string(file).unwrap();
    let mut seen = 0;
    for block in text.split("```json\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let value: Value = serde_json::from_str(block).unwrap_or_else(|error| panic!("{error} in {block}"));
        let (schema, findings) = match &value {
            value if value.get("pages").is_some() => {
                (edition_schema(), json::read_edition(block).unwrap().findings)
            }
            value if value.get("publications").is_some() => {
                (paper_schema(), json::read_paper(block).unwrap().findings)
            }
            value if value.get("editions").is_some() => {
                (calendar_schema(), json::read_calendar(block).unwrap().findings)
            }
            // A part of an edition stands in one.
            part => {
                let whole = with_block_or_article(part.clone());
                let findings = json::edition_from_value(whole.clone()).findings;
                assert_eq!(faults(&validator(&edition_schema()), &whole), [""; 0], "{block}");
                assert_eq!(findings, [], "{block}");
                seen += 1;
                continue;
            }
        };
        assert_eq!(faults(&validator(&closed(schema)), &value), [""; 0], "{block}");
        assert_eq!(findings, [], "{block}");
        seen += 1;
    }
    assert!(seen >= 10, "the documentation has its examples: {seen}");
}

fn with_block_or_article(part: Value) -> Value {
    let articles = match part {
        Value::Array(articles) => Value::Array(articles),
        block if block.get("type").is_some() => json!([{ "id": "1", "headline": ["题"], "body": [block] }]),
        article => json!([article]),
    };
    json!({ "version": 1, "publication": "zzwb", "date": "2022-09-16", "pages": [{ "id": "X04", "articles": articles }] })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_edition_written_is_valid(edition in arbitrary::edition()) {
        let mut value = json::edition_to_value(&edition);
        without_unknown(&mut value);
        prop_assert_eq!(faults(&validator(&edition_schema()), &value), [""; 0]);
        prop_assert_eq!(faults(&validator(&closed(edition_schema())), &value), [""; 0]);
    }

    #[test]
    fn unknown_fields_are_no_fault(edition in arbitrary::edition()) {
        let value = json::edition_to_value(&edition);
        let text = value.to_string();
        if !text.contains("\"poem\"") && !text.contains("\"later\"") {
            prop_assert_eq!(faults(&validator(&edition_schema()), &value), [""; 0]);
        }
    }

    #[test]
    fn every_paper_and_calendar_written_is_valid(paper in arbitrary::paper(), calendar in arbitrary::calendar()) {
        let (mut paper, mut calendar) = (json::paper_to_value(&paper), json::calendar_to_value(&calendar));
        prop_assert_eq!(faults(&validator(&paper_schema()), &paper), [""; 0]);
        prop_assert_eq!(faults(&validator(&calendar_schema()), &calendar), [""; 0]);
        without_unknown(&mut paper);
        without_unknown(&mut calendar);
        prop_assert_eq!(faults(&validator(&closed(paper_schema())), &paper), [""; 0]);
        prop_assert_eq!(faults(&validator(&closed(calendar_schema())), &calendar), [""; 0]);
    }
}

/// An edition that uses every field there is.
fn edition() -> Value {
    serde_json::from_str(include_str!("every_field.json")).unwrap()
}

/// Every field that the schema describes is one that reading knows, and has the type that reading wants.
#[test]
fn what_the_schema_describes_is_what_is_read() {
    let whole = edition();
    assert_eq!(faults(&validator(&closed(edition_schema())), &whole), [""; 0]);
    assert_eq!(json::edition_from_value(whole.clone()).findings, [], "every field is known");
    let mut described = std::collections::BTreeSet::new();
    names(&edition_schema(), &mut described);
    let written = whole.to_string();
    for name in described {
        assert!(
            written.contains(&format!("\"{name}\":")),
            "the schema describes {name}, and this test does not use it"
        );
    }
}

fn names(schema: &Value, out: &mut std::collections::BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == "properties" {
                    out.extend(value.as_object().unwrap().keys().cloned());
                }
                names(value, out);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| names(element, out)),
        _ => {}
    }
}

#[test]
fn what_reading_refuses_the_schema_refuses_too() {
    let schema = validator(&edition_schema());
    for (pointer, value) in [
        ("/version", json!(2)),
        ("/version", json!("1")),
        ("/publication", json!("../etc")),
        ("/publication", json!("2022")),
        ("/publication", json!("paper.json")),
        ("/date", json!("2022-9-16")),
        ("/date", json!("2022-13-16")),
        ("/suffix", json!("a/b")),
        ("/number", json!(7890)),
        ("/language", json!("zh_CN")),
        ("/pages", json!({})),
        ("/pages/0/id", json!("..")),
        ("/pages/0/id", json!(4)),
        ("/pages/0/image/src", json!("//evil.example/x")),
        ("/pages/0/image/src", json!("a/../../x")),
        ("/pages/0/image/src", json!("..")),
        ("/pages/0/image/src", json!("a\\b")),
        ("/pages/0/image/width", json!(0)),
        ("/pages/0/image/width", json!(1.5)),
        ("/pages/0/pdf", json!("javascript:x")),
        ("/pages/0/articles/0/id", json!("a b")),
        ("/pages/0/articles/0/id", json!("a..b")),
        ("/pages/0/articles/0/kind", json!("essay")),
        ("/pages/0/articles/0/headline", json!([1])),
        ("/pages/0/articles/0/byline/0", json!("记者 某")),
        ("/pages/0/articles/0/regions/0", json!([[0, 0], [1, 1]])),
        ("/pages/0/articles/0/regions/0/0", json!([0, 1.1])),
        ("/pages/0/articles/0/regions/0/0", json!([0])),
        ("/pages/0/articles/0/status", json!("retracted")),
        ("/pages/0/articles/0/status/date", json!("yesterday")),
        ("/pages/0/articles/0/jump/to", json!("a/b")),
        ("/pages/0/articles/0/body/0/type", json!("poem")),
        ("/pages/0/articles/0/body/0/text", json!(1)),
        ("/pages/0/articles/0/body/0/text", json!([{ "blink": "x" }])),
        ("/pages/0/articles/0/body/0/text/1/href", json!("javascript:alert(1)")),
        ("/pages/0/articles/0/body/0/text/1/href", json!(" https://example.com/")),
        ("/pages/0/articles/0/body/0/text/1/href", json!("https:evil")),
        ("/pages/0/articles/0/body/4/items", json!("甲")),
        ("/pages/0/articles/0/body/5/rows/0", json!("1")),
    ] {
        let mut changed = edition();
        *changed.pointer_mut(pointer).unwrap() = value.clone();
        assert!(!schema.is_valid(&changed), "{pointer}: {value} passes the schema");
        assert!(!json::edition_from_value(changed).findings.is_empty(), "{pointer}: {value} passes reading");
    }
    for pointer in [
        "/version",
        "/publication",
        "/date",
        "/pages",
        "/pages/0/id",
        "/pages/0/articles",
        "/pages/0/articles/0/id",
    ] {
        let mut changed = edition();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        changed.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
        assert!(!schema.is_valid(&changed), "without {pointer}");
        assert!(!json::edition_from_value(changed).findings.is_empty(), "without {pointer}");
    }
}

//! The kinds of JSON that are accepted and refused, after the kinds of JSONTestSuite: what every parser must take, what
//! every parser must refuse, and how this one decides where the standard leaves it open.

use masthead_edition::finding::FindingKind;
use masthead_edition::json::{self, Malformed};
use serde_json::Value;

/// An edition with a value among its own fields.
fn with(value: &str) -> Result<json::Read<masthead_edition::model::Edition>, Malformed> {
    json::read_edition(&format!(
        r#"{{"x-own": {value}, "version": 1, "publication": "a", "date": "2022-09-16", "pages": []}}"#
    ))
}

#[test]
fn what_is_json_is_read() {
    for value in [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-1",
        "1.5",
        "1e2",
        "1E+2",
        "1e-2",
        "0.1",
        "20e1",
        "123456789",
        "\"\"",
        "\" \"",
        "\"\\u0000\"",
        "\"\\u00e9\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\ud83d\\ude00\"",
        "\"题😀\u{7f}\u{2028}\"",
        "[]",
        "[ ]",
        "[[]]",
        "[1,\n2\t,\r3]",
        "{}",
        "{\"\":0}",
        "{\"a\":{\"b\":[{}]}}",
        "[null, 1, \"1\", {}]",
        "\"\u{FFFF}\u{10FFFF}\"",
        "\"\\uFDD0\"",
    ] {
        let read = with(value).unwrap_or_else(|error| panic!("{value}: {error}"));
        assert_eq!(read.findings, [], "{value}");
        let expected: Value = serde_json::from_str(value).unwrap();
        assert_eq!(read.value.extra["x-own"], expected, "{value}");
    }
}

#[test]
fn what_is_no_json_is_refused() {
    for value in [
        "",
        "nul",
        "True",
        "NaN",
        "Infinity",
        "-Infinity",
        "undefined",
        "'a'",
        "a",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "-",
        "-.1",
        "1e",
        "1e+",
        "0x1",
        "1 2",
        "1_000",
        "０",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1,,2]",
        "[1 2]",
        "[1:2]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1}}",
        "\"",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\n\"",
        "\"\t\"",
        "\"\u{0}\"",
        "/* c */ 1",
        "1 // c\n",
        "\u{a0}1",
        "\u{2060}1",
        "\u{FEFF}1",
        "[1]x",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "1e999",
    ] {
        assert!(matches!(with(value), Err(Malformed::Syntax { .. })), "{value:?}");
    }
}

#[test]
fn a_whole_text_is_one_value() {
    let edition = r#"{"version": 1, "publication": "a", "date": "2022-09-16", "pages": []}"#;
    for (before, after) in [("", ""), ("\u{FEFF}", ""), (" \n\t\r", "\n")] {
        assert_eq!(json::read_edition(&format!("{before}{edition}{after}")).unwrap().findings, []);
    }
    for after in ["{}", ",", "]", "\u{FEFF}", "x"] {
        assert!(
            matches!(json::read_edition(&format!("{edition}{after}")), Err(Malformed::Syntax { .. })),
            "{after}"
        );
    }
}

#[test]
fn of_a_field_that_stands_twice_the_last_counts_and_both_are_told() {
    let read = json::read_edition(
        r#"{"version": 1, "publication": "a", "publication": "b", "date": "2022-09-16", "later": {"a": 1, "a": 2},
            "pages": [{"id": "1", "articles": [{"id": "1", "headline": "题", "status": "withdrawn", "status": "published"}]}]}"#,
    )
    .unwrap();
    assert_eq!(read.value.publication.as_str(), "b");
    assert_eq!(read.value.extra["later"]["a"], 2);
    let doubled: Vec<_> = read
        .findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::DuplicateKey)
        .map(|finding| finding.pointer.as_str())
        .collect();
    assert_eq!(doubled, ["/later/a", "/pages/0/articles/0/status", "/publication"]);
    let paper = json::read_paper(r#"{"version":1,"title":"a","title":"b","publications":[]}"#).unwrap();
    assert_eq!(paper.findings[0].kind, FindingKind::DuplicateKey);
    let calendar =
        json::read_calendar(r#"{"version":1,"publication":"a","year":2022,"year":2023,"editions":[]}"#)
            .unwrap();
    assert_eq!(calendar.findings[0].kind, FindingKind::DuplicateKey);
}

/// A list is no object, though serde would take one for a struct.
#[test]
fn a_list_is_not_taken_for_an_object() {
    let read = json::read_edition(
        r#"{"version": 1, "publication": "a", "date": "2022-09-16", "pages": [["X04", []],
            {"id": "1", "image": ["1.webp", 1, 1], "articles": [["1"], {"id": "2", "headline": "题", "body":
                [["paragraph"], [{"type": "paragraph"}, {"type": "paragraph", "text": "文"}]]}]}]}"#,
    )
    .unwrap();
    let places: Vec<_> = read.findings.iter().map(|finding| finding.pointer.as_str()).collect();
    assert_eq!(
        places,
        [
            "/pages/0",
            "/pages/1/articles/0",
            "/pages/1/articles/1/body/0",
            "/pages/1/articles/1/body/1",
            "/pages/1/image"
        ]
    );
    assert!(json::read_edition("[1, \"a\", \"2022-09-16\", []]").is_err());
}

#[test]
fn a_file_beyond_the_bounds_is_refused_unread() {
    let many = format!(r#"{{"pages": [{}{{}}]}}"#, "{},".repeat(1_000_001));
    assert_eq!(json::read_edition(&many), Err(Malformed::TooLarge));
    assert_eq!(json::read_paper(&many).map(drop), Err(Malformed::TooLarge));
    assert_eq!(json::read_calendar(&many).map(drop), Err(Malformed::TooLarge));
    let long = format!(r#"{{"pages": "{}"}}"#, "a".repeat(65 << 20));
    assert_eq!(json::read_edition(&long), Err(Malformed::TooLarge));
}

fn malformed(text: &str) -> Malformed {
    json::read_edition(text).unwrap_err()
}

#[test]
fn a_syntax_error_is_placed_in_characters() {
    for (text, place) in [
        ("{\n  \"题\": \"头版\" 要闻\n}", (2, 13)),
        ("", (1, 1)),
        ("\u{FEFF}", (1, 1)),
        ("{", (1, 2)),
        ("{\"a\":1,}", (1, 8)),
        ("<!DOCTYPE html>", (1, 1)),
    ] {
        let Malformed::Syntax { line, column, message } = malformed(text) else { panic!("{text}") };
        assert_eq!((line, column), place, "{text:?}");
        assert!(!message.is_empty() && !message.contains("line"), "{message}");
    }
}

#[test]
fn json_of_another_kind_is_told_apart() {
    assert_eq!(malformed("[]"), Malformed::NotAnObject);
    assert_eq!(malformed("\"x\""), Malformed::NotAnObject);
    assert_eq!(malformed("{\"error\":\"not found\"}"), Malformed::Foreign { missing: "pages" });
    assert_eq!(json::read_paper("{}").unwrap_err(), Malformed::Foreign { missing: "publications" });
    assert_eq!(json::read_calendar("{}").unwrap_err(), Malformed::Foreign { missing: "editions" });
}

#[test]
fn depth_is_bounded() {
    let deep = format!("{{\"pages\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(malformed(&deep), Malformed::Syntax { .. }));
}

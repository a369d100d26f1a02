//! Where in a file a JSON pointer leads: line and column, counted from 1, columns in characters.
//!
//! `edition.json` is parsed by `jsonc-parser` to the letter of RFC 8259, `masthead.toml` by `toml`; both keep where each
//! value stands. They are asked only for files with findings.

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use toml::de::{DeTable, DeValue};

/// A line and a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Tells positions of a text from its beginning to its end, in one pass however many there are.
pub struct Ruler<'a> {
    rest: &'a str,
    byte: usize,
    position: Position,
}

impl<'a> Ruler<'a> {
    /// At the beginning of a text.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text, byte: 0, position: Position { line: 1, column: 1 } }
    }

    /// Where a byte of the text stands, which does not come before the byte that was asked for last.
    pub fn at(&mut self, byte: usize) -> Position {
        while self.byte < byte {
            let Some(c) = self.rest.chars().next() else { break };
            self.rest = &self.rest[c.len_utf8()..];
            self.byte += c.len_utf8();
            match c {
                '\n' => self.position = Position { line: self.position.line + 1, column: 1 },
                _ => self.position.column += 1,
            }
        }
        self.position
    }
}

/// A file whose values are found by pointers.
pub enum File<'a> {
    /// An `edition.json`.
    Json(Value<'a>),
    /// A `masthead.toml`.
    Toml(DeValue<'a>),
}

impl<'a> File<'a> {
    /// Parses a file; `None` where it is not what its name says.
    pub fn parse(name: &str, text: &'a str) -> Option<Self> {
        if name.ends_with(".toml") {
            return DeTable::parse(text).ok().map(|table| Self::Toml(DeValue::Table(table.into_inner())));
        }
        let strict = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        parse_to_ast(text, &CollectOptions::default(), &strict).ok()?.value.map(Self::Json)
    }

    /// The byte at which the value begins that a pointer leads to, or the last value on the way there. Of a field that
    /// stands twice the last counts; `is_name` asks for where its name begins.
    pub fn byte(&self, pointer: &str, is_name: bool) -> usize {
        let steps = pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"));
        match self {
            Self::Json(value) => json_byte(value, steps, is_name),
            Self::Toml(value) => toml_byte(value, steps),
        }
    }
}

fn json_byte(mut value: &Value, steps: impl Iterator<Item = String>, is_name: bool) -> usize {
    let mut byte = value.start();
    for step in steps {
        let mut name = None;
        let next = match value {
            Value::Object(object) => {
                let is_it = |field: &&ObjectProp| field.name.as_str() == step;
                let field = object.properties.iter().rev().find(is_it);
                name = field.map(|field| field.name.start());
                field.map(|field| &field.value)
            }
            Value::Array(list) => step.parse().ok().and_then(|index: usize| list.elements.get(index)),
            _ => None,
        };
        let Some(next) = next else { return byte };
        value = next;
        byte = name.filter(|_| is_name).unwrap_or(value.start());
    }
    byte
}

fn toml_byte(mut value: &DeValue, steps: impl Iterator<Item = String>) -> usize {
    let mut byte = 0;
    for step in steps {
        let next = match value {
            DeValue::Table(table) => table.get(step.as_str()),
            DeValue::Array(list) => step.parse().ok().and_then(|index: usize| list.get(index)),
            _ => None,
        };
        let Some(next) = next else { return byte };
        byte = next.span().start;
        value = next.get_ref();
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, text: &str, pointer: &str, is_name: bool) -> (usize, usize) {
        let file = File::parse(name, text).unwrap();
        let Position { line, column } = Ruler::new(text).at(file.byte(pointer, is_name));
        (line, column)
    }

    #[test]
    fn a_pointer_leads_to_a_line_and_a_column() {
        let text = "{\n  \"题\": [1, \"二\", { \"a/b~c\": true }],\n  \"状态\": 1, \"状态\": 2 }";
        for (pointer, expected) in [
            ("", (1, 1)),
            ("/题", (2, 8)),
            ("/题/1", (2, 12)),
            ("/题/2/a~1b~0c", (2, 28)),
            ("/题/2/missing", (2, 17)),
            ("/题/9", (2, 8)),
            ("/状态", (3, 18)),
        ] {
            assert_eq!(place("edition.json", text, pointer, false), expected, "{pointer}");
        }
        assert_eq!(place("edition.json", text, "/状态", true), (3, 12));
    }

    #[test]
    fn settings_have_places_too() {
        let text = "title = \"报\"\n[[publications]]\nid = \"a\"\n[[publications]]\nid = \"b\"\ntitle = 1\n";
        assert_eq!(place("masthead.toml", text, "/publications/1/title", false), (6, 9));
        assert_eq!(place("masthead.toml", text, "/publications/1/language", false), (4, 1));
        assert_eq!(place("masthead.toml", text, "/base_url", false), (1, 1));
    }

    #[test]
    fn what_is_no_json_has_no_places() {
        let deep = "[".repeat(100_000);
        for text in [
            "", "{", "{'a': 1}", "{a: 1}", "[1,]", "[1 2]", "[+1]", "[.5]", "[0x1]", "[NaN]", "// x\n1",
            &deep,
        ] {
            assert!(File::parse("edition.json", text).is_none(), "{}", &text[..text.len().min(20)]);
        }
    }
}

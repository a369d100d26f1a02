//! The parser: RFC 8259 to the letter, one pass, no deeper than a reader's stack is sure to hold.

use std::fmt;

use super::{Map, Number, Value};

/// How deep lists and objects may lie in one another. A fact box with a table of linked words is twelve deep.
const DEEPEST: usize = 128;

/// How many digits a number may have before its point: what other programs take for a number has no more.
const LARGEST: i32 = 308;

/// Where a text stops to be JSON, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The byte at which it was noticed; the length of the text where that ends too soon.
    pub at: usize,
    /// What is wrong there.
    pub message: &'static str,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl std::error::Error for SyntaxError {}

type Parsed<T> = Result<T, SyntaxError>;

pub(super) fn parse(text: &str) -> Parsed<Value> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.value(DEEPEST)?;
    match parser.peek() {
        None => Ok(value),
        Some(_) => parser.fail("nothing may follow the value"),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn fail<T>(&self, message: &'static str) -> Parsed<T> {
        Err(SyntaxError { at: self.at, message })
    }

    /// The byte at hand.
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Goes past what is expected next, if it is there.
    fn take(&mut self, expected: &str) -> bool {
        let is_there = self.text.as_bytes()[self.at..].starts_with(expected.as_bytes());
        if is_there {
            self.at += expected.len();
        }
        is_there
    }

    fn value(&mut self, depth: usize) -> Parsed<Value> {
        match self.peek() {
            Some(b'{' | b'[') if depth == 0 => self.fail("lists and objects lie too deep in one another"),
            Some(b'{') => self.object(depth - 1),
            Some(b'[') => self.array(depth - 1),
            Some(b'"') => Ok(Value::String(self.string()?)),
            Some(b'-' | b'0'..=b'9') => Ok(Value::Number(self.number()?)),
            _ if self.take("true") => Ok(Value::Bool(true)),
            _ if self.take("false") => Ok(Value::Bool(false)),
            _ if self.take("null") => Ok(Value::Null),
            _ => self.fail("here should be a value"),
        }
    }

    fn array(&mut self, depth: usize) -> Parsed<Value> {
        let mut elements = Vec::new();
        self.at += 1;
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::Array(elements));
        }
        loop {
            elements.push(self.value(depth)?);
            if self.ends(b']')? {
                return Ok(Value::Array(elements));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Parsed<Value> {
        let mut fields = Map::new();
        self.at += 1;
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(fields));
        }
        loop {
            if self.peek() != Some(b'"') {
                return self.fail("here should be a field's name in quotes");
            }
            let name = self.string()?;
            if self.peek() != Some(b':') {
                return self.fail("after a field's name comes a colon");
            }
            self.at += 1;
            fields.0.push((name, self.value(depth)?));
            if self.ends(b'}')? {
                return Ok(Value::Object(fields));
            }
        }
    }

    /// Goes past a comma, or past the end of the list or object.
    fn ends(&mut self, end: u8) -> Parsed<bool> {
        let byte = self.peek();
        if byte != Some(b',') && byte != Some(end) {
            return self.fail("here should be a comma, or the end of the list or object");
        }
        self.at += 1;
        Ok(byte == Some(end))
    }

    fn string(&mut self) -> Parsed<String> {
        let mut out = String::new();
        self.at += 1;
        loop {
            let start = self.at;
            while self.byte().is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
                self.at += 1;
            }
            out.push_str(&self.text[start..self.at]);
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => out.push(self.escaped()?),
                Some(_) => {
                    return self.fail(
                        "line breaks and control characters in a string are written as \\n and the like",
                    );
                }
                None => return self.fail("the text ends within a string"),
            }
        }
    }

    fn escaped(&mut self) -> Parsed<char> {
        self.at += 1;
        let c = match self.byte() {
            Some(b'u') => return self.escaped_by_number(),
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            _ => return self.fail("a backslash is written twice"),
        };
        self.at += 1;
        Ok(c)
    }

    /// `\u65b0`, or the two halves of a character beyond the first 65,536.
    fn escaped_by_number(&mut self) -> Parsed<char> {
        let first = self.unit()?;
        let mut code = first;
        if (0xD800..0xDC00).contains(&first) && self.take("\\") && self.byte() == Some(b'u') {
            let second = self.unit()?;
            if (0xDC00..0xE000).contains(&second) {
                code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            }
        }
        char::from_u32(code).map_or_else(|| self.fail("this is half a character"), Ok)
    }

    fn unit(&mut self) -> Parsed<u32> {
        self.at += 1;
        let mut unit = 0;
        for _ in 0..4 {
            let Some(digit) = self.byte().and_then(|byte| char::from(byte).to_digit(16)) else {
                return self.fail("after \\u come four hexadecimal digits");
            };
            unit = unit << 4 | digit;
            self.at += 1;
        }
        Ok(unit)
    }

    fn number(&mut self) -> Parsed<Number> {
        let start = self.at;
        self.take("-");
        let whole = self.digits()?;
        if whole > 1 && self.text.as_bytes()[self.at - whole] == b'0' {
            self.at = start;
            return self.fail("a number does not begin with 0");
        }
        if self.take(".") {
            self.digits()?;
        }
        let power = if self.take("e") || self.take("E") { self.power()? } else { 0 };
        if power.saturating_add(whole as i32) > LARGEST {
            self.at = start;
            return self.fail("this number is too large");
        }
        Ok(Number(self.text[start..self.at].into()))
    }

    fn power(&mut self) -> Parsed<i32> {
        let is_negative = self.take("-");
        if !is_negative {
            self.take("+");
        }
        let digits = self.digits()?;
        let power = self.text[self.at - digits..self.at].parse().unwrap_or(i32::MAX);
        Ok(if is_negative { -power } else { power })
    }

    /// Goes past digits, of which there must be one; says how many there were.
    fn digits(&mut self) -> Parsed<usize> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { self.fail("here should be a digit") } else { Ok(self.at - start) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn error(text: &str) -> (usize, &'static str) {
        let error = parse(text).unwrap_err();
        (error.at, error.message)
    }

    #[test]
    fn an_error_is_where_a_person_would_look() {
        for (text, at, message) in [
            ("", 0, "a value"),
            ("  ", 2, "a value"),
            ("nul", 0, "a value"),
            ("{\"题\": 1,}", 10, "name in quotes"),
            ("[1 2]", 3, "a comma"),
            ("{\"a\" 1}", 5, "a colon"),
            ("\"题", 4, "ends within a string"),
            ("\"a\nb\"", 2, "control characters"),
            ("\"\\x\"", 2, "backslash"),
            ("\"\\u12\"", 5, "hexadecimal"),
            ("\"\\ud800\"", 7, "half a character"),
            ("\"\\ud800\\u0041\"", 13, "half a character"),
            ("\"\\udc00\"", 7, "half a character"),
            ("01", 0, "begin with 0"),
            ("1.", 2, "a digit"),
            ("1e999", 0, "too large"),
            ("1 2", 2, "follow"),
        ] {
            let (found, said) = error(text);
            assert!(found == at && said.contains(message), "{text:?}: {found}, {said}");
        }
        assert!(error(&"[".repeat(1_000_000)).1.contains("too deep"));
        assert!(error(&"{\"a\":".repeat(1_000_000)).1.contains("too deep"));
    }

    #[test]
    fn escapes_are_read() {
        let text = parse(r#""\u65b0\ud83d\uDE42\"\\\/\b\f\n\r\t郑""#).unwrap();
        assert_eq!(text.as_str(), Some("新🙂\"\\/\u{8}\u{C}\n\r\t郑"));
    }

    /// Nearly JSON, so that most of it is refused for one fault.
    fn nearly_json() -> BoxedStrategy<String> {
        let piece = prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            " ",
            "\n",
            "\"",
            "\"a\"",
            "\"题\\n\"",
            "\\",
            "\\u0041",
            "\\ud83d\\ude00",
            "true",
            "false",
            "null",
            "nul",
            "0",
            "-",
            "12",
            "-0.5",
            "1e3",
            "1E-",
            ".5",
            "007",
            "\u{0}",
            "\u{FEFF}",
        ]);
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat()).boxed()
    }

    fn json() -> BoxedStrategy<serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            (-1e300..1e300).prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(5, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
                prop::collection::hash_map(any::<String>(), inner, 0..5)
                    .prop_map(|fields| serde_json::Value::Object(fields.into_iter().collect())),
            ]
        })
        .boxed()
    }

    proptest! {
        #[test]
        fn what_serde_json_reads_is_read_the_same(value in json(), is_wide in any::<bool>()) {
            let text = if is_wide { serde_json::to_string_pretty(&value).unwrap() } else { value.to_string() };
            let read = parse(&text).unwrap();
            prop_assert_eq!(&read, &Value::from(value.clone()));
            prop_assert_eq!(serde_json::Value::from(read), value);
        }

        #[test]
        fn what_serde_json_refuses_is_refused(text in nearly_json()) {
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            match parse(&text) {
                Ok(ours) => prop_assert_eq!(serde_json::Value::from(ours), theirs.unwrap(), "{}", text),
                Err(error) => {
                    prop_assert!(theirs.is_err(), "{}: {}", text, error);
                    prop_assert!(text.is_char_boundary(error.at), "{}", text);
                }
            }
        }
    }
}

//! JSON as it stands in a file, whatever it says: what reading takes apart, and what it keeps of things that this
//! version does not know.
//!
//! This is `serde_json`'s value over again, for the reader's sake: lists instead of trees, numbers left as they are
//! written, and nothing of what writing needs cost a phone a seventh of its download. Whoever writes
//! ([`crate::json`]) does it with `serde_json`; [`convert`] leads there and back.

mod convert;
mod parse;

use std::fmt;

pub use parse::SyntaxError;

/// A JSON value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// An object.
    Object(Map),
}

impl Value {
    /// Reads a text that is one value of JSON, RFC 8259, and nothing else.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        parse::parse(text)
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The elements, if it is a list.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The fields, if it is an object.
    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Self::Object(fields) => Some(fields),
            _ => None,
        }
    }

    /// A field, if it is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_object()?.get(name)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<Vec<Value>> for Value {
    fn from(elements: Vec<Value>) -> Self {
        Self::Array(elements)
    }
}

impl From<Map> for Value {
    fn from(fields: Map) -> Self {
        Self::Object(fields)
    }
}

/// A number as it is written, so that none is changed by passing through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(Box<str>);

/// How many digits of a number are looked at: as many as are exact.
const DIGITS: u32 = 15;

impl Number {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole number, if it is written as one and is not beyond all measure.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The number, by its first fifteen digits. Coordinates on a page have three or four.
    pub fn as_f64(&self) -> f64 {
        let (digits, exponent) = self.0.split_once(['e', 'E']).unwrap_or((&self.0, "0"));
        let mut exponent: i32 = exponent.parse().unwrap_or_default();
        let (mut number, mut seen, mut is_fraction) = (0.0, 0, false);
        for digit in digits.bytes() {
            match digit {
                b'.' => is_fraction = true,
                b'0'..=b'9' if seen < DIGITS => {
                    number = number * 10.0 + f64::from(digit - b'0');
                    seen += u32::from(number > 0.0);
                    exponent -= i32::from(is_fraction);
                }
                b'0'..=b'9' => exponent += i32::from(!is_fraction),
                _ => {}
            }
        }
        // One multiplication or division by a power of ten that is exact gives the nearest number there is.
        let power = (0..exponent.unsigned_abs().min(400)).fold(1.0, |power, _| power * 10.0);
        let number = if exponent < 0 { number / power } else { number * power };
        if digits.starts_with('-') { -number } else { number }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The fields of an object in the order of the file. Where one occurs twice, the last counts.
#[derive(Clone, Debug, Default)]
pub struct Map(Vec<(String, Value)>);

impl Map {
    /// No fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields, their names with them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Their names.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// A field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// Whether there is a field of that name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Adds a field, or gives it another value.
    pub fn insert(&mut self, name: &str, value: Value) {
        self.remove(name);
        self.0.push((name.to_owned(), value));
    }

    /// Takes a field out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let mut found = None;
        while let Some(at) = self.0.iter().rposition(|(other, _)| other == name) {
            let (_, value) = self.0.remove(at);
            found = found.or(Some(value));
        }
        found
    }
}

impl PartialEq for Map {
    /// Without regard to order.
    fn eq(&self, other: &Self) -> bool {
        let agree = |name: &str| self.get(name) == other.get(name);
        self.keys().all(agree) && other.keys().all(agree)
    }
}

impl FromIterator<(String, Value)> for Map {
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(fields: T) -> Self {
        Self(fields.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Value::parse(text).unwrap().as_number().unwrap().clone()
    }

    #[test]
    fn numbers_stay_as_they_are_written() {
        for text in ["0", "-0", "1.50", "1e3", "123456789012345678901234567890", "0.1e-7", "1E+2"] {
            assert_eq!(number(text).as_str(), text);
        }
    }

    #[test]
    fn whole_numbers_are_those_written_so() {
        for (text, whole) in [("0", Some(0)), ("-7", Some(-7)), ("2022", Some(2022))] {
            assert_eq!(number(text).as_i64(), whole);
        }
        for text in ["1.0", "1e3", "99999999999999999999"] {
            assert_eq!(number(text).as_i64(), None, "{text}");
        }
    }

    #[test]
    fn coordinates_are_exact() {
        for text in [
            "0",
            "1",
            "1.0",
            "0.02",
            "0.9925",
            "0.0539",
            "-0.5",
            "0.123456789012345",
            "1e-3",
            "2.5E2",
            "1e22",
            "0.000000000000000000001",
            "100000000000000000000",
            "12345.678e-4",
        ] {
            assert_eq!(number(text).as_f64(), text.parse::<f64>().unwrap(), "{text}");
        }
        for millionth in 0..=1_000_000 {
            let text = format!("0.{millionth:06}");
            assert_eq!(number(&text).as_f64(), text.parse::<f64>().unwrap(), "{text}");
        }
        let long = "0.12345678901234567890";
        assert!((number(long).as_f64() - long.parse::<f64>().unwrap()).abs() < 1e-15);
        assert!(number("1e-9999").as_f64() == 0.0);
    }

    #[test]
    fn of_two_fields_the_last_counts() {
        let Ok(Value::Object(mut map)) = Value::parse(r#"{"a":1,"b":2,"a":3}"#) else { panic!() };
        assert_eq!(map.get("a"), Some(&Value::Number(number("3"))));
        assert_eq!(map.remove("a"), Some(Value::Number(number("3"))));
        assert_eq!(map.get("a"), None);
        assert!(map.contains_key("b"));
    }

    #[test]
    fn objects_are_equal_in_any_order() {
        let read = |text| Value::parse(text).unwrap();
        assert_eq!(read(r#"{"a":1,"b":{"c":[],"d":null}}"#), read(r#"{"b":{"d":null,"c":[]},"a":1}"#));
        assert_ne!(read(r#"{"a":1}"#), read(r#"{"a":1,"b":1}"#));
        assert_ne!(read(r#"{"a":1,"b":1}"#), read(r#"{"a":1}"#));
    }
}

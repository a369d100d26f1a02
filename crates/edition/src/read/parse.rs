//! From a text to a value, with an eye on fields that stand twice.
//!
//! `serde_json` bounds how deep lists and objects may lie in one another (128).

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::at::At;
use super::findings::Findings;
use crate::finding::{FindingKind, Refusal};

/// Parses a text that is one value of JSON and nothing else.
pub(crate) fn parse(text: &str, findings: &Findings) -> Result<Value, serde_json::Error> {
    let mut from = serde_json::Deserializer::from_str(text);
    let value = Unique { at: At::ROOT, findings: Some(findings) }.deserialize(&mut from)?;
    from.end()?;
    Ok(value)
}

/// Reads the fields of an object that its type does not know. One that stands twice is an error.
#[cfg(feature = "publisher")]
pub(crate) fn unknown<'de, D: Deserializer<'de>>(from: D) -> Result<Map<String, Value>, D::Error> {
    match (Unique { at: At::ROOT, findings: None }).deserialize(from)? {
        Value::Object(fields) => Ok(fields),
        _ => Ok(Map::new()),
    }
}

/// A value whose objects have no field twice; without somebody to note it, one that has is an error.
#[derive(Clone, Copy)]
struct Unique<'a> {
    at: At<'a>,
    findings: Option<&'a Findings>,
}

impl<'de> DeserializeSeed<'de> for Unique<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Unique<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = from.next_element_seed(Unique { at: self.at.index(list.len()), ..self })? {
            list.push(element);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = from.next_key::<String>()? {
            let value = from.next_value_seed(Unique { at: self.at.name(&name), ..self })?;
            match (fields.entry(name), self.findings) {
                (Entry::Vacant(field), _) => drop(field.insert(value)),
                (Entry::Occupied(mut field), Some(findings)) => {
                    findings.find(&self.at.name(field.key()), FindingKind::DuplicateKey, "");
                    field.insert(value);
                }
                (Entry::Occupied(field), None) => {
                    return Err(A::Error::custom(Refusal::new(FindingKind::DuplicateKey, field.key())));
                }
            }
        }
        Ok(Value::Object(fields))
    }
}

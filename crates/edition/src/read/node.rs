//! A deserializer over a parsed file that goes on after a fault.

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Number, Value};

use super::at::At;
use super::fault::Fault;
use super::findings::Findings;
use super::names::{AGAIN, KNOWN, LIST, NEEDED, OPTIONAL, RECORD, TEXT, UNKNOWN_RUN};
use crate::finding::{FindingKind, Shape};

type Fallible<T> = Result<T, Fault>;

/// A value of a file, and where it stands. Null says what an absent field says.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    value: &'a Value,
    at: At<'a>,
    /// Whether it is a field that must be there.
    is_needed: bool,
    findings: &'a Findings,
}

static NULL: Value = Value::Null;

impl<'a> Node<'a> {
    /// The whole file.
    pub(crate) fn root(value: &'a Value, findings: &'a Findings) -> Self {
        Self { value, at: At::ROOT, is_needed: false, findings }
    }

    fn wrong<T>(self, expected: Shape) -> Fallible<T> {
        Err(Fault::wrong(expected, shape(self.value)))
    }

    /// Reads the value, or notes why it is lost.
    pub(crate) fn attempt<'de, S: DeserializeSeed<'de>>(self, seed: S) -> Option<S::Value> {
        match seed.deserialize(self) {
            Ok(value) => Some(value),
            Err(fault) => {
                let is_type = |fault: &Fault| {
                    fault
                        .refusal
                        .as_ref()
                        .is_some_and(|refusal| matches!(refusal.kind, FindingKind::WrongType { .. }))
                };
                let found = match self.value {
                    Value::String(text) if !is_type(&fault) => text.clone(),
                    Value::Number(number) if !is_type(&fault) => number.to_string(),
                    _ => String::new(),
                };
                self.findings.lose(&self.at, fault, &found);
                None
            }
        }
    }

    fn elements(self, list: &'a [Value]) -> Elements<'a> {
        Elements { list: self, rest: list.iter().enumerate() }
    }

    fn members(self, fields: &'a Map<String, Value>, needed: &'static [&'static str]) -> Members<'a> {
        Members { object: self, fields, rest: fields.iter(), needed, missing: needed.iter(), next: None }
    }

    fn object<'de, V: Visitor<'de>>(self, needed: &'static [&'static str], visitor: V) -> Fallible<V::Value> {
        match self.value {
            Value::Object(fields) => visitor.visit_map(self.members(fields, needed)),
            _ => self.wrong(Shape::Object),
        }
    }

    /// Notes what a type asks for.
    fn remark(self, name: &str, known: &[&str]) {
        let names = || self.value.as_object().into_iter().flat_map(Map::keys);
        if name == UNKNOWN_RUN {
            let first = names().next().map_or("", String::as_str);
            return self.findings.find(&self.at, FindingKind::UnknownRun, first);
        }
        for name in names().filter(|name| !known.contains(&name.as_str()) && !name.starts_with("x-")) {
            self.findings.find(&self.at.name(name), FindingKind::UnknownField, "");
        }
    }

    fn number(self) -> Fallible<&'a Number> {
        self.value.as_number().map_or_else(|| self.wrong(Shape::Number), Ok)
    }
}

fn shape(value: &Value) -> Shape {
    match value {
        Value::Null => Shape::Null,
        Value::Bool(_) => Shape::Bool,
        Value::Number(_) => Shape::Number,
        Value::String(_) => Shape::String,
        Value::Array(_) => Shape::List,
        Value::Object(_) => Shape::Object,
    }
}

impl<'de> Deserializer<'de> for Node<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Fallible<V::Value> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::String(text) => visitor.visit_str(text),
            Value::Array(list) => visitor.visit_seq(Each(self.elements(list))),
            Value::Object(fields) => visitor.visit_map(self.members(fields, &[])),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (_, Some(number)) => visitor.visit_i64(number),
                _ => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            },
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Fallible<V::Value> {
        match (name, self.value) {
            (OPTIONAL | NEEDED, Value::Null) => {
                if self.is_needed {
                    self.findings.find(&self.at, FindingKind::MissingField, "");
                }
                visitor.visit_none()
            }
            (OPTIONAL | NEEDED, _) => visitor.visit_seq(Once(Some(self))),
            (LIST | TEXT, Value::Array(list)) => visitor.visit_seq(self.elements(list)),
            (LIST, _) => self.wrong(Shape::List),
            (TEXT | AGAIN, Value::String(text)) => visitor.visit_str(text),
            (TEXT, Value::Object(_)) => visitor.visit_seq(Once(Some(self))),
            (TEXT, _) => self.wrong(Shape::Text),
            (AGAIN, Value::Object(_)) => visitor.visit_seq(Again(self)),
            (AGAIN, _) => self.wrong(Shape::Object),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Fallible<V::Value> {
        match name {
            RECORD => self.object(fields, visitor),
            KNOWN | UNKNOWN_RUN => {
                self.remark(name, fields);
                visitor.visit_unit()
            }
            _ => self.object(&[], visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Fallible<V::Value> {
        self.object(&[], visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Fallible<V::Value> {
        match self.value {
            Value::Array(list) => visitor.visit_seq(Each(self.elements(list))),
            _ => self.wrong(Shape::List),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Fallible<V::Value> {
        match self.value {
            Value::Array(list) if list.len() != length => Err(Fault::of(FindingKind::BadValue)),
            _ => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Fallible<V::Value> {
        match self.value {
            Value::String(text) => visitor.visit_str(text),
            _ => self.wrong(Shape::String),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Fallible<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Fallible<V::Value> {
        match self.value {
            Value::Bool(value) => visitor.visit_bool(*value),
            _ => self.wrong(Shape::Bool),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Fallible<V::Value> {
        let number = self.number()?.as_u64().and_then(|number| u32::try_from(number).ok());
        visitor.visit_u32(number.ok_or_else(|| Fault::of(FindingKind::BadNumber))?)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Fallible<V::Value> {
        let number = self.number()?.as_i64().and_then(|number| i32::try_from(number).ok());
        visitor.visit_i32(number.ok_or_else(|| Fault::of(FindingKind::BadNumber))?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Fallible<V::Value> {
        visitor.visit_f64(self.number()?.as_f64().unwrap_or_default())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Fallible<V::Value> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Fallible<V::Value> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i64 u8 u16 u64 f32 char bytes byte_buf unit unit_struct tuple_struct enum identifier
    }
}

/// The elements of a list, each of which may be lost alone.
struct Elements<'a> {
    list: Node<'a>,
    rest: std::iter::Enumerate<std::slice::Iter<'a, Value>>,
}

impl<'a> Elements<'a> {
    fn take<T>(&mut self, read: impl FnOnce(Node<'_>) -> T) -> Option<T> {
        let (index, value) = self.rest.next()?;
        Some(read(Node {
            value,
            at: self.list.at.index(index),
            is_needed: false,
            findings: self.list.findings,
        }))
    }
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Fallible<Option<S::Value>> {
        let Some((index, value)) = self.rest.next() else { return Ok(None) };
        let at = &self.list.at;
        let node = Node { value, at: at.index(index), is_needed: false, findings: self.list.findings };
        let read = node.attempt(seed);
        if read.is_none() {
            self.list.findings.lose_element(at, index);
        }
        Ok(read)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The elements of a list that is lost as a whole if one of them is.
struct Each<'a>(Elements<'a>);

impl<'de> SeqAccess<'de> for Each<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Fallible<Option<S::Value>> {
        self.0.take(|node| seed.deserialize(node)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

/// One value, which may be lost.
struct Once<'a>(Option<Node<'a>>);

impl<'de> SeqAccess<'de> for Once<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Fallible<Option<S::Value>> {
        Ok(self.0.take().and_then(|node| node.attempt(seed)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(usize::from(self.0.is_some()))
    }
}

/// The same object as often as it is asked for.
struct Again<'a>(Node<'a>);

impl<'de> SeqAccess<'de> for Again<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Fallible<Option<S::Value>> {
        seed.deserialize(self.0).map(Some)
    }
}

/// The fields of an object, and after them those that must be there and are not.
struct Members<'a> {
    object: Node<'a>,
    fields: &'a Map<String, Value>,
    rest: serde_json::map::Iter<'a>,
    needed: &'static [&'static str],
    missing: std::slice::Iter<'static, &'static str>,
    next: Option<(&'a str, &'a Value)>,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Fallible<Option<S::Value>> {
        self.next = match self.rest.next() {
            Some((name, value)) => Some((name, value)),
            None => self.missing.find(|name| !self.fields.contains_key(**name)).map(|name| (*name, &NULL)),
        };
        let Some((name, _)) = self.next else { return Ok(None) };
        let name: StrDeserializer<'_, Fault> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Fallible<S::Value> {
        let (name, value) = self.next.take().unwrap_or(("", &NULL));
        let is_needed = self.needed.contains(&name);
        seed.deserialize(Node {
            value,
            at: self.object.at.name(name),
            is_needed,
            findings: self.object.findings,
        })
    }
}

/// Reads an object's fields as another type would.
pub(crate) fn of_map<'de, T: serde::Deserialize<'de>, A: MapAccess<'de>>(map: A) -> Result<T, A::Error> {
    T::deserialize(MapAccessDeserializer::new(map))
}

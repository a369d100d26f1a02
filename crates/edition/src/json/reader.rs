//! What reading has in common: taking fields out of an object one at a time, and noting what is wrong with them.

use std::ops::RangeInclusive;

use super::object::{At, Object};
use crate::date::Date;
use crate::finding::{Finding, FindingKind, Shape};
use crate::id::{EditionId, Id, IdError};
use crate::model::{Extra, VERSION};
use crate::reference::{ReferenceError, check_path};
use crate::value::{Map, Number, Value};

/// Whether anybody asks what is wrong with a file. A newspaper's readers do not, and their program is the smaller.
pub(super) const FINDS: bool = cfg!(feature = "findings");

/// More findings than this in one file help nobody; a hostile file would fill the memory with them.
const MOST_FINDINGS: usize = 1000;

/// How much of a refused text a finding repeats, in characters.
const MOST_FOUND: usize = 60;

/// Reads, and collects findings.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) findings: Vec<Finding>,
}

impl Reader {
    /// Notes something wrong.
    pub(super) fn find(&mut self, at: &At, kind: FindingKind, found: &str) {
        if FINDS {
            self.note(at, kind, found);
        }
    }

    fn note(&mut self, at: &At, kind: FindingKind, found: &str) {
        match self.findings.len() {
            ..MOST_FINDINGS => {
                let mut shown: String = found.chars().take(MOST_FOUND).collect();
                if shown.len() < found.len() {
                    shown.push('…');
                }
                self.findings.push(Finding { pointer: at.pointer(), kind, found: shown });
            }
            MOST_FINDINGS => {
                self.findings.push(Finding {
                    pointer: String::new(),
                    kind: FindingKind::More,
                    found: String::new(),
                });
            }
            _ => {}
        }
    }

    /// Notes a wrong type.
    pub(super) fn wrong(&mut self, at: &At, expected: Shape, value: &Value) {
        self.find(at, FindingKind::WrongType { expected, found: shape(value) }, "");
    }

    /// The fields of an object.
    pub(super) fn object<'a>(&mut self, value: Value, at: At<'a>) -> Option<Object<'a>> {
        match value {
            Value::Object(fields) => Some(Object { fields, at }),
            other => {
                self.wrong(&at, Shape::Object, &other);
                None
            }
        }
    }

    /// A field that must be there.
    pub(super) fn need(&mut self, object: &mut Object, name: &str) -> Option<Value> {
        let value = object.take(name);
        if value.is_none() {
            self.find(&object.at.name(name), FindingKind::MissingField, "");
        }
        value
    }

    /// A list's elements; none where it is absent.
    pub(super) fn list(&mut self, object: &mut Object, name: &str) -> Vec<Value> {
        let value = object.take(name);
        self.elements(value, &object.at.name(name))
    }

    /// A list that must be there.
    pub(super) fn needed_list(&mut self, object: &mut Object, name: &str) -> Vec<Value> {
        let value = self.need(object, name);
        self.elements(value, &object.at.name(name))
    }

    pub(super) fn elements(&mut self, value: Option<Value>, at: &At) -> Vec<Value> {
        match value {
            Some(Value::Array(elements)) => elements,
            Some(other) => {
                self.wrong(at, Shape::List, &other);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// A string as it stands.
    pub(super) fn string_of(&mut self, value: Value, at: &At) -> Option<String> {
        match value {
            Value::String(text) => Some(text),
            other => {
                self.wrong(at, Shape::String, &other);
                None
            }
        }
    }

    /// A string that says something; one of blanks is as good as absent.
    pub(super) fn string(&mut self, object: &mut Object, name: &str) -> Option<String> {
        let value = object.take(name)?;
        self.string_of(value, &object.at.name(name)).filter(|text| !text.trim().is_empty())
    }

    /// A string that must be there.
    pub(super) fn needed_string(&mut self, object: &mut Object, name: &str) -> Option<String> {
        let value = self.need(object, name)?;
        self.string_of(value, &object.at.name(name))
    }

    /// A list of strings; blank ones are left out.
    pub(super) fn strings(&mut self, object: &mut Object, name: &str) -> Vec<String> {
        let elements = self.list(object, name);
        self.strings_of(elements, &object.at.name(name))
    }

    pub(super) fn strings_of(&mut self, elements: Vec<Value>, at: &At) -> Vec<String> {
        let mut out = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            out.extend(self.string_of(element, &at.index(index)).filter(|text| !text.trim().is_empty()));
        }
        out
    }

    /// A truth value, false where it is absent.
    pub(super) fn bool(&mut self, object: &mut Object, name: &str) -> bool {
        match object.take(name) {
            Some(Value::Bool(value)) => value,
            Some(other) => {
                self.wrong(&object.at.name(name), Shape::Bool, &other);
                false
            }
            None => false,
        }
    }

    /// A whole number that must be there; 0 where there is none.
    pub(super) fn count(&mut self, object: &mut Object, name: &str) -> u32 {
        let value = self.need(object, name);
        value.and_then(|value| self.count_of(&value, &object.at.name(name))).unwrap_or_default()
    }

    pub(super) fn count_of(&mut self, value: &Value, at: &At) -> Option<u32> {
        self.whole(value, at, FindingKind::BadNumber, 0..=u32::MAX.into())?.try_into().ok()
    }

    /// A year.
    pub(super) fn year_of(&mut self, value: &Value, at: &At) -> Option<i32> {
        self.whole(value, at, FindingKind::BadYear, 1..=9999)?.try_into().ok()
    }

    fn whole(
        &mut self,
        value: &Value,
        at: &At,
        otherwise: FindingKind,
        range: RangeInclusive<i64>,
    ) -> Option<i64> {
        let Value::Number(number) = value else {
            self.wrong(at, Shape::Number, value);
            return None;
        };
        let whole = number.as_i64().filter(|number| range.contains(number));
        if whole.is_none() {
            self.find(at, otherwise, number.as_str());
        }
        whole
    }

    /// A date.
    pub(super) fn date_of(&mut self, value: Value, at: &At) -> Option<Date> {
        let text = self.string_of(value, at)?;
        let date = Date::parse(&text);
        if date.is_err() {
            self.find(at, FindingKind::BadDate, &text);
        }
        date.ok()
    }

    /// `date` and `suffix`, by which an edition is known.
    pub(super) fn edition_id(&mut self, object: &mut Object) -> Option<EditionId> {
        let date = self.need(object, "date").and_then(|value| self.date_of(value, &object.at.name("date")));
        let suffix = self.id(object, "suffix", Id::new);
        Some(EditionId::new(date?, suffix))
    }

    /// A name by the given rule.
    pub(super) fn id(&mut self, object: &mut Object, name: &str, rule: Rule) -> Option<Id> {
        let value = object.take(name)?;
        self.id_of(value, &object.at.name(name), rule)
    }

    /// A name that must be there.
    pub(super) fn needed_id(&mut self, object: &mut Object, name: &str, rule: Rule) -> Option<Id> {
        let value = self.need(object, name)?;
        self.id_of(value, &object.at.name(name), rule)
    }

    fn id_of(&mut self, value: Value, at: &At, rule: Rule) -> Option<Id> {
        let text = self.string_of(value, at)?;
        match rule(&text) {
            Ok(id) => Some(id),
            Err(error) => {
                self.find(at, FindingKind::BadId(error), &text);
                None
            }
        }
    }

    /// The path of a file.
    pub(super) fn path(&mut self, object: &mut Object, name: &str) -> Option<String> {
        let path = self.string(object, name)?;
        self.admitted(path, &object.at.name(name), check_path, FindingKind::BadPath)
    }

    /// A list of paths.
    pub(super) fn paths(&mut self, object: &mut Object, name: &str) -> Vec<String> {
        let elements = self.list(object, name);
        let at = object.at.name(name);
        let mut out = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            let at = at.index(index);
            let path = self.string_of(element, &at);
            out.extend(path.and_then(|path| self.admitted(path, &at, check_path, FindingKind::BadPath)));
        }
        out
    }

    /// A reference that a rule admits.
    pub(super) fn admitted(
        &mut self,
        text: String,
        at: &At,
        rule: fn(&str) -> Result<(), ReferenceError>,
        kind: fn(ReferenceError) -> FindingKind,
    ) -> Option<String> {
        match rule(&text) {
            Ok(()) => Some(text),
            Err(error) => {
                self.find(at, kind(error), &text);
                None
            }
        }
    }

    /// A language tag.
    pub(super) fn language(&mut self, object: &mut Object, name: &str) -> Option<String> {
        let tag = self.string(object, name)?;
        let is_part = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let is_tag = tag.len() <= 35
            && tag.split('-').all(is_part)
            && tag
                .split('-')
                .next()
                .is_some_and(|part| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        if !is_tag {
            self.find(&object.at.name(name), FindingKind::BadLanguage, &tag);
        }
        is_tag.then_some(tag)
    }

    /// `version`. One that is unknown is left among the unknown fields, so that it is written again as it was.
    pub(super) fn version(&mut self, object: &mut Object) {
        let Some(value) = self.need(object, "version") else { return };
        let number = value.as_number();
        if number.and_then(Number::as_i64) != Some(VERSION) {
            let found = number.map(Number::as_str).or(value.as_str()).unwrap_or_default();
            self.find(&object.at.name("version"), FindingKind::UnknownVersion, found);
            object.put_back("version", value);
        }
    }

    /// What is left of an object. A field that nobody took is noted, unless its name says that it is the
    /// publisher's own.
    pub(super) fn rest(&mut self, object: Object) -> Extra {
        self.rest_but(object, &[])
    }

    /// As [`Self::rest`], where some fields were put back and noted already.
    pub(super) fn rest_but(&mut self, object: Object, noted: &[&str]) -> Extra {
        self.unknown(&object.fields, &object.at, noted);
        object.fields
    }

    /// Notes the fields that nobody took.
    pub(super) fn unknown(&mut self, fields: &Map, at: &At, noted: &[&str]) {
        if FINDS {
            for name in fields.keys().filter(|name| !noted.contains(name) && !name.starts_with("x-")) {
                self.find(&at.name(name), FindingKind::UnknownField, "");
            }
        }
    }
}

/// A rule for names.
pub(super) type Rule = fn(&str) -> Result<Id, IdError>;

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

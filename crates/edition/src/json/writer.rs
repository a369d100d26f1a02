//! What writing has in common: an object that begins with the unknown fields and leaves out what is empty.

use serde_json::{Map, Value};

use super::text::text_to_value;
use crate::model::{Extra, Text, VERSION};

/// What is written.
pub(super) type Written = Value;

/// An object being written.
#[derive(Default)]
pub(super) struct Writer(Map<String, Value>);

impl Writer {
    /// An object with the fields that this version does not know. Known ones are written over them.
    pub(super) fn new(extra: &Extra) -> Self {
        Self(extra.clone().into())
    }

    /// The version, unless one that is unknown was read.
    pub(super) fn version(&mut self) {
        self.0.entry("version").or_insert_with(|| VERSION.into());
    }

    pub(super) fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    pub(super) fn string(&mut self, name: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.put(name, text.as_str());
        }
    }

    pub(super) fn text(&mut self, name: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.put(name, text_to_value(text));
        }
    }

    pub(super) fn list<T>(&mut self, name: &str, items: &[T], write: impl Fn(&T) -> Value) {
        if !items.is_empty() {
            self.needed_list(name, items, write);
        }
    }

    pub(super) fn needed_list<T>(&mut self, name: &str, items: &[T], write: impl Fn(&T) -> Value) {
        self.put(name, items.iter().map(write).collect::<Vec<_>>());
    }

    pub(super) fn strings(&mut self, name: &str, items: &[String]) {
        self.list(name, items, |text| text.as_str().into());
    }

    /// The part of a field's object that this version does not know, to be completed.
    pub(super) fn unknown_part_of(&self, name: &str) -> Self {
        Self(self.0.get(name).and_then(Value::as_object).cloned().unwrap_or_default())
    }

    pub(super) fn finish(self) -> Value {
        Value::Object(self.0)
    }
}

//! Texts: a string, or a list of runs.

use super::object::{At, Object};
use super::reader::Reader;
use super::writer::{Writer, Written};
use crate::finding::{FindingKind, Shape};
use crate::model::{Run, Text};
use crate::reference::check_link;
use crate::value::{Map, Value};

/// The fields by which a run is told, in the order of precedence.
const RUNS: [&str; 4] = ["strong", "emphasis", "link", "ruby"];

impl Reader {
    /// A text that says something; a blank one is as good as absent.
    pub(super) fn text(&mut self, object: &mut Object, name: &str) -> Option<Text> {
        let value = object.take(name)?;
        self.text_of(value, &object.at.name(name)).filter(|text| !text.is_blank())
    }

    /// A text that must be there, even if empty.
    pub(super) fn needed_text(&mut self, object: &mut Object, name: &str) -> Text {
        let value = self.need(object, name);
        value.and_then(|value| self.text_of(value, &object.at.name(name))).unwrap_or_default()
    }

    /// A list of texts, empty ones kept: a table's empty cell holds its place.
    pub(super) fn texts_of(&mut self, elements: Vec<Value>, at: &At) -> Vec<Text> {
        let elements = elements.into_iter().enumerate();
        elements.map(|(index, element)| self.text_of(element, &at.index(index)).unwrap_or_default()).collect()
    }

    pub(super) fn text_of(&mut self, value: Value, at: &At) -> Option<Text> {
        let mut runs = Vec::new();
        match value {
            Value::String(text) => push_plain(&mut runs, text),
            Value::Array(elements) => {
                for (index, element) in elements.into_iter().enumerate() {
                    self.run(element, at.index(index), &mut runs);
                }
            }
            // A single run need not be wrapped in a list.
            Value::Object(fields) => self.run(Value::Object(fields), *at, &mut runs),
            other => {
                self.wrong(at, Shape::Text, &other);
                return None;
            }
        }
        Some(Text(runs))
    }

    fn run(&mut self, value: Value, at: At, runs: &mut Vec<Run>) {
        match value {
            Value::String(text) => push_plain(runs, text),
            Value::Object(fields) if RUNS.iter().any(|name| fields.contains_key(name)) => {
                self.known_run(Object { fields, at }, runs);
            }
            Value::Object(fields) => {
                self.find(&at, FindingKind::UnknownRun, fields.keys().next().unwrap_or_default());
                runs.push(Run::Unknown { text: text_within(&fields), value: Value::Object(fields) });
            }
            other => self.wrong(&at, Shape::Text, &other),
        }
    }

    fn known_run(&mut self, mut object: Object, runs: &mut Vec<Run>) {
        let Some(name) = RUNS.into_iter().find(|name| object.fields.contains_key(name)) else { return };
        let run = match name {
            "strong" => Run::Strong(self.needed_text(&mut object, name)),
            "emphasis" => Run::Emphasis(self.needed_text(&mut object, name)),
            "link" => {
                let text = self.needed_text(&mut object, name);
                let href = self.needed_string(&mut object, "href");
                let at = object.at.name("href");
                match href.and_then(|href| self.admitted(href, &at, check_link, FindingKind::BadLink)) {
                    Some(href) => Run::Link { text, href },
                    // The text is the newspaper's; only the link is refused.
                    None => {
                        self.rest(object);
                        runs.extend(text.0);
                        return;
                    }
                }
            }
            _ => Run::Ruby {
                gloss: self.needed_string(&mut object, "ruby").unwrap_or_default(),
                base: self.needed_text(&mut object, "over"),
            },
        };
        let extra = self.rest(object);
        runs.push(if extra.is_empty() { run } else { Run::Extended { run: Box::new(run), extra } });
    }
}

/// The text of a run of a later version: its `text`, or its only field, where that is a text of this version.
fn text_within(fields: &Map) -> String {
    let mut values = fields.iter().map(|(_, value)| value);
    let only = values.next().filter(|_| values.next().is_none());
    let Some(value) = fields.get("text").or(only) else { return String::new() };
    // What is wrong within cannot be judged by this version, so its findings are dropped.
    Reader::default().text_of(value.clone(), &At::ROOT).map(|text| text.joined()).unwrap_or_default()
}

fn push_plain(runs: &mut Vec<Run>, text: String) {
    if !text.is_empty() {
        runs.push(Run::Plain(text));
    }
}

pub(super) fn text_to_value(text: &Text) -> Written {
    match text.0.as_slice() {
        [] => "".into(),
        [Run::Plain(text)] => text.as_str().into(),
        runs => runs.iter().map(run_to_value).collect(),
    }
}

fn run_to_value(run: &Run) -> Written {
    if let Run::Plain(text) = run {
        return text.as_str().into();
    }
    let mut out = Writer::default();
    match run {
        Run::Plain(_) => {}
        Run::Strong(text) => out.put("strong", text_to_value(text)),
        Run::Emphasis(text) => out.put("emphasis", text_to_value(text)),
        Run::Link { text, href } => {
            out.put("link", text_to_value(text));
            out.put("href", href.as_str());
        }
        Run::Ruby { gloss, base } => {
            out.put("ruby", gloss.as_str());
            out.put("over", text_to_value(base));
        }
        Run::Unknown { value, .. } => return value.clone().into(),
        Run::Extended { run, extra } => {
            let known = run_to_value(run);
            let Some(known) = known.as_object() else { return known };
            let mut out = Writer::new(extra);
            for (name, value) in known {
                out.put(name, value.clone());
            }
            return out.finish();
        }
    }
    out.finish()
}

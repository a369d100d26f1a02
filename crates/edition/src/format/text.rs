//! Texts: a string, or a list of runs.

use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Map, Value};

use crate::finding::{FindingKind, Refusal, Shape};
use crate::model::common::{Extra, is_default};
use crate::model::text::{Run, Text};
use crate::read::again::{Varied, varied};
use crate::read::fields::{kept, optional_as};
use crate::read::list::for_each;
use crate::read::names::{TEXT, UNKNOWN_RUN};
use crate::read::node::of_map;
use crate::read::record::object;
use crate::words::WebLink;

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct OneOrMany;

        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(Shape::Text.name())
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Text, D::Error> {
                from.deserialize_any(self)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
                self.visit_string(text.to_owned())
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Text, E> {
                Ok(Text(plain(text)))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Text, A::Error> {
                let mut text = Text::default();
                for_each(&mut list, |runs: Option<Runs>| {
                    text.0.extend(runs.into_iter().flat_map(|runs| runs.0))
                })?;
                Ok(text)
            }

            // A single run need not be in a list.
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Text, A::Error> {
                of_map(map).map(|runs: Runs| Text(runs.0))
            }
        }
        from.deserialize_newtype_struct(TEXT, OneOrMany)
    }
}

fn plain(text: String) -> Vec<Run> {
    if text.is_empty() { Vec::new() } else { vec![Run::Plain(text)] }
}

/// What an element of a text becomes: a run, or several where a link is refused and its text stays.
struct Runs(Vec<Run>);

/// Which runs an object may be, in the order of precedence.
#[derive(Deserialize)]
pub(crate) struct RunLook {
    strong: Option<IgnoredAny>,
    emphasis: Option<IgnoredAny>,
    link: Option<IgnoredAny>,
    ruby: Option<IgnoredAny>,
}

object!(RunLook:);

#[derive(Default, PartialEq, Deserialize, serde::Serialize)]
pub(crate) struct RunFile {
    #[serde(default, deserialize_with = "kept", skip_serializing_if = "is_default")]
    strong: Option<Text>,
    #[serde(default, deserialize_with = "kept", skip_serializing_if = "is_default")]
    emphasis: Option<Text>,
    #[serde(default, deserialize_with = "kept", skip_serializing_if = "is_default")]
    link: Option<Text>,
    #[serde(default, deserialize_with = "optional_as::<WebLink, _, _>", skip_serializing_if = "is_default")]
    href: Option<String>,
    #[serde(default, deserialize_with = "kept", skip_serializing_if = "is_default")]
    ruby: Option<String>,
    #[serde(default, deserialize_with = "kept", skip_serializing_if = "is_default")]
    over: Option<Text>,
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(skip))]
    extra: Extra,
}

impl RunFile {
    fn look(&self) -> RunLook {
        let is = |is: bool| is.then_some(IgnoredAny);
        RunLook {
            strong: is(self.strong.is_some()),
            emphasis: is(self.emphasis.is_some()),
            link: is(self.link.is_some()),
            ruby: is(self.ruby.is_some()),
        }
    }

    /// The run; `None` where it is a link that leads nowhere.
    fn take(&mut self, look: &RunLook) -> Result<Run, Text> {
        if look.strong.is_some() {
            return Ok(Run::Strong(self.strong.take().unwrap_or_default()));
        }
        if look.emphasis.is_some() {
            return Ok(Run::Emphasis(self.emphasis.take().unwrap_or_default()));
        }
        if look.link.is_some() {
            let text = self.link.take().unwrap_or_default();
            return match self.href.take() {
                Some(href) => Ok(Run::Link { text, href }),
                None => Err(text),
            };
        }
        let (gloss, base) = (self.ruby.take().unwrap_or_default(), self.over.take().unwrap_or_default());
        Ok(Run::Ruby { gloss, base })
    }
}

impl Varied for Runs {
    type Look = RunLook;
    type Record = RunFile;

    const UNKNOWN: &'static str = UNKNOWN_RUN;

    fn known(look: &RunLook) -> Option<&'static [&'static str]> {
        let RunLook { strong, emphasis, link, .. } = look;
        Some(match () {
            () if strong.is_some() => &["strong"],
            () if emphasis.is_some() => &["emphasis"],
            () if link.is_some() => &["link", "href"],
            () => &["ruby", "over"],
        })
    }

    fn needed(look: &RunLook) -> Option<&'static [&'static str]> {
        let RunLook { strong, emphasis, link, ruby } = look;
        match () {
            () if strong.is_some() || emphasis.is_some() => Some(&[]),
            () if link.is_some() => Some(&["href"]),
            () => ruby.is_some().then_some(&["over"]),
        }
    }

    fn of_record(mut file: RunFile, look: &RunLook) -> Self {
        match file.take(look) {
            Ok(run) => {
                let mut extra = std::mem::take(&mut file.extra);
                extra.extend(rest(&file));
                let run = if extra.is_empty() { run } else { Run::Extended { run: Box::new(run), extra } };
                Self(vec![run])
            }
            // The text is the newspaper's; only the link is refused.
            Err(text) => Self(text.0),
        }
    }

    fn of_strict(file: RunFile) -> Result<Self, Refusal> {
        let look = file.look();
        let unknown = || Refusal::new(FindingKind::UnknownRun, "");
        let needed = Self::needed(&look).ok_or_else(unknown)?;
        // An unknown field is worth a note, which a strict reading cannot make.
        if file.extra.keys().any(|name| !name.starts_with("x-")) {
            return Err(unknown());
        }
        let is_there = |name: &&str| match *name {
            "href" => file.href.is_some(),
            _ => file.over.is_some(),
        };
        match needed.iter().find(|name| !is_there(name)) {
            Some(name) => Err(Refusal::new(FindingKind::MissingField, name)),
            None => Ok(Self::of_record(file, &look)),
        }
    }

    fn of_unknown(fields: Map<String, Value>, _: &RunLook) -> Self {
        Self(vec![Run::Unknown { text: text_within(&fields), value: Value::Object(fields) }])
    }

    fn of_text(text: &str) -> Option<Self> {
        Some(Self(plain(text.to_owned())))
    }
}

impl<'de> Deserialize<'de> for Runs {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        varied(from)
    }
}

/// The fields of another run that stand in this one: to it, they are unknown.
#[cfg(feature = "publisher")]
pub(super) fn rest<T: Default + PartialEq + Serialize>(record: &T) -> Map<String, Value> {
    if is_default(record) {
        return Map::new();
    }
    match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

#[cfg(not(feature = "publisher"))]
pub(super) fn rest<T>(_: &T) -> Map<String, Value> {
    Map::new()
}

/// The text of a run of a later version: its `text`, or its only field, where that is a text of this version.
fn text_within(fields: &Map<String, Value>) -> String {
    let mut values = fields.values();
    let only = values.next().filter(|_| values.next().is_none());
    let Some(value) = fields.get("text").or(only) else { return String::new() };
    // What is wrong within cannot be judged by this version, so its findings are dropped.
    let findings = crate::read::findings::Findings::default();
    let text = Text::deserialize(crate::read::node::Node::root(value, &findings));
    text.map(|text| text.joined()).unwrap_or_default()
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [] => to.serialize_str(""),
            [Run::Plain(text)] => to.serialize_str(text),
            runs => to.collect_seq(runs),
        }
    }
}

impl Serialize for Run {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(text) => to.serialize_str(text),
            Self::Unknown { value, .. } => value.serialize(to),
            run => {
                let mut fields = to.serialize_map(None)?;
                put(run, &mut fields)?;
                fields.end()
            }
        }
    }
}

fn put<M: SerializeMap>(run: &Run, fields: &mut M) -> Result<(), M::Error> {
    match run {
        Run::Plain(_) | Run::Unknown { .. } => Ok(()),
        Run::Strong(text) => fields.serialize_entry("strong", text),
        Run::Emphasis(text) => fields.serialize_entry("emphasis", text),
        Run::Link { text, href } => {
            fields.serialize_entry("link", text)?;
            fields.serialize_entry("href", href)
        }
        Run::Ruby { gloss, base } => {
            fields.serialize_entry("ruby", gloss)?;
            fields.serialize_entry("over", base)
        }
        Run::Extended { run, extra } => {
            put(run, fields)?;
            extra.iter().try_for_each(|(name, value)| fields.serialize_entry(name, value))
        }
    }
}

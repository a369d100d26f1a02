//! Objects that are looked at before they are read: what is in them depends on what they say.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_json::{Map, Value};

use super::names::{AGAIN, KNOWN};
use super::node::of_map;
use super::record::{Object, RecordSeed};
use crate::finding::{Refusal, Shape};

/// A type that is read from an object whose form depends on what it says.
pub(crate) trait Varied: Sized {
    /// What is looked at.
    type Look: Object;
    /// All fields that it may have.
    type Record;

    /// By what name an unknown kind is noted ([`super::names`]); empty where a rule does it.
    const UNKNOWN: &'static str = "";

    /// The fields that it may have, where others are noted when it is read; `None` where a rule does it.
    fn known(_: &Self::Look) -> Option<&'static [&'static str]> {
        None
    }

    /// The fields that it needs; `None` where this version does not know its kind.
    fn needed(look: &Self::Look) -> Option<&'static [&'static str]>;

    /// From its fields. Where something is missing, a finding says so already.
    fn of_record(record: Self::Record, look: &Self::Look) -> Self;

    /// From its fields, if nothing is missing and its kind is known.
    fn of_strict(record: Self::Record) -> Result<Self, Refusal>;

    /// Of a kind that this version does not know, as it was written.
    fn of_unknown(fields: Map<String, Value>, look: &Self::Look) -> Self;

    /// Written as a string, if it may be.
    fn of_text(text: &str) -> Option<Self>;
}

/// Reads such a type.
pub(crate) fn varied<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: Varied,
    T::Look: Deserialize<'de>,
    T::Record: Deserialize<'de>,
    D: Deserializer<'de>,
{
    from.deserialize_newtype_struct(AGAIN, Reading(PhantomData))
}

struct Reading<T>(PhantomData<T>);

impl<'de, T> Visitor<'de> for Reading<T>
where
    T: Varied,
    T::Look: Deserialize<'de>,
    T::Record: Deserialize<'de>,
{
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(Shape::Object.name())
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        from.deserialize_any(Strict(self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::of_text(text).ok_or_else(|| E::invalid_type(Unexpected::Str(text), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::of_strict(of_map(map)?).map_err(A::Error::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut again: A) -> Result<T, A::Error> {
        let nothing = || A::Error::invalid_type(Unexpected::Seq, &Self(PhantomData));
        let look = RecordSeed::<T::Look>::new(T::Look::NEEDED);
        let look = again.next_element_seed(look)?.ok_or_else(nothing)?;
        match T::needed(&look) {
            Some(needed) => {
                let record = again.next_element_seed(RecordSeed::new(needed))?.ok_or_else(nothing)?;
                if let Some(known) = T::known(&look) {
                    again.next_element_seed(Note { name: KNOWN, known })?;
                }
                Ok(T::of_record(record, &look))
            }
            None => {
                again.next_element_seed(Note { name: T::UNKNOWN, known: &[] })?;
                Ok(T::of_unknown(again.next_element()?.ok_or_else(nothing)?, &look))
            }
        }
    }
}

/// Asks for a note on the object.
struct Note {
    name: &'static str,
    known: &'static [&'static str],
}

impl<'de> DeserializeSeed<'de> for Note {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_struct(self.name, self.known, IgnoredAny).map(drop)
    }
}

/// The same where nothing can be looked at twice; a list is refused there.
struct Strict<T>(Reading<T>);

impl<'de, T> Visitor<'de> for Strict<T>
where
    T: Varied,
    T::Look: Deserialize<'de>,
    T::Record: Deserialize<'de>,
{
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        self.0.visit_str(text)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        self.0.visit_map(map)
    }
}

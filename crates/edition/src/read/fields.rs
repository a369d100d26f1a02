//! What fields name in `#[serde(deserialize_with = …)]`: how a value is written, and that a bad one costs the field alone.
//!
//! A field is read as `W`, which is how it is written ([`crate::words`]), and kept as `T`. A field without a default must
//! be there; one with a default may be absent or null.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use super::list::{Elements, Lines};
use super::names::{NEEDED, OPTIONAL};

/// Whether a value says nothing, so that it is as good as absent.
pub(crate) trait Blank {
    /// Whether it does.
    fn is_blank(&self) -> bool {
        false
    }
}

impl Blank for String {
    fn is_blank(&self) -> bool {
        self.trim().is_empty()
    }
}

/// A field that may be absent; a blank one is.
pub(crate) fn optional<'de, T, D>(from: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de> + Blank,
    D: Deserializer<'de>,
{
    optional_as::<T, T, D>(from).map(|value| value.filter(|value| !value.is_blank()))
}

/// A field that may be absent.
pub(crate) fn optional_as<'de, W, T, D>(from: D) -> Result<Option<T>, D::Error>
where
    W: Deserialize<'de> + Into<T>,
    D: Deserializer<'de>,
{
    from.deserialize_newtype_struct(OPTIONAL, Optional::<W>(PhantomData)).map(|value| value.map(Into::into))
}

/// A field that may be absent, and may be blank.
pub(crate) fn kept<'de, T, D>(from: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    optional_as::<T, T, D>(from)
}

/// A field that has its default where it is absent.
pub(crate) fn field<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    field_as::<T, T, D>(from)
}

/// The same, written in its own way.
pub(crate) fn field_as<'de, W, T, D>(from: D) -> Result<T, D::Error>
where
    W: Deserialize<'de> + Into<T>,
    T: Default,
    D: Deserializer<'de>,
{
    optional_as::<W, T, D>(from).map(Option::unwrap_or_default)
}

/// A list that may be absent.
pub(crate) fn list<'de, W, T, D>(from: D) -> Result<Vec<T>, D::Error>
where
    W: Deserialize<'de> + Into<T>,
    D: Deserializer<'de>,
{
    field_as::<Elements<W, T>, Vec<T>, D>(from)
}

/// A list of strings; blank ones are left out.
pub(crate) fn strings<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let mut list = list::<String, String, D>(from)?;
    list.retain(|text| !text.is_blank());
    Ok(list)
}

/// Lines of print: a list of strings, or one string. Blank ones are left out.
pub(crate) fn lines<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let mut list = field_as::<Lines, Vec<String>, D>(from)?;
    list.retain(|text| !text.is_blank());
    Ok(list)
}

/// A field that must be there.
pub(crate) fn needed<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    needed_as::<T, T, D>(from)
}

/// The same, written in its own way.
pub(crate) fn needed_as<'de, W, T, D>(from: D) -> Result<T, D::Error>
where
    W: Deserialize<'de> + Into<T>,
    T: Default,
    D: Deserializer<'de>,
{
    let read = from.deserialize_newtype_struct(NEEDED, Needed::<W>(PhantomData))?;
    Ok(read.map(Into::into).unwrap_or_default())
}

/// A list that must be there.
pub(crate) fn needed_list<'de, W, T, D>(from: D) -> Result<Vec<T>, D::Error>
where
    W: Deserialize<'de> + Into<T>,
    D: Deserializer<'de>,
{
    needed_as::<Elements<W, T>, Vec<T>, D>(from)
}

struct Optional<W>(PhantomData<W>);

impl<'de, W: Deserialize<'de>> Visitor<'de> for Optional<W> {
    type Value = Option<W>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value or nothing")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        Option::<W>::deserialize(from)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut once: A) -> Result<Self::Value, A::Error> {
        once.next_element()
    }
}

struct Needed<W>(PhantomData<W>);

impl<'de, W: Deserialize<'de>> Visitor<'de> for Needed<W> {
    type Value = Option<W>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        W::deserialize(from).map(Some)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut once: A) -> Result<Self::Value, A::Error> {
        once.next_element()
    }
}

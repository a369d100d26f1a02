//! Objects, and which of their fields must be there.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};

use super::names::RECORD;
use super::node::of_map;
use crate::finding::Shape;

/// A type that is read from an object.
pub(crate) trait Object {
    /// The fields that must be there: those without a default.
    const NEEDED: &'static [&'static str];
}

/// Says which fields of a type must be there.
macro_rules! object {
    ($type:ty: $($needed:literal),*) => {
        impl $crate::read::record::Object for $type {
            const NEEDED: &'static [&'static str] = &[$($needed),*];
        }

        impl From<$crate::read::record::Record<Self>> for $type {
            fn from(record: $crate::read::record::Record<Self>) -> Self {
                record.0
            }
        }
    };
}

pub(crate) use object;

/// An object read as a type. In contrast to the type's own `Deserialize`, a list is not taken for one, and a tolerant
/// reading notes which fields are missing.
pub(crate) struct Record<T>(pub(crate) T);

impl<'de, T: Object + Deserialize<'de>> Deserialize<'de> for Record<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        RecordSeed::new(T::NEEDED).deserialize(from).map(Self)
    }
}

/// Reads an object as a type, where what it needs depends on what it says.
pub(crate) struct RecordSeed<T> {
    needed: &'static [&'static str],
    of: PhantomData<T>,
}

impl<T> RecordSeed<T> {
    pub(crate) fn new(needed: &'static [&'static str]) -> Self {
        Self { needed, of: PhantomData }
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for RecordSeed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        from.deserialize_struct(RECORD, self.needed, self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for RecordSeed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(Shape::Object.name())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        of_map(map)
    }
}

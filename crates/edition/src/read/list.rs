//! Lists, whose elements are lost one by one.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use super::names::{LIST, TEXT};
use crate::finding::Shape;

/// A list of elements that are written as `W` and kept as `T`. Lost ones are left out.
pub(crate) struct Elements<W, T>(Vec<T>, PhantomData<W>);

impl<W, T> From<Elements<W, T>> for Vec<T> {
    fn from(list: Elements<W, T>) -> Self {
        list.0
    }
}

impl<'de, W: Deserialize<'de> + Into<T>, T> Deserialize<'de> for Elements<W, T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct List<W, T>(PhantomData<(W, T)>);

        impl<'de, W: Deserialize<'de> + Into<T>, T> Visitor<'de> for List<W, T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(Shape::List.name())
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Vec<T>, D::Error> {
                from.deserialize_seq(self)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
                let mut out = Vec::new();
                for_each::<W, A>(&mut list, |element| out.extend(element.map(Into::into)))?;
                Ok(out)
            }
        }
        let list = from.deserialize_newtype_struct(LIST, List::<W, T>(PhantomData))?;
        Ok(Self(list, PhantomData))
    }
}

/// A list in which a lost element holds its place by its default: a row of cells.
pub(crate) struct Cells<T>(pub(crate) Vec<T>);

impl<T> From<Cells<T>> for Vec<T> {
    fn from(list: Cells<T>) -> Self {
        list.0
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Cells<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Row<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for Row<T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(Shape::List.name())
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Vec<T>, D::Error> {
                from.deserialize_seq(self)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
                let mut out = Vec::new();
                for_each(&mut list, |element: Option<T>| out.push(element.unwrap_or_default()))?;
                Ok(out)
            }
        }
        from.deserialize_newtype_struct(LIST, Row::<T>(PhantomData)).map(Self)
    }
}

/// Lines: a list of strings, or one string.
pub(crate) struct Lines(Vec<String>);

impl From<Lines> for Vec<String> {
    fn from(lines: Lines) -> Self {
        lines.0
    }
}

impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct OneOrMany;

        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Vec<String>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(Shape::List.name())
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
                from.deserialize_any(self)
            }

            fn visit_str<E: Error>(self, line: &str) -> Result<Self::Value, E> {
                Ok(vec![line.to_owned()])
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut out = Vec::new();
                for_each(&mut list, |line: Option<String>| out.extend(line))?;
                Ok(out)
            }
        }
        from.deserialize_newtype_struct(TEXT, OneOrMany).map(Self)
    }
}

/// Goes through a list. Whoever knows how long it is can go on after an element that is lost, which is `None`.
pub(crate) fn for_each<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(
    list: &mut A,
    mut each: impl FnMut(Option<T>),
) -> Result<(), A::Error> {
    match list.size_hint() {
        Some(count) => {
            for _ in 0..count {
                each(list.next_element()?);
            }
        }
        None => {
            while let Some(element) = list.next_element()? {
                each(Some(element));
            }
        }
    }
    Ok(())
}

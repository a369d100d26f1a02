//! The error of [`Node`](super::node::Node): what is wrong with a value, as a kind of finding.

use std::fmt;

use serde::de::{Error, Expected, Unexpected};

use crate::finding::{FindingKind, Refusal, Shape};

/// What is wrong with a value. Where it stands is known to whoever receives the error.
#[derive(Debug)]
pub(crate) struct Fault {
    /// What is wrong; `None` where a finding says so already and the value is lost all the same.
    pub(super) refusal: Option<Refusal>,
}

/// The error of a value that is lost because of a part of it that has its finding.
pub(crate) const TOLD: &str = "$masthead::told";

impl Fault {
    pub(super) fn of(kind: FindingKind) -> Self {
        Self { refusal: Some(Refusal::new(kind, "")) }
    }

    pub(super) fn wrong(expected: Shape, found: Shape) -> Self {
        Self::of(FindingKind::WrongType { expected, found })
    }
}

impl Error for Fault {
    fn custom<T: fmt::Display>(text: T) -> Self {
        let text = text.to_string();
        Self { refusal: (text != TOLD).then(|| Refusal::parse(&text)) }
    }

    fn invalid_type(found: Unexpected, expected: &dyn Expected) -> Self {
        match Shape::named(&expected.to_string()) {
            Some(expected) => Self::wrong(expected, shape(&found)),
            None => Self::custom(format_args!("expected {expected}, found {found}")),
        }
    }

    fn missing_field(_: &'static str) -> Self {
        Self::of(FindingKind::MissingField)
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self::of(FindingKind::DuplicateKey)
    }
}

fn shape(found: &Unexpected) -> Shape {
    match found {
        Unexpected::Bool(_) => Shape::Bool,
        Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => Shape::Number,
        Unexpected::Seq => Shape::List,
        Unexpected::Unit | Unexpected::Option => Shape::Null,
        Unexpected::Map | Unexpected::StructVariant => Shape::Object,
        _ => Shape::String,
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.refusal {
            Some(refusal) => refusal.fmt(f),
            None => f.write_str(TOLD),
        }
    }
}

impl std::error::Error for Fault {}

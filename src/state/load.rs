//! Something that is fetched: not asked for, on its way, here, or failed.

use crate::failure::Failure;

/// The progress of one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Load<T> {
    /// Nobody has asked for it.
    #[default]
    Unasked,
    /// It is on its way.
    Waiting,
    /// It is here.
    Ready(T),
    /// It could not be had; asked for again only on request.
    Failed(Failure),
}

impl<T> Load<T> {
    /// Whether nobody has asked for it.
    pub fn is_unasked(&self) -> bool {
        matches!(self, Self::Unasked)
    }

    /// The thing, if it is here.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            _ => None,
        }
    }

    /// Why it could not be had.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    /// Whether an answer, good or bad, has come.
    pub fn is_settled(&self) -> bool {
        matches!(self, Self::Ready(_) | Self::Failed(_))
    }
}

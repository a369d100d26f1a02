//! What a server can do wrong.

use std::time::Duration;

/// How a path misbehaves.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// An answer of this status, with a short text.
    Status(u16),
    /// The right answer, after a while.
    Slow(Duration),
    /// The connection ends in the middle of the answer.
    Cut,
    /// The right bytes under a wrong content type.
    Type(&'static str),
    /// The right answer, which pages of other origins may not read.
    Unshared,
    /// Another content.
    Content(String),
}

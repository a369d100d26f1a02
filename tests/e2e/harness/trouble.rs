//! What a server can do wrong.

use std::time::Duration;

/// How a path misbehaves.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// An answer of this status, with a short text.
    Status(u16),
    /// The right answer, after a while.
    Slow(Duration),
    /// No answer, until the trouble is healed; then the right one.
    Held,
    /// Half of the right answer, and the rest when the trouble is healed.
    Stalled,
    /// The right answer a few bytes at a time, and the rest when the trouble is healed.
    Dripping,
    /// The connection ends in the middle of the answer.
    Cut,
    /// The right bytes under a wrong content type.
    Type(&'static str),
    /// The right answer, which pages of other origins may not read.
    Unshared,
    /// Another content.
    Content(String),
    /// Other bytes.
    Bytes(Vec<u8>),
}

//! The archive.

mod bits;
mod codec;

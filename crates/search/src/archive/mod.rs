//! The archive.

mod bits;
mod bucket;
mod codec;
mod file;
mod gram;
mod postings;

//! The reader in a real browser. `tests/README.md` says how to write a test.
//!
//! - [`harness`] is the ground that tests stand on: browser, server, recorder, accessibility.
//! - [`papers`] are the newspapers that tests read, made as they run.
//! - [`cases`] are the tests, a file for each thing that a reader does.

// A test may stop at the first broken assumption; clippy's own exception for tests does not reach helpers.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod cases;
mod harness;
mod papers;

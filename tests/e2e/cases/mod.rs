//! The tests.

mod harness;

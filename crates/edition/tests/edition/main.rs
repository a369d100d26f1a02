//! Tests of masthead-edition from outside, as its users see it. One binary: it links once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first broken assumption")]

mod arbitrary;
mod calendars;
mod findings;
mod hostile;
mod json_kinds;
mod mutated;
mod places;
mod round_trip;
mod sample;
mod schema;

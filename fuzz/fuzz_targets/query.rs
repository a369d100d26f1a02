//! Whatever may be typed, and any text that it is looked for in.
#![no_main]

#[path = "../../crates/search/tests/fuzzed/query.rs"]
mod query;

libfuzzer_sys::fuzz_target!(|data: &[u8]| query::check(data));

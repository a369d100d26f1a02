//! Files of an archive that make no sense, though their checksums are right.
#![no_main]

#[path = "../../crates/search/tests/fuzzed/archive.rs"]
mod archive;

libfuzzer_sys::fuzz_target!(|data: &[u8]| archive::check(data));

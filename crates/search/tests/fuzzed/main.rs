//! What `cargo fuzz` has found, and what it began with, replayed: `fuzz/README.md`.
#![cfg(feature = "archive-write")]
#![allow(clippy::unwrap_used, clippy::panic)]

mod archive;
mod query;

use std::path::Path;

fn replay(name: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        println!("{}", path.display());
        check(&std::fs::read(&path).unwrap());
        count += 1;
    }
    assert!(count > 5, "{} has {count} files", folder.display());
}

#[test]
fn files_that_make_no_sense_do_no_harm() {
    replay("archive", archive::check);
}

#[test]
fn whatever_is_typed_is_a_query() {
    replay("query", query::check);
}

//! Tests of the sources' structure: no file depends on itself by way of others.
//!
//! - [`modules`]: the modules of a crate, what each defines and what each imports.
//! - [`references`]: which file's definitions a file names.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may stop at the first broken assumption")]

mod modules;
mod references;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use modules::Crate;
use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

/// The crates of the workspace by the file at their root.
const CRATES: &[&str] = &[
    "src/lib.rs",
    "crates/archive/src/lib.rs",
    "crates/edition/src/lib.rs",
    "crates/press/src/lib.rs",
    "crates/search/src/lib.rs",
    "tests/e2e/main.rs",
    "xtask/src/main.rs",
];

/// A definition that a file uses: of which file, and by which path.
type Uses = BTreeMap<(PathBuf, PathBuf), Vec<String>>;

#[test]
fn no_files_depend_on_each_other_in_a_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let mut found = Vec::new();
    for entry in CRATES {
        let uses = references::of(&Crate::read(&root.join(entry)));
        assert!(!uses.is_empty(), "{entry}: no dependency among files was found, so nothing was checked");
        found.extend(circles(&uses, &root));
    }
    assert!(found.is_empty(), "files that depend on each other in a circle:\n\n{}", found.join("\n"));
}

/// Each circle as a list of its dependencies, one a line.
fn circles(uses: &Uses, root: &Path) -> Vec<String> {
    let graph: DiGraphMap<&Path, ()> =
        uses.keys().map(|(from, to)| (from.as_path(), to.as_path(), ())).collect();
    let name = |file: &Path| file.strip_prefix(root).unwrap_or(file).display().to_string();
    let circles = tarjan_scc(&graph).into_iter().filter(|files| files.len() > 1);
    let told = circles.map(|files| {
        let within = uses
            .iter()
            .filter(|((from, to), _)| files.contains(&from.as_path()) && files.contains(&to.as_path()));
        let lines = within
            .map(|((from, to), paths)| format!("  {} -> {}: {}\n", name(from), name(to), paths.join(", ")));
        format!("{} files\n{}", files.len(), lines.collect::<String>())
    });
    told.collect()
}

/// A crate of these files in a temporary folder; its circles.
#[cfg(test)]
fn circles_of(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile_folder();
    for (name, text) in files {
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let found = circles(&references::of(&Crate::read(&folder.join("lib.rs"))), &folder);
    std::fs::remove_dir_all(&folder).unwrap();
    found
}

#[cfg(test)]
fn tempfile_folder() -> PathBuf {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("masthead-structure-{}-{count}", std::process::id()))
}

#[test]
fn a_circle_of_two_files_is_found() {
    let found = circles_of(&[
        ("lib.rs", "mod a;\nmod b;\n"),
        ("a.rs", "use crate::b::g;\npub fn f() { g() }\n"),
        ("b.rs", "use super::a;\npub fn g() { a::f() }\n"),
    ]);
    assert_eq!(found, ["2 files\n  a.rs -> b.rs: b::g\n  b.rs -> a.rs: a::f\n"]);
}

#[test]
fn a_circle_of_a_module_and_its_child_is_found() {
    let found = circles_of(&[
        ("lib.rs", "mod a;\n"),
        ("a/mod.rs", "mod b;\npub struct X;\npub fn f() { b::g() }\n"),
        ("a/b.rs", "pub fn g() { let _ = super::X; }\n"),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_circle_within_macros_and_through_a_glob_is_found() {
    let found = circles_of(&[
        ("lib.rs", "mod a;\nmod b;\n"),
        ("a.rs", "pub struct F;\npub fn f() { println!(\"{}\", crate::b::g()) }\n"),
        ("b.rs", "use crate::a::*;\npub fn g() -> u8 { let _ = F; 0 }\n"),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn re_exports_lead_to_the_file_that_defines() {
    // `b` names `a::X` by its parent's re-export: that is no dependency on the parent, which uses `b`.
    let found = circles_of(&[
        ("lib.rs", "mod a;\nmod b;\npub use a::X;\npub fn f() { b::g() }\n"),
        ("a.rs", "pub struct X;\n"),
        ("b.rs", "use crate::X;\npub fn g() { let _ = X; }\n"),
    ]);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn tests_may_use_what_they_test() {
    let found = circles_of(&[
        ("lib.rs", "mod a;\nmod b;\n"),
        ("a.rs", "pub fn f() {}\n#[cfg(test)]\nmod tests { use crate::b; fn t() { b::g() } }\n"),
        ("b.rs", "use crate::a::f;\npub fn g() { f() }\n"),
    ]);
    assert_eq!(found, Vec::<String>::new());
}

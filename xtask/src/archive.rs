//! The archive's search: a WebAssembly module of its own, which a reader fetches when the archive is searched.

use std::path::Path;

use crate::{Outcome, build, dist, script, shell};

/// What the module is made smaller with, as the reader is: see `index.html`.
const OPTIMISED: [&str; 6] = [
    "-Oz",
    "--one-caller-inline-max-function-size=10",
    "--converge",
    "--low-memory-unused",
    "--skip-pass=local-cse",
    "--skip-pass=memory-packing",
];

/// Puts the module, its script and its tables into a folder.
pub(crate) fn build(staging: &Path, is_release: bool) -> Outcome {
    let profile = if is_release { "small" } else { "dev" };
    let target = dist::target().join("archive");
    let mut cargo = shell::cargo();
    cargo.args(["build", "--quiet", "--package", "masthead-archive", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--profile", profile, "--target-dir"]).arg(&target);
    shell::run(cargo.env("CARGO_ENCODED_RUSTFLAGS", build::nameless_paths()))?;
    let folder = if is_release { "small" } else { "debug" };
    let built = target.join("wasm32-unknown-unknown").join(folder).join("masthead_archive.wasm");
    let module = staging.join("masthead-archive.wasm");
    if is_release {
        shell::run(shell::program("wasm-opt").args(OPTIMISED).arg(&built).arg("-o").arg(&module))?;
    } else {
        copy(&built, &module)?;
    }
    for (source, name) in [
        ("crates/search/src/archive/codec/dictionary.bin", "masthead-archive.bin"),
        ("crates/search/src/archive/pinyin/table.bin", "masthead-pinyin.bin"),
        // The table that makes text comparable; the reader fetches it too, when something is searched.
        ("crates/search/src/fold/table.bin", "masthead-folding.bin"),
    ] {
        copy(&shell::root().join(source), &staging.join(name))?;
    }
    let text = script::bundle(&shell::root().join("static"), "masthead-archive.js")?;
    let target = staging.join("masthead-archive.js");
    std::fs::write(&target, script::served(text, is_release)?)
        .map_err(|error| format!("{}: {error}", target.display()))
}

fn copy(from: &Path, to: &Path) -> Outcome {
    std::fs::copy(from, to).map(drop).map_err(|error| format!("{}: {error}", from.display()))
}

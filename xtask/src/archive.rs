//! The archive's search: a WebAssembly module of its own, which a reader fetches when the archive is searched.

use std::path::Path;

use crate::esbuild::{self, Profile};
use crate::outcome::Outcome;
use crate::{build, places, shell};

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
pub(crate) fn build(staging: &Path, profile: Profile) -> Outcome {
    // Cargo's profile, and the folder of what it builds.
    let (cargo_profile, folder) = match profile {
        Profile::Release => ("small", "small"),
        Profile::Development => ("dev", "debug"),
    };
    let target = places::target().join("archive");
    let mut cargo = shell::cargo();
    cargo.args(["build", "--quiet", "--package", "masthead-archive", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--profile", cargo_profile, "--target-dir"]).arg(&target);
    shell::run(cargo.env("CARGO_ENCODED_RUSTFLAGS", build::nameless_paths()))?;
    let built = target.join("wasm32-unknown-unknown").join(folder).join("masthead_archive.wasm");
    let module = staging.join("masthead-archive.wasm");
    if profile == Profile::Release {
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
        copy(&places::root().join(source), &staging.join(name))?;
    }
    esbuild::bundle("masthead-archive.js", staging, profile)
}

fn copy(from: &Path, to: &Path) -> Outcome {
    std::fs::copy(from, to).map(drop).map_err(|error| format!("{}: {error}", from.display()))
}

//! `cargo xtask assets`: what Trunk does not make by itself. Trunk calls it once the reader is compiled.

use std::path::{Path, PathBuf};

use crate::esbuild::{self, Profile};
use crate::outcome::{Outcome, no_arguments};
use crate::{archive, examples, features, shell};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    no_arguments(arguments)?;
    let staging = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or(
        "this command is a part of Trunk's build, which says where to put things; run `cargo xtask build`",
    )?;
    let profile = Profile::of_trunk();
    for entry in ["masthead.js", "masthead-archive-view.js", "css/masthead.css"] {
        esbuild::bundle(entry, &staging, profile)?;
    }
    // What wasm-bindgen wrote.
    esbuild::minify(&staging.join("masthead-reader.js"), profile)?;
    archive::build(&staging, profile)?;
    if profile == Profile::Release {
        for module in ["masthead-reader_bg.wasm", "masthead-archive.wasm"] {
            features::check(&staging.join(module))?;
        }
    }
    examples::put(&staging.join("examples"))?;
    sample(&staging.join("sample"))
}

/// The sample newspaper's files, as the press puts them into a site.
fn sample(target: &Path) -> Outcome {
    let mut press = shell::cargo();
    // Those of the reader that is being built; with other flags everything that is native would be compiled anew.
    press.env_remove("CARGO_ENCODED_RUSTFLAGS");
    press.args([
        "run",
        "--quiet",
        "--package",
        "masthead-press",
        "--",
        "build",
        "sample",
        "--data-only",
        "--out",
    ]);
    shell::run(press.arg(target))
}

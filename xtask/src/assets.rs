//! `cargo xtask assets`: what Trunk does not make by itself. Trunk calls it once the reader is compiled.

use std::path::{Path, PathBuf};

use crate::{Outcome, archive, css, examples, features, names, no_arguments, script, shell};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    no_arguments(arguments)?;
    let staging = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or(
        "this command is a part of Trunk's build, which says where to put things; run `cargo xtask build`",
    )?;
    names::shorten(&staging.join("masthead-reader_bg.wasm"), &staging.join("masthead-reader.js"))?;
    scripts(&staging)?;
    archive::build(&staging, script::is_for_release())?;
    if script::is_for_release() {
        for module in ["masthead-reader_bg.wasm", "masthead-archive.wasm"] {
            features::check(&staging.join(module))?;
        }
    }
    stylesheet(&staging.join("masthead.css"))?;
    examples::put(&staging.join("examples"))?;
    sample(&staging.join("sample"))
}

/// The element's script, the archive's view, and what wasm-bindgen wrote.
fn scripts(staging: &Path) -> Outcome {
    let write = |name: &str, text: String| {
        let file = staging.join(name);
        std::fs::write(&file, script::served(text, script::is_for_release())?)
            .map_err(|error| format!("{}: {error}", file.display()))
    };
    for name in ["masthead.js", "masthead-archive-view.js"] {
        write(name, script::bundle(&shell::root().join("static"), name)?)?;
    }
    let glue = staging.join("masthead-reader.js");
    let text = std::fs::read_to_string(&glue).map_err(|error| format!("{}: {error}", glue.display()))?;
    write("masthead-reader.js", text)
}

fn stylesheet(target: &Path) -> Outcome {
    let text = css::bundle(&shell::root().join("static/css"))?;
    std::fs::write(target, text).map_err(|error| format!("{}: {error}", target.display()))
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

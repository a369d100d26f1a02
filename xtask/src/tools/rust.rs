//! Parts of Rust itself that a machine may lack.

use std::path::Path;

use super::tool::Tool;
use crate::outcome::Outcome;
use crate::places::find;
use crate::shell;

const WASM: &str = "wasm32-unknown-unknown";

/// The standard library for WebAssembly.
pub(super) struct Target;

/// rustfmt and clippy.
pub(super) struct Components;

pub(super) const TARGET: Target = Target;
pub(super) const COMPONENTS: Components = Components;

impl Tool for Target {
    fn name(&self) -> String {
        format!("Rust for {WASM}")
    }

    fn purpose(&self) -> &'static str {
        "the reader is compiled to WebAssembly"
    }

    fn found(&self) -> Option<String> {
        let place =
            shell::output(shell::program("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
        let mut files = Path::new(&place).read_dir().ok()?.flatten();
        files.any(|file| file.file_name().to_string_lossy().starts_with("libcore-")).then_some(place)
    }

    fn install(&self) -> Outcome {
        rustup(&["target", "add", WASM], WASM)
    }
}

impl Tool for Components {
    fn name(&self) -> String {
        "rustfmt and clippy".to_owned()
    }

    fn purpose(&self) -> &'static str {
        "they check how the code is written"
    }

    fn found(&self) -> Option<String> {
        shell::output(shell::cargo().args(["fmt", "--version"]))?;
        shell::output(shell::cargo().args(["clippy", "--version"]))
    }

    fn install(&self) -> Outcome {
        rustup(&["component", "add", "rustfmt", "clippy"], "rustfmt and clippy")
    }
}

fn rustup(arguments: &[&str], what: &str) -> Outcome {
    if find("rustup").is_none() {
        return Err(format!(
            "this Rust was not installed by rustup, so only you can add {what} to it: install Rust from \
             https://rustup.rs, or your system's package"
        ));
    }
    shell::run(shell::program("rustup").args(arguments))
}

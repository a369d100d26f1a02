//! `cargo xtask build`: the release build.

use std::path::PathBuf;

use crate::outcome::{Outcome, no_arguments};
use crate::tools::{self, Need};
use crate::{places, shell};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    no_arguments(arguments)?;
    tools::require(Need::Build)?;
    release()
}

/// Builds `dist/` for release, of the very versions that `Cargo.lock` says.
pub(crate) fn release() -> Outcome {
    let mut trunk = trunk("build");
    trunk.args(["--release", "--locked"]).env("CARGO_ENCODED_RUSTFLAGS", nameless_paths());
    shell::run(&mut trunk)
}

/// Builds the publisher's command with the reader in it that was built last; says where it is.
pub(crate) fn command(profile: &str) -> Result<PathBuf, String> {
    let mut cargo = shell::cargo();
    cargo.args([
        "build",
        "--package",
        "masthead-press",
        "--bin",
        "masthead",
        "--locked",
        "--profile",
        profile,
    ]);
    shell::run(cargo.env("MASTHEAD_BUNDLE", places::dist()))?;
    let folder = if profile == "dev" { "debug" } else { profile };
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| places::root().join("target"), PathBuf::from);
    Ok(target.join(folder).join(format!("masthead{}", std::env::consts::EXE_SUFFIX)))
}

/// Flags that keep this machine's paths out of what is built: a panic would otherwise tell them to every reader.
/// Cargo gives them to what is compiled for the browser alone, as that is not the machine that compiles.
pub(crate) fn nameless_paths() -> String {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(home?.join(".cargo")));
    let mut flags = vec![format!("--remap-path-prefix={}=", places::root().display())];
    // `registry/src/index.crates.io-…/`: one folder for each registry.
    let registries = cargo.and_then(|cargo| cargo.join("registry/src").read_dir().ok());
    for registry in registries.into_iter().flatten().flatten() {
        flags.push(format!("--remap-path-prefix={}=", registry.path().display()));
    }
    if let Some(sysroot) = shell::output(shell::program("rustc").args(["--print", "sysroot"])) {
        flags.push(format!("--remap-path-prefix={sysroot}/lib/rustlib/src/rust="));
    }
    flags.join("\u{1f}")
}

/// Trunk, which stops at the `NO_COLOR=1` that others understand: it wants `true`.
pub(crate) fn trunk(command: &str) -> std::process::Command {
    let mut trunk = shell::program("trunk");
    trunk.arg(command).env_remove("NO_COLOR");
    trunk
}

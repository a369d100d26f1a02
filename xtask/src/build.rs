//! `cargo xtask build`: the release build.

use crate::tools::{self, Need};
use crate::{Outcome, no_arguments, shell};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    no_arguments(arguments)?;
    tools::require(Need::Build)?;
    release()
}

/// Builds `dist/` for release, of the very versions that `Cargo.lock` says.
pub(crate) fn release() -> Outcome {
    shell::run(trunk("build").args(["--release", "--locked"]))
}

/// Trunk, which stops at the `NO_COLOR=1` that others understand: it wants `true`.
pub(crate) fn trunk(command: &str) -> std::process::Command {
    let mut trunk = shell::program("trunk");
    trunk.arg(command).env_remove("NO_COLOR");
    trunk
}

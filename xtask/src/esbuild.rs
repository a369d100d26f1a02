//! The reader's scripts and stylesheet, bundled by esbuild: sources in several files, one file for each entry, since a
//! browser would fetch imports one after the other. A release is minified. Output is ASCII (esbuild's default), so that
//! hosts may serve it in any encoding.

use std::path::Path;
use std::process::Command;

use crate::outcome::Outcome;
use crate::{oldest, places, shell};

/// Which build Trunk, which calls this program, is making.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// `trunk serve`, `trunk build`: readable output.
    Development,
    /// `trunk build --release`: minified output.
    Release,
}

impl Profile {
    /// The one that Trunk says in `TRUNK_PROFILE`.
    pub(crate) fn of_trunk() -> Self {
        match std::env::var("TRUNK_PROFILE").as_deref() {
            Ok("release") => Self::Release,
            _ => Self::Development,
        }
    }
}

/// Bundles `static/<entry>` and what it imports into `<folder>/<name of the entry>`.
pub(crate) fn bundle(entry: &str, folder: &Path, profile: Profile) -> Outcome {
    let name = Path::new(entry).file_name().unwrap_or_default();
    let mut esbuild = esbuild(&places::root().join("static").join(entry), &folder.join(name), profile)?;
    esbuild.arg("--bundle");
    shell::run(&mut esbuild)
}

/// Minifies a script in place, where that is a release's.
pub(crate) fn minify(script: &Path, profile: Profile) -> Outcome {
    match profile {
        Profile::Development => Ok(()),
        Profile::Release => shell::run(esbuild(script, script, profile)?.arg("--allow-overwrite")),
    }
}

/// `esbuild`, for the oldest browsers that are promised.
fn esbuild(entry: &Path, output: &Path, profile: Profile) -> Result<Command, String> {
    let mut esbuild = shell::program("esbuild");
    esbuild.arg(entry).args(["--format=esm", "--log-level=warning"]);
    esbuild.arg(format!("--target={}", oldest::target()?));
    if profile == Profile::Release {
        esbuild.arg("--minify");
    }
    esbuild.arg(format!("--outfile={}", output.display()));
    Ok(esbuild)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stylesheet_is_imported() {
        let folder = places::root().join("static/css");
        let entry = std::fs::read_to_string(folder.join("masthead.css")).unwrap();
        for file in folder.read_dir().unwrap().flatten() {
            let name = file.file_name().into_string().unwrap();
            let is_imported = entry.contains(&format!("@import \"{name}\";"));
            assert!(is_imported || name == "masthead.css", "static/css/{name} is imported by nothing");
        }
    }
}

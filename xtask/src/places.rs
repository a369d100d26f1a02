//! Where things are: the checkout, what is built, the project's own tools.
//!
//! Nothing here runs a program; [`crate::shell`] does.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    // Cargo sets the variable when it runs this program; the path known at compile time is wrong in a checkout that
    // was moved since.
    let manifest =
        std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&manifest).parent().map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// The text of one of the repository's files.
pub(crate) fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))
}

/// Where Trunk puts the build: `dist/`, or the folder that `TRUNK_BUILD_DIST` names.
pub(crate) fn dist() -> PathBuf {
    std::env::var_os("TRUNK_BUILD_DIST").map_or_else(|| root().join("dist"), |dist| root().join(dist))
}

/// Cargo's target directory.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |target| root().join(target))
}

/// What is released: `target/dist/`.
pub(crate) fn releases() -> PathBuf {
    target().join("dist")
}

/// The folder of the project's own tools: `.tools/`, or the one that `MASTHEAD_TOOLS` names.
pub(crate) fn tools() -> PathBuf {
    std::env::var_os("MASTHEAD_TOOLS").map_or_else(|| root().join(".tools"), PathBuf::from)
}

/// Where a package of npm and all that came with it is installed. Each package has a folder of its own: npm would
/// otherwise remove one when it installs another.
pub(crate) fn npm_modules(package: &str) -> PathBuf {
    tools().join("npm").join(package).join("node_modules")
}

/// The `PATH` with the project's tools first.
pub(crate) fn path() -> OsString {
    let npm = ["binaryen", "esbuild"].map(|package| npm_modules(package).join(".bin"));
    let own = [tools().join("bin")].into_iter().chain(npm);
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(own.chain(std::env::split_paths(&inherited))).unwrap_or(inherited)
}

/// A program on [`path`].
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let names: &[&str] = if cfg!(windows) { &["", ".exe", ".cmd", ".bat"] } else { &[""] };
    let path = path();
    let places = std::env::split_paths(&path);
    places
        .flat_map(|place| names.iter().map(move |end| place.join(format!("{name}{end}"))))
        .find(|file| file.is_file())
}

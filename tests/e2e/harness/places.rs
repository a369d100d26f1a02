//! Where things are in the repository.

use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    own.ancestors().nth(2).map(Path::to_owned).expect("the tests stand two folders deep")
}

/// The release build that is tested: where Trunk was told to put it, or `dist/`.
pub(crate) fn dist() -> PathBuf {
    let dist =
        std::env::var_os("TRUNK_BUILD_DIST").map_or_else(|| root().join("dist"), |dist| root().join(dist));
    assert!(dist.join("index.html").is_file(), "dist/ is not built; run `cargo xtask build` first");
    dist
}

/// Where screenshots go.
pub(super) fn screenshots() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("screenshots")
}

/// A tool that `cargo xtask test` names in the environment, or where it usually is.
pub(super) fn tool(variable: &str, otherwise: impl Into<PathBuf>) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| otherwise.into(), PathBuf::from)
}

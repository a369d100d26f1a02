//! The package for npm, in `target/dist/masthead-reader/`: the built reader, its types, what editors want to know of the
//! tag, and the hash of every file. It is made by `cargo xtask dist`, and by each run of the tests.
//!
//! What editors are told is made from the documentation's [`tables`]; what comes out is looked over by the [`checks`].

mod checks;
mod tables;

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha384};

use tables::Tables;

use crate::outcome::{Outcome, no_arguments};
use crate::tools::{self, Need};
use crate::{licences, places, release_files, self_host};

/// The crates that are compiled into those files, and what for.
const CRATES: [&str; 2] = ["masthead-reader", "masthead-archive"];
const BROWSER: &str = "wasm32-unknown-unknown";

/// `cargo xtask package`: the package and the zip alone, of what was built last.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    no_arguments(arguments)?;
    let folder = places::releases().join(release_files::PACKAGE);
    make(&folder)?;
    self_host::make(&folder)
}

/// Makes the package of the build that is in `dist/`.
pub(crate) fn make(folder: &Path) -> Outcome {
    tools::require(Need::Package)?;
    drop(fs::remove_dir_all(folder));
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let copy = |from: &Path, name: &str| {
        fs::copy(from.join(name), folder.join(name))
            .map_err(|error| format!("{}: {error}", from.join(name).display()))
    };
    for name in release_files::reader() {
        copy(&places::dist(), name)?;
    }
    for name in ["README.md", "masthead-reader.d.ts"] {
        copy(&places::root().join("packages").join(release_files::PACKAGE), name)?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&places::root(), name)?;
    }
    let write = |name: &str, value: &Value| {
        let text = format!("{value:#}\n");
        fs::write(folder.join(name), text).map_err(|error| format!("{name}: {error}"))
    };
    let tables = Tables::read()?;
    let terms = licences::text(&CRATES, BROWSER)?;
    fs::write(folder.join("THIRD-PARTY.txt"), terms).map_err(|error| format!("THIRD-PARTY.txt: {error}"))?;
    fs::write(folder.join("package.json"), manifest()?).map_err(|error| format!("package.json: {error}"))?;
    write("custom-elements.json", &tables.custom_elements())?;
    write("web-types.json", &tables.web_types())?;
    write("vscode.html-custom-data.json", &tables.vscode())?;
    write("integrity.json", &integrity(folder)?)?;
    checks::all(folder)
}

/// `package.json` as it is written, in its order, which means something, with the version of the workspace.
fn manifest() -> Result<String, String> {
    let text = places::read("packages/masthead-reader/package.json")?;
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    Ok(text.replacen("\"version\": \"0.0.0\"", &version, 1))
}

/// `{ "masthead.js": "sha384-…" }`, as an `integrity` attribute has it.
fn integrity(folder: &Path) -> Result<Value, String> {
    let mut hashes = serde_json::Map::new();
    for name in release_files::reader() {
        let content = fs::read(folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
        hashes
            .insert(name.to_owned(), format!("sha384-{}", STANDARD.encode(Sha384::digest(&content))).into());
    }
    Ok(hashes.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_lists_every_file_that_is_made() {
        let manifest: Value = serde_json::from_str(&manifest().unwrap()).unwrap();
        assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
        let files: Vec<&str> =
            manifest["files"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        for name in release_files::reader().chain(release_files::LEGAL.iter().copied()).chain([
            "custom-elements.json",
            "web-types.json",
            "integrity.json",
            "masthead-reader.d.ts",
        ]) {
            assert!(files.contains(&name), "{name}");
        }
    }
}

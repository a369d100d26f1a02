//! The zip for those who put the reader's files on a host of their own, without npm: `masthead-reader-VERSION.zip`, with
//! the files, a page to begin with, what to do with them, and the hash that a script tag may carry.

use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::package::{BUILT, LEGAL};
use crate::{Outcome, shell, zip};

/// Packs the files of a package into a zip beside it.
pub(crate) fn make(package: &Path) -> Outcome {
    let name = format!("masthead-reader-{}", env!("CARGO_PKG_VERSION"));
    let read = |name: &str| fs::read(package.join(name)).map_err(|error| format!("{name}: {error}"));
    let hashes: Value = serde_json::from_slice(&read("integrity.json")?)
        .map_err(|error| format!("integrity.json: {error}"))?;
    let hash = hashes["masthead.js"].as_str().ok_or("integrity.json has no hash of masthead.js")?;
    let mut files = Vec::new();
    for own in ["README.md", "index.html"] {
        let text = fs::read_to_string(shell::root().join("packages/self-host").join(own))
            .map_err(|error| format!("packages/self-host/{own}: {error}"))?;
        let text = text.replace("sha384-HASH", hash).replace("VERSION", env!("CARGO_PKG_VERSION"));
        files.push((format!("{name}/{own}"), text.into_bytes()));
    }
    for file in BUILT.iter().chain(LEGAL).chain(&["integrity.json", "masthead-reader.d.ts"]) {
        files.push((format!("{name}/{file}"), read(file)?));
    }
    let content = zip::pack(&files)?;
    let release = package.parent().unwrap_or(package);
    let archive = format!("{name}.zip");
    let sum: String = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
    write(&release.join(format!("{archive}.sha256")), format!("{sum}  {archive}\n").as_bytes())?;
    write(&release.join(&archive), &content)?;
    println!("\n{}\n  {} KB, sha256 {sum}", release.join(&archive).display(), content.len() / 1000);
    Ok(())
}

fn write(path: &Path, content: &[u8]) -> Outcome {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

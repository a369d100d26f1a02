//! The zip for those who put the reader's files on a host of their own, without npm: `masthead-reader-VERSION.zip`, with
//! the files, a page to begin with, what to do with them, and the hash that a script tag may carry.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::outcome::Outcome;
use crate::{places, release_files};

/// Packs the files of a package into a zip beside it.
pub(crate) fn make(package: &Path) -> Outcome {
    let name = format!("masthead-reader-{}", env!("CARGO_PKG_VERSION"));
    let read = |name: &str| fs::read(package.join(name)).map_err(|error| format!("{name}: {error}"));
    let hashes: Value = serde_json::from_slice(&read("integrity.json")?)
        .map_err(|error| format!("integrity.json: {error}"))?;
    let hash = hashes["masthead.js"].as_str().ok_or("integrity.json has no hash of masthead.js")?;
    let mut files = Vec::new();
    for own in ["README.md", "index.html"] {
        let text = fs::read_to_string(places::root().join("packages/self-host").join(own))
            .map_err(|error| format!("packages/self-host/{own}: {error}"))?;
        let text = text.replace("sha384-HASH", hash).replace("VERSION", env!("CARGO_PKG_VERSION"));
        files.push((format!("{name}/{own}"), text.into_bytes()));
    }
    let others = [release_files::LEGAL, &["integrity.json", "masthead-reader.d.ts"]].concat();
    for file in release_files::reader().chain(others) {
        files.push((format!("{name}/{file}"), read(file)?));
    }
    let content = pack(&files).map_err(|error| format!("{name}.zip: {error}"))?;
    let release = package.parent().unwrap_or(package);
    let archive = format!("{name}.zip");
    let sum: String = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
    write(&release.join(format!("{archive}.sha256")), format!("{sum}  {archive}\n").as_bytes())?;
    write(&release.join(&archive), &content)?;
    println!("\n{}\n  {} KB, sha256 {sum}", release.join(&archive).display(), content.len() / 1000);
    Ok(())
}

/// A zip of files by their names in it. The same files give the same bytes on every machine: the date is the first that
/// the format knows, and the permissions are given.
fn pack(files: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name, options)?;
        zip.write_all(content)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn write(path: &Path, content: &[u8]) -> Outcome {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_can_be_unpacked_and_is_the_same_each_time() {
        let files =
            vec![("a/甲.txt".to_owned(), "报".repeat(1000).into_bytes()), ("a/b".to_owned(), Vec::new())];
        let zip = pack(&files).unwrap();
        assert_eq!(zip, pack(&files).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
        for (index, (name, content)) in files.iter().enumerate() {
            let mut entry = archive.by_index(index).unwrap();
            let mut unpacked = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut unpacked).unwrap();
            assert_eq!((entry.name().unwrap().as_ref(), &unpacked), (name.as_str(), content));
            assert_eq!(entry.last_modified(), Some(DateTime::default()));
        }
    }
}

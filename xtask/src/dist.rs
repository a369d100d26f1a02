//! `cargo xtask dist`: what is released, in `target/dist/`. For embedders the [`crate::package`] for npm; for
//! publishers the command `masthead` with the reader inside it, packed with the licences of all that it is made of, and the
//! archive's SHA-256 beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::tools::{self, Need};
use crate::{Outcome, build, no_arguments, package, shell};

/// The package that is the command.
const PACKAGE: &str = "masthead-press";
/// Its name.
const COMMAND: &str = "masthead";

pub(crate) fn run(arguments: &[String]) -> Outcome {
    no_arguments(arguments)?;
    tools::require(Need::Build)?;
    build::release()?;
    package::make(&target().join("dist/masthead-reader"))?;
    command()
}

/// The command, packed for this machine's kind.
fn command() -> Outcome {
    let triple = triple()?;
    let mut cargo = shell::cargo();
    cargo.args(["build", "--profile", "native", "--package", PACKAGE, "--locked", "--target", &triple]);
    // With the reader that was built just now, and without this machine's paths.
    cargo.env("MASTHEAD_BUNDLE", shell::dist()).env("CARGO_ENCODED_RUSTFLAGS", build::nameless_paths());
    shell::run(&mut cargo)?;

    let name = format!("{COMMAND}-{}-{triple}", env!("CARGO_PKG_VERSION"));
    let release = target().join("dist");
    let folder = release.join(&name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let file = format!("{COMMAND}{}", std::env::consts::EXE_SUFFIX);
    let built = target().join(&triple).join("native").join(&file);
    copy(&built, &folder.join(&file))?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&shell::root().join(licence), &folder.join(licence))?;
    }
    let licences = licences(&triple)?;
    write(&folder.join("THIRD-PARTY.txt"), licences.as_bytes())?;
    says_that_it_is_whole(&folder.join(&file))?;

    let archive = format!("{name}.tar.gz");
    shell::run(shell::program("tar").current_dir(&release).args(["-czf", &archive, &name]))?;
    let content = fs::read(release.join(&archive)).map_err(|error| format!("{archive}: {error}"))?;
    let sum: String = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
    // As `sha256sum --check` reads it.
    write(&release.join(format!("{archive}.sha256")), format!("{sum}  {archive}\n").as_bytes())?;
    println!("\n{}\n  {:.1} MB, sha256 {sum}", release.join(&archive).display(), content.len() as f64 / 1e6);
    Ok(())
}

/// The command, run once: a paper that it begins becomes a site that is live. One without a reader inside would refuse.
fn says_that_it_is_whole(command: &Path) -> Outcome {
    let folder = target().join("dist/tried");
    drop(fs::remove_dir_all(&folder));
    let (paper, site) = (folder.join("paper"), folder.join("site"));
    shell::run(shell::program(command).arg("new").arg(&paper))?;
    shell::run(shell::program(command).arg("build").arg(&paper).arg("--out").arg(&site))?;
    let page = fs::read_to_string(site.join("index.html")).map_err(|error| error.to_string())?;
    drop(fs::remove_dir_all(&folder));
    if page.contains("masthead.js\"></script>") {
        Ok(())
    } else {
        Err("the command has no reader inside".to_owned())
    }
}

/// The licences of everything that is in the command: each text once, under the names of those that come with it.
fn licences(triple: &str) -> Result<String, String> {
    let mut cargo = shell::cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", triple]);
    let metadata = shell::output(&mut cargo).ok_or("`cargo metadata` failed")?;
    let metadata: Value =
        serde_json::from_str(&metadata).map_err(|error| format!("cargo metadata: {error}"))?;
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut list = String::new();
    for package in linked(&metadata) {
        let text = |name: &str| package[name].as_str().unwrap_or_default();
        let name = format!("{} {}", text("name"), text("version"));
        list.push_str(&format!("{name}: {} {}\n", text("license"), text("repository")));
        for file in licence_files(Path::new(text("manifest_path")).parent().unwrap_or(Path::new("."))) {
            let content = fs::read_to_string(&file).unwrap_or_default();
            texts.entry(content.trim().replace("\r\n", "\n")).or_default().insert(name.clone());
        }
    }
    let mut out =
        format!("What `{COMMAND}` is made of beside its own code, and under which terms.\n\n{list}");
    for (text, names) in texts {
        let names: Vec<_> = names.into_iter().collect();
        out.push_str(&format!("\n{}\n{}\n\n{text}\n", "=".repeat(78), names.join(", ")));
    }
    Ok(out)
}

/// The packages of others that the command is linked of: its dependencies and theirs, without those for tests.
fn linked(metadata: &Value) -> Vec<&Value> {
    let all = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let packages: BTreeMap<&str, &Value> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|package| Some((package["id"].as_str()?, package)))
        .collect();
    let nodes: BTreeMap<String, Vec<String>> = all(&metadata["resolve"]["nodes"])
        .iter()
        .map(|node| {
            let ordinary =
                |needed: &&Value| all(&needed["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            let needed = node["deps"].as_array().into_iter().flatten().filter(ordinary);
            let needed = needed.filter_map(|needed| Some(needed["pkg"].as_str()?.to_owned()));
            (node["id"].as_str().unwrap_or_default().to_owned(), needed.collect())
        })
        .collect();
    let first =
        packages.iter().find(|(_, package)| package["name"] == PACKAGE).map(|(id, _)| (*id).to_owned());
    let mut found = BTreeSet::new();
    let mut open: Vec<String> = first.into_iter().collect();
    while let Some(id) = open.pop() {
        if found.insert(id.clone()) {
            open.extend(nodes.get(&id).into_iter().flatten().cloned());
        }
    }
    // Those of this repository have no source that they came from.
    let others = found.iter().filter_map(|id| packages.get(id.as_str()).copied());
    let mut others: Vec<&Value> = others.filter(|package| !package["source"].is_null()).collect();
    others.sort_by_key(|package| package["name"].as_str().unwrap_or_default().to_owned());
    others
}

/// Files that say terms, in a package's folder and one level below: what it brings of others lies there.
fn licence_files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let says_terms = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_uppercase();
        path.is_file()
            && ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE", "PATENTS"]
                .iter()
                .any(|word| name.starts_with(word))
    };
    let below =
        entries(folder).filter(|path| path.is_dir()).flat_map(|path| entries(&path).collect::<Vec<_>>());
    let mut files: Vec<PathBuf> = entries(folder).chain(below).filter(says_terms).collect();
    files.sort();
    files
}

fn triple() -> Result<String, String> {
    let version = shell::output(shell::program("rustc").arg("-vV")).ok_or("`rustc -vV` failed")?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not say which machine this is".to_owned())
}

pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| shell::root().join("target"), |target| shell::root().join(target))
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(drop).map_err(|error| format!("{}: {error}", from.display()))
}

fn write(path: &Path, content: &[u8]) -> Outcome {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_of_what_is_linked_and_of_nothing_else() {
        let triple = triple().unwrap_or_else(|error| panic!("{error}"));
        let text = licences(&triple).unwrap_or_else(|error| panic!("{error}"));
        for (part, is_there) in [
            // The C code that is linked, under its own terms; a library of the command; one for tests; one of ours.
            ("Redistribution and use in source and binary forms", true),
            ("\nhyper ", true),
            ("\nproptest ", false),
            ("\nmasthead-edition ", false),
        ] {
            assert_eq!(text.contains(part), is_there, "{part}");
        }
    }
}

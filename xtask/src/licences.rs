//! Under which terms others let us use what we build upon: `THIRD-PARTY.txt`, which comes with all that is released.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{places, shell};

/// The data that the search's tables are made of (`crates/search/tools/README.md`), and where their terms stand.
const DATA: [(&str, &str, &str); 3] = [
    ("OpenCC, TSCharacters 1.4.1", "Apache-2.0", "LICENSE-OpenCC"),
    ("Unicode Character Database and Unihan", "Unicode-3.0", "LICENSE-Unicode"),
    ("jieba, word list 0.42.1", "MIT", "LICENSE-jieba"),
];

/// The licences of everything that packages of ours are made of, and of the data in them: each text once, under the names
/// of those that come with it.
pub(crate) fn text(packages: &[&str], triple: &str) -> Result<String, String> {
    let mut cargo = shell::cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", triple]);
    let metadata = shell::output(&mut cargo).ok_or("`cargo metadata` failed")?;
    let metadata: Value =
        serde_json::from_str(&metadata).map_err(|error| format!("cargo metadata: {error}"))?;
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut list = String::new();
    for package in linked(&metadata, packages) {
        let text = |name: &str| package[name].as_str().unwrap_or_default();
        let name = format!("{} {}", text("name"), text("version"));
        list.push_str(&format!("{name}: {} {}\n", text("license"), text("repository")));
        for file in licence_files(Path::new(text("manifest_path")).parent().unwrap_or(Path::new("."))) {
            let content = fs::read_to_string(&file).unwrap_or_default();
            texts.entry(content.trim().replace("\r\n", "\n")).or_default().insert(name.clone());
        }
    }
    for (name, terms, file) in DATA {
        list.push_str(&format!("{name}: {terms}\n"));
        let file = places::root().join("crates/search/tools").join(file);
        let content = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        texts.entry(content.trim().to_owned()).or_default().insert(name.to_owned());
    }
    let mut out = format!("What this is made of beside its own code, and under which terms.\n\n{list}");
    for (text, names) in texts {
        let names: Vec<_> = names.into_iter().collect();
        out.push_str(&format!("\n{}\n{}\n\n{text}\n", "=".repeat(78), names.join(", ")));
    }
    Ok(out)
}

/// The packages of others that ours are linked of: its dependencies and theirs, without those for tests.
fn linked<'a>(metadata: &'a Value, ours: &[&str]) -> Vec<&'a Value> {
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
    let is_ours = |package: &Value| ours.iter().any(|name| package["name"] == *name);
    let first = packages.iter().filter(|(_, package)| is_ours(package));
    let mut open: Vec<String> = first.map(|(id, _)| (*id).to_owned()).collect();
    let mut found = BTreeSet::new();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_of_what_is_linked_and_of_nothing_else() {
        let triple = shell::host_triple().unwrap_or_else(|error| panic!("{error}"));
        let text = text(&["masthead-press"], &triple).unwrap_or_else(|error| panic!("{error}"));
        for (part, is_there) in [
            // The C code that is linked, under its own terms; a library of the command; one for tests; one of ours.
            ("Redistribution and use in source and binary forms", true),
            ("\nhyper ", true),
            ("\nOpenCC, TSCharacters 1.4.1: Apache-2.0\n", true),
            ("Copyright (c) 2013 Sun Junyi", true),
            ("\nproptest ", false),
            ("\nmasthead-edition ", false),
        ] {
            assert_eq!(text.contains(part), is_there, "{part}");
        }
    }
}

//! Embeds the reader's files in the command, so that a publisher needs neither Rust nor Node: those of `dist/`, or of the
//! folder that MASTHEAD_BUNDLE names. Where no build of the reader is there, the command has the stylesheet alone, and
//! takes a reader with `--bundle`.

use std::fs;
use std::path::{Path, PathBuf};

const STYLESHEET: &str = "masthead.css";

fn main() -> Result<(), String> {
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let root = here.join("../..");
    println!("cargo::rerun-if-env-changed=MASTHEAD_BUNDLE");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../../static");
    let dist = std::env::var_os("MASTHEAD_BUNDLE").map_or_else(|| root.join("dist"), PathBuf::from);

    // A path that is not there would have the command compiled anew every time.
    if dist.is_dir() {
        println!("cargo::rerun-if-changed={}", dist.display());
    }
    let names = read(&root.join("static/reader-files.txt"))?;
    let built = names.lines().map(|name| Some((name, fs::read(dist.join(name)).ok()?)));
    let files = match built.collect::<Option<Vec<_>>>() {
        Some(files) => files,
        None => vec![(STYLESHEET, stylesheet(&root.join("static/css"))?.into_bytes())],
    };
    let mut list = String::from("&[");
    // Copied: somebody may be building the reader anew while this is compiled.
    for (name, content) in files {
        write(&out.join(name), &content)?;
        list.push_str(&format!(
            "({name:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\")) as &[u8]),"
        ));
    }
    list.push(']');
    write(&out.join("bundle.rs"), list.as_bytes())?;
    name_the_build(&here)
}

/// The stylesheet of a command without a reader: the sources, in the order in which `masthead.css` imports them.
fn stylesheet(folder: &Path) -> Result<String, String> {
    let entry = read(&folder.join(STYLESHEET))?;
    let imported = entry.lines().filter_map(|line| line.strip_prefix("@import \"")?.strip_suffix("\";"));
    imported.map(|name| read(&folder.join(name))).collect()
}

/// A number over the sources of what is put around a drawn page: another one makes the pages anew.
fn name_the_build(here: &Path) -> Result<(), String> {
    println!("cargo::rerun-if-changed=src");
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut folders = vec![here.join("src/build"), here.join("src/hosting")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    for byte in files.iter().flat_map(|file| fs::read(file).unwrap_or_default()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    println!("cargo::rustc-env=MASTHEAD_PRESS_BUILD={hash:016x}");
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, content: &[u8]) -> Result<(), String> {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

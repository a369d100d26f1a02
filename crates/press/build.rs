//! Puts the reader's bundle into the command, so that a publisher needs neither Rust nor Node: the stylesheet from its
//! sources, and the rest from `dist/` (or the folder that MASTHEAD_BUNDLE names) where a build of it is there. Without
//! one the command is whole but for that, and takes a bundle with `--bundle`.

use std::fs;
use std::path::{Path, PathBuf};

#[path = "../../xtask/src/css.rs"]
#[allow(dead_code, reason = "its tests are the xtask's")]
mod css;

const FILES: [&str; 10] = [
    "masthead.js",
    "masthead-reader.js",
    "masthead-reader_bg.wasm",
    "masthead-folding.bin",
    "masthead-archive.js",
    "masthead-archive-view.js",
    "masthead-archive.wasm",
    "masthead-archive.bin",
    "masthead-pinyin.bin",
    "masthead-old.js",
];

fn main() -> Result<(), String> {
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let root = here.join("../..");
    println!("cargo::rerun-if-env-changed=MASTHEAD_BUNDLE");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../../static");
    let dist = std::env::var_os("MASTHEAD_BUNDLE").map_or_else(|| root.join("dist"), PathBuf::from);

    let stylesheet = css::bundle(&root.join("static/css"))?;
    write(&out.join("masthead.css"), stylesheet.as_bytes())?;
    let mut names = vec!["masthead.css"];
    // A path that is not there would have the command compiled anew every time.
    if dist.is_dir() {
        println!("cargo::rerun-if-changed={}", dist.display());
    }
    // Copied: somebody may be building the reader anew while this is compiled.
    let found: Option<Vec<Vec<u8>>> = FILES.iter().map(|name| fs::read(dist.join(name)).ok()).collect();
    if let Some(contents) = found {
        for (name, content) in FILES.iter().zip(contents) {
            write(&out.join(name), &content)?;
        }
        names.extend(FILES);
    }
    let mut list = String::from("&[");
    for name in names {
        list.push_str(&format!(
            "({name:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\")) as &[u8]),"
        ));
    }
    list.push(']');
    write(&out.join("bundle.rs"), list.as_bytes())?;
    name_the_build(&here)
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

fn write(path: &Path, content: &[u8]) -> Result<(), String> {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

//! The scripts that are written in several files: `static/masthead.js`, the element's, and `static/masthead-archive-view.js`.
//! Each becomes one file with what it imports, since a browser would fetch one after the other. In a release esbuild
//! makes every script as short as it can be.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use crate::{oldest, shell};

/// The one script of `static/<entry>` and what it imports, in ASCII: hosts serve it in any encoding.
pub(crate) fn bundle(folder: &Path, entry: &str) -> Result<String, String> {
    let (mut all, mut names) = (String::new(), Vec::new());
    add(&mut all, &mut names, folder, entry)?;
    Ok(ascii(&all))
}

/// Adds what a file imports, and then the file. What only its importers see needs no `export` in one file.
fn add(all: &mut String, names: &mut Vec<String>, folder: &Path, name: &str) -> Result<(), String> {
    let is_entry = names.is_empty();
    names.push(name.to_owned());
    let file = folder.join(name);
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    for line in text.lines().filter(|line| line.starts_with("import ")) {
        let imported = line.split('"').nth(1).and_then(|name| name.strip_prefix("./"));
        let imported =
            imported.ok_or_else(|| format!("static/{name}: not `import {{ … }} from \"./…\";`: {line}"))?;
        let imported =
            name.rsplit_once('/').map_or(imported.into(), |(folder, _)| format!("{folder}/{imported}"));
        if !names.contains(&imported) {
            add(all, names, folder, &imported)?;
        }
    }
    for line in text.lines().filter(|line| !line.starts_with("import ")) {
        all.push_str(if is_entry { line } else { line.strip_prefix("export ").unwrap_or(line) });
        all.push('\n');
    }
    Ok(())
}

/// Every other character by its number: it stands in a string, or in a comment.
fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_ascii() {
            out.push(char);
        } else {
            for unit in char.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

/// A script as it is served: in a release without what only those who write it read.
pub(crate) fn served(text: String, is_release: bool) -> Result<String, String> {
    if !is_release {
        return Ok(text);
    }
    let mut esbuild = shell::program("esbuild");
    esbuild.args(["--minify", "--format=esm", "--log-level=warning"]);
    esbuild.arg(format!("--target={}", oldest::target()?));
    let mut running = esbuild
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| shell::not_started(&esbuild, &error))?;
    if let Some(mut input) = running.stdin.take() {
        input.write_all(text.as_bytes()).map_err(|error| format!("esbuild: {error}"))?;
    }
    let output = running.wait_with_output().map_err(|error| format!("esbuild: {error}"))?;
    if !output.status.success() {
        return Err(format!("`{}` failed ({})", shell::display(&esbuild), output.status));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("esbuild: {error}"))
}

/// Whether Trunk, which calls this program, builds for readers.
pub(crate) fn is_for_release() -> bool {
    std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_element_is_one_short_script() {
        let folder = crate::shell::root().join("static");
        let script = bundle(&folder, "masthead.js").unwrap();
        assert!(!script.contains("import {") && !script.contains("\nexport "));
        assert!(script.contains("customElements.define"));
        let class = std::fs::read_to_string(folder.join("masthead.js")).unwrap();
        assert!(class.lines().count() <= 150, "masthead.js has {} lines", class.lines().count());
    }

    #[test]
    fn the_archives_view_has_each_of_its_files_once() {
        let script = bundle(&crate::shell::root().join("static"), "masthead-archive-view.js").unwrap();
        assert!(!script.contains("import {") && script.is_ascii());
        assert_eq!(script.matches("\nexport ").count(), 1);
        assert_eq!(script.matches("function make(").count(), 1);
    }

    #[test]
    fn other_characters_are_written_by_their_numbers() {
        assert_eq!(ascii("a 往𠀀"), "a \\u5f80\\ud840\\udc00");
    }
}

//! The element's script: `static/masthead.js` imports the others; here they become one file, since a browser would
//! fetch one after the other. In a release esbuild makes every script as short as it can be.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use crate::shell;

/// The one script of `static/masthead.js` and what it imports.
pub(crate) fn bundle(folder: &Path) -> Result<String, String> {
    let read = |name: &str| {
        let file = folder.join(name);
        std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))
    };
    let entry = read("masthead.js")?;
    let mut all = String::new();
    for line in entry.lines().filter(|line| line.starts_with("import ")) {
        let name = line.split('"').nth(1).and_then(|name| name.strip_prefix("./"));
        let name = name.ok_or(format!("static/masthead.js: not `import {{ … }} from \"./…\";`: {line}"))?;
        let module = read(name)?;
        if module.lines().any(|line| line.starts_with("import ")) {
            return Err(format!("static/{name} imports something: only masthead.js may"));
        }
        all.push_str(&module.replace("\nexport ", "\n"));
    }
    all.extend(entry.lines().filter(|line| !line.starts_with("import ")).flat_map(|line| [line, "\n"]));
    if !all.is_ascii() {
        return Err(
            "static/masthead.js and what it imports must be ASCII: hosts serve it in any encoding".to_owned()
        );
    }
    Ok(all)
}

/// A script as it is served: in a release without what only those who write it read.
pub(crate) fn served(text: String, is_release: bool) -> Result<String, String> {
    if !is_release {
        return Ok(text);
    }
    let mut esbuild = shell::program("esbuild");
    esbuild.args(["--minify", "--format=esm", "--log-level=warning"]);
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
        let script = bundle(&folder).unwrap();
        assert!(!script.contains("import {") && !script.contains("\nexport "));
        assert!(script.contains("customElements.define"));
        let class = std::fs::read_to_string(folder.join("masthead.js")).unwrap();
        assert!(class.lines().count() <= 150, "masthead.js has {} lines", class.lines().count());
    }
}

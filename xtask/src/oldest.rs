//! The oldest browsers that `docs/reader.md` promises, as the tools want to be told of them; and whether the stylesheet
//! has a fallback for what they do not know.

use std::path::PathBuf;

use crate::outcome::Outcome;
use crate::tools::{self, Need};
use crate::{places, shell};

/// The rows of the table under "Browsers", by how they begin, with each name that tools know the browser by.
const ROWS: [(&str, &[&str]); 3] =
    [("| Chrome", &["chrome"]), ("| Firefox", &["firefox"]), ("| Safari", &["safari", "ios_saf"])];

/// What some of them do not know and simply leave out, which nobody misses: finer justification, and the size and the
/// typeface that the next declaration or the next name gives.
const LEFT_OUT: [&str; 4] =
    ["css-hanging-punctuation", "css-text-justify", "extended-system-fonts", "text-size-adjust"];

/// Each browser's name and version.
fn browsers() -> Result<Vec<(&'static str, String)>, String> {
    versions(&places::read("docs/reader.md")?)
}

fn versions(text: &str) -> Result<Vec<(&'static str, String)>, String> {
    let mut all = Vec::new();
    for (start, names) in ROWS {
        let row = text.lines().find(|line| line.starts_with(start));
        let version = row.and_then(|row| row.split('|').nth(2)).map(str::trim);
        let is_number = |version: &&str| version.chars().all(|char| char.is_ascii_digit() || char == '.');
        let version = version
            .filter(is_number)
            .ok_or_else(|| format!("docs/reader.md: no row `{start}… | VERSION |` under \"Browsers\""))?;
        all.extend(names.iter().map(|name| (*name, version.to_owned())));
    }
    Ok(all)
}

/// The browsers that scripts are written for, as esbuild is told of them.
pub(crate) fn target() -> Result<String, String> {
    let names = browsers()?.into_iter().map(|(name, version)| match name {
        "ios_saf" => format!("ios{version}"),
        name => format!("{name}{version}"),
    });
    Ok(names.collect::<Vec<_>>().join(","))
}

/// Looks for what needs `@supports` or another way, and says where it stands.
pub(crate) fn check_css() -> Outcome {
    tools::require(Need::Lint)?;
    let names = browsers()?.into_iter().map(|(name, version)| format!("{name} {version}"));
    let folder = places::root().join("static/css");
    let entries = folder.read_dir().map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut node = shell::program("node");
    node.arg(places::root().join("xtask/src/oldest/css.js"));
    node.arg(tools::doiuse().join("index.js")).arg(names.collect::<Vec<_>>().join(",")).args(files);
    let output = node.output().map_err(|error| shell::not_started(&node, &error))?;
    if !output.status.success() {
        return Err(format!("doiuse failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let found = unknown(&String::from_utf8_lossy(&output.stdout));
    if found.is_empty() {
        return Ok(());
    }
    Err(format!(
        "what the oldest browsers of docs/reader.md do not know stands under `@supports`, with a fallback before it \
         (a second declaration is none where the value has `var()`):\n  {}",
        found.join("\n  ")
    ))
}

/// The lines that are not about what may be left out.
fn unknown(lines: &str) -> Vec<String> {
    let may_be = |line: &&str| line.split('\t').nth(1).is_none_or(|feature| !LEFT_OUT.contains(&feature));
    lines.lines().filter(may_be).map(|line| line.replace('\t', ": ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_are_those_of_the_documentation() {
        let browsers = browsers().expect("the table");
        let names: Vec<&str> = browsers.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["chrome", "firefox", "safari", "ios_saf"]);
        assert!(target().expect("a target").starts_with(&format!("chrome{}", browsers[0].1)));
    }

    #[test]
    fn a_table_without_a_version_is_refused() {
        let table = "| Chrome | 106 | |\n| Firefox | soon | |\n";
        assert!(versions(table).expect_err("no version").contains("Firefox"));
    }

    #[test]
    fn what_may_be_left_out_is_not_told() {
        let lines = "a.css:1\tcss-has\tFirefox (110)\na.css:2\tcss-text-justify\tChrome (106)\n";
        assert_eq!(unknown(lines), ["a.css:1: css-has: Firefox (110)"]);
    }
}

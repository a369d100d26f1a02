//! `cargo xtask size`: what a phone downloads, against the budgets that the project has set itself.
//!
//! Sizes are of Brotli at its highest level, which is what a content network stores.

use std::path::{Path, PathBuf};

use crate::outcome::{Outcome, no_arguments};
use crate::places;

const KB: usize = 1000;

/// One line of the budget.
struct Budget {
    name: &'static str,
    /// How the names of its files begin: with the longest of these that fits a name.
    start: &'static str,
    /// The endings of the files in `dist/` that are counted together.
    endings: &'static [&'static str],
    most: usize,
}

const READER: &str = "masthead";
const ARCHIVE: &str = "masthead-archive";
const PINYIN: &str = "masthead-pinyin";
const VIEW: &str = "masthead-archive-view";

const BUDGETS: &[Budget] = &[
    Budget { name: "WebAssembly", start: READER, endings: &[".wasm"], most: 220 * KB },
    // Fetched at the first search of the archive: the module with its script, and the dictionary of stored text.
    Budget { name: "archive's search", start: ARCHIVE, endings: &[".wasm", ".js"], most: 50 * KB },
    Budget { name: "archive's dictionary", start: ARCHIVE, endings: &[".bin"], most: 11 * KB },
    // Fetched when Latin letters were found nowhere: how eight thousand characters are read.
    Budget { name: "table of readings", start: PINYIN, endings: &[".bin"], most: 12 * KB + 500 },
    // Fetched when search is opened where there is an archive, and with an article in which matches are marked.
    Budget { name: "archive's view", start: VIEW, endings: &[".js"], most: 5 * KB + 500 },
    // Fetched when something is searched. It holds four thousand pairs of characters; 16 KB is what they need.
    Budget { name: "folding table", start: READER, endings: &[".bin"], most: 16 * KB },
    Budget { name: "JavaScript", start: READER, endings: &[".js"], most: 14 * KB },
    Budget { name: "CSS", start: READER, endings: &[".css"], most: 16 * KB },
];

pub(crate) fn run(arguments: &[String]) -> Outcome {
    no_arguments(arguments)?;
    let dist = places::dist();
    if !dist.join("index.html").is_file() {
        return Err(format!("{} is not built; run `cargo xtask build` first", dist.display()));
    }
    check(&dist)
}

/// Prints the sizes of what is in a folder; fails where a budget is exceeded, or has nothing to count.
pub(crate) fn check(dist: &Path) -> Outcome {
    let mut over = Vec::new();
    println!("{:<34}{:>12}{:>12}{:>12}", "", "as it is", "brotli", "budget");
    for budget in BUDGETS {
        let files = files_of(dist, budget)?;
        if files.is_empty() {
            return Err(format!("{} has no file for the budget of {}", dist.display(), budget.name));
        }
        let (mut raw, mut packed) = (0, 0);
        for file in &files {
            let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
            let small = brotli(&bytes)?;
            let name = file.strip_prefix(dist).unwrap_or(file).display().to_string();
            println!("  {name:<32}{:>12}{:>12}", spaced(bytes.len()), spaced(small));
            raw += bytes.len();
            packed += small;
        }
        println!("{:<34}{:>12}{:>12}{:>12}\n", budget.name, spaced(raw), spaced(packed), spaced(budget.most));
        if packed > budget.most {
            over.push(format!("{} by {} bytes", budget.name, spaced(packed - budget.most)));
        }
    }
    if over.is_empty() { Ok(()) } else { Err(format!("over budget: {}", over.join(", "))) }
}

/// The reader's own files, whose names begin with `masthead`; the rest is a newspaper, or the page around it.
fn files_of(dist: &Path, budget: &Budget) -> Result<Vec<PathBuf>, String> {
    let entries = dist.read_dir().map_err(|error| format!("{}: {error}", dist.display()))?;
    let counted = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let start = [VIEW, ARCHIVE, PINYIN, READER].into_iter().find(|start| name.starts_with(start));
        file.is_file()
            && start == Some(budget.start)
            && budget.endings.iter().any(|ending| name.ends_with(ending))
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(counted).collect();
    files.sort();
    Ok(files)
}

fn brotli(bytes: &[u8]) -> Result<usize, String> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters).map_err(|error| error.to_string())?;
    Ok(packed.len())
}

/// A number with its thousands apart.
fn spaced(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spaced() {
        assert_eq!(spaced(7), "7");
        assert_eq!(spaced(1000), "1 000");
        assert_eq!(spaced(1_234_567), "1 234 567");
    }

    #[test]
    fn a_folder_over_budget_fails_and_says_what() {
        let dist = std::env::temp_dir().join(format!("masthead-size-{}", std::process::id()));
        std::fs::create_dir_all(&dist).unwrap();
        for name in [
            "x.wasm",
            "x.js",
            "x.css",
            "x.bin",
            "archive.wasm",
            "archive.js",
            "archive.bin",
            "pinyin.bin",
            "archive-view.js",
        ] {
            std::fs::write(dist.join(format!("masthead-{name}")), b"x").unwrap();
        }
        assert_eq!(check(&dist), Ok(()));
        // Noise does not compress.
        let mut state = 1_u32;
        let noise = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        std::fs::write(dist.join("masthead-b.css"), (0..17 * KB).map(noise).collect::<Vec<u8>>()).unwrap();
        let message = check(&dist).unwrap_err();
        assert!(message.contains("CSS by"), "{message}");
        std::fs::remove_file(dist.join("masthead-x.js")).unwrap();
        assert!(check(&dist).unwrap_err().contains("no file"));
        std::fs::remove_dir_all(&dist).unwrap();
    }
}

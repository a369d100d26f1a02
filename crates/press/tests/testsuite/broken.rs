//! `masthead check` on a folder of broken papers, one for each rule: `broken/<rule>/paper`, and in `broken/<rule>/expected`
//! the file and the place that are to be named. A rule without a paper of its own fails here.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::case::{Case, files};

/// Rules that no folder of files can break in every checkout, and why.
const NOT_IN_A_FOLDER: [(&str, &str); 8] = [
    ("bad-value", "is whatever no other rule names, and no value is of that kind"),
    ("too-large", "is a file of more than is kept here"),
    ("bad-year", "is of calendars, which the command writes itself"),
    ("same-edition", "two folders that differ in capitals alone cannot be checked out everywhere"),
    ("unreadable", "a disk has to fail; see `unread.rs`"),
    ("no-permission", "root may read everything; see `unread.rs`"),
    ("dead-link", "symbolic links cannot be checked out everywhere; see `unread.rs`"),
    ("outside-link", "the same; see `links.rs`"),
];

fn papers() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testsuite/broken");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What `masthead check` finds, as `code`, `file pointer` and how to mend it.
fn found(case: &Case, paper: &str) -> Vec<(String, String, String)> {
    let run = case.run(&["check", paper, "--json"]);
    let report: serde_json::Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{paper}: {}", run.stderr));
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap().iter();
    let one = |one: &serde_json::Value| {
        let place = format!("{} {}", text(&one["file"]), text(&one["pointer"]));
        (text(&one["code"]), place.trim().to_owned(), text(&one["advice"]))
    };
    findings.map(one).collect()
}

#[test]
fn every_broken_paper_is_found_out_with_file_and_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testsuite/broken");
    for rule in papers() {
        let case = Case::new();
        let kept = root.join(&rule);
        for path in files(&kept.join("paper")) {
            case.write(&format!("{rule}/{path}"), &fs::read(kept.join("paper").join(&path)).unwrap());
        }
        let expected = fs::read_to_string(kept.join("expected")).unwrap();
        let all = found(&case, &rule);
        let this = all.iter().find(|(code, place, _)| *code == rule && place == expected.trim());
        let (_, _, advice) = this.unwrap_or_else(|| panic!("{rule}: {expected} is not among {all:#?}"));
        assert!(advice.len() > 10, "{rule}: how is it mended?");
        // What is broken is one thing: nothing else is found that is of another file.
        let file = expected.split_whitespace().next().unwrap();
        let elsewhere: Vec<_> = all.iter().filter(|(_, place, _)| !place.starts_with(file)).collect();
        assert!(elsewhere.is_empty(), "{rule}: {elsewhere:#?}");
    }
}

#[test]
fn two_editions_that_differ_in_capitals_alone() {
    let case = Case::new();
    case.write(
        "paper/masthead.toml",
        "title = \"河湾报业\"\n[[publications]]\nid = \"hwrb\"\ntitle = \"河湾日报\"\n".as_bytes(),
    );
    for folder in ["2024-02-29-a", "2024-02-29-A"] {
        case.write(&format!("paper/hwrb/{folder}/edition.json"), b"{}");
    }
    let all = found(&case, "paper");
    if fs::read_dir(case.path("paper/hwrb")).unwrap().count() < 2 {
        return eprintln!("skipped: this file system does not tell capitals apart");
    }
    assert!(
        all.iter().any(|(code, place, _)| code == "same-edition" && place == "hwrb/2024-02-29-a"),
        "{all:#?}"
    );
}

#[test]
fn every_rule_has_a_broken_paper() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut rules = BTreeSet::new();
    // What reading an edition finds is a variant of one type …
    let kinds = fs::read_to_string(root.join("../edition/src/finding.rs")).unwrap();
    let kinds = kinds.split_once("pub enum FindingKind {").unwrap().1.split_once("\n}").unwrap().0;
    for line in kinds.lines().filter_map(|line| line.strip_prefix("    ")) {
        let name: String = line.chars().take_while(char::is_ascii_alphanumeric).collect();
        if name.starts_with(|first: char| first.is_ascii_uppercase()) {
            rules.insert(kebab(&name));
        }
    }
    assert!(rules.len() > 20, "{rules:?}");
    // … and what the command finds beside it has its name where it is found.
    let before = rules.len();
    for file in files(&root.join("src/check")) {
        let text = fs::read_to_string(root.join("src/check").join(file)).unwrap();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let named = text.split("Severity::").skip(1).filter_map(|part| {
            let (_, rest) = part.split_once(", \"").filter(|(severity, _)| severity.len() < 12)?;
            rest.split('"').next()
        });
        let is_name =
            |name: &&str| name.bytes().all(|byte| byte.is_ascii_lowercase() || b"-8".contains(&byte));
        rules.extend(named.filter(is_name).map(str::to_owned));
    }
    assert!(rules.len() > before + 12, "{rules:?}");
    let mut papers: BTreeSet<String> = papers().into_iter().collect();
    papers.extend(NOT_IN_A_FOLDER.iter().map(|(rule, _)| (*rule).to_owned()));
    assert_eq!(rules, papers, "the rules, and the rules that have a broken paper");
}

/// `DuplicateId` is `duplicate-id`.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

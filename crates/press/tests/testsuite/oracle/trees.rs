//! The rule over every tree that the tests have: the fixtures, `../shared/faults`, the pages of `../shared/founder`.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::source::wanted;
use super::{Imported, Wanted};
use crate::case::{Case, files, shared};

/// Imports the source, and says what is lost.
fn lost(case: &Case, publication: &[&str]) -> (Vec<String>, usize) {
    let report = case.import(publication);
    strict_agrees(case, publication, &report);
    let imported = Imported::read(case, &report);
    let mut seen = 0;
    let mut lost = Vec::new();
    for path in files(&case.path("source")).into_iter().filter(|path| is_article(path)) {
        let bytes = fs::read(case.path("source").join(&path)).unwrap();
        // A mirror's copies under other queries are the same article.
        let plain =
            ["?", "%3F", "@div"].iter().fold(path.as_str(), |path, mark| path.split(mark).next().unwrap());
        let wanted: Wanted = wanted(plain, &decoded(&bytes));
        seen += wanted.texts.iter().flat_map(|text| super::runs(text)).count();
        if !imported.is_another_text(&path) {
            lost.extend(imported.lost(&wanted));
        }
    }
    (lost, seen)
}

fn is_article(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let begins = ["content_", "nw.", "c1"].iter().any(|begin| name.starts_with(begin));
    begins && name.contains(".htm") && !folder.contains("/pad/")
}

fn decoded(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(600)]).to_ascii_lowercase();
    if head.contains("big5") {
        return encoding_rs::BIG5.decode(bytes).0.into_owned();
    }
    String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| encoding_rs::GB18030.decode(bytes).0.into_owned())
}

/// `--strict` refuses exactly the imports with a guess or something missing.
fn strict_agrees(case: &Case, publication: &[&str], report: &Value) {
    let arguments = [&["import", "source", "--into", "strict", "--strict", "--json"], publication].concat();
    let run = case.run(&arguments);
    assert_eq!(run.code, i32::from(Imported::has_doubts(report)), "{}", run.stderr);
}

fn copied(case: &Case, from: &Path, to: &str) {
    for path in files(from) {
        case.write(&format!("{to}/{path}"), &fs::read(from.join(&path)).unwrap());
    }
}

#[test]
fn every_fixture_tree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testsuite/import");
    let mut trees = 0;
    for tree in fs::read_dir(&folder).unwrap().flatten() {
        let name = tree.file_name().into_string().unwrap();
        let case = Case::of(&format!("import/{name}"));
        if name == "gbk" {
            case.in_gb18030();
        }
        let (lost, seen) = lost(&case, &["--publication", "hwrb"]);
        assert!(lost.is_empty(), "{name}: {lost:#?}");
        assert!(seen > 0, "{name}: no body was read");
        trees += 1;
    }
    assert!(trees > 10);
}

#[test]
fn every_tree_of_the_shared_faults() {
    let Some(folder) = shared("faults") else { return };
    let mut failed = Vec::new();
    for tree in fs::read_dir(&folder).unwrap().flatten().filter(|tree| tree.path().is_dir()) {
        let name = tree.file_name().into_string().unwrap();
        if ["feed", "search"].contains(&name.as_str()) {
            continue;
        }
        let case = Case::new();
        copied(&case, &tree.path(), "source");
        let (lost, seen) = lost(&case, &["--publication", "q"]);
        failed.extend(lost.into_iter().map(|lost| format!("{name}: {lost}")));
        assert!(seen > 0, "{name}: no body was read");
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn every_page_of_the_shared_samples() {
    let Some(folder) = shared("founder/samples") else { return };
    for sample in files(&folder).into_iter().filter(|name| name.contains(".htm")) {
        let is_article = sample.contains("content") || sample.contains("article");
        let name = match (is_article, sample.contains("nbs")) {
            (true, _) => "content_1.htm",
            (_, true) => "nbs.D110000renmrb_01.htm",
            _ => "node_1.htm",
        };
        let case = Case::new();
        case.write(&format!("source/html/2022-09/16/{name}"), &fs::read(folder.join(&sample)).unwrap());
        let (lost, seen) = lost(&case, &["--publication", "sample"]);
        assert!(lost.is_empty(), "{sample}: {lost:#?}");
        assert!(seen > 0 || !is_article, "{sample}: no body was read");
    }
}

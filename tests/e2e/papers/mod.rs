//! The newspapers that tests read. Each is data, written as a test runs: what a press would have written.
//!
//! - [`small`] is made up, and has one of everything.
//! - [`drawn`] is any of them as a press draws it, before a script runs.
//! - [`archive`] is a paper of some years, whose archive is searched.
//! - [`built`] are whole sites, made and served by the publisher's command.
//! - [`seed`] is a real page, and [`corpus`] an edition of real articles: texts of third parties, read from beside
//!   the repository, and skipped where they are not there.

pub(crate) mod archive;
pub(crate) mod built;
pub(crate) mod corpus;
pub(crate) mod drawn;
pub(crate) mod seed;
pub(crate) mod small;

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::harness::{Browser, root};

/// A paper as a site carries it.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    /// `paper.json`, but for its publications.
    pub(crate) about: Value,
    publications: Vec<Publication>,
    others: Vec<(String, Vec<u8>)>,
}

#[derive(Clone, Debug)]
struct Publication {
    about: Value,
    editions: Vec<(String, Value)>,
}

/// Where a site carries the paper.
pub(crate) const AT: &str = "/paper/";

impl Paper {
    /// A paper without publications.
    pub(crate) fn new(about: Value) -> Self {
        Self { about, publications: Vec::new(), others: Vec::new() }
    }

    /// Adds a publication; editions are added to the one that came last.
    pub(crate) fn publication(mut self, about: Value) -> Self {
        self.publications.push(Publication { about, editions: Vec::new() });
        self
    }

    /// Adds an edition: `2026-03-02`, or `2026-03-02-extra`.
    pub(crate) fn edition(mut self, id: &str, mut edition: Value) -> Self {
        let publication = self.publications.last_mut().expect("a publication comes first");
        edition["version"] = json!(1);
        edition["publication"] = publication.about["id"].clone();
        edition["date"] = json!(id[..10]);
        if id.len() > 10 {
            edition["suffix"] = json!(id[11..]);
        }
        publication.editions.push((id.to_owned(), edition));
        self
    }

    /// Adds any other file.
    pub(crate) fn file(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.others.push((path.to_owned(), content.into()));
        self
    }

    /// Every file of the paper by its path.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = self.others.clone();
        let mut paper = self.about.clone();
        paper["version"] = json!(1);
        let mut publications = Vec::new();
        for publication in &self.publications {
            let id = publication.about["id"].as_str().expect("a publication has an id");
            let mut years: Map<String, Value> = Map::new();
            for (edition, content) in &publication.editions {
                let entry = calendar_entry(edition, content);
                let year = years.entry(&edition[..4]).or_insert_with(|| json!([]));
                year.as_array_mut().expect("a list").push(entry);
                files.push((format!("{id}/{edition}/edition.json"), content.to_string().into_bytes()));
            }
            let mut about = publication.about.clone();
            about["newest"] = json!(publication.editions.iter().map(|(edition, _)| edition).max());
            let numbers: Vec<i32> = years.keys().map(|year| year.parse().expect("a year")).collect();
            about["years"] = json!(numbers);
            publications.push(about);
            for (year, editions) in years {
                let number: i32 = year.parse().expect("a year");
                let calendar =
                    json!({ "version": 1, "publication": id, "year": number, "editions": editions });
                files.push((format!("{id}/{year}.json"), calendar.to_string().into_bytes()));
            }
        }
        paper["publications"] = json!(publications);
        files.push(("paper.json".to_owned(), paper.to_string().into_bytes()));
        files
    }
}

fn calendar_entry(id: &str, edition: &Value) -> Value {
    let mut entry = json!({ "date": edition["date"], "pages": edition["pages"].as_array().map_or(0, Vec::len), "hash": "0" });
    for name in ["name", "number"] {
        if let Some(value) = edition.get(name) {
            entry[name] = value.clone();
        }
    }
    if id.len() > 10 {
        entry["suffix"] = json!(id[11..]);
    }
    entry
}

/// Attributes of the tag that a page carries.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Routing {
    /// Each place has a path.
    Path,
    /// Each place has a fragment of `/reader/`.
    Hash,
}

/// Puts a paper on the browser's site, and a page with a reader: for paths everywhere under [`AT`], for fragments
/// at `/reader/`.
pub(crate) fn carry(browser: &Browser, paper: &Paper, routing: Routing, attributes: &str) {
    carry_around(
        browser,
        paper,
        routing,
        attributes,
        "<section aria-label=\"原文\">这里原有的文字。</section>",
    );
}

/// The same, with something in the tag.
pub(crate) fn carry_around(
    browser: &Browser,
    paper: &Paper,
    routing: Routing,
    attributes: &str,
    inside: &str,
) {
    for (path, content) in paper.files() {
        browser.site.put(&format!("{AT}{path}"), content);
    }
    let word = match routing {
        Routing::Path => "path",
        Routing::Hash => "hash",
    };
    let page = format!(
        r#"<!DOCTYPE html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>读报</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/page.css">
<script type="module" src="/masthead.js"></script></head>
<body><masthead-reader src="{AT}" routing="{word}" {attributes}>{inside}</masthead-reader></body></html>"#
    );
    match routing {
        Routing::Path => browser.site.put_everywhere_under(AT, &page),
        Routing::Hash => browser.site.put("/reader/", page),
    }
}

/// Opens a paper at a place such as `sb/2026-03-02/`, and waits until something is shown.
pub(crate) async fn read_at(browser: &Browser, paper: &Paper, place: &str) {
    carry(browser, paper, Routing::Path, "");
    browser.open(&format!("{AT}{place}")).await;
    browser.arrive().await;
}

/// Opens a paper where it begins.
pub(crate) async fn read(browser: &Browser, paper: &Paper) {
    read_at(browser, paper, "").await;
}

/// A file of third-party text beside the repository. Where it is not there, says that the test skips.
fn beside(path: &str) -> Option<PathBuf> {
    let file = root().join("../shared").join(path);
    if file.is_file() {
        return Some(file);
    }
    // Straight to the terminal: what a test prints otherwise is only seen when it fails.
    eprintln!("SKIPPED: {} is not there", file.display());
    None
}

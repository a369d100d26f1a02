//! What tests of more than one file need: the corpus, an archive made of it in memory, queries, and a small
//! generator of random numbers with a seed.

#![allow(dead_code, clippy::expect_used, clippy::unwrap_used)]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

#[cfg(feature = "archive-write")]
pub(crate) mod generator;
#[cfg(feature = "archive-write")]
pub(crate) mod memory;
pub(crate) mod queries;
#[cfg(feature = "archive-write")]
pub(crate) mod spoken;

/// One article of the corpus.
pub(crate) struct Item {
    /// `2012-07-02`.
    pub(crate) date: String,
    /// `xwlb-20120702-01`.
    pub(crate) id: String,
    /// The headline.
    pub(crate) title: String,
    /// Paragraphs.
    pub(crate) body: Vec<String>,
    /// The corpus has neither bylines nor pages; these are made up, the byline from the article's own text.
    pub(crate) byline: Option<String>,
    /// `A01`, and so on.
    pub(crate) page: String,
    /// A section for every two pages.
    pub(crate) section: String,
}

/// The real articles that lie beside the repository on its makers' machines, oldest first. They are not part of
/// the project; without them a test says that it skips.
pub(crate) fn corpus(limit: usize) -> Option<Vec<Item>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/xwlb-2012-2016.jsonl.xz");
    let Ok(file) = File::open(&path) else {
        eprintln!("SKIPPED: the corpus ../shared/corpus is not here");
        return None;
    };
    let mut text = Vec::new();
    lzma_rs::xz_decompress(&mut BufReader::new(file), &mut text).expect("the corpus is xz");
    let mut items: Vec<Item> = text.lines().take(limit).map(|line| item(&line.expect("UTF-8"))).collect();
    let mut of_day = 0;
    for n in 0..items.len() {
        of_day = if n > 0 && items[n - 1].date == items[n].date { of_day + 1 } else { 0 };
        items[n].page = format!("A{:02}", 1 + of_day / PER_PAGE);
        items[n].section = SECTIONS[of_day / PER_PAGE / 2 % SECTIONS.len()].to_owned();
    }
    Some(items)
}

/// Articles on a page that is made up.
const PER_PAGE: usize = 4;
const SECTIONS: [&str; 3] = ["要闻", "國際", "Ｌｉｆｅ 周刊"];

fn item(line: &str) -> Item {
    let value: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
    let text = |name: &str| value[name].as_str().expect("a string").to_owned();
    let body: Vec<String> = text("body").split('\n').map(str::to_owned).collect();
    // A name of two or three characters for two articles in three.
    let letters: Vec<char> =
        body.concat().chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).collect();
    let (start, length) = (letters.len() / 3, letters.len() % 3 + 1);
    let byline = letters.get(start..start + length).filter(|_| length > 1).map(|name| name.iter().collect());
    let [page, section] = [(); 2].map(|()| String::new());
    Item { date: text("date"), id: text("id"), title: text("title"), body, byline, page, section }
}

impl Item {
    /// All its text.
    pub(crate) fn text(&self) -> String {
        format!("{}\n{}", self.title, self.body.join("\n"))
    }
}

/// A figure of this process in megabytes, as Linux tells it: `VmHWM`, the most memory it had; `VmRSS`, what it has.
pub(crate) fn megabytes(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or_default() / 1e3
}

/// Numbers that look random and are the same each time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

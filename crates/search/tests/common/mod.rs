//! What tests of more than one file need: the corpus, an archive made of it in memory, queries, and a small
//! generator of random numbers with a seed.

#![allow(dead_code, clippy::expect_used, clippy::unwrap_used)]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

#[cfg(feature = "archive-write")]
pub(crate) mod memory;
pub(crate) mod queries;

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
    Some(text.lines().take(limit).map(|line| item(&line.expect("UTF-8"))).collect())
}

fn item(line: &str) -> Item {
    let value: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
    let text = |name: &str| value[name].as_str().expect("a string").to_owned();
    let body = text("body").split('\n').map(str::to_owned).collect();
    Item { date: text("date"), id: text("id"), title: text("title"), body }
}

impl Item {
    /// All its text.
    pub(crate) fn text(&self) -> String {
        format!("{}\n{}", self.title, self.body.join("\n"))
    }
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

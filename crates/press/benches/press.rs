//! How fast a tree is imported and a paper's data built: `cargo bench -p masthead-press`, or `cargo xtask bench press`.
//!
//! The tree is generated, a hundred articles an edition, of the corpus in `../shared` where it is here and of text made
//! up otherwise. `MASTHEAD_EDITIONS` says how many editions (365 without it).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement stops at the first fault"
)]

#[allow(dead_code)]
#[path = "../tests/testsuite/founder.rs"]
mod founder;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use founder::{Article, Edition, Page};
use masthead_edition::date::Date;
use masthead_press::build::{data, ledger::Ledger};
use masthead_press::import::run::{Options, import};
use masthead_press::paper::PaperFolder;
use masthead_press::ui::Ui;

const PAGES: usize = 10;
const ARTICLES: usize = 10;

fn main() {
    let editions = std::env::var("MASTHEAD_EDITIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(365);
    let folder = tempfile::tempdir().unwrap();
    let (source, paper, site) =
        (folder.path().join("source"), folder.path().join("paper"), folder.path().join("site"));
    let texts = texts();
    let first = Date::parse("2021-01-01").unwrap().day_number();
    let mut characters = 0;
    for index in 0..editions {
        let date = Date::from_day_number(first + index as i64).unwrap().to_string();
        let edition = edition(date, index, &texts);
        characters += edition
            .pages
            .iter()
            .flat_map(|page| &page.articles)
            .flat_map(|article| &article.paragraphs)
            .map(|text| text.chars().count())
            .sum::<usize>();
        founder::write(&source, &edition);
    }
    let articles = editions * PAGES * ARTICLES;
    println!("{editions} editions, {articles} articles, {:.1} million characters", characters as f64 / 1e6);

    let options =
        Options { source, into: paper.clone(), publication: Some("bench".into()), ..Options::default() };
    let quiet = Ui { quiet: true, json: false };
    let whole = timed(|| drop(import(&options, &quiet).unwrap()));
    rate("import", articles, "articles", whole);
    let again = timed(|| drop(import(&options, &quiet).unwrap()));
    println!(
        "{:<28} {:>9.3} of the first import's time",
        "import again, unchanged",
        again.as_secs_f64() / whole.as_secs_f64()
    );

    let full = timed(|| build(&paper, &site, &quiet));
    rate("build, data only", editions, "editions", full);
    let unchanged = timed(|| build(&paper, &site, &quiet));
    println!(
        "{:<28} {:>9.3} of the first build's time",
        "build again, unchanged",
        unchanged.as_secs_f64() / full.as_secs_f64()
    );
    if let Some(memory) = peak_memory() {
        println!("{:<28} {memory:>9} MB", "peak memory");
    }
}

fn build(paper: &Path, site: &Path, ui: &Ui) {
    let paper = PaperFolder::open(paper).unwrap();
    let ledger = Ledger::open(site).unwrap();
    data::build(&paper, &ledger, ui).unwrap();
    ledger.close(0).unwrap();
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn rate(what: &str, count: usize, unit: &str, time: Duration) {
    println!("{what:<28} {:>9.0} {unit}/s ({:.2} s)", count as f64 / time.as_secs_f64(), time.as_secs_f64());
}

fn edition(date: String, index: usize, texts: &[(String, Vec<String>)]) -> Edition {
    let article = |page: usize, place: usize| {
        let number = index * PAGES * ARTICLES + page * ARTICLES + place;
        let (title, paragraphs) = &texts[number % texts.len()];
        let (left, top) = (5 + (place as u32 % 2) * 170, 10 + (place as u32 / 2) * 105);
        Article {
            id: 1_000_000 + number,
            headline: vec![title.clone()],
            paragraphs: paragraphs.clone(),
            areas: vec![vec![(left, top), (left + 165, top), (left + 165, top + 100), (left, top + 100)]],
        }
    };
    let page = |page: usize| Page {
        id: format!("A{:02}", page + 1),
        node: 100 + page,
        name: "要闻".into(),
        articles: (0..ARTICLES).map(|place| article(page, place)).collect(),
    };
    Edition { date, pages: (0..PAGES).map(page).collect() }
}

fn texts() -> Vec<(String, Vec<String>)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/xwlb-2012-2016.jsonl.xz");
    let output = corpus.exists().then(|| Command::new("xz").arg("-dc").arg(corpus).output().ok()).flatten();
    let Some(output) = output else {
        println!("without the corpus: made-up text");
        let paragraph = |n: usize| {
            format!("第{n}段，写的是河湾县城北的老渡口，每天早上六点开第一班船，晚上九点收最后一班。")
        };
        return (0..500).map(|n| (format!("渡口纪事之{n}"), (0..8).map(paragraph).collect())).collect();
    };
    let text = String::from_utf8(output.stdout).unwrap();
    let one = |line: &str| {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        let body = entry["body"].as_str().unwrap().lines().map(str::to_owned).collect();
        (entry["title"].as_str().unwrap().to_owned(), body)
    };
    text.lines().map(one).collect()
}

/// The most memory this process had, as Linux tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

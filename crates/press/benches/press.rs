//! How fast a tree is imported and its site built, and how much memory that takes: `cargo xtask bench press`.
//!
//! The tree is generated: a hundred articles an edition, their texts from the corpus in `../shared` where it is here
//! and made up otherwise. `MASTHEAD_EDITIONS` says how many editions (365 without it). Each step runs in a process of
//! its own, so that each has its own peak of memory. Pictures are measured apart, since what they take has nothing to do
//! with how many articles there are.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement stops at the first fault"
)]

#[allow(dead_code, reason = "the tests use all of it")]
#[path = "../tests/testsuite/founder.rs"]
mod founder;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use founder::{Article, Edition, Page};
use masthead_edition::date::Date;
use masthead_press::build;
use masthead_press::hosting::host::Host;
use masthead_press::import::options::Options;
use masthead_press::import::run as import;
use masthead_press::ui::Ui;

/// As in the command itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PAGES: usize = 10;
const ARTICLES: usize = 10;
/// Photographs as an agency sends them: six megapixels each.
const PHOTOGRAPHS: u32 = 40;
const PHOTOGRAPH: [u32; 2] = [3000, 2000];
const QUIET: Ui = Ui { quiet: true, json: false };
/// Says which step a process is to do.
const STEP: &str = "MASTHEAD_BENCH_STEP";

fn main() {
    if let Ok(step) = std::env::var(STEP) {
        return work(&step);
    }
    let editions: usize =
        std::env::var("MASTHEAD_EDITIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(365);
    let folder = tempfile::tempdir().unwrap();
    let texts = texts();
    let characters: usize = (0..editions).map(|index| generate(folder.path(), index, &texts)).sum();
    let articles = editions * PAGES * ARTICLES;
    println!("{editions} editions, {articles} articles, {:.1} million characters", characters as f64 / 1e6);

    let step = |name: &str| Measured::of(folder.path(), name);
    let imported = step("import");
    imported.tell("import", articles, "articles");
    imported.compare("import again, unchanged", &step("import"));

    let full = step("build");
    full.tell("build with brotli and gzip", full.pages, "pages");
    full.compare("build again, unchanged", &step("build"));
    // The day after, and a change in the oldest edition, for which the archive's search is written anew for a year.
    for (what, index, texts) in
        [("one more edition", editions, &texts[..]), ("an old edition changed", 0, &texts[1..])]
    {
        assert!(generate(folder.path(), index, texts) > 0);
        step("import");
        let one = step("build");
        full.compare(&format!("build with {what}"), &one);
        println!("{:<32} {:>9} pages written", "", one.pages);
    }

    photographs(folder.path());
    let made = step("pictures");
    let megapixels = (PHOTOGRAPHS * PHOTOGRAPH[0] * PHOTOGRAPH[1] / 1_000_000) as usize;
    made.tell("pictures in five widths as WebP", megapixels, "megapixels");
    made.compare("the same for another site", &step("pictures again"));
}

/// A paper of photographs, each another one.
fn photographs(folder: &Path) {
    let edition = folder.join("illustrated/bench/2021-03-10");
    fs::create_dir_all(&edition).unwrap();
    let settings = "title = \"图\"\n[[publications]]\nid = \"bench\"\ntitle = \"图\"\n";
    fs::write(folder.join("illustrated/masthead.toml"), settings).unwrap();
    let figures: Vec<String> = (0..PHOTOGRAPHS)
        .map(|number| {
            let [width, height] = PHOTOGRAPH;
            // Slopes, edges and grain: neither as flat as a drawing nor noise alone.
            let picture = image::RgbImage::from_fn(width, height, |x, y| {
                let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503) ^ number) >> 27;
                let wave = (x * x / 900 + y * (number + 3)) / 31 % 160;
                image::Rgb([
                    (wave + grain) as u8,
                    (x * 200 / width + grain) as u8,
                    (y * 200 / height + grain) as u8,
                ])
            });
            picture.save(edition.join(format!("{number}.jpg"))).unwrap();
            format!(r#"{{ "type": "figure", "src": "{number}.jpg", "width": {width}, "height": {height} }}"#)
        })
        .collect();
    let text = format!(
        r#"{{ "version": 1, "publication": "bench", "date": "2021-03-10", "pages": [{{ "id": "A01", "articles": [{{ "id": "1", "headline": ["图"], "body": [{}] }}] }}] }}"#,
        figures.join(", ")
    );
    fs::write(edition.join("edition.json"), text).unwrap();
}

/// What a step took, as its process says.
struct Measured {
    seconds: f64,
    pages: usize,
    memory: u64,
}

impl Measured {
    fn of(folder: &Path, step: &str) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let output = command.current_dir(folder).env(STEP, step).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8(output.stdout).unwrap();
        let mut words = said.split_whitespace();
        let mut next = || words.next().unwrap();
        Self {
            seconds: next().parse().unwrap(),
            pages: next().parse().unwrap(),
            memory: next().parse().unwrap(),
        }
    }

    fn tell(&self, what: &str, count: usize, unit: &str) {
        let rate = count as f64 / self.seconds;
        println!("{what:<32} {rate:>9.0} {unit}/s ({count} in {:.1} s, {} MB)", self.seconds, self.memory);
    }

    fn compare(&self, what: &str, other: &Self) {
        let part = other.seconds / self.seconds;
        println!("{what:<32} {part:>9.3} of that time ({:.1} s, {} MB)", other.seconds, other.memory);
    }
}

/// One step, in the folder of the measurement.
fn work(step: &str) {
    let start = Instant::now();
    let pages = match step {
        "import" => {
            let options = Options {
                source: "source".into(),
                into: "paper".into(),
                publication: Some("bench".into()),
                ..Options::default()
            };
            import::import(&options, &QUIET).unwrap();
            let settings = fs::read_to_string("paper/masthead.toml").unwrap();
            if !settings.contains("\nbase_url") {
                let url = "base_url = \"https://paper.example.com/\"\n\n[[publications]]";
                fs::write("paper/masthead.toml", settings.replacen("[[publications]]", url, 1)).unwrap();
            }
            0
        }
        "build" => {
            let bundle = Path::new("bundle");
            fs::create_dir_all(bundle).unwrap();
            for name in masthead_press::build::bundle::names() {
                fs::write(bundle.join(name), "// the reader is not what is measured").unwrap();
            }
            let options = build::Options {
                out: "site".into(),
                bundle: Some(bundle.into()),
                host: Host::Nginx,
                ..build::Options::default()
            };
            let built = build::build(Path::new("paper"), &options, &QUIET).unwrap();
            built.changes.changed.iter().filter(|path| path.ends_with(".html")).count()
        }
        "pictures" | "pictures again" => {
            let options = build::Options {
                out: step.replace(' ', "-").into(),
                data_only: true,
                ..build::Options::default()
            };
            let built = build::build(Path::new("illustrated"), &options, &QUIET).unwrap();
            built.changes.changed.iter().filter(|path| path.ends_with(".webp")).count()
        }
        _ => panic!("there is no step {step}"),
    };
    println!("{} {pages} {}", start.elapsed().as_secs_f64(), peak_memory().unwrap_or_default());
}

/// Writes an edition into the source; says how many characters its paragraphs have.
fn generate(folder: &Path, index: usize, texts: &[(String, Vec<String>)]) -> usize {
    // Not from a new year on: the day after 365 editions would be New Year, when last year's search is put together.
    let first = Date::parse("2021-03-10").unwrap().day_number();
    let date = Date::from_day_number(first + index as i64).unwrap().to_string();
    let edition = edition(date, index, texts);
    founder::write(&folder.join("source"), &edition);
    let articles = edition.pages.iter().flat_map(|page| &page.articles);
    articles.flat_map(|article| &article.paragraphs).map(|text| text.chars().count()).sum()
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

/// The most memory this process had, as Linux tells it, in megabytes.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

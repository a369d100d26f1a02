//! What `cargo xtask bench search` works with: `archive_site FOLDER [articles] [queries of each kind]` writes the
//! corpus's archive to `FOLDER/archive/`, its articles to `articles.jsonl`, and queries with what a naive scan finds to
//! `queries.json`.

#[path = "../tests/common/mod.rs"]
mod common;

use std::path::{Path, PathBuf};
use std::time::Instant;

use common::memory::{Paper, Site};
use common::{Dice, corpus, megabytes, queries};
use masthead_search::Query;
use masthead_search::archive::Settings;
use masthead_search::fold::fold;
use masthead_search::query::Term;
use serde_json::json;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_default());
    let mut number = |otherwise: usize| arguments.next().and_then(|n| n.parse().ok()).unwrap_or(otherwise);
    let (count, each) = (number(usize::MAX), number(25));
    let Some(mut items) = corpus(usize::MAX) else { return Ok(()) };
    items.iter_mut().for_each(|item| item.byline = None);
    let items = &items[items.len().saturating_sub(count)..];
    let site = Site::default();
    let paper = Paper::of_corpus(items);
    let before = megabytes("VmRSS");
    let start = Instant::now();
    let (_, report) = paper.write(&site, None, &Settings::default());
    let seconds = start.elapsed().as_secs_f64();
    let memory = (megabytes("VmHWM") - before).max(0.0);
    for (path, bytes) in site.files().iter() {
        write(&folder.join(path), bytes)?;
    }
    let lines: String = items
        .iter()
        .map(|item| {
            json!({ "id": item.id, "title": item.title, "body": item.body.join("\n") }).to_string() + "\n"
        })
        .collect();
    write(&folder.join("articles.jsonl"), lines.as_bytes())?;

    let folded: Vec<Vec<String>> = items
        .iter()
        .map(|item| std::iter::once(&item.title).chain(&item.body).map(|text| fold(text)).collect())
        .collect();
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by(|a, b| items[*b].date.cmp(&items[*a].date).then(a.cmp(b)));
    let mut dice = Dice(4);
    let mut all = Vec::new();
    for kind in queries::KINDS {
        for _ in 0..each {
            let typed = queries::draw(kind, items, &mut dice);
            let query = Query::parse(&typed);
            let has = |n: usize, term: &Term| folded[n].iter().any(|field| term.occurs_in(field));
            let finds = |n: &usize| {
                query.terms().iter().all(|term| has(*n, term))
                    && !query.excluded().iter().any(|term| has(*n, term))
            };
            let found: Vec<&str> = order.iter().filter(|n| finds(n)).map(|n| items[*n].id.as_str()).collect();
            let found = if query.is_empty() { Vec::new() } else { found };
            all.push(json!({ "kind": kind, "typed": typed, "found": found }));
        }
    }
    let about = json!({
        "articles": report.articles, "text": report.text_bytes, "index": report.index_bytes, "pinyin": report.pinyin_bytes,
        "stored": report.stored_bytes, "files": report.files, "seconds": seconds, "memory": memory, "queries": all,
    });
    write(&folder.join("queries.json"), about.to_string().as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::write(path, bytes)
}

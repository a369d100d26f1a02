//! What an archive of the corpus costs: `cargo run --release -p masthead-search --features archive-write --example
//! archive_bench [articles] [bucket bytes] [articles a block] [queries of each kind] [articles a new block]`. Bytes and requests are
//! exact; times depend on the machine. A question is one as the reader asks it.

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::Instant;

use common::memory::{Cost, Paper, Site, ask};
use common::{Dice, corpus, queries, spoken};
use masthead_search::Query;
use masthead_search::archive::{Ask, ENTRY, Settings, Shelf, Spelling};

/// Blocks that a question of the reader looks into (`static/masthead-archive-view.js`).
const MOST_BLOCKS: Option<usize> = Some(48);

fn main() {
    let numbers: Vec<u32> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let count = numbers.first().map_or(usize::MAX, |&count| count as usize);
    let Some(mut items) = corpus(usize::MAX) else { return };
    // The corpus as it is.
    items.iter_mut().for_each(|item| item.byline = None);
    let items = &items[items.len().saturating_sub(count)..];
    let mut settings = Settings::default();
    settings.bucket_bytes = numbers.get(1).copied().unwrap_or(settings.bucket_bytes);
    settings.open.per_block = numbers.get(2).copied().unwrap_or(settings.open.per_block);
    settings.per_new_block = numbers.get(4).copied().unwrap_or(settings.per_new_block);
    let paper = Paper::of_corpus(items);
    let site = Site::default();
    let start = Instant::now();
    let cpu = cpu_seconds();
    let (archive, report) = paper.write(&site, None, &settings);
    let seconds = start.elapsed().as_secs_f64();
    let busy = cpu_seconds() - cpu;
    let entry = site.get(ENTRY).map_or(0, |bytes| bytes.len());
    let text = report.text_bytes as f64;
    println!(
        "{} articles, {:.2} MB of text; {} segments, {} files, entry file {entry} bytes",
        report.articles,
        text / 1e6,
        report.written,
        report.files
    );
    println!(
        "index {:.3}, pinyin {:.3}, stored text {:.3} of the text; written in {seconds:.1} s with {} threads; {busy:.2} s of processor time, {:.1} MB/s a core",
        report.index_bytes as f64 / text,
        report.pinyin_bytes as f64 / text,
        report.stored_bytes as f64 / text,
        rayon::current_num_threads(),
        text / 1e6 / busy
    );
    let mut families = std::collections::BTreeMap::<char, (usize, usize)>::new();
    for (path, bytes) in site.files().iter() {
        let letter = path.rsplit('/').next().and_then(|name| name.chars().next()).unwrap_or('?');
        let family = families.entry(letter).or_default();
        *family = (family.0 + 1, family.1 + bytes.len());
    }
    for (letter, (files, bytes)) in families {
        println!(
            "  {letter}: {files} files, {:.4} of the text, {} bytes each",
            bytes as f64 / text,
            bytes / files
        );
    }

    let each = numbers.get(3).copied().unwrap_or(25);
    if each == 0 {
        return;
    }
    let mut dice = Dice(4);
    let mut all = Vec::new();
    let mut kept = Vec::new();
    let mut warm = Shelf::default();
    println!(
        "kind         | bytes: median 90 % 95 % most | requests: median 90 % 95 % most | ms of fetching: median 90 % 95 % | over two trips, more to look into | exact totals | found, shown | ms"
    );
    for kind in queries::KINDS {
        let mut costs = Vec::new();
        let (mut exact, mut candidates, mut shown, mut late, mut short, mut worst) = (0, 0, 0, 0, 0, 0.0_f64);
        for _ in 0..each {
            let typed = queries::draw(kind, items, &mut dice);
            let query = Query::parse(&typed);
            let question = Ask { query, limit: 10, most_blocks: MOST_BLOCKS, ..Ask::default() };
            let (answer, cost) = ask(&archive, &site, &mut Shelf::default(), &question);
            kept.push(ask(&archive, &site, &mut warm, &question).1);
            let start = Instant::now();
            archive.answer(&question, &warm);
            worst = worst.max(start.elapsed().as_secs_f64() * 1e3);
            if cost.bytes > 60_000 && std::env::var_os("WORST").is_some() {
                println!("  {typed:?}: {cost:?}, {} found, {} shown", answer.total, answer.rows.len());
            }
            if cost.trips > 2 && std::env::var_os("LATE").is_some() {
                println!("  {typed:?}: {cost:?}, {} found, {} shown", answer.total, answer.rows.len());
            }
            exact += usize::from(answer.exact);
            candidates += answer.total;
            shown += answer.rows.len();
            late += usize::from(cost.trips > 2);
            short += usize::from(answer.more);
            costs.push(cost);
        }
        print_costs(kind, &mut costs);
        println!(" | {late}, {short} | {exact} | {candidates}, {shown} | {worst:.1}");
        all.extend(costs);
    }
    print_costs("all", &mut all);
    println!();
    print_costs("one by one", &mut kept);
    println!();
    // With the direct search that comes before, and without the table.
    let mut spoken_of = Vec::new();
    let mut late = 0;
    for _ in 0..each * 4 {
        let typed = spoken::draw(&dice.pick(items).title, &mut dice);
        let (query, pinyin) = (Query::parse(&typed), Spelling::parse(&typed));
        let question = Ask { query, pinyin, limit: 10, most_blocks: MOST_BLOCKS, ..Ask::default() };
        let (answer, cost) = ask(&archive, &site, &mut Shelf::default(), &question);
        if answer.pinyin {
            late += usize::from(cost.trips > 3);
            spoken_of.push(cost);
        }
    }
    print_costs("pinyin", &mut spoken_of);
    println!(" | {late} of {} over three trips", spoken_of.len());
    println!("everything asked, kept: {} KB", warm.bytes() / 1000);
}

/// Seconds that processors have spent on this program (Linux; elsewhere nothing is known).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |n: usize| fields.get(n).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

fn print_costs(kind: &str, costs: &mut [Cost]) {
    let at = |costs: &[Cost], part: f64| costs[((costs.len() - 1) as f64 * part) as usize];
    costs.sort_by_key(|cost| cost.bytes);
    let bytes = [0.5, 0.9, 0.95, 1.0].map(|part| at(costs, part).bytes);
    costs.sort_by_key(|cost| cost.requests);
    let requests = [0.5, 0.9, 0.95, 1.0].map(|part| at(costs, part).requests);
    costs.sort_by_key(|cost| cost.wait);
    let wait = [0.5, 0.9, 0.95].map(|part| at(costs, part).wait);
    let mean = costs.iter().map(|cost| cost.wait).sum::<usize>() / costs.len().max(1);
    print!("{kind:12} | {bytes:?} | {requests:?} | {wait:?}, mean {mean}");
}

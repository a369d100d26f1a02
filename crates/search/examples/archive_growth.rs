//! How an archive grows: `cargo run --profile native -p masthead-search --features archive-write --example
//! archive_growth -- FILE ARTICLES [queries of each kind]` makes an archive of so many generated articles over twenty
//! years, keeps it in one scratch file, and asks it. Bytes and requests are exact; times depend on the machine.

#[path = "../tests/common/mod.rs"]
mod common;

use std::collections::HashMap;
use std::fs::File;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::os::unix::fs::FileExt;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use common::generator::Generator;
use common::{Dice, Item, corpus, megabytes, queries};
use masthead_search::Query;
use masthead_search::archive::{Archive, Ask, ENTRY, Settings, Shelf, Sink, write_archive};

/// All files in one, since a file system takes its time for a million.
struct Pile(File, Mutex<Places>);

/// Where each file is, by a hash of its path, and where the next one goes.
#[derive(Default)]
struct Places {
    end: u64,
    known: HashMap<u64, (u64, u32)>,
}

fn key(path: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(path)
}

impl Sink for Pile {
    type Error = std::io::Error;
    fn put(&self, path: &str, bytes: &[u8]) -> std::io::Result<()> {
        let mut places = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        let at = places.end;
        places.end += bytes.len() as u64;
        places.known.insert(key(path), (at, bytes.len() as u32));
        drop(places);
        self.0.write_all_at(bytes, at)
    }
}

impl Pile {
    fn get(&self, path: &str) -> Option<Vec<u8>> {
        let (at, length) = *self.1.lock().ok()?.known.get(&key(path))?;
        let mut bytes = vec![0; length as usize];
        self.0.read_exact_at(&mut bytes, at).ok()?;
        Some(bytes)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(count)) = (arguments.next(), arguments.next().and_then(|count| count.parse().ok()))
    else {
        return Err("say where the scratch file may be, and how many articles".into());
    };
    let each = arguments.next().and_then(|each| each.parse().ok()).unwrap_or(25);
    let Some(items) = corpus(usize::MAX) else { return Ok(()) };
    let generator = Generator::new(&items, count);
    let [of_characters, of_pairs] = generator.distances(&items);
    drop(items);
    println!(
        "generated text differs from the corpus by {of_characters:.3} in characters, {of_pairs:.3} in pairs"
    );
    let open = File::options().read(true).write(true).create(true).truncate(true).open(path);
    let pile = Pile(open?, Mutex::default());
    let before = megabytes("VmRSS");
    let start = Instant::now();
    let infos = generator.infos();
    let write = |previous: Option<&Archive>, infos: &[_]| {
        write_archive(&["made".into()], infos, &generator, &pile, previous, &Settings::default())
    };
    // All days but the newest, and then that one.
    let (archive, report) = write(None, &infos[1..])?;
    let seconds = start.elapsed().as_secs_f64();
    let text = report.text_bytes as f64;
    println!(
        "{} articles, {:.1} MB of text, {} segments, {} files, entry file {} bytes",
        report.articles,
        text / 1e6,
        report.written,
        report.files,
        pile.get(ENTRY).map_or(0, |bytes| bytes.len())
    );
    println!(
        "index {:.3}, stored text {:.3} of the text; {seconds:.0} s with making the text; memory {:.0} MB more than before",
        report.index_bytes as f64 / text,
        report.stored_bytes as f64 / text,
        megabytes("VmHWM") - before
    );
    let start = Instant::now();
    let (archive, report) = write(Some(&archive), &infos)?;
    println!(
        "one day more: {} of {} segments written, {} files, {:.1} s",
        report.written,
        report.written + report.kept,
        report.files,
        start.elapsed().as_secs_f64()
    );

    let step = (generator.days.len() / 60).max(1);
    let asked: Vec<Item> = generator
        .days
        .iter()
        .step_by(step)
        .flat_map(|(date, count)| generator.day(date, (*count).min(40)))
        .collect();
    let mut dice = Dice(4);
    let mut costs: Vec<(usize, usize, usize)> = Vec::new();
    for kind in queries::KINDS {
        for _ in 0..each {
            let query = Query::parse(&queries::draw(kind, &asked, &mut dice));
            costs.push(cost(
                &archive,
                &pile,
                &Ask { query, limit: 10, most_blocks: Some(48), ..Ask::default() },
            ));
        }
    }
    let part = |costs: &[(usize, usize, usize)], part: f64| costs[((costs.len() - 1) as f64 * part) as usize];
    costs.sort();
    let bytes = [0.5, 0.9, 0.95].map(|at| part(&costs, at).0);
    costs.sort_by_key(|cost| cost.1);
    let requests = [0.5, 0.95].map(|at| part(&costs, at).1);
    let late = costs.iter().filter(|cost| cost.2 > 2).count();
    println!(
        "next query: bytes, median, 90 %, 95 %: {bytes:?}; requests, median, 95 %: {requests:?}; {late} of {} over two trips",
        costs.len()
    );
    Ok(())
}

/// Bytes, requests and trips of a question to an empty shelf.
fn cost(archive: &Archive, pile: &Pile, ask: &Ask) -> (usize, usize, usize) {
    let (mut bytes, mut requests, mut trips) = (0, 0, 0);
    let mut shelf = Shelf::default();
    loop {
        let missing = archive.answer(ask, &shelf).missing;
        if missing.is_empty() {
            return (bytes, requests, trips);
        }
        trips += 1;
        for name in missing {
            let file = pile.get(&name.path());
            bytes += file.as_ref().map_or(0, Vec::len);
            requests += 1;
            shelf.put(name, file.ok_or_else(|| "it is not there".to_owned()));
        }
    }
}

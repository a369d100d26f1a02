//! Trees of every construct of Founder's markup in random combination, and the rule of [`crate::oracle`] over them.
//!
//! A seed makes one edition of four pages. The ordinary run has few; all thousand pages are in an ignored test:
//! `cargo test -p masthead-press --test testsuite -- --ignored a_thousand_generated_pages`. A failure names the seed;
//! `MASTHEAD_SEED=17` makes that one alone and keeps the tree.

mod body;
mod inline;
mod tree;

use std::fs;
use std::path::PathBuf;

use crate::case::{Case, files};
use crate::oracle::Imported;
use tree::{PAGES, Tree};

/// Imports the edition of a seed; gives the pages, the articles, and what was lost.
fn lost(seed: u64) -> (usize, usize, Vec<String>) {
    let case = Case::new();
    let tree = Tree::generate(seed, &case);
    let report = case.import(&["--publication", "made"]);
    let imported = Imported::read(&case, &report);
    let mut lost: Vec<String> = tree.articles.iter().flat_map(|wanted| imported.lost(wanted)).collect();
    let check = case.run(&["check", "paper"]);
    if check.code != 0 {
        lost.push(format!("check: {}{}", check.stdout, check.stderr));
    }
    let strict =
        case.run(&["import", "source", "--into", "strict", "--publication", "made", "--strict", "--quiet"]);
    if strict.code != i32::from(Imported::has_doubts(&report)) {
        lost.push(format!("--strict: exit code {}", strict.code));
    }
    if std::env::var_os("MASTHEAD_SEED").is_some() {
        let kept = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("generated-{seed}"));
        for path in files(&case.path("source")) {
            let to = kept.join(&path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(case.path("source").join(&path), to).unwrap();
        }
        println!("seed {seed} is kept in {}", kept.display());
    }
    (PAGES, tree.articles.len(), lost)
}

fn none_lost(seeds: impl Iterator<Item = u64>) -> usize {
    let (mut pages, mut articles) = (0, 0);
    let mut failed = Vec::new();
    for seed in seeds {
        let (more, read, lost) = lost(seed);
        (pages, articles) = (pages + more, articles + read);
        failed.extend(lost.into_iter().map(|lost| format!("seed {seed}: {lost}")));
    }
    println!("{pages} pages, {articles} articles");
    assert!(failed.is_empty(), "{} lost\n{}", failed.len(), failed[..failed.len().min(40)].join("\n"));
    pages
}

#[test]
fn generated_pages_lose_nothing() {
    match std::env::var("MASTHEAD_SEED") {
        Ok(seed) => none_lost(std::iter::once(seed.parse().unwrap())),
        Err(_) => none_lost(0..8),
    };
}

#[test]
#[ignore = "takes minutes"]
fn a_thousand_generated_pages_lose_nothing() {
    assert_eq!(none_lost(0..250), 1000);
}

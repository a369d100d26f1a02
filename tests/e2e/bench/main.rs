//! `cargo xtask bench reader`: how long a reader waits, in Chromium, on the release build. The figures go into
//! `docs/benchmarks.md`; nothing here passes or fails.

// A benchmark may stop at the first broken assumption, as a test may; and it stands on the tests' own ground.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, dead_code, unused_imports)]

#[path = "../harness/mod.rs"]
mod harness;
#[path = "../papers/mod.rs"]
mod papers;

mod keystroke;
mod opening;
mod sample;

use harness::{DESKTOP, PHONE, on};
use papers::corpus::{Piece, invented, pieces};

fn main() {
    println!("| what | articles | median | p95 | runs |\n|---|---|---|---|---|");
    for count in [100, 1_000] {
        on(PHONE, async |browser| opening::run(browser, &texts(count)).await);
    }
    for slowdown in [1, 4] {
        on(PHONE, async |browser| keystroke::run(browser, &texts(200), slowdown).await);
    }
}

/// Real articles where the corpus is beside the repository, made-up ones otherwise.
fn texts(count: usize) -> Vec<Piece> {
    pieces(count).unwrap_or_else(|| invented(count))
}

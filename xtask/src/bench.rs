//! `cargo xtask bench`: figures for `docs/benchmarks.md`. Nothing here passes or fails.

use crate::outcome::Outcome;
use crate::tools::{self, Need};
use crate::{bench_search, build, shell};

pub(crate) fn run(arguments: &[String]) -> Outcome {
    match arguments {
        [what] if what == "reader" => reader(),
        [what, rest @ ..] if what == "search" => bench_search::run(rest),
        [what] if what == "press" => press(),
        _ => Err("say what to measure: `cargo xtask bench reader` or `search` or `cargo xtask bench press`"
            .to_owned()),
    }
}

/// The reader in Chromium, on a fresh release build.
fn reader() -> Outcome {
    tools::require(Need::Build)?;
    tools::require(Need::Browser)?;
    build::release()?;
    let (chromium, driver) = tools::chromium().ok_or("there is no Chromium with a driver on this machine")?;
    let mut cargo = shell::cargo();
    cargo.args(["bench", "--quiet", "--package", "masthead-e2e", "--bench", "reader", "--profile", "dev"]);
    shell::run(cargo.env("MASTHEAD_CHROMIUM", chromium).env("MASTHEAD_CHROMEDRIVER", driver))
}

/// The publisher's command, as publishers get it: `MASTHEAD_EDITIONS` says of how many editions.
fn press() -> Outcome {
    let mut cargo = shell::cargo();
    cargo.args([
        "bench",
        "--quiet",
        "--package",
        "masthead-press",
        "--bench",
        "press",
        "--profile",
        "native",
    ]);
    shell::run(&mut cargo)
}

//! `cargo xtask bench search`: what a search of the archive costs a reader, beside Pagefind; figures for
//! `docs/search.md`. The articles are those that lie beside its makers' repositories.

use crate::esbuild::Profile;
use crate::outcome::Outcome;
use crate::tools::{self, Need};
use crate::{archive, places, shell};

/// What of a build is put where the page finds it.
const MADE_BY: &[&str] = &["run", "--quiet", "--profile", "native", "--package", "masthead-search"];

pub(crate) fn run(arguments: &[String]) -> Outcome {
    for need in [Need::Build, Need::Browser, Need::Rival] {
        tools::require(need)?;
    }
    let chromium = tools::browser().ok_or("there is no Chromium on this machine")?;
    let folder = places::target().join("bench-search");
    let failed = |error| format!("{}: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(failed)?;
    }
    let reader = folder.join("reader");
    std::fs::create_dir_all(&reader).map_err(failed)?;
    let mut site = shell::cargo();
    site.args(MADE_BY).args(["--features", "archive-write", "--example", "archive_site", "--"]);
    shell::run(site.arg(&folder).args(arguments))?;
    if !folder.join("queries.json").is_file() {
        println!("Without the corpus there is nothing to measure.");
        return Ok(());
    }
    archive::build(&reader, Profile::Release)?;
    let script = places::root().join("xtask/src/bench_search/run.js");
    shell::run(shell::program("node").arg(script).arg(&folder).arg(tools::pagefind()).arg(chromium))
}

//! The command line: what can be asked, and who does it. Each command's work is elsewhere.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::build::{data, ledger::Ledger};
use crate::check;
use crate::error::{Error, Result};
use crate::paper::PaperFolder;
use crate::ui::{GREEN, Ui};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "masthead", version, about, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Say only what went wrong.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Print results as JSON, for scripts.
    #[arg(long, global = true)]
    pub json: bool,
}

const AFTER_HELP: &str = "\
A paper is a folder with a masthead.toml and one folder per edition; a site is what any static host serves.

Exit codes: 0 done; 1 done, but what was found is not good enough; 2 the command line is wrong;
3 a file of the paper or source cannot be used; 4 the machine failed (disk, permissions); 130 interrupted.";

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the site of a paper
    Build(BuildArgs),
    /// Look for mistakes in a paper: each with file, place, and how to mend it
    Check(CheckArgs),
}

/// `masthead build`
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The paper's folder, the one with masthead.toml
    pub paper: PathBuf,
    /// Where the site goes; only what changed is written
    #[arg(long, value_name = "SITE")]
    pub out: PathBuf,
    /// Only what a reader loads that stands in a page elsewhere: paper.json, calendars, editions, pictures
    #[arg(long)]
    pub data_only: bool,
}

/// `masthead check`
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The paper's folder, the one with masthead.toml
    pub paper: PathBuf,
    /// Fail on warnings too, not only on errors
    #[arg(long)]
    pub strict: bool,
}

impl Cli {
    /// Does what was asked.
    pub fn run(self) -> Result<()> {
        let ui = Ui { quiet: self.quiet, json: self.json };
        match self.command {
            Command::Build(args) => build(&args, &ui),
            Command::Check(args) => check_paper(&args, &ui),
        }
    }
}

fn build(args: &BuildArgs, ui: &Ui) -> Result<()> {
    if !args.data_only {
        return Err(Error::usage("this version builds the data only").help("add --data-only"));
    }
    let paper = PaperFolder::open(&args.paper)?;
    let ledger = Ledger::open(&args.out)?;
    let outcome = data::build(&paper, &ledger, ui)?;
    let changes = ledger.close()?;
    for warning in &outcome.warnings {
        ui.warn(warning);
    }
    if ui.json {
        let value = serde_json::json!({
            "editions": outcome.editions,
            "articles": outcome.articles,
            "changed": changes.changed,
            "removed": changes.removed,
            "unchanged": changes.unchanged,
            "warnings": outcome.warnings,
        });
        println!("{value}");
    } else {
        ui.say(&format!(
            "{GREEN}done:{GREEN:#} {} editions, {} articles; {} files written, {} removed, {} as they were",
            outcome.editions,
            outcome.articles,
            changes.changed.len(),
            changes.removed.len(),
            changes.unchanged,
        ));
    }
    Ok(())
}

fn check_paper(args: &CheckArgs, ui: &Ui) -> Result<()> {
    let report = check::check(&args.paper, ui)?;
    report.print(ui);
    report.verdict(args.strict)
}

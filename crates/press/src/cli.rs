//! The command line: what can be asked, and who does it. Each command's work is elsewhere.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};
use masthead_edition::date::Date;
use masthead_search::Query;
use masthead_search::archive::{Ask, Filters, Spelling};
use masthead_search::query::Term;

use crate::build;
use crate::check;
use crate::error::Result;
use crate::hosting::host::Host;
use crate::import::{options, rules, run, text};
use crate::lock::Patience;
use crate::search::files::Files;
use crate::ui::{GREEN, Ui, counted};
use crate::{new, search};

mod completions;
mod help;
mod serve;
mod trouble;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "masthead", version, about, after_help = help::ALL, max_term_width = 100)]
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

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a paper: settings with every line explained, and one edition that explains itself
    New(NewArgs),
    /// Make the site of a paper
    Build(BuildArgs),
    /// Look for mistakes in a paper: each with file, place, and how to mend it
    Check(CheckArgs),
    /// Bring a Founder (方正) tree, or edition files, into a paper
    Import(ImportArgs),
    /// Search a site's archive: every article that has the words, newest first
    Search(SearchArgs),
    /// Serve a site on this machine as a CDN would; or a paper, built anew whenever a file of it changes
    Serve(serve::ServeArgs),
    /// Print completions for a shell: masthead completions bash > /etc/bash_completion.d/masthead
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// `masthead new`
#[derive(Debug, Args)]
#[command(after_help = help::NEW)]
pub struct NewArgs {
    /// The folder to make
    pub folder: PathBuf,
    /// The day of its edition; today otherwise
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
}

/// `masthead search`
#[derive(Debug, Args)]
#[command(after_help = help::SEARCH)]
pub struct SearchArgs {
    /// The site: its folder, or its address
    pub site: String,
    /// What to look for, in quotes where it is more than one word; after -- where it begins with a -
    pub query: String,
    /// How many articles to list; 0 lists all
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// Only this publication, by its id
    #[arg(long, value_name = "ID")]
    pub publication: Option<String>,
    /// Only from this day on, like 2022-09-16
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<Date>,
    /// Only up to this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub to: Option<Date>,
    /// Only pages of this id, or of this section
    #[arg(long, value_name = "PAGE")]
    pub page: Option<String>,
    /// Only articles whose byline has this
    #[arg(long, value_name = "NAME")]
    pub byline: Option<String>,
    /// Look in headlines alone
    #[arg(long)]
    pub headlines: bool,
    /// List the oldest first
    #[arg(long)]
    pub oldest_first: bool,
}

/// `masthead build`
#[derive(Debug, Args)]
#[command(after_help = help::BUILD)]
pub struct BuildArgs {
    /// The paper's folder, the one with masthead.toml
    pub paper: PathBuf,
    /// Where the site goes; only what changed is written
    #[arg(long, value_name = "SITE")]
    pub out: PathBuf,
    /// Only what a reader loads that stands in a page elsewhere: paper.json, calendars, editions, pictures
    #[arg(long)]
    pub data_only: bool,
    /// The reader's files (dist/), instead of those in this command
    #[arg(long, value_name = "DIR", conflicts_with = "without_reader")]
    pub bundle: Option<PathBuf>,
    /// Pages that are only read, with no script in them
    #[arg(long)]
    pub without_reader: bool,
    /// Where the site is going to lie; its limits are checked before anything is in place
    #[arg(long, value_enum, default_value_t)]
    pub host: Host,
    /// List every file that changed or went, for upload and purge: "changed PATH", "removed PATH"
    #[arg(long, value_name = "FILE")]
    pub changes: Option<PathBuf>,
    /// Go on where editions or files of the paper cannot be read: the site keeps what it has of them
    #[arg(long)]
    pub allow_missing: bool,
    /// Refuse (exit code 5) instead of waiting while another run works on the paper or the site
    #[arg(long)]
    pub no_wait: bool,
}

/// `masthead check`
#[derive(Debug, Args)]
#[command(after_help = help::CHECK)]
pub struct CheckArgs {
    /// The paper's folder, the one with masthead.toml
    pub paper: PathBuf,
    /// Fail on warnings too, not only on errors
    #[arg(long)]
    pub strict: bool,
}

/// `masthead import`
#[derive(Debug, Args)]
#[command(after_help = help::IMPORT)]
pub struct ImportArgs {
    /// The tree's folder (the one that holds html/), or an edition.json, or a folder of them; never written to
    #[arg(required_unless_present = "show_rules")]
    pub source: Option<PathBuf>,
    /// The paper's folder; begun if there is none
    #[arg(long, value_name = "PAPER", required_unless_present = "show_rules")]
    pub into: Option<PathBuf>,
    /// The publication of the tree, where it is not clear
    #[arg(long, value_name = "ID")]
    pub publication: Option<String>,
    /// The first day to import, like 2022-09-16
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<Date>,
    /// The last day to import
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<Date>,
    /// Look and report, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Refuse every edition in which something was guessed or is missing
    #[arg(long)]
    pub strict: bool,
    /// Import again what was edited by hand since
    #[arg(long)]
    pub overwrite: bool,
    /// Rules of your own, which extend the built-in ones
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    /// Keep the whole report as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Refuse (exit code 5) instead of waiting while another run works on the paper
    #[arg(long)]
    pub no_wait: bool,
    /// Print the built-in rules and stop
    #[arg(long)]
    pub show_rules: bool,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|_| "write it like 2022-09-16".to_owned())
}

impl Cli {
    /// Does what was asked.
    pub fn run(self) -> Result<()> {
        let ui = Ui { quiet: self.quiet, json: self.json };
        match self.command {
            Command::New(args) => new(&args, &ui),
            Command::Search(args) => search_site(args, &ui),
            Command::Serve(args) => args.run(&ui),
            Command::Completions { shell } => {
                completions::print(shell, Self::command());
                Ok(())
            }
            Command::Build(args) => build_site(args, &ui),
            Command::Check(args) => check_paper(&args, &ui),
            Command::Import(args) => import(args, &ui),
        }
    }
}

fn new(args: &NewArgs, ui: &Ui) -> Result<()> {
    let edition = new::make(&args.folder, args.date.unwrap_or_else(new::today))?;
    let folder = args.folder.display();
    if ui.json {
        println!("{}", serde_json::json!({ "paper": folder.to_string(), "edition": edition }));
        return Ok(());
    }
    ui.say(&format!(
        "{GREEN}made{GREEN:#} {folder}\n  masthead check {folder}\n  masthead build {folder} --out SITE"
    ));
    Ok(())
}

fn search_site(args: SearchArgs, ui: &Ui) -> Result<()> {
    let files = Files::of(&args.site);
    match args.ask() {
        Ok(ask) => search::print::print(&search::search(&files, &ask)?, ui),
        Err(why) => search::print::nothing_asked(&why, ui),
    }
}

impl SearchArgs {
    /// What is asked for, or why nothing is.
    fn ask(self) -> Result<Ask, String> {
        // A terminal may send what it got; a site's text is composed.
        let composed = |typed: &str| text::nfc(typed.to_owned());
        let typed = composed(&self.query);
        let query = Query::parse(&typed);
        if query.is_empty() {
            return Err(if !query.excluded().is_empty() {
                "the query says only what must not occur".to_owned()
            } else if typed.trim().is_empty() {
                "the query is empty".to_owned()
            } else {
                "the query has only marks that separate words, and characters without width".to_owned()
            });
        }
        let byline = self.byline.as_deref().map(|name| {
            let nothing = || format!("--byline {name:?} is no name");
            Term::new(&composed(name)).ok_or_else(nothing)
        });
        let filters = Filters {
            publication: self.publication,
            from: self.from,
            to: self.to,
            page: self.page,
            byline: byline.transpose()?,
            headlines_only: self.headlines,
        };
        let limit = if self.limit == 0 { usize::MAX } else { self.limit };
        let pinyin = Spelling::parse(&typed);
        Ok(Ask { query, pinyin, filters, limit, oldest_first: self.oldest_first, most_blocks: None })
    }
}

fn build_site(args: BuildArgs, ui: &Ui) -> Result<()> {
    let options = build::Options {
        out: args.out,
        data_only: args.data_only,
        bundle: args.bundle,
        without_reader: args.without_reader,
        host: args.host,
        changes: args.changes,
        allow_missing: args.allow_missing,
        patience: patience(args.no_wait),
    };
    let built = build::build(&args.paper, &options, ui)?;
    for warning in &built.warnings {
        ui.warn(warning);
    }
    if ui.json {
        let value = serde_json::json!({
            "editions": built.editions,
            "articles": built.articles,
            "drawn": built.drawn,
            "changed": built.changes.changed,
            "removed": built.changes.removed,
            "unchanged": built.changes.unchanged,
            "warnings": built.warnings,
        });
        println!("{value}");
    } else {
        ui.say(&format!(
            "{GREEN}done:{GREEN:#} {}, {}; {} written, {} removed, {} as before",
            counted(built.editions, "edition"),
            counted(built.articles, "article"),
            counted(built.changes.changed.len(), "file"),
            built.changes.removed.len(),
            built.changes.unchanged,
        ));
    }
    Ok(())
}

fn patience(no_wait: bool) -> Patience {
    if no_wait { Patience::Refuse } else { Patience::Wait }
}

fn import(args: ImportArgs, ui: &Ui) -> Result<()> {
    let (Some(source), Some(into), false) = (args.source, args.into, args.show_rules) else {
        print!("{}", rules::BUILT_IN);
        return Ok(());
    };
    let options = options::Options {
        source,
        into,
        publication: args.publication,
        since: args.since,
        until: args.until,
        dry_run: args.dry_run,
        strict: args.strict,
        overwrite: args.overwrite,
        rules: args.rules,
        patience: patience(args.no_wait),
    };
    let report = run::import(&options, ui)?;
    if let Some(path) = &args.report {
        report.keep(path)?;
    }
    report.print(ui, args.report.as_deref())?;
    report.verdict()
}

fn check_paper(args: &CheckArgs, ui: &Ui) -> Result<()> {
    let report = check::check(&args.paper, ui)?;
    report.print(ui)?;
    report.verdict(args.strict)
}

//! The import as the publisher runs it: which editions, into which publication, and what is written.

use std::collections::BTreeMap;
use std::path::Path;

use masthead_edition::date::Date;
use masthead_edition::id::Id;
use masthead_edition::json;
use rayon::prelude::*;

use super::assemble::{self, Job};
use super::copied::{copy_files, is_whole, remove_old_copies};
use super::day::Day;
use super::note::Note;
use super::options::Options;
use super::outcome::{has_doubts, is_edited, outcome};
use super::publications::{self, Target};
use super::report::{EditionReport, Outcome, Report};
use super::rules::{self, Rules};
use super::state::{self, State};
use super::tree::Tree;
use super::{calendars, editions, overview};
use crate::bounded;
use crate::build::ledger;
use crate::error::{Error, Result};
use crate::look;
use crate::paper::folder::EDITION_FILE;
use crate::paper::json_text;
use crate::ui::Ui;
use crate::write;

/// Imports a source.
pub fn import(options: &Options, ui: &Ui) -> Result<Report> {
    if !look::is_taken(&options.source)? {
        return Err(Error::input(&options.source, "there is nothing here")
            .help("give the folder that holds html/, or an edition.json"));
    }
    stands_apart(&options.source, &options.into)?;
    let (rules, rules_text) = load_rules(options.rules.as_deref())?;
    if options.source.is_file() {
        return editions::import(options, ui);
    }
    let tree = Tree::scan(&options.source, &rules)?;
    if tree.days.is_empty() {
        return match editions::find(&options.source)? {
            found if found.is_empty() => Err(overview::nothing_found(&tree, &rules)),
            _ => editions::import(options, ui),
        };
    }
    let choose = || {
        let targets = publications::choose(&tree, &options.into, options.publication.as_deref(), &rules)?;
        let wanted = wanted_days(&tree, &targets, options)?;
        Ok((targets, wanted))
    };
    // What cannot be imported begins no paper, and another run may have begun it meanwhile.
    let _: (BTreeMap<_, _>, Vec<_>) = choose()?;
    let _lock = options.lock(ui)?;
    let (targets, wanted) = choose()?;
    if !options.dry_run {
        publications::begin_paper(&options.into, &targets)?;
        write::remove_unfinished(&options.into);
    }
    let others = tree.others_hash();
    let numbers = calendars::numbers(&tree, &rules)?;
    let bar = ui.progress("editions", wanted.len());
    let editions: Vec<EditionReport> = wanted
        .par_iter()
        .map(|(publication, date, day)| {
            let number = numbers.get(&(day.root.clone(), *date)).map(String::as_str);
            let job = Job { tree: &tree, day, date: *date, publication, number, rules: &rules };
            let report = import_day(&job, options, &rules_text, &others);
            bar.inc(1);
            report
        })
        .collect::<Result<_>>()?;
    bar.finish_and_clear();
    let mut report = Report { dry_run: options.dry_run, editions, tree: BTreeMap::new() };
    overview::tell(&tree, &rules, |date| options.wants(date), &mut report)?;
    Ok(report)
}

/// The source is never written to, so a paper cannot lie in it.
fn stands_apart(source: &Path, into: &Path) -> Result<()> {
    let there = write::there(into)?;
    let source = source.canonicalize().map_err(|error| Error::io("read", source, &error))?;
    match source.is_dir() {
        true if there.starts_with(&source) => {
            Err(Error::usage("the paper would lie within the source, which an import never touches")
                .help("give --into a folder elsewhere"))
        }
        _ => Ok(()),
    }
}

fn load_rules(path: Option<&Path>) -> Result<(Rules, String)> {
    let own = match path {
        Some(path) => Some(bounded::read_text(path, bounded::SETTINGS)?),
        None => None,
    };
    let rules = Rules::load(own.as_deref()).map_err(|message| {
        let path = path.unwrap_or(Path::new("the built-in rules"));
        Error::input(path, message.trim_end())
            .help("`masthead import --show-rules` prints the rules that are extended")
    })?;
    Ok((rules, format!("{}{}", rules::BUILT_IN, own.unwrap_or_default())))
}

type Wanted<'a> = (Id, Date, &'a Day);

/// The days asked for. Two trees cannot both be one publication's edition of a day.
fn wanted_days<'a>(
    tree: &'a Tree,
    targets: &BTreeMap<String, Target>,
    options: &Options,
) -> Result<Vec<Wanted<'a>>> {
    let mut seen: BTreeMap<(Id, Date), &str> = BTreeMap::new();
    let mut wanted = Vec::new();
    for ((root, date), day) in &tree.days {
        let Some(target) = targets.get(root).filter(|_| options.wants(*date)) else { continue };
        if let Some(other) = seen.insert((target.id.clone(), *date), root) {
            return Err(Error::usage(format!("{date} is in two trees of {}: {other} and {root}", target.id))
                .help("import one of them at a time, each with its own --publication"));
        }
        wanted.push((target.id.clone(), *date, day));
    }
    Ok(wanted)
}

fn import_day(job: &Job<'_>, options: &Options, rules: &str, others: &str) -> Result<EditionReport> {
    let address = format!("{}/{}", job.publication, job.date);
    let folder = options.into.join(&address);
    let file = folder.join(EDITION_FILE);
    let source = state::source_hash(job.day, job.number, rules);
    let before = State::read(&options.into, &address)?;
    let written = look::content(&file)?.map(|content| ledger::hash(&content));
    let edited = is_edited(written.as_ref(), before.as_ref());

    if let Some(state) = &before
        && !edited
        && written.is_some()
        && state.source == source
        && is_whole(state, others, job.tree, &folder)
        && !(options.strict && has_doubts(state.notes.values().flatten()))
    {
        return Ok(told(job, Outcome::UpToDate, state.pages, state.articles, state.notes.clone()));
    }

    let assembled = assemble::assemble(*job)?;
    let text = json_text::to_text(&json::edition_to_value(&assembled.edition));
    let notes: BTreeMap<String, Vec<Note>> = assembled
        .notes
        .iter()
        .filter(|(_, notes)| !notes.0.is_empty())
        .map(|(path, notes)| (path.clone(), notes.0.clone()))
        .collect();
    let pages = assembled.edition.pages.len();
    let articles = assembled.edition.pages.iter().map(|page| page.articles.len()).sum();
    let doubts = has_doubts(notes.values().flatten());
    let hash = ledger::hash(text.as_bytes());
    let outcome = outcome(options, doubts, written.as_ref(), before.as_ref(), &hash);
    let writes = matches!(outcome, Outcome::Imported | Outcome::Unchanged);
    if writes && !options.dry_run {
        let copies = copy_files(&assembled, job.tree, &folder)?;
        remove_old_copies(before.as_ref(), |name| copies.contains_key(name), &folder)?;
        write::if_changed(&file, text.as_bytes())?;
        State {
            source,
            others: others.to_owned(),
            written: hash,
            pages,
            articles,
            notes: notes.clone(),
            copies,
        }
        .write(&options.into, &address)?;
    }
    Ok(told(job, outcome, pages, articles, notes))
}

fn told(
    job: &Job<'_>,
    outcome: Outcome,
    pages: usize,
    articles: usize,
    files: BTreeMap<String, Vec<Note>>,
) -> EditionReport {
    EditionReport {
        publication: job.publication.to_string(),
        edition: job.date.to_string(),
        outcome,
        pages,
        articles,
        files,
    }
}

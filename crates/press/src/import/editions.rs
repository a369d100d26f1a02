//! Import of edition files: what a CMS wrote, checked, composed and put in its place.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use masthead_edition::finding::{Finding, Severity};
use masthead_edition::id::Id;
use masthead_edition::json;
use masthead_edition::model::Edition;

use super::note::{Note, Notes};
use super::report::{EditionReport, Outcome, Report};
use super::run::Options;
use crate::error::{Error, Result};
use crate::paper::folder::{EDITION_FILE, named_files, read_composed};
use crate::paper::{Settings, json_text};
use crate::ui::Ui;
use crate::write;

/// The edition files of a source, sorted.
pub fn find(source: &Path) -> Vec<PathBuf> {
    if source.is_file() {
        return vec![source.to_owned()];
    }
    let files = walkdir::WalkDir::new(source).sort_by_file_name().into_iter().flatten();
    files.filter(|entry| entry.file_name() == EDITION_FILE).map(walkdir::DirEntry::into_path).collect()
}

/// Imports them into a paper that is there.
pub fn import(options: &Options, ui: &Ui) -> Result<Report> {
    let settings = Settings::read(&options.into)?;
    let files = find(&options.source);
    let bar = ui.progress("editions", files.len());
    let mut report = Report { dry_run: options.dry_run, ..Report::default() };
    for file in files {
        if let Some(edition) = import_one(&file, options, &settings)? {
            report.editions.push(edition);
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(report)
}

fn import_one(file: &Path, options: &Options, settings: &Settings) -> Result<Option<EditionReport>> {
    let text = fs::read_to_string(file).map_err(|error| Error::io("read", file, &error))?;
    let read = read_composed(text).map_err(|error| Error::input(file, error.to_string()))?;
    let mut edition = read.value;
    if let Some(id) = &options.publication {
        edition.publication =
            Id::publication(id).map_err(|error| Error::usage(format!("--publication {id}: {error}")))?;
    }
    place(file, &edition, settings)?;
    if !options.wants(edition.id.date()) {
        return Ok(None);
    }
    let mut notes = notes(&read.findings);
    let from = file.parent().unwrap_or(Path::new("."));
    for name in named_files(&edition).iter().filter(|name| !from.join(name).is_file()) {
        notes.missing("file", format!("the edition names this file, and it is not beside it: {name}"));
    }
    let address = format!("{}/{}", edition.publication, edition.id);
    let folder = options.into.join(&address);
    let outcome = write_edition(&edition, from, &folder, options, &notes)?;
    let mut files: BTreeMap<String, Vec<Note>> = BTreeMap::new();
    if !notes.0.is_empty() {
        files.insert(file.display().to_string(), notes.0);
    }
    let articles = edition.pages.iter().map(|page| page.articles.len()).sum();
    let (publication, edition_id) = (edition.publication.to_string(), edition.id.to_string());
    Ok(Some(EditionReport {
        publication,
        edition: edition_id,
        outcome,
        pages: edition.pages.len(),
        articles,
        files,
    }))
}

/// An edition must say where it belongs, and the paper must have that publication.
fn place(file: &Path, edition: &Edition, settings: &Settings) -> Result<()> {
    let publication = edition.publication.as_str();
    if settings.publications.iter().any(|known| known.id == publication) {
        return Ok(());
    }
    let said = if publication.is_empty() {
        "it names no publication".to_owned()
    } else {
        format!("it is of {publication}, which this paper does not have")
    };
    Err(Error::input(file, said)
        .help("say which with --publication ID, or add a [[publications]] to masthead.toml"))
}

fn notes(findings: &[Finding]) -> Notes {
    let mut notes = Notes::default();
    for finding in findings {
        match finding.kind.severity() {
            Severity::Error => notes.missing("format", finding.to_string()),
            Severity::Warning => notes.guessed("format", finding.to_string()),
            Severity::Note => notes.left_out("format", finding.to_string()),
        }
    }
    notes
}

fn write_edition(
    edition: &Edition,
    from: &Path,
    folder: &Path,
    options: &Options,
    notes: &Notes,
) -> Result<Outcome> {
    use super::note::Weight;
    let doubts = notes.0.iter().any(|note| matches!(note.weight, Weight::Guessed | Weight::Missing));
    if options.strict && doubts {
        return Ok(Outcome::Refused);
    }
    let file = folder.join(EDITION_FILE);
    let text = json_text::to_text(&json::edition_to_value(edition));
    let same = fs::read(&file).is_ok_and(|old| old == text.as_bytes());
    if !options.dry_run {
        for name in named_files(edition) {
            if from.join(name).is_file() {
                write::copy_if_changed(&from.join(name), &folder.join(name))?;
            }
        }
        write::if_changed(&file, text.as_bytes())?;
    }
    Ok(if same { Outcome::Unchanged } else { Outcome::Imported })
}

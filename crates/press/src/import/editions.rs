//! Import of edition files: what a CMS wrote, checked, composed and put in its place.
//!
//! A file that cannot be imported is told with the others and does not hold them up. As with a tree, what a person has
//! edited in the paper since is left alone; [`State`] remembers what was written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use masthead_edition::finding::{Finding, Severity};
use masthead_edition::id::Id;
use masthead_edition::json;
use masthead_edition::model::Edition;
use rayon::prelude::*;

use super::copied::remove_old_copies;
use super::note::{Note, Notes};
use super::options::Options;
use super::outcome::{has_doubts, outcome};
use super::report::{EditionReport, Outcome, Report, UNUSABLE};
use super::state::{self, State};
use crate::bounded;
use crate::build::ledger;
use crate::error::{Error, Kind, Result};
use crate::look;
use crate::paper::asset::{self, Asset};
use crate::paper::folder::{EDITION_FILE, named_files, read_composed};
use crate::paper::root::{Place, Root};
use crate::paper::unread::Why;
use crate::paper::{Settings, json_text};
use crate::ui::Ui;
use crate::write;

/// The edition files of a source, sorted. A folder that cannot be looked into ends the search: what it holds would be
/// passed over in silence.
pub fn find(source: &Path) -> Result<Vec<PathBuf>> {
    if look::is_file(source)? {
        return Ok(vec![source.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(source).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let at = error.path().unwrap_or(source).to_owned();
            Error::input(&at, format!("cannot look into this: {error}"))
        })?;
        if entry.file_name() == EDITION_FILE {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// An edition that is to be imported.
struct Found {
    file: PathBuf,
    edition: Edition,
    notes: Notes,
}

impl Found {
    fn address(&self) -> String {
        format!("{}/{}", self.edition.publication, self.edition.id)
    }
}

/// Imports them into a paper that is there.
pub fn import(options: &Options, ui: &Ui) -> Result<Report> {
    // What is no paper gets no lock.
    Settings::read(&options.into)?;
    let _lock = options.lock(ui)?;
    let settings = Settings::read(&options.into)?;
    let files = find(&options.source)?;
    let root = Root::of(folder_of(&options.source)?)?;
    let mut report = Report { dry_run: options.dry_run, ..Report::default() };
    let mut wanted: BTreeMap<String, Found> = BTreeMap::new();
    let read: Vec<_> =
        files.into_par_iter().map(|file| (read(&file, options, &settings, &root), file)).collect();
    for (read, file) in read {
        let found = match read {
            Ok(found) if options.wants(found.edition.id.date()) => found,
            Ok(_) => continue,
            Err(error) if error.kind() == Kind::Input => {
                report.tell_unusable(&file, error.message(), error.advice());
                continue;
            }
            Err(error) => return Err(error),
        };
        match wanted.get(&found.address()) {
            Some(other) => {
                let message = format!("{} holds the same edition, and was imported", other.file.display());
                report.tell_unusable(
                    &file,
                    &message,
                    Some("give one of them a suffix, or import them apart"),
                );
            }
            None => drop(wanted.insert(found.address(), found)),
        }
    }
    if !options.dry_run {
        write::remove_unfinished(&options.into);
    }
    let bar = ui.progress("editions", wanted.len());
    let editions = wanted.into_par_iter().map(|(address, found)| {
        let imported = put(&address, &found, options, &root);
        bar.inc(1);
        imported
    });
    report.editions = editions.collect::<Result<_>>()?;
    bar.finish_and_clear();
    Ok(report)
}

impl Report {
    fn tell_unusable(&mut self, file: &Path, message: &str, advice: Option<&str>) {
        let mut notes = Notes::default();
        let advice = advice.map(|advice| format!("; {advice}")).unwrap_or_default();
        notes.missing(UNUSABLE, format!("{}{advice}", message.trim_end()));
        self.tree.insert(file.display().to_string(), notes.0);
    }
}

/// The folder that all files of a source lie in.
fn folder_of(source: &Path) -> Result<&Path> {
    Ok(if look::is_file(source)? { source.parent().unwrap_or(Path::new(".")) } else { source })
}

fn read(file: &Path, options: &Options, settings: &Settings, root: &Root) -> Result<Found> {
    if let Place::Outside(to) = root.find(file).map_err(|error| Error::io("read", file, &error))? {
        let message = format!("this is a symbolic link that leads out of the source, to {}", to.display());
        return Err(Error::input(file, message).help("put a copy of the file there"));
    }
    let read = read_composed(bounded::read_text(file, bounded::EDITION)?)
        .map_err(|error| Error::input(file, error.to_string()))?;
    let mut edition = read.value;
    if let Some(id) = &options.publication {
        edition.publication =
            Id::publication(id).map_err(|error| Error::usage(format!("--publication {id}: {error}")))?;
    }
    place(file, &edition, settings)?;
    let undated = read
        .findings
        .iter()
        .find(|found| found.pointer == "/date" && found.kind.severity() == Severity::Error);
    if let Some(finding) = undated {
        return Err(Error::input(file, finding.to_string())
            .help("write the day of the edition as \"date\": \"2022-09-16\""));
    }
    let mut notes = notes(&read.findings);
    let from = file.parent().unwrap_or(Path::new("."));
    for (name, wanted) in named_files(&edition) {
        note_file(name, asset::look(root, &from.join(name), wanted), &mut notes);
    }
    Ok(Found { file: file.to_owned(), edition, notes })
}

/// Says what is wrong with a file that an edition names.
fn note_file(name: &str, found: std::io::Result<Asset>, notes: &mut Notes) {
    match found {
        Ok(Asset::Sound(_)) => {}
        Ok(Asset::Doubtful(_, fault)) => {
            notes.guessed("doubtful-file", format!("{name}: {fault}; it was imported as it is"));
        }
        Ok(Asset::Refused(fault)) => {
            notes.missing("refused-file", format!("{name}: {fault}; it was not imported"));
        }
        Ok(Asset::Missing) => {
            notes.missing("file", format!("the edition names this file, and it is not beside it: {name}"));
        }
        Err(error) => notes.missing("file", format!("{name}: {}", Why::from(&error))),
    }
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

/// Puts an edition and what it names into the paper.
fn put(address: &str, found: &Found, options: &Options, root: &Root) -> Result<EditionReport> {
    let folder = options.into.join(address);
    let text = json_text::to_text(&json::edition_to_value(&found.edition));
    let hash = ledger::hash(text.as_bytes());
    let before = State::read(&options.into, address)?;
    let written = look::content(&folder.join(EDITION_FILE))?.map(|content| ledger::hash(&content));
    let doubts = has_doubts(found.notes.0.iter());
    let outcome = outcome(options, doubts, written.as_ref(), before.as_ref(), &hash);
    let pages = found.edition.pages.len();
    let articles = found.edition.pages.iter().map(|page| page.articles.len()).sum();
    let mut files: BTreeMap<String, Vec<Note>> = BTreeMap::new();
    if !found.notes.0.is_empty() {
        files.insert(found.file.display().to_string(), found.notes.0.clone());
    }
    if matches!(outcome, Outcome::Imported | Outcome::Unchanged) && !options.dry_run {
        let mut copies = copy_files(found, &folder, root)?;
        // What the edition still names and could not be read this time stays as it was imported before.
        let named = named_files(&found.edition);
        let is_named = |name: &str| named.iter().any(|(named, _)| *named == name);
        remove_old_copies(before.as_ref(), is_named, &folder)?;
        for (name, copy) in before.iter().flat_map(|state| &state.copies).filter(|(name, _)| is_named(name)) {
            copies.entry(name.clone()).or_insert_with(|| copy.clone());
        }
        write::if_changed(&folder.join(EDITION_FILE), text.as_bytes())?;
        let state =
            State { written: hash, pages, articles, notes: files.clone(), copies, ..State::default() };
        state.write(&options.into, address)?;
    }
    Ok(EditionReport {
        publication: found.edition.publication.to_string(),
        edition: found.edition.id.to_string(),
        outcome,
        pages,
        articles,
        files,
    })
}

fn copy_files(found: &Found, folder: &Path, root: &Root) -> Result<BTreeMap<String, state::Copy>> {
    let from = found.file.parent().unwrap_or(Path::new("."));
    let mut copies = BTreeMap::new();
    for (name, wanted) in named_files(&found.edition) {
        let path = from.join(name);
        if let Ok(Asset::Sound(file) | Asset::Doubtful(file, _)) = asset::look(root, &path, wanted) {
            write::copy_if_changed(&file, &folder.join(name))?;
            let stamp = state::stamp(&path);
            copies.insert(name.to_owned(), state::Copy { from: path.display().to_string(), stamp });
        }
    }
    Ok(copies)
}

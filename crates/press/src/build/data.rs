//! The data of a site: what the reader loads. A pure function of the paper; the same bytes every time.
//!
//! 1. Every edition is made [`ready`](super::ready), and the pictures and PDFs that it names are copied.
//! 2. It is written as the reader gets it: only what can be used, without white space.
//! 3. Each year of a publication becomes a calendar, with a hash of each edition's content.
//! 4. `paper.json` comes last: it names the newest edition, which is there by then.

use std::collections::BTreeMap;

use masthead_edition::calendar::{Calendar, Entry};
use masthead_edition::date::Date;
use masthead_edition::finding::{Finding, Severity};
use masthead_edition::id::{EditionId, Id};
use masthead_edition::json;
use masthead_edition::model::{Edition, Status};
use masthead_edition::place::Place;
use rayon::prelude::*;

use super::lacking;
use super::ledger::{self, Ledger};
use super::ready::Ready;
use crate::error::Result;
use crate::paper::asset::{self, Asset, Fault};
use crate::paper::folder::{EditionFolder, PaperFolder, named_files};
use crate::paper::unread::Why;
use crate::ui::Ui;

/// What building the data has to say beside the files.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many editions there are.
    pub editions: usize,
    /// How many articles they have.
    pub articles: usize,
    /// What readers will miss, with the file it is about.
    pub warnings: Vec<String>,
}

/// A paper's data, written, and what the pages need to know of it.
#[derive(Debug)]
pub struct Data {
    /// What there is to say.
    pub outcome: Outcome,
    /// Every year of every publication.
    pub calendars: BTreeMap<(Id, i32), Calendar>,
    /// What stands in each edition, in the paper's order.
    pub contents: Vec<Contents>,
    /// How an edition is read from here on.
    pub ready: Ready,
}

/// An edition's addresses, without its texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    /// Publication and edition.
    pub publication: Id,
    /// The edition.
    pub id: EditionId,
    /// A hash of the edition and of every file it names.
    pub hash: String,
    /// A hash of the edition alone: another picture of the same name leaves it as it was.
    pub text: String,
    /// Its pages and articles in order.
    pub places: Vec<Listed>,
}

/// A page or article as site maps and redirects know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Where it is.
    pub place: Place,
    /// When it was changed last.
    pub changed: Date,
    /// The addresses that it had.
    pub aliases: Vec<String>,
    /// It was taken back: its address stays, and nobody is led to it.
    pub withdrawn: bool,
}

/// One edition written.
struct Written {
    contents: Contents,
    entry: Entry,
    articles: usize,
    warnings: Vec<String>,
    lacking: Vec<String>,
}

/// Writes a paper's data. Files that cannot be read, or that only the site still has, end it, unless they may be missing.
pub fn build(paper: &PaperFolder, ledger: &Ledger, allow_missing: bool, ui: &Ui) -> Result<Data> {
    let ready = Ready::new(paper);
    let bar = ui.progress("editions", paper.editions.len());
    let written: Vec<Written> = paper
        .editions
        .par_iter()
        .map(|folder| {
            let written = write_edition(folder, &ready, ledger);
            bar.inc(1);
            written
        })
        .collect::<Result<_>>()?;
    bar.finish_and_clear();
    if !allow_missing {
        let lacking: Vec<String> = written.iter().flat_map(|edition| edition.lacking.clone()).collect();
        lacking::refuse(&paper.path, &lacking)?;
    }
    ready.tidy();

    let mut outcome = Outcome { editions: written.len(), ..Outcome::default() };
    let mut contents = Vec::with_capacity(written.len());
    let mut calendars: BTreeMap<(Id, i32), Calendar> = BTreeMap::new();
    for edition in written {
        outcome.articles += edition.articles;
        outcome.warnings.extend(edition.warnings);
        let kept = |file: String| format!("{file}; where the site has it, it stays there");
        outcome.warnings.extend(edition.lacking.into_iter().map(kept));
        let year = edition.entry.id.date().year();
        let publication = edition.contents.publication.clone();
        let empty = || Calendar { publication: publication.clone(), year, ..Calendar::default() };
        calendars.entry((publication.clone(), year)).or_insert_with(empty).editions.push(edition.entry);
        contents.push(edition.contents);
    }
    for ((publication, year), calendar) in &calendars {
        let value = json::calendar_to_value(calendar);
        ledger.write(&format!("{publication}/{year:04}.json"), value.to_string().as_bytes())?;
    }
    ledger.write("paper.json", json::paper_to_value(&paper.paper).to_string().as_bytes())?;
    Ok(Data { outcome, calendars, contents, ready })
}

fn write_edition(folder: &EditionFolder, ready: &Ready, ledger: &Ledger) -> Result<Written> {
    let mut read = ready.read(folder)?;
    let address = folder.address();
    let mut warnings: Vec<String> = read
        .findings
        .iter()
        .filter(|finding| is_loss(finding))
        .map(|finding| format!("{address}/edition.json: {finding}"))
        .collect();
    let Copied { files, warnings: told, lacking } = copy_files(folder, &read.edition, ledger)?;
    warnings.extend(told);
    warnings.extend(ready.make_pictures(folder, &mut read.edition, &files, ledger)?);
    let text = json::edition_to_value(&read.edition).to_string();
    ledger.write(&format!("{address}/edition.json"), text.as_bytes())?;
    let hashes = files.iter().map(|(_, hash)| hash.as_str());
    let hash = ledger::hash(std::iter::once(text.as_str()).chain(hashes).collect::<String>().as_bytes());
    let contents = contents(folder, &read.edition, &hash, &ledger::hash(text.as_bytes()));
    let entry = Entry {
        id: folder.id.clone(),
        name: read.edition.name.clone(),
        number: read.edition.number.clone(),
        pages: u32::try_from(read.edition.pages.len()).unwrap_or(u32::MAX),
        // Sixteen digits tell the few versions of one edition apart.
        hash: hash[..16].to_owned(),
        ..Entry::default()
    };
    let articles = read.edition.pages.iter().map(|page| page.articles.len()).sum();
    Ok(Written { contents, entry, articles, warnings, lacking })
}

/// The files that an edition names, as far as they were copied.
#[derive(Default)]
struct Copied {
    /// Their names, with the hashes of their contents.
    files: Vec<(String, String)>,
    warnings: Vec<String>,
    /// What cannot be read, or is no longer in the paper, while the edition names it.
    lacking: Vec<String>,
}

fn copy_files(folder: &EditionFolder, edition: &Edition, ledger: &Ledger) -> Result<Copied> {
    let address = folder.address();
    let mut copied = Copied::default();
    for (file, wanted) in named_files(edition) {
        let place = format!("{address}/{file}");
        let from = match asset::look(&folder.root, &folder.path.join(file), wanted) {
            Ok(Asset::Sound(from)) => Some(from),
            // A program that looks at the pixels says more of it.
            Ok(Asset::Doubtful(from, Fault::EndingOfOtherFormat { is_shown: true })) => Some(from),
            Ok(Asset::Doubtful(from, fault)) => {
                copied.warnings.push(format!("{place}: {fault}; it is published as it is"));
                Some(from)
            }
            Ok(Asset::Refused(fault)) => {
                copied.warnings.push(format!("{place}: {fault}; it is not published"));
                continue;
            }
            Ok(Asset::Missing) => {
                let missing = format!("{place}: the edition names this file, and it is not there");
                if ledger.has(&place) {
                    copied.lacking.push(missing)
                } else {
                    copied.warnings.push(missing)
                }
                None
            }
            Err(error) => {
                copied.lacking.push(format!("{place}: {}", Why::from(&error)));
                None
            }
        };
        let hash = match from {
            Some(from) => Some(ledger.copy(&from, &place)?),
            None => ledger.keep_copy(&place)?,
        };
        copied.files.extend(hash.map(|hash| (file.to_owned(), hash)));
    }
    Ok(copied)
}

fn contents(folder: &EditionFolder, edition: &Edition, hash: &str, text: &str) -> Contents {
    let mut places = Vec::new();
    let printed = folder.id.date();
    for page in &edition.pages {
        let place = Place::Page(folder.publication.clone(), folder.id.clone(), page.id.clone());
        places.push(Listed { place, changed: printed, aliases: page.aliases.clone(), withdrawn: false });
        for article in &page.articles {
            let place = Place::Article {
                publication: folder.publication.clone(),
                edition: folder.id.clone(),
                page: page.id.clone(),
                article: article.id.clone(),
            };
            let (changed, withdrawn) = match &article.status {
                Status::Published | Status::Other(_) => (None, false),
                Status::Corrected(amendment) => (amendment.date, false),
                Status::Withdrawn(amendment) => (amendment.date, true),
            };
            let changed = changed.unwrap_or(printed);
            places.push(Listed { place, changed, aliases: article.aliases.clone(), withdrawn });
        }
    }
    Contents {
        publication: folder.publication.clone(),
        id: folder.id.clone(),
        hash: hash.to_owned(),
        text: text.to_owned(),
        places,
    }
}

/// Whether readers get less than was meant.
fn is_loss(finding: &Finding) -> bool {
    finding.kind.severity() >= Severity::Warning
}

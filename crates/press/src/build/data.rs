//! The data of a site: what the reader loads. A pure function of the paper; the same bytes every time.
//!
//! 1. Every edition is read, and written as the reader gets it: only what can be used, without white space.
//! 2. The pictures and PDFs that it names are copied.
//! 3. Each year of a publication becomes a calendar, with a hash of each edition's content.
//! 4. `paper.json` comes last: it names the newest edition, which is there by then.

use std::collections::BTreeMap;

use masthead_edition::calendar::{Calendar, Entry};
use masthead_edition::finding::{Finding, Severity};
use masthead_edition::id::Id;
use masthead_edition::json;
use rayon::prelude::*;

use super::ledger::{self, Ledger};
use crate::error::Result;
use crate::paper::folder::{EditionFolder, PaperFolder, named_files};
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

/// One edition written.
struct Written {
    publication: Id,
    entry: Entry,
    articles: usize,
    warnings: Vec<String>,
}

/// Writes a paper's data.
pub fn build(paper: &PaperFolder, ledger: &Ledger, ui: &Ui) -> Result<Outcome> {
    let bar = ui.progress("editions", paper.editions.len());
    let written: Vec<Written> = paper
        .editions
        .par_iter()
        .map(|folder| {
            let written = write_edition(folder, ledger);
            bar.inc(1);
            written
        })
        .collect::<Result<_>>()?;
    bar.finish_and_clear();

    let mut outcome = Outcome { editions: written.len(), ..Outcome::default() };
    let mut calendars: BTreeMap<(Id, i32), Calendar> = BTreeMap::new();
    for edition in written {
        outcome.articles += edition.articles;
        outcome.warnings.extend(edition.warnings);
        let year = edition.entry.id.date().year();
        let publication = edition.publication;
        let empty = || Calendar { publication: publication.clone(), year, ..Calendar::default() };
        calendars.entry((publication.clone(), year)).or_insert_with(empty).editions.push(edition.entry);
    }
    for ((publication, year), calendar) in &calendars {
        let value = json::calendar_to_value(calendar);
        ledger.write(&format!("{publication}/{year:04}.json"), value.to_string().as_bytes())?;
    }
    ledger.write("paper.json", json::paper_to_value(&paper.paper).to_string().as_bytes())?;
    Ok(outcome)
}

fn write_edition(folder: &EditionFolder, ledger: &Ledger) -> Result<Written> {
    let read = folder.read()?;
    let address = folder.address();
    let mut warnings: Vec<String> = read
        .findings
        .iter()
        .filter(|finding| is_loss(finding))
        .map(|finding| format!("{address}/edition.json: {finding}"))
        .collect();
    let text = json::edition_to_value(&read.edition).to_string();
    ledger.write(&format!("{address}/edition.json"), text.as_bytes())?;

    let mut content = text;
    for file in named_files(&read.edition) {
        let from = folder.path.join(file);
        if from.is_file() {
            content.push_str(&ledger.copy(&from, &format!("{address}/{file}"))?);
        } else {
            warnings.push(format!("{address}/{file}: the edition names this file, and it is not there"));
        }
    }
    let entry = Entry {
        id: folder.id.clone(),
        name: read.edition.name.clone(),
        number: read.edition.number.clone(),
        pages: u32::try_from(read.edition.pages.len()).unwrap_or(u32::MAX),
        // Sixteen digits tell the few versions of one edition apart.
        hash: ledger::hash(content.as_bytes())[..16].to_owned(),
        ..Entry::default()
    };
    let articles = read.edition.pages.iter().map(|page| page.articles.len()).sum();
    Ok(Written { publication: folder.publication.clone(), entry, articles, warnings })
}

/// Whether readers get less than was meant.
fn is_loss(finding: &Finding) -> bool {
    finding.kind.severity() >= Severity::Warning
}

//! What an import did, told to people and to scripts.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::note::{Note, Weight};
use crate::error::{Error, Result};
use crate::ui::{DIM, GREEN, RED, Ui, YELLOW, counted, printable};
use crate::write;

/// What a note on a file that was not imported is called.
pub(super) const UNUSABLE: &str = "unusable";

/// Everything an import did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Nothing was written, only looked at.
    pub dry_run: bool,
    /// The editions in order.
    pub editions: Vec<EditionReport>,
    /// Remarks on the tree as a whole, by file or folder.
    pub tree: BTreeMap<String, Vec<Note>>,
}

/// One edition.
#[derive(Clone, Debug, Serialize)]
pub struct EditionReport {
    /// The publication.
    pub publication: String,
    /// The edition.
    pub edition: String,
    /// What became of it.
    pub outcome: Outcome,
    /// How many pages it has.
    pub pages: usize,
    /// How many articles.
    pub articles: usize,
    /// Remarks by file.
    pub files: BTreeMap<String, Vec<Note>>,
}

/// What became of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Written.
    Imported,
    /// Read again, and nothing is different.
    Unchanged,
    /// Not read again: neither source nor rules have changed.
    UpToDate,
    /// Left alone: a person has changed it since, or wrote it.
    EditedByHand,
    /// Not written: `--strict`, and something was guessed or is missing.
    Refused,
}

impl Report {
    /// Every remark.
    pub fn notes(&self) -> impl Iterator<Item = (&str, &Note)> {
        let editions = self.editions.iter().flat_map(|edition| edition.files.iter());
        editions
            .chain(&self.tree)
            .flat_map(|(file, notes)| notes.iter().map(move |note| (file.as_str(), note)))
    }

    /// How many editions had this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.editions.iter().filter(|edition| edition.outcome == outcome).count()
    }

    /// Prints the report; on a terminal no more than a person reads.
    pub fn print(&self, ui: &Ui, kept_in: Option<&Path>) -> Result<()> {
        if ui.json {
            println!("{}", write::json_pretty(self)?);
            return Ok(());
        }
        self.print_notes(ui, kept_in);
        self.print_counts(ui);
        let pages: usize = self.editions.iter().map(|edition| edition.pages).sum();
        let articles: usize = self.editions.iter().map(|edition| edition.articles).sum();
        let done = if self.dry_run { "would import" } else { "imported" };
        ui.say(&format!(
            "{GREEN}{done}:{GREEN:#} {}, {}, {}; {} written, {} unchanged, {} edited by hand, {} refused",
            counted(self.editions.len(), "edition"),
            counted(pages, "page"),
            counted(articles, "article"),
            self.count(Outcome::Imported),
            self.count(Outcome::Unchanged) + self.count(Outcome::UpToDate),
            self.count(Outcome::EditedByHand),
            self.count(Outcome::Refused),
        ));
        for edition in self.editions.iter().filter(|edition| edition.outcome == Outcome::EditedByHand) {
            ui.warn(&format!(
                "{}/{} was edited since it was imported and was left alone; --overwrite imports it again",
                edition.publication, edition.edition
            ));
        }
        Ok(())
    }

    fn print_notes(&self, ui: &Ui, kept_in: Option<&Path>) {
        const MOST_LINES: usize = 120;
        let mut last = "";
        for (lines, (file, note)) in self.notes().enumerate() {
            if lines == MOST_LINES {
                let rest = self.notes().count() - lines;
                let place = match kept_in {
                    Some(path) => format!("all of them are in {}", path.display()),
                    None => "--report FILE keeps all of them".to_owned(),
                };
                ui.say(&format!("{DIM}… and {rest} more remarks; {place}{DIM:#}"));
                return;
            }
            if file != last {
                ui.say(&printable(file));
                last = file;
            }
            let (style, word) = match note.weight {
                Weight::Repaired => (DIM, "repaired"),
                Weight::Guessed => (YELLOW, "guessed"),
                Weight::LeftOut => (DIM, "left out"),
                Weight::Missing => (RED, "missing"),
            };
            ui.say(&format!("  {style}{word}{style:#} {}: {}", note.code, printable(&note.message)));
        }
    }

    fn print_counts(&self, ui: &Ui) {
        let mut counts: BTreeMap<(Weight, &str), usize> = BTreeMap::new();
        for (_, note) in self.notes() {
            *counts.entry((note.weight, note.code.as_str())).or_default() += 1;
        }
        for ((weight, code), count) in counts {
            let word = format!("{weight:?}").to_lowercase().replace("leftout", "left out");
            ui.say(&format!("{count:>8}  {word:<9} {code}"));
        }
    }

    /// Keeps the whole report as JSON.
    pub fn keep(&self, path: &Path) -> Result<()> {
        let text = write::json_pretty(self)?;
        write::if_changed(path, text.as_bytes()).map(drop)
    }

    /// Whether the import is good enough.
    pub fn verdict(&self) -> Result<()> {
        let unusable = self.tree.values().flatten().filter(|note| note.code == UNUSABLE).count();
        match self.count(Outcome::Refused) {
            0 if unusable == 0 => Ok(()),
            0 => Err(Error::findings(format!("not imported: {}", counted(unusable, "file")))
                .help("the report says what is wrong with each; the others are in the paper")),
            count => Err(Error::findings(format!("not imported, by --strict: {}", counted(count, "edition"))).help(
                "the report says what was guessed or is missing; mend it in the source, or add a rule with --rules",
            )),
        }
    }
}

//! What is wrong in a paper: every finding with its file, its place in the file, and how to mend it.
//!
//! - [`edition`]: one edition's file; `files`: the files beside it.
//! - [`folders`]: folders that are nothing, and editions that clash.
//! - [`report`]: how findings are told.

pub mod edition;
mod files;
pub mod folders;
pub mod report;

use std::path::Path;

use masthead_edition::finding::Severity;
use rayon::prelude::*;

use crate::build::fragments::Fragments;
use crate::error::Result;
use crate::paper::{EditionFolder, PaperFolder, Settings, settings};
use crate::ui::Ui;
pub use report::{Found, Report};

/// Looks through a whole paper.
pub fn check(path: &Path, ui: &Ui) -> Result<Report> {
    let mut report = Report::default();
    let settings = match Settings::read(path) {
        Ok(settings) => settings,
        Err(error) if error.path().is_some_and(|path| path.is_file()) => {
            let mut found = Found::new(settings::FILE, Severity::Error, "bad-settings", error.message());
            found.advice = error.advice().unwrap_or_default().to_owned();
            report.findings.push(found);
            return Ok(report);
        }
        Err(error) => return Err(error),
    };
    for finding in settings.findings() {
        let found = Found::new(settings::FILE, Severity::Error, "bad-setting", &finding.message);
        report.findings.push(found.at(&finding.pointer).mend(&finding.advice));
    }
    for (file, fault) in Fragments::faults(path, &settings.fragments) {
        let found = Found::new(&file, Severity::Error, "bad-fragment", &fault);
        report.findings.push(found.mend("docs/paper-format.md says what may stand in a fragment"));
    }
    let paper = PaperFolder::open(path)?;
    folders::check(&paper, &mut report);

    let bar = ui.progress("editions", paper.editions.len());
    let checked: Vec<edition::Checked> = paper
        .editions
        .par_iter()
        .map(|folder: &EditionFolder| {
            let checked = edition::check(folder);
            bar.inc(1);
            checked
        })
        .collect();
    bar.finish_and_clear();
    report.editions = checked.len();
    folders::check_aliases(&checked, &mut report);
    report.findings.extend(checked.into_iter().flat_map(|checked| checked.findings));
    Ok(report)
}

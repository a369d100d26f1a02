//! What is wrong in a paper: every finding with its file, its place in the file, and how to mend it.
//!
//! - [`edition`]: one edition's file; `files`: the files beside it; `characters`: what of its text looks like something
//!   else.
//! - [`folders`]: folders that are nothing, and editions that clash.
//! - [`position`]: where in a file a finding stands.
//! - [`report`]: how findings are told.

mod characters;
pub mod edition;
mod files;
pub mod folders;
pub mod position;
pub mod report;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use masthead_edition::finding::{FindingKind, Severity};
use rayon::prelude::*;

use crate::build::fragments::Fragments;
use crate::error::Result;
use crate::paper::{EditionFolder, PaperFolder, Settings, settings};
use crate::ui::Ui;
use position::{File, Ruler};
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
    place(&mut report.findings, path);
    Ok(report)
}

/// Says where findings stand: file by file in their order, within a file by line and column.
fn place(findings: &mut Vec<Found>, paper: &Path) {
    let mut files: IndexOf = HashMap::new();
    for found in findings.iter() {
        let next = files.len();
        files.entry(found.file.clone()).or_insert(next);
    }
    let mut by_file: Vec<Vec<Found>> = files.iter().map(|_| Vec::new()).collect();
    for found in findings.drain(..) {
        by_file[files[&found.file]].push(found);
    }
    by_file.par_iter_mut().for_each(|found| place_in_file(found, paper));
    findings.extend(by_file.into_iter().flatten());
}

type IndexOf = HashMap<String, usize>;

fn place_in_file(found: &mut [Found], paper: &Path) {
    if found.iter().all(|found| found.pointer.is_empty()) {
        return;
    }
    let name = found[0].file.clone();
    // A finding about a file that cannot be read says so itself.
    let Ok(bytes) = fs::read(paper.join(&name)) else { return };
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let Some(file) = File::parse(&name, text) else { return };
    let byte = |found: &Found| file.byte(&found.pointer, found.code == FindingKind::DuplicateKey.code());
    found.sort_by_cached_key(byte);
    let mut ruler = Ruler::new(text);
    for found in found.iter_mut().filter(|found| !found.pointer.is_empty()) {
        found.position = Some(ruler.at(byte(found)));
    }
    found.sort_by_key(|found| found.position);
}

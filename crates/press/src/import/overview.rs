//! What an import says of a source as a whole: days that are missing, and files that it did not recognise.

use std::collections::{BTreeMap, BTreeSet};

use masthead_edition::date::Date;

use super::calendars;
use super::note::Notes;
use super::report::Report;
use super::rules::{Layout, Rules};
use super::tree::Tree;
use crate::error::{Error, Result};
use crate::ui::counted;

/// The error where a source holds nothing that can be imported.
pub(super) fn nothing_found(tree: &Tree, rules: &Rules) -> Error {
    let layouts: Vec<String> =
        rules.layout.iter().map(|layout| format!("{}: {}", layout.name, layout.names())).collect();
    let found = match tree.unrecognised.as_slice() {
        [] => String::new(),
        web_pages => format!("; {}", some_of(web_pages)),
    };
    let message = format!("no page, no article and no edition.json was found here{found}");
    Error::input(&tree.path, message).help(format!(
        "names expected, below the folder that is given: {}; --rules can describe others",
        layouts.join("; ")
    ))
}

/// `4 web pages: html/a.htm, html/b.htm, html/c.htm, …`.
fn some_of(paths: &[String]) -> String {
    const NAMED: usize = 3;
    let named: Vec<&str> = paths.iter().take(NAMED).map(String::as_str).collect();
    let more = if paths.len() > NAMED { ", …" } else { "" };
    format!("{}: {}{more}", counted(paths.len(), "web page"), named.join(", "))
}

/// What the tree's own calendars say against its folders, and what was passed over.
pub(super) fn tell(
    tree: &Tree,
    rules: &Rules,
    wants: impl Fn(Date) -> bool,
    report: &mut Report,
) -> Result<()> {
    let days: BTreeSet<Date> = tree.days.keys().map(|(_, date)| *date).collect();
    for (file, dates) in calendars::read(tree, rules)? {
        let mut notes = Notes::default();
        for date in dates.into_iter().filter(|date| wants(*date) && !days.contains(date)) {
            notes.missing("day", format!("the calendar names {date}, and there is no folder of that day"));
        }
        if !notes.0.is_empty() {
            report.tree.insert(file, notes.0);
        }
    }
    if tree.ignored > 0 {
        let mut notes = Notes::default();
        notes.left_out("ignored", format!("{} files that the rules pass over", tree.ignored));
        report.tree.insert(place(""), notes.0);
    }
    note_unrecognised(tree, rules, report);
    Ok(())
}

/// Web pages outside the days' folders, told once for each folder. Those within are told with their edition.
fn note_unrecognised(tree: &Tree, rules: &Rules, report: &mut Report) {
    let used: BTreeSet<&str> = tree.days.values().map(|day| day.layout.as_str()).collect();
    let layouts = rules.layout.iter().filter(|layout| used.contains(layout.name.as_str()));
    let names: Vec<String> = layouts.map(Layout::names).collect();
    let mut folders: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for path in &tree.unrecognised {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.entry(folder).or_default().push(path.clone());
    }
    for (folder, paths) in folders {
        let mut notes = Notes::default();
        let message = format!(
            "by name neither pages nor articles: {}; names of this source: {}",
            some_of(&paths),
            names.join("; ")
        );
        notes.left_out("unrecognised-file", message);
        report.tree.entry(place(folder)).or_default().append(&mut notes.0);
    }
}

/// A folder as reports name it.
fn place(folder: &str) -> String {
    if folder.is_empty() { "(the whole source)".to_owned() } else { format!("{folder}/") }
}

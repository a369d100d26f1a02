//! Folders that are neither publication nor edition, and what clashes between editions.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use masthead_edition::finding::Severity;
use masthead_edition::id::EditionId;

use super::edition::Checked;
use super::report::{Found, Report};
use crate::paper::PaperFolder;
use crate::paper::unread::Why;

/// Looks at a paper's folders.
pub fn check(paper: &PaperFolder, report: &mut Report) {
    for unread in &paper.unread {
        report.findings.push(Found::unread(&unread.address(), &unread.why));
    }
    for name in folders(&paper.path).unwrap_or_else(|why| {
        report.findings.push(Found::unread(".", &why));
        Vec::new()
    }) {
        let publication = paper.paper.publications.iter().find(|publication| publication.id.as_str() == name);
        let folder = paper.path.join(&name);
        if publication.is_some() {
            check_publication(&folder, &name, report);
        // Folders of other things may be closed to this user.
        } else if folders(&folder).unwrap_or_default().iter().any(|inner| EditionId::parse(inner).is_ok()) {
            let message = "masthead.toml names no publication of this id, and its editions are not published";
            let found = Found::new(&name, Severity::Error, "unknown-publication", message);
            report
                .findings
                .push(found.mend(&format!("add to masthead.toml: [[publications]] with id = \"{name}\"")));
        }
    }
    for publication in &paper.paper.publications {
        if publication.newest.is_none() {
            let message = format!("the publication {} has no edition", publication.id);
            let found = Found::new(publication.id.as_str(), Severity::Warning, "no-edition", &message);
            report.findings.push(found.mend("put one into a folder such as 2022-09-16/edition.json"));
        }
    }
}

fn check_publication(folder: &Path, name: &str, report: &mut Report) {
    let mut seen: HashMap<String, String> = HashMap::new();
    // One that cannot be looked into was told already.
    for inner in folders(folder).unwrap_or_default() {
        let file = format!("{name}/{inner}");
        if let Err(error) = EditionId::parse(&inner) {
            let found = Found::new(&file, Severity::Error, "not-an-edition", &error.to_string());
            report
                .findings
                .push(found.mend("rename the folder, or begin its name with a dot to have it passed over"));
            continue;
        }
        if let Some(other) = seen.insert(inner.to_lowercase(), inner.clone()) {
            let message = format!("this folder and {other} differ in capitals alone");
            let found = Found::new(&file, Severity::Error, "same-edition", &message);
            report.findings.push(found.mend("rename one; many systems do not tell them apart"));
        }
    }
}

/// An old address can lead to one place only.
pub fn check_aliases(checked: &[Checked], report: &mut Report) {
    let mut seen: HashMap<(&str, String), &str> = HashMap::new();
    for edition in checked {
        for (file, pointer, alias) in &edition.aliases {
            let key = (edition.publication.as_str(), alias.to_lowercase());
            if let Some(other) = seen.get(&key) {
                let message =
                    format!("this old address is given in {other} too; it can lead to one place only");
                let found =
                    Found::new(file, Severity::Warning, "same-alias", &message).at(pointer).with(alias);
                report.findings.push(found.mend("keep it in one of the two"));
            } else {
                seen.insert(key, file);
            }
        }
    }
}

/// The names of a folder's folders, sorted, hidden ones left out.
fn folders(folder: &Path) -> Result<Vec<String>, Why> {
    let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let entries = entries.map_err(|error| Why::from(&error))?;
    let mut names: Vec<String> = entries
        .into_iter()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    Ok(names)
}

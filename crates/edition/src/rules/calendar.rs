//! Calendars: in order, every edition once, all of the year.

use super::unknown;
use crate::calendar::{Calendar, Entry};
use crate::finding::FindingKind;
use crate::read::at::At;
use crate::read::findings::Findings;

/// Keeps the rules of a calendar.
pub(crate) fn check(calendar: &mut Calendar, findings: &Findings) {
    unknown::version(&calendar.version, findings);
    unknown::fields(&calendar.extra, &At::ROOT, findings);
    let list = At::ROOT;
    let list = list.name("editions");
    let entries = std::mem::take(&mut calendar.editions);
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    for (entry, index) in entries.into_iter().zip(findings.places(&list)) {
        let at = list.index(index);
        unknown::fields(&entry.extra, &at, findings);
        // 0 is a year that could not be read.
        if calendar.year != 0 && calendar.year != entry.id.date().year() {
            findings.find(&at.name("date"), FindingKind::BadYear, &entry.id.to_string());
            continue;
        }
        // They are in order as a rule, so that each goes to the end.
        match kept.binary_search_by(|other| other.id.cmp(&entry.id)) {
            Ok(_) => findings.find(&at, FindingKind::DuplicateId, &entry.id.to_string()),
            Err(place) => kept.insert(place, entry),
        }
    }
    calendar.editions = kept;
}

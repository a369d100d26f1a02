//! Calendars of a year.

use serde_json::Value;

use super::Read;
use super::edition::put_edition_id;
use super::object::{At, Object};
use super::reader::Reader;
use super::writer::Writer;
use crate::calendar::{Calendar, Entry};
use crate::finding::FindingKind;
use crate::id::Id;
use crate::model::Extra;

/// Reads a calendar from a parsed `/zzwb/2022.json`.
pub fn calendar_from_value(value: Value) -> Read<Calendar> {
    let mut reader = Reader::default();
    let calendar = match reader.object(value, At::ROOT) {
        Some(object) => reader.calendar(object),
        None => Calendar::default(),
    };
    Read { value: calendar, findings: reader.findings }
}

impl Reader {
    fn calendar(&mut self, mut object: Object) -> Calendar {
        self.version(&mut object);
        let publication = self.needed_id(&mut object, "publication", Id::publication).unwrap_or_default();
        let year =
            self.need(&mut object, "year").and_then(|value| self.year_of(&value, &object.at.name("year")));
        let elements = self.needed_list(&mut object, "editions");
        let at = object.at.name("editions");
        let mut editions: Vec<(usize, Entry)> = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            let Some(entry) = self.entry(element, at.index(index)) else { continue };
            if year.is_some_and(|year| year != entry.id.date().year()) {
                self.find(&at.index(index).name("date"), FindingKind::BadYear, &entry.id.to_string());
                continue;
            }
            editions.push((index, entry));
        }
        editions.sort_by(|(_, a), (_, b)| a.id.cmp(&b.id));
        editions.dedup_by(|(index, later), (_, earlier)| {
            let is_same = later.id == earlier.id;
            if is_same {
                self.find(&at.index(*index), FindingKind::DuplicateId, &later.id.to_string());
            }
            is_same
        });
        Calendar {
            publication,
            year: year.unwrap_or_default(),
            editions: editions.into_iter().map(|(_, entry)| entry).collect(),
            extra: self.rest_but(object, "version"),
        }
    }

    fn entry(&mut self, value: Value, at: At) -> Option<Entry> {
        let mut object = self.object(value, at)?;
        let id = self.edition_id(&mut object)?;
        Some(Entry {
            id,
            name: self.string(&mut object, "name"),
            number: self.string(&mut object, "number"),
            pages: self.count(&mut object, "pages"),
            hash: self.needed_string(&mut object, "hash").unwrap_or_default(),
            extra: Extra::new(),
        })
        .map(|entry| Entry { extra: self.rest(object), ..entry })
    }
}

/// Writes a calendar as a value for `/zzwb/2022.json`.
pub fn calendar_to_value(calendar: &Calendar) -> Value {
    let mut out = Writer::new(&calendar.extra);
    out.version();
    out.put("publication", calendar.publication.as_str());
    out.put("year", calendar.year);
    out.needed_list("editions", &calendar.editions, |entry| {
        let mut out = Writer::new(&entry.extra);
        put_edition_id(&mut out, &entry.id);
        out.string("name", entry.name.as_ref());
        out.string("number", entry.number.as_ref());
        out.put("pages", entry.pages);
        out.put("hash", entry.hash.as_str());
        out.finish()
    });
    out.finish()
}

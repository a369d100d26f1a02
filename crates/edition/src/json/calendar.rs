//! Calendars of a year.

use super::Read;
use super::edition::put_edition_id;
use super::object::{At, Object};
use super::reader::Reader;
use super::writer::{Writer, Written};
use crate::calendar::{Calendar, Entry};
use crate::finding::FindingKind;
use crate::id::Id;
use crate::model::Extra;
use crate::value::Value;

/// Reads a calendar from a parsed `/zzwb/2022.json`.
pub fn calendar_from_value(value: impl Into<Value>) -> Read<Calendar> {
    let mut reader = Reader::default();
    let calendar = match reader.object(value.into(), At::ROOT) {
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
        let mut editions: Vec<Entry> = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            let at = at.index(index);
            let Some(entry) = self.entry(element, at) else { continue };
            if year.is_some_and(|year| year != entry.id.date().year()) {
                self.find(&at.name("date"), FindingKind::BadYear, &entry.id.to_string());
                continue;
            }
            // They are in order as a rule, so that each goes to the end.
            match editions.binary_search_by(|other| other.id.cmp(&entry.id)) {
                Ok(_) => self.find(&at, FindingKind::DuplicateId, &entry.id.to_string()),
                Err(place) => editions.insert(place, entry),
            }
        }
        Calendar {
            publication,
            year: year.unwrap_or_default(),
            editions,
            extra: self.rest_but(object, &["version"]),
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
pub fn calendar_to_value(calendar: &Calendar) -> Written {
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

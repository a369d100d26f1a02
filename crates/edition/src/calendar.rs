//! The editions of one year of one publication (`/zzwb/2022.json`), and walking over the gaps between them.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::id::{EditionId, Id};
use crate::model::common::{Extra, Version};
use crate::read::fields::{needed, needed_as, needed_list};
use crate::read::record::{Record, object};
use crate::words::{PublicationName, Year};

/// A year of a publication.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Calendar {
    /// The version of the format.
    #[serde(deserialize_with = "needed")]
    pub version: Version,
    /// The publication.
    #[serde(deserialize_with = "needed_as::<PublicationName, _, _>")]
    #[cfg_attr(feature = "schema", schemars(with = "PublicationName"))]
    pub publication: Id,
    /// The year.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 9999)))]
    #[serde(deserialize_with = "needed_as::<Year, _, _>")]
    pub year: i32,
    /// Its editions, sorted by date and suffix, none twice.
    #[serde(deserialize_with = "needed_list::<Record<Entry>, _, _>")]
    pub editions: Vec<Entry>,
    /// Unknown fields.
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(flatten, skip_deserializing))]
    pub extra: Extra,
}

/// What a calendar says of an edition.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// Its date, and suffix where it has one.
    #[serde(flatten)]
    pub id: EditionId,
    /// Its own name: 号外.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its running number as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// How many pages it has.
    pub pages: u32,
    /// A hash of its content: it changes when anything in the edition's folder does.
    pub hash: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

object!(Calendar: "version", "publication", "year", "editions");

object!(Entry: "date", "pages", "hash");

impl Calendar {
    /// What the calendar says of an edition.
    pub fn entry(&self, edition: &EditionId) -> Option<&Entry> {
        self.editions.get(self.position(edition)).filter(|entry| entry.id == *edition)
    }

    /// The edition before, whether or not the given one is listed.
    pub fn before(&self, edition: &EditionId) -> Option<&Entry> {
        self.editions.get(self.position(edition).checked_sub(1)?)
    }

    /// The edition after, whether or not the given one is listed.
    pub fn after(&self, edition: &EditionId) -> Option<&Entry> {
        self.editions.get(self.editions.partition_point(|entry| entry.id <= *edition))
    }

    /// The editions of a day.
    pub fn of_day(&self, date: Date) -> &[Entry] {
        let start = self.editions.partition_point(|entry| entry.id.date() < date);
        let end = self.editions.partition_point(|entry| entry.id.date() <= date);
        self.editions.get(start..end).unwrap_or_default()
    }

    /// The days with an edition, each once.
    pub fn days(&self) -> impl Iterator<Item = Date> {
        let mut last = None;
        self.editions
            .iter()
            .map(|entry| entry.id.date())
            .filter(move |date| last.replace(*date) != Some(*date))
    }

    fn position(&self, edition: &EditionId) -> usize {
        self.editions.partition_point(|entry| entry.id < *edition)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> EditionId {
        EditionId::parse(text).unwrap()
    }

    fn calendar(ids: &[&str]) -> Calendar {
        let entry = |text: &&str| Entry { id: id(text), ..Entry::default() };
        Calendar { year: 2026, editions: ids.iter().map(entry).collect(), ..Calendar::default() }
    }

    fn text(entry: Option<&Entry>) -> Option<String> {
        entry.map(|entry| entry.id.to_string())
    }

    #[test]
    fn neighbours_lie_over_gaps() {
        let calendar = calendar(&["2026-11-16", "2026-11-18", "2026-11-20", "2026-11-20-english"]);
        assert_eq!(text(calendar.before(&id("2026-11-18"))).as_deref(), Some("2026-11-16"));
        assert_eq!(text(calendar.after(&id("2026-11-18"))).as_deref(), Some("2026-11-20"));
        assert_eq!(text(calendar.after(&id("2026-11-20"))).as_deref(), Some("2026-11-20-english"));
        assert_eq!(text(calendar.before(&id("2026-11-16"))), None);
        assert_eq!(text(calendar.after(&id("2026-11-20-english"))), None);
    }

    #[test]
    fn a_day_without_an_edition_has_neighbours_too() {
        let calendar = calendar(&["2026-11-16", "2026-11-18"]);
        assert_eq!(text(calendar.before(&id("2026-11-17"))).as_deref(), Some("2026-11-16"));
        assert_eq!(text(calendar.after(&id("2026-11-17"))).as_deref(), Some("2026-11-18"));
        assert_eq!(text(calendar.after(&id("2026-01-01"))).as_deref(), Some("2026-11-16"));
        assert_eq!(text(calendar.before(&id("2026-12-31"))).as_deref(), Some("2026-11-18"));
        assert_eq!(calendar.entry(&id("2026-11-17")), None);
        assert_eq!(text(calendar.entry(&id("2026-11-18"))).as_deref(), Some("2026-11-18"));
    }

    #[test]
    fn a_day_holds_its_editions_and_counts_once() {
        let calendar = calendar(&["2026-11-18", "2026-11-20", "2026-11-20-english", "2026-11-21"]);
        let of_day = calendar.of_day(id("2026-11-20").date());
        assert_eq!(
            of_day.iter().map(|entry| entry.id.to_string()).collect::<Vec<_>>(),
            ["2026-11-20", "2026-11-20-english"]
        );
        assert!(calendar.of_day(id("2026-11-19").date()).is_empty());
        assert_eq!(calendar.days().map(|date| date.day()).collect::<Vec<_>>(), [18, 20, 21]);
        assert_eq!(Calendar::default().before(&id("2026-11-19")), None);
    }
}

//! The name of an edition: its date, and a suffix where a day has several.

use std::fmt;

use serde::Serialize;

use super::name::{Id, IdError};
use crate::date::Date;

/// An edition within its publication: its date, and a suffix where it is not the first of that day (号外). Its text
/// names its folder: `2022-09-16`, `2022-09-16-extra`. Editions of a day come in the order of their suffixes, the
/// one without first.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct EditionId {
    date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    suffix: Option<Id>,
}

/// Why a text does not name an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditionIdError {
    /// It does not begin with a date.
    Date,
    /// What follows the date is not a hyphen and a name.
    Suffix(IdError),
}

impl EditionId {
    /// The edition of a date, with its suffix if it has one.
    pub fn new(date: Date, suffix: Option<Id>) -> Self {
        Self { date, suffix }
    }

    /// Reads the name of an edition's folder.
    pub fn parse(text: &str) -> Result<Self, EditionIdError> {
        let (date, rest) = text.split_at_checked(10).ok_or(EditionIdError::Date)?;
        let date = Date::parse(date).map_err(|_| EditionIdError::Date)?;
        if rest.is_empty() {
            return Ok(Self { date, suffix: None });
        }
        let suffix = rest.strip_prefix('-').ok_or(EditionIdError::Suffix(IdError::Empty))?;
        let suffix = Id::new(suffix).map_err(EditionIdError::Suffix)?;
        Ok(Self { date, suffix: Some(suffix) })
    }

    /// The date.
    pub fn date(&self) -> Date {
        self.date
    }

    /// What tells it from the first edition of that day.
    pub fn suffix(&self) -> Option<&Id> {
        self.suffix.as_ref()
    }
}

impl From<Date> for EditionId {
    fn from(date: Date) -> Self {
        Self { date, suffix: None }
    }
}

impl fmt::Display for EditionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.suffix {
            Some(suffix) => write!(f, "{}-{suffix}", self.date),
            None => self.date.fmt(f),
        }
    }
}

impl fmt::Display for EditionIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date => {
                f.write_str("an edition's name begins with its date, like 2022-09-16 or 2022-09-16-extra")
            }
            Self::Suffix(error) => write!(f, "after the date comes a hyphen and a name: {error}"),
        }
    }
}

impl std::error::Error for EditionIdError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_of_a_day_come_in_order() {
        let parse = |text| EditionId::parse(text).unwrap();
        let mut editions = ["2026-11-20-english", "2026-11-21", "2026-11-20", "2026-11-19-extra"].map(parse);
        editions.sort();
        let texts = editions.map(|edition| edition.to_string());
        assert_eq!(texts, ["2026-11-19-extra", "2026-11-20", "2026-11-20-english", "2026-11-21"]);
        assert_eq!(parse("2026-11-20-a-b").suffix().map(Id::as_str), Some("a-b"));
    }

    #[test]
    fn what_names_no_edition() {
        for text in [
            "",
            "2026",
            "2026-11-2",
            "2026-11-20-",
            "2026-11-20extra",
            "2026-11-20-../x",
            "2026-02-30",
            "２０２６-11-20",
        ] {
            assert!(EditionId::parse(text).is_err(), "{text}");
        }
    }
}

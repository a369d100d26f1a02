//! Days of the civil calendar: parsing, weekdays, arithmetic by day numbers. No clock and no time zone: which day
//! it is today is for the caller to say.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::finding::{FindingKind, Refusal};

/// Days from the first of January of the year 1 to the epoch of [`Date::day_number`], 1970-01-01.
const EPOCH: i64 = 719_162;

/// A day of the proleptic Gregorian calendar, in the years 1 to 9999. Its text is ISO 8601: `2022-09-16`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

/// A text that is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It does not have the form `2022-09-16`.
    Form,
    /// There is no such day: 2023-02-29.
    NoSuchDay,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// 星期一.
    Monday,
    /// 星期二.
    Tuesday,
    /// 星期三.
    Wednesday,
    /// 星期四.
    Thursday,
    /// 星期五.
    Friday,
    /// 星期六.
    Saturday,
    /// 星期日.
    Sunday,
}

impl Weekday {
    /// The number by ISO 8601: Monday is 1, Sunday is 7.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

impl Date {
    /// The day of that year, month and day of the month, if there is one.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, DateError> {
        if !(1..=9999).contains(&year) || day < 1 || day > days_in_month(year, month) {
            return Err(DateError::NoSuchDay);
        }
        Ok(Self { year: year as i16, month, day })
    }

    /// Reads `2022-09-16`; nothing shorter, longer or looser.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(DateError::Form);
        }
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0i32, |number, digit| {
                digit.is_ascii_digit().then(|| number * 10 + i32::from(digit - b'0')).ok_or(DateError::Form)
            })
        };
        let (year, month, day) = (number(&bytes[..4])?, number(&bytes[5..7])?, number(&bytes[8..])?);
        Self::new(year, month as u8, day as u8)
    }

    /// The year.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// The month, January is 1.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month.
    pub fn day(self) -> u8 {
        self.day
    }

    /// How many days its month has.
    pub fn days_in_month(self) -> u8 {
        days_in_month(self.year(), self.month)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // Day 0, 1970-01-01, was a Thursday.
        match (self.day_number() + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// Days since 1970-01-01, negative before it.
    pub fn day_number(self) -> i64 {
        // Years are counted from March, so that the leap day is the last of its year.
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        // The first of March of the year 0 is 306 days before the first of January of the year 1.
        year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year
            - 306
            - EPOCH
    }

    /// The day with that [`Self::day_number`], if it lies in the years 1 to 9999.
    pub fn from_day_number(number: i64) -> Option<Self> {
        if !(-EPOCH..=2_932_896).contains(&number) {
            return None;
        }
        const CYCLE: i64 = 146_097; // days in 400 years
        let days = number + EPOCH + 306;
        let (cycle, day_of_cycle) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE));
        let year_of_cycle =
            (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36_524 - day_of_cycle / 146_096) / 365;
        let day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let (year, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
        Self::new((cycle * 400 + year_of_cycle + year) as i32, month as u8, day as u8).ok()
    }
}

/// 0 for a month that does not exist.
fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The epoch; what a file without a date is given.
impl Default for Date {
    fn default() -> Self {
        Self { year: 1970, month: 1, day: 1 }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl TryFrom<String> for Date {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        Self::parse(&text).map_err(|error| Refusal::new(FindingKind::BadDate, error))
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text)
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "a date is written like 2022-09-16",
            Self::NoSuchDay => "there is no such day in the calendar",
        })
    }
}

impl std::error::Error for DateError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_was_printed_on_a_friday() {
        let date = Date::parse("2022-09-16").unwrap();
        assert_eq!((date.year(), date.month(), date.day()), (2022, 9, 16));
        assert_eq!(date.weekday(), Weekday::Friday);
        assert_eq!(date.weekday().number(), 5);
        assert_eq!(date.to_string(), "2022-09-16");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "2022-9-16", "2022/09/16", "2022-09-16T", " 2022-09-16", "+022-09-16", "２０２２-09-16"]
        {
            assert_eq!(Date::parse(text), Err(DateError::Form), "{text}");
        }
        for text in
            ["2023-02-29", "1900-02-29", "2022-13-01", "2022-00-10", "2022-04-31", "2022-01-00", "0000-01-01"]
        {
            assert_eq!(Date::parse(text), Err(DateError::NoSuchDay), "{text}");
        }
        assert!(Date::parse("2000-02-29").is_ok());
    }

    #[test]
    fn the_ends_of_time_hold() {
        let (first, last) = (Date::new(1, 1, 1).unwrap(), Date::new(9999, 12, 31).unwrap());
        for date in [first, last] {
            assert_eq!(Date::from_day_number(date.day_number()), Some(date));
        }
        assert_eq!(Date::from_day_number(first.day_number() - 1), None);
        assert_eq!(Date::from_day_number(last.day_number() + 1), None);
        assert_eq!(Date::from_day_number(i64::MIN), None);
        assert_eq!(Date::from_day_number(i64::MAX), None);
        assert_eq!(Date::default().day_number(), 0);
    }
}

//! Dates held against an independent civil calendar, Chinese dates against an independent reckoning of the moon.

use icu_calendar::cal::{ChineseTraditional, Iso};
use masthead_edition::date::Date;
use masthead_edition::lunar::lunar;
use proptest::prelude::*;

fn icu(date: Date) -> icu_calendar::Date<Iso> {
    icu_calendar::Date::try_new_iso(date.year(), date.month(), date.day()).unwrap()
}

proptest! {
    #[test]
    fn a_day_number_and_back(number in -719_162i64..=2_932_896) {
        let date = Date::from_day_number(number).unwrap();
        prop_assert_eq!(date.day_number(), number);
        prop_assert_eq!(Date::parse(&date.to_string()), Ok(date));
    }

    #[test]
    fn days_are_those_of_the_civil_calendar(year in 1i32..=9999, month in 0u8..=13, day in 0u8..=32) {
        let ours = Date::new(year, month, day).ok();
        let theirs = icu_calendar::Date::try_new_iso(year, month, day).ok();
        prop_assert_eq!(ours.is_some(), theirs.is_some());
        if let (Some(ours), Some(theirs)) = (ours, theirs) {
            prop_assert_eq!(ours.weekday().number(), theirs.weekday() as u8);
            prop_assert_eq!(ours.days_in_month(), theirs.days_in_month());
            prop_assert_eq!(ours.day_number(), theirs.to_rata_die() - icu(Date::default()).to_rata_die());
        }
    }

    #[test]
    fn dates_are_sorted_as_days_and_as_texts(a in -719_162i64..=2_932_896, b in -719_162i64..=2_932_896) {
        let (first, second) = (Date::from_day_number(a).unwrap(), Date::from_day_number(b).unwrap());
        prop_assert_eq!(first.cmp(&second), a.cmp(&b));
        prop_assert_eq!(first.to_string().cmp(&second.to_string()), a.cmp(&b));
    }

    #[test]
    fn any_text_is_a_date_or_is_not(text in "\\PC{0,12}|[0-9-]{8,12}") {
        if let Ok(date) = Date::parse(&text) {
            prop_assert_eq!(date.to_string(), text);
        }
    }
}

#[test]
fn every_day_of_two_centuries_has_the_chinese_date_of_an_independent_calendar() {
    let first = Date::parse("1900-01-01").unwrap().day_number();
    let last = Date::parse("2101-01-28").unwrap().day_number();
    let mut different = Vec::new();
    for number in first..=last {
        let date = Date::from_day_number(number).unwrap();
        let ours = lunar(date).unwrap();
        let theirs = icu(date).to_calendar(ChineseTraditional::new());
        let month = theirs.month().to_input();
        let is_same = theirs.day_of_month().0 == ours.day()
            && month.number() == ours.month()
            && month.is_leap() == ours.is_leap_month()
            && theirs.year().extended_year() == ours.year();
        if !is_same {
            different.push(date.to_string());
        }
    }
    assert_eq!(different, [""; 0]);
}

//! The editions before and after one, over gaps in the calendar and over the turn of the year.

use crate::calendar::{Calendar, Entry};
use crate::id::EditionId;

/// What lies on one side of an edition.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Beside<'a> {
    /// No edition.
    Nothing,
    /// This one.
    Edition(&'a Entry),
    /// One of another year, whose calendar is not known.
    InYear(i32),
}

/// What lies before and after an edition of a publication that has editions of the given years. `calendar` gives the
/// calendars that are known.
pub fn beside<'a>(
    years: &[i32],
    edition: &EditionId,
    calendar: impl Fn(i32) -> Option<&'a Calendar>,
) -> [Beside<'a>; 2] {
    let year = edition.date().year();
    let own = calendar(year);
    let within = [own.and_then(|own| own.before(edition)), own.and_then(|own| own.after(edition))];
    let across = [
        years.iter().copied().filter(|other| *other < year).max(),
        years.iter().copied().filter(|other| *other > year).min(),
    ];
    let edges: [fn(&Calendar) -> Option<&Entry>; 2] =
        [|before| before.editions.last(), |after| after.editions.first()];
    [0, 1].map(|side| match (within[side], across[side]) {
        (Some(entry), _) => Beside::Edition(entry),
        (None, None) => Beside::Nothing,
        (None, Some(year)) => match calendar(year) {
            Some(other) => edges[side](other).map_or(Beside::Nothing, Beside::Edition),
            None => Beside::InYear(year),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> EditionId {
        EditionId::parse(text).unwrap()
    }

    fn calendar(year: i32, ids: &[&str]) -> Calendar {
        let editions = ids.iter().map(|text| Entry { id: id(text), ..Entry::default() }).collect();
        Calendar { year, editions, ..Calendar::default() }
    }

    fn around(edition: &str, known: &[Calendar]) -> [String; 2] {
        let of = |year: i32| known.iter().find(|calendar| calendar.year == year);
        beside(&[2020, 2022, 2023], &id(edition), of).map(|side| match side {
            Beside::Nothing => "nothing".to_owned(),
            Beside::Edition(entry) => entry.id.to_string(),
            Beside::InYear(year) => format!("in {year}"),
        })
    }

    #[test]
    fn neighbours_lie_over_the_turn_of_the_year_and_over_years_without_editions() {
        let known = [
            calendar(2020, &["2020-01-02", "2020-11-30"]),
            calendar(2022, &["2022-01-03", "2022-06-01", "2022-12-30"]),
            calendar(2023, &["2023-01-02"]),
        ];
        assert_eq!(around("2022-06-01", &known), ["2022-01-03", "2022-12-30"]);
        assert_eq!(around("2022-01-03", &known), ["2020-11-30", "2022-06-01"]);
        assert_eq!(around("2022-12-30", &known), ["2022-06-01", "2023-01-02"]);
        assert_eq!(around("2020-01-02", &known), ["nothing", "2020-11-30"]);
        assert_eq!(around("2023-01-02", &known), ["2022-12-30", "nothing"]);
        assert_eq!(around("2022-12-31", &known), ["2022-12-30", "2023-01-02"]);
    }

    #[test]
    fn a_calendar_that_is_not_known_is_named() {
        let own = [calendar(2022, &["2022-06-01"])];
        assert_eq!(around("2022-06-01", &own), ["in 2020", "in 2023"]);
        assert_eq!(around("2023-01-02", &own), ["2022-06-01", "nothing"]);
    }
}

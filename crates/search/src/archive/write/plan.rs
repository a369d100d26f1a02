//! Which editions make up which segment: a pure function of the calendar and of how many articles each day has.
//!
//! The month of the newest edition is a segment, so that publishing a day rewrites little; the rest of its year is
//! one; earlier years are joined, from the oldest on, until a segment has enough articles. Old segments thus stay as
//! they are when new years are added behind them. A year with too many articles is parted between months.

use std::ops::Range;

use masthead_edition::date::Date;

use super::EditionInfo;

/// So many articles are enough for a segment.
pub(super) const ENOUGH: u64 = 60_000;
/// A year of more is parted: a segment is put together in memory.
const TOO_MANY: u64 = 90_000;

/// Ranges of the editions, which are given newest first.
pub(super) fn segments(editions: &[EditionInfo]) -> Vec<Range<usize>> {
    let Some(newest) = editions.first() else { return Vec::new() };
    let month = |date: Date| (date.year(), date.month());
    let in_month = editions.partition_point(|edition| month(edition.date()) == month(newest.date()));
    let in_year = editions.partition_point(|edition| edition.date().year() == newest.date().year());
    let month = std::iter::once(0..in_month);
    month.chain(parted(editions, in_month..in_year)).chain(closed(editions, in_year)).collect()
}

/// Segments of the closed years, newest first.
fn closed(editions: &[EditionInfo], start: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut end = editions.len();
    let mut at = end;
    let mut gathered = 0;
    while at > start {
        let year = editions[at - 1].date().year();
        let first = start + editions[start..at].partition_point(|edition| edition.date().year() != year);
        let of_year = articles(&editions[first..at]);
        if of_year > TOO_MANY {
            out.extend(parted(editions, at..end).into_iter().rev());
            out.extend(parted(editions, first..at).into_iter().rev());
            (end, gathered) = (first, 0);
        } else {
            gathered += of_year;
            if gathered >= ENOUGH {
                out.push(first..end);
                (end, gathered) = (first, 0);
            }
        }
        at = first;
    }
    if start < end {
        out.push(start..end);
    }
    out.reverse();
    out
}

/// One range, or several where there are too many articles: cut between months, from the oldest on.
fn parted(editions: &[EditionInfo], range: Range<usize>) -> Vec<Range<usize>> {
    if range.is_empty() {
        return Vec::new();
    }
    if articles(&editions[range.clone()]) <= TOO_MANY {
        return vec![range];
    }
    let mut out = Vec::new();
    let (mut end, mut gathered) = (range.end, 0);
    for at in range.clone().rev() {
        gathered += u64::from(editions[at].articles);
        let month_begins = at == range.start || {
            let (this, newer) = (editions[at].date(), editions[at - 1].date());
            (this.year(), this.month()) != (newer.year(), newer.month())
        };
        if month_begins && (gathered >= ENOUGH || at == range.start) {
            out.push(at..end);
            (end, gathered) = (at, 0);
        }
    }
    out.reverse();
    out
}

fn articles(editions: &[EditionInfo]) -> u64 {
    editions.iter().map(|edition| u64::from(edition.articles)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use masthead_edition::id::EditionId;

    /// A daily paper from the first of January of one year to a day of another, newest first.
    fn daily(first_year: i32, last: &str, articles: u32) -> Vec<EditionInfo> {
        let last = Date::parse(last).unwrap().day_number();
        let first = Date::new(first_year, 1, 1).unwrap().day_number();
        (first..=last)
            .rev()
            .map(|day| EditionInfo {
                publication: "x".into(),
                edition: EditionId::new(Date::from_day_number(day).unwrap(), None),
                articles,
                content: day.to_string(),
            })
            .collect()
    }

    fn days(editions: &[EditionInfo]) -> Vec<String> {
        let ranges = segments(editions);
        let mut end = 0;
        for range in &ranges {
            assert!(range.start == end && !range.is_empty(), "{ranges:?}");
            end = range.end;
        }
        assert_eq!(end, editions.len());
        ranges.iter().map(|range| editions[range.end - 1].date().to_string()).collect()
    }

    #[test]
    fn month_year_and_closed_years() {
        assert_eq!(days(&[]), [""; 0]);
        assert_eq!(days(&daily(2022, "2022-01-01", 60)), ["2022-01-01"]);
        assert_eq!(days(&daily(2022, "2022-09-16", 60)), ["2022-09-01", "2022-01-01"]);
        assert_eq!(days(&daily(2012, "2016-12-31", 20)), ["2016-12-01", "2016-01-01", "2012-01-01"]);
        assert_eq!(days(&daily(2015, "2017-01-02", 20)), ["2017-01-01", "2015-01-01"]);
    }

    #[test]
    fn closed_years_are_joined_until_there_are_enough() {
        // 100 a day are 36,500 a year: two years are enough.
        assert_eq!(
            days(&daily(2018, "2023-03-02", 100)),
            ["2023-03-01", "2023-01-01", "2022-01-01", "2020-01-01", "2018-01-01"]
        );
    }

    #[test]
    fn a_new_day_leaves_closed_segments_alone() {
        let closed = |last: &str| {
            let editions = daily(2018, last, 100);
            segments(&editions)[2..].iter().map(|range| editions[range.clone()].to_vec()).collect::<Vec<_>>()
        };
        assert_eq!(closed("2022-05-05"), closed("2022-05-06"));
        assert_eq!(closed("2022-05-31"), closed("2022-06-01"));
        assert_eq!(closed("2022-05-05")[..], closed("2023-05-05")[1..]);
    }

    #[test]
    fn a_huge_year_is_parted_between_months() {
        let editions = daily(2020, "2022-02-02", 1000);
        let days = days(&editions);
        assert!(days.len() > 8, "{days:?}");
        assert!(days.iter().all(|day| day.ends_with("-01")), "{days:?}");
        for range in segments(&editions) {
            assert!(articles(&editions[range]) <= TOO_MANY);
        }
    }
}

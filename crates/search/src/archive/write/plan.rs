//! Which editions make up which segment, and which of a segment have their text together: a pure function of the
//! calendar and of how many articles each day has.
//!
//! The month of the newest edition is a segment, so that publishing a day rewrites little. What is older is joined year by
//! year, from the oldest on, until a segment has enough articles: such a one is closed, and stays as it is when new years
//! are added behind it. The newest of them grows when a month is over. Every segment costs every query its files, so
//! there are as few as can be. A year with too many articles is parted between months.

use std::ops::Range;

use masthead_edition::date::Date;

use super::source::EditionInfo;

/// So many articles are enough for a segment.
pub(super) const ENOUGH: u64 = 110_000;
/// A year of more is parted: a segment is put together in memory.
const TOO_MANY: u64 = 90_000;
/// So many articles are enough for each of its parts.
const ENOUGH_OF_YEAR: u64 = 60_000;

/// So many articles are enough for a stretch of text: the entry file says the name of each.
const ENOUGH_TEXT: u64 = 1000;

/// Ranges of the editions, which are given newest first.
pub(super) fn segments(editions: &[EditionInfo]) -> Vec<Range<usize>> {
    let Some(newest) = editions.first() else { return Vec::new() };
    let month = |date: Date| (date.year(), date.month());
    let in_month = editions.partition_point(|edition| month(edition.date()) == month(newest.date()));
    let month = std::iter::once(0..in_month);
    month.chain(older(editions, in_month)).collect()
}

/// Segments of all that is older, newest first.
fn older(editions: &[EditionInfo], start: usize) -> Vec<Range<usize>> {
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

/// The stretches of a segment's text, newest first: whole months of one year, so many that there are enough articles.
/// Where they are cut depends on what is older in the same year alone, so that a later edition moves nothing.
pub(super) fn stretches(segment: &[EditionInfo]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut end = segment.len();
    while end > 0 {
        let year = segment[end - 1].date().year();
        let first = segment[..end].partition_point(|edition| edition.date().year() != year);
        out.extend(by_months(segment, first..end, ENOUGH_TEXT).into_iter().rev());
        end = first;
    }
    out.reverse();
    out
}

/// One range, or several where there are too many articles.
fn parted(editions: &[EditionInfo], range: Range<usize>) -> Vec<Range<usize>> {
    if range.is_empty() {
        return Vec::new();
    }
    if articles(&editions[range.clone()]) <= TOO_MANY {
        return vec![range];
    }
    by_months(editions, range, ENOUGH_OF_YEAR)
}

/// Ranges of enough articles, newest first: cut between months, from the oldest on.
fn by_months(editions: &[EditionInfo], range: Range<usize>, enough: u64) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut end, mut gathered) = (range.end, 0);
    for at in range.clone().rev() {
        gathered += u64::from(editions[at].articles);
        let month_begins = at == range.start || {
            let (this, newer) = (editions[at].date(), editions[at - 1].date());
            (this.year(), this.month()) != (newer.year(), newer.month())
        };
        if month_begins && (gathered >= enough || at == range.start) {
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
    fn the_month_and_what_is_older() {
        assert_eq!(days(&[]), [""; 0]);
        assert_eq!(days(&daily(2022, "2022-01-01", 60)), ["2022-01-01"]);
        assert_eq!(days(&daily(2022, "2022-09-16", 60)), ["2022-09-01", "2022-01-01"]);
        assert_eq!(days(&daily(2012, "2016-12-31", 20)), ["2016-12-01", "2012-01-01"]);
        assert_eq!(days(&daily(2015, "2017-01-02", 20)), ["2017-01-01", "2015-01-01"]);
    }

    #[test]
    fn closed_years_are_joined_until_there_are_enough() {
        // 160 a day are 58,400 a year: two years are enough.
        assert_eq!(
            days(&daily(2018, "2023-03-02", 160)),
            ["2023-03-01", "2022-01-01", "2020-01-01", "2018-01-01"]
        );
    }

    #[test]
    fn a_new_day_leaves_closed_segments_alone() {
        let closed = |last: &str| {
            let editions = daily(2018, last, 160);
            segments(&editions)[2..].iter().map(|range| editions[range.clone()].to_vec()).collect::<Vec<_>>()
        };
        assert_eq!(closed("2022-05-05"), closed("2022-05-06"));
        assert_eq!(closed("2022-05-31"), closed("2022-06-01"));
        assert_eq!(closed("2022-05-05"), closed("2023-05-05"));
        assert_eq!(closed("2022-05-05")[..], closed("2024-05-05")[1..]);
    }

    #[test]
    fn text_lies_together_in_months_of_one_year() {
        let first_days = |editions: &[EditionInfo]| -> Vec<String> {
            let ranges = stretches(editions);
            assert_eq!(ranges.iter().map(Range::len).sum::<usize>(), editions.len());
            ranges.iter().map(|range| editions[range.end - 1].date().to_string()).collect()
        };
        assert_eq!(first_days(&[]), [""; 0]);
        assert_eq!(first_days(&daily(2020, "2021-02-10", 1)), ["2021-01-01", "2020-01-01"]);
        // 20 a day are enough in two months; the newest stretch of a year has what is left.
        assert_eq!(
            first_days(&daily(2020, "2021-04-10", 20)),
            [
                "2021-03-01",
                "2021-01-01",
                "2020-11-01",
                "2020-09-01",
                "2020-07-01",
                "2020-05-01",
                "2020-03-01",
                "2020-01-01"
            ]
        );
        // A day more leaves all others as they are.
        let names = |last: &str| {
            let editions = daily(2020, last, 100);
            stretches(&editions).into_iter().map(|range| editions[range].to_vec()).collect::<Vec<_>>()
        };
        assert_eq!(names("2021-03-31")[..], names("2021-04-01")[1..]);
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

//! The moment at which a day begins where a newspaper appears, as feeds and site maps write it.

use jiff::civil;
use jiff::tz::TimeZone;
use masthead_edition::date::Date;
use masthead_edition::id::Id;
use masthead_edition::paper::Paper;

/// `2022-09-16T00:00:00+08:00`, in the publication's zone, or else the paper's, or else UTC.
pub fn of(paper: &Paper, publication: &Id, date: Date) -> String {
    let own = paper.publication(publication).and_then(|found| found.time_zone.as_deref());
    let zone = own.or(paper.time_zone.as_deref()).and_then(|name| TimeZone::get(name).ok());
    let zone = zone.unwrap_or(TimeZone::UTC);
    let day = i16::try_from(date.year()).ok().and_then(|year| {
        let [month, day] = [date.month(), date.day()].map(i8::try_from);
        civil::Date::new(year, month.ok()?, day.ok()?).ok()
    });
    let start = day.and_then(|day| day.to_zoned(zone).ok());
    start.map_or_else(
        || format!("{date}T00:00:00Z"),
        |start| start.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_where_the_paper_appears() {
        let date = Date::parse("2022-09-16").unwrap();
        let of = |zone: Option<&str>| {
            super::of(&Paper { time_zone: zone.map(str::to_owned), ..Paper::default() }, &Id::default(), date)
        };
        assert_eq!(of(Some("Asia/Shanghai")), "2022-09-16T00:00:00+08:00");
        assert_eq!(of(Some("America/New_York")), "2022-09-16T00:00:00-04:00");
        assert_eq!(of(None), "2022-09-16T00:00:00+00:00");
        assert_eq!(of(Some("Nowhere")), "2022-09-16T00:00:00+00:00");
    }
}

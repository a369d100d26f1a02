//! `period.xml` and `navi.xml`: the days that a tree says it has. The folders decide what is imported; a day that only
//! the calendar names is worth knowing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use masthead_edition::date::Date;

use super::decode;
use super::rules::{CalendarRules, Rules};
use super::tree::Tree;

/// The dates of every calendar file of a tree.
pub fn read(tree: &Tree, rules: &Rules) -> BTreeMap<String, BTreeSet<Date>> {
    let read_one = |file: &String| {
        let bytes = fs::read(tree.path.join(file)).ok()?;
        Some((file.clone(), dates(&decode::decode(&bytes).text, &rules.calendar)))
    };
    tree.calendars.iter().filter_map(read_one).collect()
}

/// The dates in the named elements. They are short files of one form, so their tags are looked for as text.
fn dates(xml: &str, rules: &CalendarRules) -> BTreeSet<Date> {
    let mut dates = BTreeSet::new();
    for name in &rules.dates {
        let open = format!("<{name}>");
        for part in xml.split(open.as_str()).skip(1) {
            let text = part.split('<').next().unwrap_or_default().trim();
            let text = text.get(..10).unwrap_or(text).replace('/', "-");
            dates.extend(Date::parse(&text).ok());
        }
    }
    dates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_calendar() {
        let rules = Rules::load(None).unwrap().calendar;
        let period = "<periodlist><period id='1'><period_name>x</period_name><period_date>2022-09-15</period_date></period></periodlist>";
        assert_eq!(dates(period, &rules).len(), 1);
        let navi = "<navi><calendar><date>2012/03/07</date></calendar><calendar><date>2012-03-08 00:00:00</date></calendar><calendar><date></date></calendar></navi>";
        let found: Vec<String> = dates(navi, &rules).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["2012-03-07", "2012-03-08"]);
    }
}

//! `period.xml` and `navi.xml`: the days that a tree says it has. The folders decide what is imported; a day that only
//! the calendar names is worth knowing. Where a calendar says the running numbers of its editions, they are taken.

use std::collections::{BTreeMap, BTreeSet};

use masthead_edition::date::Date;

use super::decode;
use super::rules::{CalendarRules, Rules};
use super::tree::Tree;
use crate::bounded;
use crate::error::Result;

/// The dates of every calendar file of a tree.
pub fn read(tree: &Tree, rules: &Rules) -> Result<BTreeMap<String, BTreeSet<Date>>> {
    let read_one = |file: &String| {
        Ok((file.clone(), dates(&decode::decode(&content(tree, file)?).text, &rules.calendar)))
    };
    tree.calendars.iter().map(read_one).collect()
}

/// The running numbers that the tree's calendars say, by the tree and the day.
pub fn numbers(tree: &Tree, rules: &Rules) -> Result<BTreeMap<(String, Date), String>> {
    let mut numbers = BTreeMap::new();
    for file in &tree.calendars {
        // A calendar lies in the folder of its month, beneath the root of its tree.
        let roots = tree.days.keys().map(|(root, _)| root).filter(|root| file.starts_with(root.as_str()));
        let Some(root) = roots.max_by_key(|root| root.len()) else { continue };
        for (date, number) in numbered(&decode::decode(&content(tree, file)?).text, &rules.calendar) {
            numbers.insert((root.clone(), date), number);
        }
    }
    Ok(numbers)
}

/// One that cannot be read is an error: editions would be imported again without their numbers.
fn content(tree: &Tree, file: &str) -> Result<Vec<u8>> {
    bounded::read(&tree.path.join(file), bounded::OLD_PAGE)
}

fn numbered(xml: &str, rules: &CalendarRules) -> Vec<(Date, String)> {
    // What stands before each closing tag is one edition.
    let entries = rules.entries.iter().flat_map(|name| {
        let mut parts: Vec<&str> = xml.split(format!("</{name}>").as_str()).collect();
        parts.pop();
        parts
    });
    let number = |entry: &str| {
        rules.numbers.iter().find_map(|name| {
            let text = entry.split_once(&format!("<{name}>"))?.1.split('<').next()?.trim();
            Some(rules.number.0.captures(text)?.name("number")?.as_str().to_owned())
        })
    };
    entries.filter_map(|entry| Some((dates(entry, rules).into_iter().next()?, number(entry)?))).collect()
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
    fn a_number_is_one_only_where_it_is_written_as_one() {
        let rules = Rules::load(None).unwrap().calendar;
        let xml = "<periodlist><period id='1'><period_name>总第7891期</period_name><period_date>2022-09-15</period_date></period><period id='2'><period_name>20220916</period_name><period_date>2022-09-16</period_date></period></periodlist>";
        let found: Vec<String> =
            numbered(xml, &rules).iter().map(|(date, number)| format!("{date} {number}")).collect();
        assert_eq!(found, ["2022-09-15 7891"]);
    }

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

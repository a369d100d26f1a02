//! A question as a script writes it: one line for each of query, publication, first day, last day, page or section,
//! byline, `1` for headlines alone, `1` for oldest first, rows, most blocks, `1` for pinyin. Empty lines and those left out ask for
//! nothing; no rows are ten.

use masthead_edition::date::Date;
use masthead_search::Query;
use masthead_search::archive::{Ask, Filters, Spelling};
use masthead_search::query::Term;

const ROWS: usize = 10;

/// Reads a question. Whatever it is, it is one.
pub fn read(text: &str) -> Ask {
    let mut lines = text.split('\n').map(|line| Some(line).filter(|line| !line.is_empty()));
    let mut next = || lines.next().flatten();
    let typed = next().unwrap_or_default();
    let filters = Filters {
        publication: next().map(str::to_owned),
        from: next().and_then(|day| Date::parse(day).ok()),
        to: next().and_then(|day| Date::parse(day).ok()),
        page: next().map(str::to_owned),
        byline: next().and_then(Term::new),
        headlines_only: next() == Some("1"),
    };
    let oldest_first = next() == Some("1");
    let limit = next().and_then(|rows| rows.parse().ok()).unwrap_or(ROWS);
    let most_blocks = next().and_then(|blocks| blocks.parse().ok());
    let pinyin = if next() == Some("1") { Spelling::parse(typed) } else { None };
    Ask { query: Query::parse(typed), pinyin, filters, limit, oldest_first, most_blocks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_none_is_needed() {
        let ask = read("新郑 -时报\nzzwb\n2022-01-01\n2022-12-31\nX04\n杨\n1\n1\n30\n64");
        assert_eq!((ask.query, ask.limit, ask.oldest_first), (Query::parse("新郑 -时报"), 30, true));
        assert_eq!(ask.filters.publication.as_deref(), Some("zzwb"));
        assert_eq!(ask.filters.from.unwrap().to_string(), "2022-01-01");
        assert_eq!(ask.filters.to.unwrap().to_string(), "2022-12-31");
        assert_eq!((ask.filters.page.as_deref(), ask.filters.headlines_only), (Some("X04"), true));
        assert_eq!((ask.filters.byline, ask.most_blocks), (Term::new("杨"), Some(64)));
        assert_eq!(read("新郑"), Ask { query: Query::parse("新郑"), limit: 10, ..Ask::default() });
        assert!(read("").query.is_empty());
        assert_eq!(read("xi'an\n\n\n\n\n\n\n\n\n\n1").pinyin, Spelling::parse("xi'an"));
        assert_eq!((read("xi'an").pinyin, read("西安\n\n\n\n\n\n\n\n\n\n1").pinyin), (None, None));
    }
}

//! What a reader asks for: terms that must occur, terms that must not. No field is looked at here ([`crate::find`]).

use crate::fold::{fold, is_spaced, table};
use crate::slice::part;

/// A query: terms separated by white space, all of which must occur; `"…"` for one term with spaces in it;
/// `-term` for one that must not occur.
///
/// Any character that folds to `"` is a quote where a term begins, so that “…” and 「…」 do as well; inside a term
/// it is part of the term. A quote that is never closed runs to the end: the reader is still typing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
    excluded: Vec<Term>,
}

/// One term, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    folded: String,
    bordered: bool,
}

impl Query {
    /// Reads what was typed. Whatever it is, it is a query; at worst an empty one.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let mut rest = typed;
        while let Some(start) = rest.find(|c| !is_blank(c)) {
            rest = part(rest, start..);
            let excluded = strip(rest, is_minus);
            let (term, after) = split_term(excluded.unwrap_or(rest));
            if let Some(term) = Term::new(term) {
                let list = if excluded.is_some() { &mut query.excluded } else { &mut query.terms };
                if !list.contains(&term) {
                    list.push(term);
                }
            }
            rest = after;
        }
        query
    }

    /// Whether nothing is asked for. A query of exclusions alone is empty too: it finds nothing.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The terms that must all occur.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The terms of which none may occur.
    pub fn excluded(&self) -> &[Term] {
        &self.excluded
    }
}

impl Term {
    /// Folds a term. `None` where nothing is left of it.
    pub fn new(text: &str) -> Option<Self> {
        let folded = fold(text);
        let bordered = folded.chars().next().is_some_and(is_spaced);
        (!folded.is_empty()).then_some(Self { folded, bordered })
    }

    /// The folded text that is looked for.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// Whether it begins with a letter or digit of a spaced script: a match then begins where a word begins.
    pub fn is_bordered(&self) -> bool {
        self.bordered
    }
}

/// The first term of a text that does not begin blank, without its quotes, and what follows it.
fn split_term(text: &str) -> (&str, &str) {
    if let Some(quoted) = strip(text, is_quote) {
        let end = quoted.find(is_quote).unwrap_or(quoted.len());
        return (part(quoted, ..end), strip(part(quoted, end..), is_quote).unwrap_or_default());
    }
    let end = text.find(is_blank).unwrap_or(text.len());
    (part(text, ..end), part(text, end..))
}

fn strip(text: &str, wanted: fn(char) -> bool) -> Option<&str> {
    let mut chars = text.chars();
    chars.next().filter(|&c| wanted(c)).map(|_| chars.as_str())
}

/// White space, and what the table folds to it.
fn is_blank(c: char) -> bool {
    c == ' ' || folds_to(c, ' ')
}

fn is_quote(c: char) -> bool {
    c == '"' || folds_to(c, '"')
}

/// The minus of a keyboard, narrow or wide. A dash before a term is a dash.
fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－' | '−')
}

fn folds_to(c: char, wanted: char) -> bool {
    table::Table::get().fold(c) == table::Fold::One(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> (Vec<String>, Vec<String>) {
        let query = Query::parse(typed);
        let texts = |terms: &[Term]| terms.iter().map(|term| term.folded.clone()).collect();
        (texts(&query.terms), texts(&query.excluded))
    }

    fn check(typed: &str, terms: &[&str], excluded: &[&str]) {
        let (t, e) = parsed(typed);
        assert_eq!((t, e), (owned(terms), owned(excluded)), "{typed:?}");
    }

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn terms_are_separated_by_white_space_of_any_kind() {
        check(" 新郑\u{3000}共青团\n基层\u{a0}ABC ", &["新郑", "共青团", "基层", "abc"], &[]);
        check("新郑 新鄭", &["新郑"], &[]);
        check("", &[], &[]);
        check(" \u{200b} ", &[], &[]);
    }

    #[test]
    fn quotes_hold_a_term_together() {
        check("\"climate change\" 气候", &["climate change", "气候"], &[]);
        check("“共青团 基层组织”", &["共青团基层组织"], &[]);
        check("「一帶 一路」倡议", &["一带一路", "倡议"], &[]);
        check("\"still typing", &["still typing"], &[]);
        check("\"\" \"", &[], &[]);
        check("习近平“一带一路”", &["习近平\"一带一路\""], &[]);
    }

    #[test]
    fn a_minus_excludes() {
        check("新郑 -时报", &["新郑"], &["时报"]);
        check("新郑 －“中国 新郑”", &["新郑"], &["中国新郑"]);
        check("COVID-19", &["covid-19"], &[]);
        check("-", &[], &[]);
        check("新郑 —时报", &["新郑", "-时报"], &[]);
        assert!(Query::parse("-时报").is_empty());
        assert!(Query::parse("新郑时报 -时报").is_contradiction());
        assert!(!Query::parse("新郑 -新郑时报").is_contradiction());
        assert!(!Query::parse("abc -bc").is_contradiction());
    }
}

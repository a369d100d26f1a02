//! The answer to a question: what was found, and which files are needed to find more.

use super::file::{Fault, FileName};
use crate::excerpt::Marked;

/// What was found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Articles that were verified to match, in the order asked for.
    pub rows: Vec<Row>,
    /// How many articles match.
    pub total: u64,
    /// Whether the total is exact: nothing is missing, nothing failed, and no article is counted that was neither
    /// verified nor certain from the index.
    pub exact: bool,
    /// Whether there may be more rows, though fewer than were wanted are here: the bound on blocks was reached.
    pub more: bool,
    /// How many of the total are of which year, newest first; years without any are left out.
    pub years: Vec<(i32, u64)>,
    /// Whether the query stands nowhere, and this is what headlines and bylines have by pinyin.
    pub pinyin: bool,
    /// Whether the table of readings is needed for more: see [`super::install_pinyin`].
    pub needs_pinyin: bool,
    /// Files that are needed for more. Text comes last, in the order of its rows.
    pub missing: Vec<FileName>,
    /// So many of the missing texts, the first, will be enough if all goes as expected. The others are there for bad
    /// luck: who fetches all at once needs no further round, who fetches these first may be spared them.
    pub enough: usize,
    /// Files that could not be used, and why. What they hold is missing from the answer.
    pub faults: Vec<(FileName, Fault)>,
}

/// An article that matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The publication's id.
    pub publication: String,
    /// The edition's id: its date, and a suffix if it has one.
    pub edition: String,
    /// The page's id.
    pub page: String,
    /// The article's id.
    pub article: String,
    /// The headline in one line, marked.
    pub headline: Marked,
    /// The text around the first match outside the headline, if there is one.
    pub excerpt: Option<Marked>,
}

impl Answer {
    /// Every file once, and no year without articles.
    pub(super) fn settle(mut self) -> Self {
        each_once(&mut self.missing, |name| *name);
        each_once(&mut self.faults, |(name, _)| *name);
        self.exact &= self.missing.is_empty() && self.faults.is_empty();
        self.years.retain(|(_, count)| *count > 0);
        self.total = self.years.iter().map(|(_, count)| count).sum();
        self
    }
}

/// Leaves of what is there twice the first. Few are compared, and sorting them would be 5 KB of code in a browser.
fn each_once<T>(items: &mut Vec<T>, name: impl Fn(&T) -> FileName) {
    let mut names: Vec<FileName> = Vec::with_capacity(items.len());
    items.retain(|item| {
        let is_new = !names.contains(&name(item));
        if is_new {
            names.push(name(item));
        }
        is_new
    });
}

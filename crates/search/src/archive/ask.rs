//! What can be asked of the archive.

use masthead_edition::date::Date;

use super::pinyin::Spelling;
use crate::query::{Query, Term};

/// A question to the archive.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// What is looked for.
    pub query: Query,
    /// The same as pinyin, if it may be that: what headlines and bylines are searched for where nothing else is found.
    /// Not where there is a filter by byline.
    pub pinyin: Option<Spelling>,
    /// Where.
    pub filters: Filters,
    /// How many results are wanted; all of them with `usize::MAX`, and the total is then exact.
    pub limit: usize,
    /// Oldest first, where newest first is usual.
    pub oldest_first: bool,
    /// How many blocks of text are looked into at most, where there is a bound; ask again with more of them to look on.
    /// A few questions have many articles that may match and few or none that do.
    pub most_blocks: Option<usize>,
}

/// Which articles are looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Only this publication.
    pub publication: Option<String>,
    /// Only from this day on.
    pub from: Option<Date>,
    /// Only up to this day.
    pub to: Option<Date>,
    /// Only pages of this id, or of this section.
    pub page: Option<String>,
    /// Only articles whose byline has this.
    pub byline: Option<Term>,
    /// Terms must occur in headlines, and exclusions count only there.
    pub headlines_only: bool,
}

impl Filters {
    /// Whether an edition is to be looked at.
    pub(crate) fn admit_edition(&self, publication: &str, date: Date) -> bool {
        self.publication.as_ref().is_none_or(|wanted| wanted == publication) && self.admit_days(date, date)
    }

    /// Whether any day of a stretch of time is to be looked at.
    pub(crate) fn admit_days(&self, oldest: Date, newest: Date) -> bool {
        self.from.is_none_or(|from| newest >= from) && self.to.is_none_or(|to| oldest <= to)
    }
}

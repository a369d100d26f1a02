//! What was typed, with all that is needed to look for it.

use super::spelling::Spelling;
use super::table::Table;
use super::ways::{Ways, ways};

/// What was typed, understood as pinyin.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) spelling: &'a Spelling,
    pub(crate) table: &'a Table,
    pub(crate) ways: Ways,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(spelling: &'a Spelling, table: &'a Table) -> Self {
        Self { spelling, table, ways: ways(spelling, table) }
    }
}

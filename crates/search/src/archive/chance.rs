//! How likely a block that the index names has an article that matches: a guess, by which as many blocks are asked for
//! at once as ten rows are likely to need. Nothing that is shown depends on it.

use super::numbering::Numbering;
use super::postings::intersect;

/// Words that stand in one article attract one another: so many times more blocks have all lists of a term than would by
/// chance, though not one behind the other.
const CORRELATED: f64 = 1.5;
/// No more is believed of a term before any block was looked into.
const MOST: f64 = 0.95;
/// So much of it is left where the term has punctuation that the lists say nothing of.
const OF_GAP: f64 = 0.4;

/// The guess for one segment, term by term.
pub(super) struct Chance {
    /// All blocks of the segment.
    blocks: f64,
    /// Articles in a block.
    per_block: f64,
    /// That a block that all lists name has every term.
    of_terms: f64,
    /// Blocks that would have all terms by chance.
    by_chance: f64,
    terms: usize,
}

impl Chance {
    pub(super) fn new(numbering: &Numbering) -> Self {
        let blocks = f64::from(numbering.blocks()).max(1.0);
        let per_block = f64::from(numbering.articles()) / blocks;
        Self { blocks, per_block, of_terms: 1.0, by_chance: blocks, terms: 0 }
    }

    /// A term whose lists meet in so many blocks, where so many would be expected by chance.
    pub(super) fn of_term(&mut self, blocks: usize, by_chance: f64, has_gap: bool) {
        let found = blocks as f64;
        self.terms += 1;
        self.of_terms *= MOST / (1.0 + CORRELATED * by_chance / found.max(1.0));
        self.of_terms *= if has_gap { OF_GAP } else { 1.0 };
        self.by_chance *= found / self.blocks;
    }

    /// The terms meet in so many blocks.
    pub(super) fn together(&self, blocks: usize) -> f64 {
        if self.terms < 2 {
            return self.of_terms;
        }
        // Where two terms meet by chance, they do so in one article of the block as likely as in another.
        let by_chance = (self.by_chance / (blocks as f64).max(1.0)).min(1.0);
        self.of_terms * (1.0 - by_chance + by_chance / self.per_block.max(1.0))
    }
}

/// How many of so many blocks would be in all lists if one of them had nothing to do with the others: the most that this
/// is for any of them. Words of one subject meet more often than by chance, so that all lists together tell little.
pub(super) fn by_chance(lists: &[&[u32]], blocks: u32) -> f64 {
    let others = |one: usize| {
        let mut rest = lists.iter().enumerate().filter(|(n, _)| *n != one).map(|(_, list)| *list);
        let first = rest.next().map(<[u32]>::to_vec);
        first.map_or(0, |first| rest.fold(first, |shared, list| intersect(&shared, list)).len())
    };
    let of_one = |(n, list): (usize, &&[u32])| list.len() as f64 * others(n) as f64;
    lists.iter().enumerate().map(of_one).fold(0.0, f64::max) / f64::from(blocks).max(1.0)
}

/// How many rows are likely to come.
#[derive(Clone, Copy, Default)]
pub(super) struct Likely {
    pub(super) rows: f64,
    pub(super) variance: f64,
    /// Of them, those that are certain, unless a file fails.
    pub(super) sure: usize,
}

/// Standard deviations by which a batch is made larger than it is likely to have to be.
const SAFETY: f64 = 2.0;

impl Likely {
    pub(super) fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.variance += other.variance;
        self.sure += other.sure;
    }

    /// Whether so many rows will come, but for bad luck.
    pub(super) fn reach(&self, wanted: usize) -> bool {
        let bad_luck = SAFETY * self.variance.max(0.0).sqrt();
        self.sure >= wanted || self.rows - bad_luck >= wanted as f64
    }
}

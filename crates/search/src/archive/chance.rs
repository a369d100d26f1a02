//! How likely a block that the index names has an article that matches: a guess, by which as many blocks are asked for
//! at once as ten rows are likely to need. Nothing that is shown depends on it.

use super::numbering::Numbering;

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

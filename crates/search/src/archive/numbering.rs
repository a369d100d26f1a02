//! The numbers of a segment's articles and blocks. Articles are numbered from the newest on; every so many make a
//! block, and no block runs from one year into another.

use std::ops::Range;

/// How a segment is numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbering {
    /// Years, newest first, and their articles.
    years: Vec<(i32, u32)>,
    per_block: u32,
}

impl Numbering {
    pub(crate) fn new(years: Vec<(i32, u32)>, per_block: u32) -> Self {
        Self { years, per_block: per_block.max(1) }
    }

    pub(crate) fn years(&self) -> &[(i32, u32)] {
        &self.years
    }

    #[cfg(feature = "archive-write")]
    pub(crate) fn per_block(&self) -> u32 {
        self.per_block
    }

    pub(crate) fn articles(&self) -> u32 {
        self.years.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    pub(crate) fn blocks(&self) -> u32 {
        self.years.iter().fold(0, |sum, (_, count)| sum.saturating_add(count.div_ceil(self.per_block)))
    }

    /// For each year its blocks.
    pub(crate) fn blocks_by_year(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        let mut next = 0_u32;
        self.years.iter().map(move |(_, count)| {
            let start = next;
            next = start.saturating_add(count.div_ceil(self.per_block));
            start..next
        })
    }

    /// For each year its articles and its blocks.
    fn stretches(&self) -> impl Iterator<Item = (i32, Range<u32>, Range<u32>)> + '_ {
        let mut next = 0_u32;
        self.years.iter().zip(self.blocks_by_year()).map(move |((year, count), blocks)| {
            let start = next;
            next = start.saturating_add(*count);
            (*year, start..next, blocks)
        })
    }

    /// The block of an article.
    pub(crate) fn block_of(&self, article: u32) -> u32 {
        self.stretches()
            .find(|(_, articles, _)| articles.contains(&article))
            .map_or(0, |(_, articles, blocks)| blocks.start + (article - articles.start) / self.per_block)
    }

    /// The articles of a block.
    pub(crate) fn articles_of(&self, block: u32) -> Range<u32> {
        let Some((_, articles, blocks)) = self.stretches().find(|(.., blocks)| blocks.contains(&block))
        else {
            return 0..0;
        };
        let start = articles.start + (block - blocks.start) * self.per_block;
        start..(start + self.per_block).min(articles.end)
    }

    /// The index of the year of an article.
    pub(crate) fn year_of(&self, article: u32) -> usize {
        self.stretches().position(|(_, articles, _)| articles.contains(&article)).unwrap_or(0)
    }

    /// The index of the year of a block.
    pub(crate) fn year_of_block(&self, block: u32) -> usize {
        self.blocks_by_year().position(|blocks| blocks.contains(&block)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_block_has_articles_of_two_years() {
        let numbering = Numbering::new(vec![(2022, 10), (2021, 1), (2020, 8)], 4);
        assert_eq!((numbering.articles(), numbering.blocks()), (19, 6));
        let blocks: Vec<Range<u32>> = (0..7).map(|block| numbering.articles_of(block)).collect();
        assert_eq!(blocks, [0..4, 4..8, 8..10, 10..11, 11..15, 15..19, 0..0]);
        for article in 0..19 {
            let block = numbering.block_of(article);
            assert!(numbering.articles_of(block).contains(&article));
            assert_eq!(numbering.year_of(article), numbering.year_of_block(block));
        }
    }
}

//! The numbers of a segment's articles and blocks. Articles are numbered from the newest on; every so many make a
//! block.
//!
//! The text lies in stretches of some months, each in a folder that says its content: where an edition of a year is
//! corrected, the text of its other months stays as it is. No block runs from one stretch into another.

use std::ops::Range;

/// Neighbouring editions of one year whose text lies together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Made of what the text was made of: another text, another name.
    pub(crate) id: u64,
    pub(crate) year: i32,
    pub(crate) articles: u32,
    /// The articles in a block, but for its last; at least one.
    pub(crate) per_block: u32,
}

/// How a segment is numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbering {
    /// Newest first.
    stretches: Vec<Stretch>,
    /// The first article and the first block of each stretch, and what comes after the last.
    starts: Vec<[u32; 2]>,
    /// Years, newest first, and their articles.
    years: Vec<(i32, u32)>,
    /// The blocks of each year.
    of_years: Vec<Range<u32>>,
}

impl Numbering {
    pub(crate) fn new(stretches: Vec<Stretch>) -> Self {
        let mut out = Self { starts: vec![[0, 0]], ..Self::default() };
        let [mut articles, mut blocks] = [0_u32; 2];
        for stretch in &stretches {
            let first = blocks;
            articles = articles.saturating_add(stretch.articles);
            blocks = blocks.saturating_add(stretch.articles.div_ceil(stretch.per_block));
            out.starts.push([articles, blocks]);
            match (out.years.last_mut(), out.of_years.last_mut()) {
                (Some((year, count)), Some(of_year)) if *year == stretch.year => {
                    *count = count.saturating_add(stretch.articles);
                    of_year.end = blocks;
                }
                _ => {
                    out.years.push((stretch.year, stretch.articles));
                    out.of_years.push(first..blocks);
                }
            }
        }
        Self { stretches, ..out }
    }

    #[cfg(feature = "archive-write")]
    pub(crate) fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    pub(crate) fn years(&self) -> &[(i32, u32)] {
        &self.years
    }

    /// For each year its blocks.
    pub(crate) fn blocks_by_year(&self) -> &[Range<u32>] {
        &self.of_years
    }

    pub(crate) fn articles(&self) -> u32 {
        self.starts.last().map_or(0, |[articles, _]| *articles)
    }

    pub(crate) fn blocks(&self) -> u32 {
        self.starts.last().map_or(0, |[_, blocks]| *blocks)
    }

    /// The stretch of a block, and its number there.
    pub(crate) fn place_of(&self, block: u32) -> Option<(&Stretch, u32)> {
        let (index, [_, first]) = self.start(|[_, first]| first <= block)?;
        Some((self.stretches.get(index)?, block - first))
    }

    /// The block of an article.
    pub(crate) fn block_of(&self, article: u32) -> u32 {
        let Some((index, [first, block])) = self.start(|[first, _]| first <= article) else { return 0 };
        self.stretches.get(index).map_or(block, |stretch| block + (article - first) / stretch.per_block)
    }

    /// The articles of a block.
    pub(crate) fn articles_of(&self, block: u32) -> Range<u32> {
        let Some((index, [first, first_block])) = self.start(|[_, first]| first <= block) else {
            return 0..0;
        };
        let (Some(stretch), Some([end, _])) = (self.stretches.get(index), self.starts.get(index + 1)) else {
            return 0..0;
        };
        let start = first.saturating_add((block - first_block).saturating_mul(stretch.per_block));
        start..start.saturating_add(stretch.per_block).min(*end)
    }

    /// The last stretch that begins where this holds, and where it begins.
    fn start(&self, holds: impl Fn([u32; 2]) -> bool) -> Option<(usize, [u32; 2])> {
        let index = self.starts.partition_point(|start| holds(*start)).checked_sub(1)?;
        Some((index, self.starts[index]))
    }

    /// The index of the year of an article.
    pub(crate) fn year_of(&self, article: u32) -> usize {
        self.year_of_block(self.block_of(article))
    }

    /// The index of the year of a block.
    pub(crate) fn year_of_block(&self, block: u32) -> usize {
        self.of_years.iter().position(|blocks| blocks.contains(&block)).unwrap_or(0)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A numbering whose years have one stretch each.
    pub(crate) fn of_years(years: &[(i32, u32)], per_block: u32) -> Numbering {
        let stretch = |&(year, articles): &(i32, u32)| Stretch { id: year as u64, year, articles, per_block };
        Numbering::new(years.iter().map(stretch).collect())
    }

    #[test]
    fn no_block_has_articles_of_two_stretches() {
        let stretch =
            |id: u64, year: i32, articles: u32, per_block: u32| Stretch { id, year, articles, per_block };
        let stretches = vec![
            stretch(7, 2022, 10, 4),
            stretch(5, 2021, 1, 4),
            stretch(3, 2021, 3, 2),
            stretch(2, 2020, 8, 4),
        ];
        let numbering = Numbering::new(stretches);
        assert_eq!(numbering.years(), [(2022, 10), (2021, 4), (2020, 8)]);
        assert_eq!((numbering.articles(), numbering.blocks()), (22, 8));
        let blocks: Vec<Range<u32>> = (0..9).map(|block| numbering.articles_of(block)).collect();
        assert_eq!(blocks, [0..4, 4..8, 8..10, 10..11, 11..13, 13..14, 14..18, 18..22, 0..0]);
        assert_eq!(numbering.blocks_by_year(), [0..3, 3..6, 6..8]);
        let places: Vec<_> = (0..9).map(|block| numbering.place_of(block).map(|(s, n)| (s.id, n))).collect();
        let there = [(7, 0), (7, 1), (7, 2), (5, 0), (3, 0), (3, 1), (2, 0), (2, 1)].map(Some);
        assert_eq!(places, there.into_iter().chain([None]).collect::<Vec<_>>());
        for article in 0..22 {
            let block = numbering.block_of(article);
            assert!(numbering.articles_of(block).contains(&article));
            assert_eq!(numbering.year_of(article), numbering.year_of_block(block));
        }
    }
}

//! One posting and its sorting; and how a run of sorted ones becomes a list.

use std::ops::Range;

use crate::archive::lists::List;
use crate::archive::numbering::Numbering;

/// Bits of an article's number in a posting.
pub(super) const ARTICLE_BITS: u32 = 24;

/// The lower bits of a key and the article; and the place, which is nothing in families of blocks.
pub(super) type Posting<P> = (u64, P);

/// A place, or none.
pub(super) trait Place: Copy + Ord + Send + Sync {
    /// Whether there is one.
    const IS_ONE: bool;
    /// The number to be written.
    fn number(self) -> Option<u32>;
    /// The place of a number.
    fn of(number: Option<u32>) -> Self;
}

impl Place for () {
    const IS_ONE: bool = false;

    fn number(self) -> Option<u32> {
        None
    }

    fn of(_: Option<u32>) -> Self {}
}

impl Place for u32 {
    const IS_ONE: bool = true;

    fn number(self) -> Option<u32> {
        Some(self)
    }

    fn of(number: Option<u32>) -> Self {
        number.unwrap_or_default()
    }
}

pub(super) fn low_of<P>(posting: &Posting<P>) -> u64 {
    posting.0 >> ARTICLE_BITS
}

/// The postings whose lower bits are in a range.
pub(super) fn within<P>(part: &[Posting<P>], low: Range<u64>) -> &[Posting<P>] {
    let start = part.partition_point(|posting| low_of(posting) < low.start);
    let end = part.partition_point(|posting| low_of(posting) < low.end);
    &part[start..end.max(start)]
}

pub(super) fn article_of<P>(posting: &Posting<P>) -> u32 {
    (posting.0 & ((1 << ARTICLE_BITS) - 1)) as u32
}

/// Sorts by the key alone, by its digits from the last on: what was added in the order of articles stays so.
pub(super) fn sort_part<P: Place>(part: &mut Vec<Posting<P>>, key_bits: u32) {
    if part.len() < FEW {
        return part.sort_unstable();
    }
    let Some(&first) = part.first() else { return };
    let mut other = vec![first; part.len()];
    let digits = key_bits.div_ceil(DIGIT);
    let width = key_bits.div_ceil(digits);
    for digit in 0..digits {
        let of = |posting: &Posting<P>| (low_of(posting) >> (digit * width)) as usize & ((1 << width) - 1);
        let mut next = vec![0_usize; 1 << width];
        part.iter().for_each(|posting| next[of(posting)] += 1);
        let mut sum = 0;
        for slot in &mut next {
            sum += std::mem::replace(slot, sum);
        }
        for posting in part.iter() {
            let slot = &mut next[of(posting)];
            other[*slot] = *posting;
            *slot += 1;
        }
        std::mem::swap(part, &mut other);
    }
}

/// So few are sorted by comparing them.
const FEW: usize = 2048;
/// The most bits of a digit: the keys of pairs have two.
const DIGIT: u32 = 13;
/// The block of every article, and where each year's articles end.
pub(super) struct Blocks {
    of_article: Vec<u32>,
    year_ends: Vec<u32>,
}

impl Blocks {
    pub(super) fn new(numbering: &Numbering) -> Self {
        let mut of_article = Vec::with_capacity(numbering.articles() as usize);
        for block in 0..numbering.blocks() {
            of_article.extend(numbering.articles_of(block).map(|_| block));
        }
        let mut end = 0;
        let year_ends = numbering.years().iter().map(|(_, count)| {
            end += count;
            end
        });
        Self { of_article, year_ends: year_ends.collect() }
    }
}

/// Gives the lower bits of every key of sorted postings, that is wanted, with its list.
pub(super) fn each_list<P: Place>(
    sorted: &[Posting<P>],
    blocks: &Blocks,
    wanted: impl Fn(u64) -> bool,
    mut give: impl FnMut(u64, &List),
) {
    let mut list = List::default();
    for same in sorted.chunk_by(|a, b| low_of(a) == low_of(b)) {
        let Some(low) = same.first().map(low_of).filter(|&low| wanted(low)) else { continue };
        list.numbers.clear();
        list.places.clear();
        list.years.clear();
        list.years.resize(blocks.year_ends.len(), 0);
        let mut last_article = None;
        let mut year = 0;
        for posting in same {
            let article = article_of(posting);
            if let Some(place) = posting.1.number() {
                if last_article != Some(article) {
                    list.numbers.push(article);
                    list.places.push(Vec::new());
                }
                if let Some(places) = list.places.last_mut().filter(|places| places.last() != Some(&place)) {
                    places.push(place);
                }
            } else if last_article != Some(article) {
                let block = blocks.of_article.get(article as usize).copied().unwrap_or_default();
                if list.numbers.last() != Some(&block) {
                    list.numbers.push(block);
                }
                while blocks.year_ends.get(year).is_some_and(|&end| article >= end) {
                    year += 1;
                }
                if let Some(count) = list.years.get_mut(year) {
                    *count += 1;
                }
            }
            last_article = Some(article);
        }
        give(low, &list);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_by_digits_is_sorting() {
        let mut state = 9_u64;
        for (count, bits) in [(FEW - 1, 25), (5 * FEW, 25), (3 * FEW, 40)] {
            let mut part: Vec<Posting<()>> = (0..count as u64)
                .map(|article| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (((state >> (64 - bits)) / 3) << ARTICLE_BITS | article, ())
                })
                .collect();
            let mut expected = part.clone();
            expected.sort_unstable();
            sort_part(&mut part, bits);
            assert!(part == expected, "{count} of {bits} bits");
        }
    }
}

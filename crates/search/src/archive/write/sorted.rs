//! All the postings of a family, sorted, and made into buckets.

use std::convert::Infallible;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::parallel;
use crate::archive::bits::BitWriter;
use crate::archive::bucket::{BucketWriter, Shape, first_key};
use crate::archive::gram::{Key, Kind};
use crate::archive::lists::{self, List};
use crate::archive::numbering::Numbering;

/// Bits of an article's number in a posting.
const ARTICLE_BITS: u32 = 24;
/// Parts that are sorted apart, by the highest bits of the key: 2 to this power.
const PART_BITS: u32 = 5;
/// About what a key takes in a bucket.
const KEY_BITS: u64 = 14;
const RARE_KEY_BITS: u64 = 4;

/// The lower bits of a key and the article; and the place, which is nothing in families of blocks.
type Posting<P> = (u64, P);

/// The postings of a family, kind by kind, in parts.
pub(super) struct Postings<P> {
    parts: [Vec<Vec<Posting<P>>>; Kind::ALL.len()],
}

/// A place, or none.
pub(super) trait Place: Copy + Ord + Send + Sync {
    /// The number to be written.
    fn number(self) -> Option<u32>;
}

impl Place for () {
    fn number(self) -> Option<u32> {
        None
    }
}

impl Place for u32 {
    fn number(self) -> Option<u32> {
        Some(self)
    }
}

impl<P: Place> Postings<P> {
    pub(super) fn new() -> Self {
        Self { parts: std::array::from_fn(|_| (0..1 << PART_BITS).map(|_| Vec::new()).collect()) }
    }

    pub(super) fn add(&mut self, key: Key, article: u32, place: P) {
        let low_bits = key.kind.bits() - PART_BITS;
        let part = (key.number >> low_bits) as usize;
        let low = key.number & ((1 << low_bits) - 1);
        let part = &mut self.parts[key.kind as usize][part];
        if part.len() == part.capacity() {
            // Not twice as much each time: these lists are nearly all of the memory that writing takes.
            part.reserve_exact(part.len() / 4 + 64);
        }
        part.push((low << ARTICLE_BITS | u64::from(article), place));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.iter().flatten().all(Vec::is_empty)
    }

    /// Sorts everything; before it nothing can be read.
    pub(super) fn sort(&mut self, threads: usize) {
        let parts: Vec<_> = self.parts.iter_mut().flatten().map(Mutex::new).collect();
        let bits: Vec<u32> =
            Kind::ALL.iter().flat_map(|kind| [kind.bits() - PART_BITS; 1 << PART_BITS]).collect();
        let sort = |n: usize| {
            sort_part(&mut parts[n].lock().unwrap_or_else(PoisonError::into_inner), bits[n]);
            Ok::<_, Infallible>(())
        };
        let Ok(_) = parallel::each(threads, parts.len(), sort);
    }

    /// About how many bytes all buckets together take, from one list in eight.
    pub(super) fn size(&self, threads: usize, numbering: &Numbering, places: bool) -> u64 {
        let parts: Vec<&Vec<Posting<P>>> = self.parts.iter().flatten().collect();
        let blocks = Blocks::new(numbering);
        let measure = |n: usize| {
            let mut bits = 0;
            each_list(
                parts[n],
                &blocks,
                |low| low % SAMPLE == 0,
                |_, list| {
                    let mut out = BitWriter::default();
                    lists::write(&mut out, list, numbering, places);
                    bits += out.len() as u64
                        + if !places && lists::is_rare(list) { RARE_KEY_BITS } else { KEY_BITS };
                },
            );
            Ok::<_, Infallible>(bits)
        };
        let Ok(sizes) = parallel::each(threads, parts.len(), measure);
        sizes.iter().sum::<u64>() * SAMPLE / 8
    }

    /// The content of one bucket.
    pub(super) fn bucket(&self, bucket: u32, shape: Shape, blocks: &Blocks) -> Vec<u8> {
        let mut writer = BucketWriter::new(bucket, shape);
        for (kind, parts) in Kind::ALL.into_iter().zip(&self.parts) {
            let keys = first_key(kind, bucket, shape.buckets)..first_key(kind, bucket + 1, shape.buckets);
            let low_bits = kind.bits() - PART_BITS;
            for (part, postings) in (0_u64..).zip(parts) {
                let start = part << low_bits;
                let within =
                    within(postings, keys.start.saturating_sub(start)..keys.end.saturating_sub(start));
                let mut add = |low, list: &List| writer.add(Key { kind, number: start | low }, list);
                each_list(within, blocks, |_| true, &mut add);
            }
        }
        writer.finish()
    }

    /// The pairs that are in more articles than a limit.
    pub(super) fn pairs_above(&self, limit: u64) -> Vec<Key> {
        let mut out = Vec::new();
        let low_bits = Kind::Pair.bits() - PART_BITS;
        for (part, postings) in (0_u64..).zip(&self.parts[Kind::Pair as usize]) {
            for same in postings.chunk_by(|a, b| low_of(a) == low_of(b)) {
                // An article may be there twice.
                let articles = same.chunk_by(|a, b| article_of(a) == article_of(b));
                if same.len() as u64 > limit
                    && articles.count() as u64 > limit
                    && let Some(first) = same.first()
                {
                    out.push(Key { kind: Kind::Pair, number: part << low_bits | low_of(first) });
                }
            }
        }
        out
    }
}

fn low_of<P>(posting: &Posting<P>) -> u64 {
    posting.0 >> ARTICLE_BITS
}

/// The postings whose lower bits are in a range.
fn within<P>(part: &[Posting<P>], low: Range<u64>) -> &[Posting<P>] {
    let start = part.partition_point(|posting| low_of(posting) < low.start);
    let end = part.partition_point(|posting| low_of(posting) < low.end);
    &part[start..end.max(start)]
}

fn article_of<P>(posting: &Posting<P>) -> u32 {
    (posting.0 & ((1 << ARTICLE_BITS) - 1)) as u32
}

/// Sorts by the key alone, by its digits from the last on: what was added in the order of articles stays so.
fn sort_part<P: Place>(part: &mut Vec<Posting<P>>, key_bits: u32) {
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
/// The most bits of a digit.
const DIGIT: u32 = 10;
/// One list in so many is measured.
const SAMPLE: u64 = 8;

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
fn each_list<P: Place>(
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

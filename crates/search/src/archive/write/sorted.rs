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
        self.parts[key.kind as usize][part].push((low << ARTICLE_BITS | u64::from(article), place));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.iter().flatten().all(Vec::is_empty)
    }

    /// Sorts everything; before it nothing can be read.
    pub(super) fn sort(&mut self, threads: usize) {
        let parts: Vec<_> = self.parts.iter_mut().flatten().map(Mutex::new).collect();
        let sort = |n: usize| {
            parts[n].lock().unwrap_or_else(PoisonError::into_inner).sort_unstable();
            Ok::<_, Infallible>(())
        };
        let Ok(_) = parallel::each(threads, parts.len(), sort);
    }

    /// About how many bytes all buckets together take.
    pub(super) fn size(&self, threads: usize, numbering: &Numbering, places: bool) -> u64 {
        let parts: Vec<&Vec<Posting<P>>> = self.parts.iter().flatten().collect();
        let measure = |n: usize| {
            let mut bits = 0;
            each_list(parts[n], numbering, |_, list| {
                let mut out = BitWriter::default();
                lists::write(&mut out, list, numbering, places);
                bits +=
                    out.len() as u64 + if !places && lists::is_rare(list) { RARE_KEY_BITS } else { KEY_BITS };
            });
            Ok::<_, Infallible>(bits / 8)
        };
        let Ok(sizes) = parallel::each(threads, parts.len(), measure);
        sizes.iter().sum()
    }

    /// The content of one bucket.
    pub(super) fn bucket(&self, bucket: u32, shape: Shape) -> Vec<u8> {
        let mut writer = BucketWriter::new(bucket, shape);
        for (kind, parts) in Kind::ALL.into_iter().zip(&self.parts) {
            let keys = first_key(kind, bucket, shape.buckets)..first_key(kind, bucket + 1, shape.buckets);
            let low_bits = kind.bits() - PART_BITS;
            for (part, postings) in (0_u64..).zip(parts) {
                let start = part << low_bits;
                let within =
                    within(postings, keys.start.saturating_sub(start)..keys.end.saturating_sub(start));
                each_list(within, shape.numbering, |low, list| {
                    writer.add(Key { kind, number: start | low }, list);
                });
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
                if same.len() as u64 > limit
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

/// Gives the lower bits of every key of sorted postings with its list.
fn each_list<P: Place>(sorted: &[Posting<P>], numbering: &Numbering, mut give: impl FnMut(u64, &List)) {
    let mut list = List::default();
    for same in sorted.chunk_by(|a, b| low_of(a) == low_of(b)) {
        list.numbers.clear();
        list.places.clear();
        list.years.clear();
        list.years.resize(numbering.years().len(), 0);
        let mut last_article = None;
        for posting in same {
            let article = (posting.0 & ((1 << ARTICLE_BITS) - 1)) as u32;
            if let Some(place) = posting.1.number() {
                if last_article != Some(article) {
                    list.numbers.push(article);
                    list.places.push(Vec::new());
                }
                if let Some(places) = list.places.last_mut().filter(|places| places.last() != Some(&place)) {
                    places.push(place);
                }
            } else if last_article != Some(article) {
                let block = numbering.block_of(article);
                if list.numbers.last() != Some(&block) {
                    list.numbers.push(block);
                }
                list.years[numbering.year_of(article)] += 1;
            }
            last_article = Some(article);
        }
        if let Some(first) = same.first() {
            give(low_of(first), &list);
        }
    }
}

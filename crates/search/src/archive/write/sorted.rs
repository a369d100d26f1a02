//! All the postings of a family, sorted, and made into buckets.

use std::convert::Infallible;
use std::ops::Range;

use super::parallel;
use crate::archive::bits::BitWriter;
use crate::archive::bucket::{BucketWriter, List, Shape, bucket_range, write_list};
use crate::archive::gram::{HASH_BITS, Key, PAIR_BITS};

/// Bits of an article's number in a posting.
const ARTICLE_BITS: u32 = 28;
/// Parts that are sorted apart, by the highest bits of the key: 2 to this power.
const PART_BITS: u32 = 5;

/// A key of an article, and the place, which is 0 in families without places.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting<P>(u64, P);

/// The postings of a family: those of exact keys, then those of hashed ones, in parts.
pub(super) struct Postings<P> {
    parts: [Vec<Vec<Posting<P>>>; 2],
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

fn split(key: Key) -> (usize, u32, u64) {
    match key {
        Key::Single(key) | Key::Pair(key) => (0, PAIR_BITS, u64::from(key)),
        Key::Hashed(key) => (1, HASH_BITS, key),
    }
}

impl<P: Place> Postings<P> {
    pub(super) fn new() -> Self {
        let parts = || (0..1 << PART_BITS).map(|_| Vec::new()).collect();
        Self { parts: [parts(), parts()] }
    }

    pub(super) fn add(&mut self, key: Key, article: u32, place: P) {
        let (kind, bits, key) = split(key);
        let part = (key >> (bits - PART_BITS)) as usize;
        self.parts[kind][part].push(Posting(key << ARTICLE_BITS | u64::from(article), place));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.iter().flatten().all(Vec::is_empty)
    }

    /// Sorts everything, and says how many bytes its lists take.
    pub(super) fn sort(&mut self, threads: usize, articles: u32) -> u64 {
        let parts: Vec<std::sync::Mutex<&mut Vec<Posting<P>>>> =
            self.parts.iter_mut().flatten().map(std::sync::Mutex::new).collect();
        let places = std::mem::size_of::<P>() > 0;
        let shape = Shape { buckets: 1, articles, places };
        let measure = |number: usize| {
            let mut part = parts[number].lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            part.sort_unstable();
            let (mut bits, mut keys) = (0, 0);
            each_list(&part, |_, list| {
                let mut out = BitWriter::default();
                write_list(&mut out, list, shape);
                bits += out.len() as u64;
                keys += 1;
            });
            // About twelve bits for each key.
            Ok::<_, Infallible>((bits + 12 * keys) / 8)
        };
        match parallel::each(threads, parts.len(), measure) {
            Ok(sizes) => sizes.iter().sum(),
            Err(never) => match never {},
        }
    }

    /// The content of one bucket. [`Postings::sort`] comes first.
    pub(super) fn bucket(&self, bucket: u32, shape: Shape) -> Vec<u8> {
        let mut writer = BucketWriter::new(bucket, shape);
        for (hashed, parts) in self.parts.iter().enumerate() {
            let range = bucket_range(hashed == 1, bucket, shape.buckets);
            for part in parts {
                each_list(within(part, &range), |key, list| writer.add(key_of(hashed == 1, key), list));
            }
        }
        writer.finish()
    }
}

fn key_of(hashed: bool, key: u64) -> Key {
    if hashed { Key::Hashed(key) } else { Key::Pair(key as u32) }
}

/// The postings whose keys are in a range.
fn within<'a, P>(part: &'a [Posting<P>], keys: &Range<u64>) -> &'a [Posting<P>] {
    let start = part.partition_point(|posting| posting.0 >> ARTICLE_BITS < keys.start);
    let end = part.partition_point(|posting| posting.0 >> ARTICLE_BITS < keys.end);
    &part[start..end.max(start)]
}

/// Gives every key of sorted postings with its list.
fn each_list<P: Place>(sorted: &[Posting<P>], mut give: impl FnMut(u64, &List)) {
    let mut list = List::default();
    let of = |posting: &Posting<P>| posting.0 >> ARTICLE_BITS;
    for same in sorted.chunk_by(|a, b| of(a) == of(b)) {
        list.articles.clear();
        list.places.clear();
        for posting in same {
            let article = (posting.0 & ((1 << ARTICLE_BITS) - 1)) as u32;
            if list.articles.last() != Some(&article) {
                list.articles.push(article);
                if posting.1.number().is_some() {
                    list.places.push(Vec::new());
                }
            }
            if let (Some(places), Some(place)) = (list.places.last_mut(), posting.1.number())
                && places.last() != Some(&place)
            {
                places.push(place);
            }
        }
        if let Some(first) = same.first() {
            give(of(first), &list);
        }
    }
}

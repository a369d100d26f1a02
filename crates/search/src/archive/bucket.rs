//! A bucket: the lists of all keys in one range. Keys are spread evenly, so the range of a key's bucket is
//! arithmetic, and no directory of buckets has to be fetched before them.

use super::bits::BitReader;
#[cfg(feature = "archive-write")]
use super::bits::BitWriter;
use super::gram::{HASH_BITS, Key, PAIR_BITS};
use super::postings;

/// Where a word stands: an article, and the places in its headline or byline, where the family has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) articles: Vec<u32>,
    /// For each article; empty in families without places.
    pub(crate) places: Vec<Vec<u32>>,
}

/// Keys of one kind and how many bits they have. Singles and pairs share a kind: no single has the key of a pair.
#[derive(Clone, Copy)]
enum Kind {
    Exact,
    Hashed,
}

impl Kind {
    fn bits(self) -> u32 {
        match self {
            Self::Exact => PAIR_BITS,
            Self::Hashed => HASH_BITS,
        }
    }

    /// The first key of a bucket.
    fn start(self, bucket: u32, buckets: u32) -> u64 {
        (u64::from(bucket) << self.bits()).div_ceil(u64::from(buckets))
    }

    /// Rice's parameter for the steps between so many keys.
    fn parameter(self, count: u32, buckets: u32) -> u32 {
        ((1_u64 << self.bits()) / u64::from(buckets) / (u64::from(count) + 1))
            .checked_ilog2()
            .unwrap_or(0)
            .min(31)
    }
}

fn number(key: Key) -> (Kind, u64) {
    match key {
        Key::Single(key) | Key::Pair(key) => (Kind::Exact, u64::from(key)),
        Key::Hashed(key) => (Kind::Hashed, key),
    }
}

/// The bucket of a key.
pub(crate) fn bucket_of(key: Key, buckets: u32) -> u32 {
    let (kind, key) = number(key);
    ((u128::from(key) * u128::from(buckets)) >> kind.bits()) as u32
}

/// The keys of a bucket, of the exact ones or of the hashed.
#[cfg(feature = "archive-write")]
pub(crate) fn bucket_range(hashed: bool, bucket: u32, buckets: u32) -> std::ops::Range<u64> {
    let kind = if hashed { Kind::Hashed } else { Kind::Exact };
    kind.start(bucket, buckets)..kind.start(bucket + 1, buckets)
}

/// The list of a key in the bucket's content, `Ok(None)` where no article has it.
pub(crate) fn find(content: &[u8], key: Key, bucket: u32, shape: Shape) -> Option<Option<List>> {
    let (wanted_kind, wanted) = number(key);
    let mut bits = BitReader::new(content);
    let exact = read_keys(&mut bits, Kind::Exact, bucket, shape)?;
    let hashed = read_keys(&mut bits, Kind::Hashed, bucket, shape)?;
    let at = match wanted_kind {
        Kind::Exact => exact.binary_search(&wanted).ok(),
        Kind::Hashed => hashed.binary_search(&wanted).ok().map(|at| at + exact.len()),
    };
    let Some(at) = at else { return Some(None) };
    for _ in 0..at {
        read_list(&mut bits, shape)?;
    }
    read_list(&mut bits, shape).map(Some)
}

/// What must be known to read any bucket of a family.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// How many buckets the family has.
    pub(crate) buckets: u32,
    /// How many articles the segment has.
    pub(crate) articles: u32,
    /// Whether lists have places.
    pub(crate) places: bool,
}

fn read_keys(bits: &mut BitReader, kind: Kind, bucket: u32, shape: Shape) -> Option<Vec<u64>> {
    let count = bits.gamma() - 1;
    let parameter = kind.parameter(count, shape.buckets);
    let mut next = kind.start(bucket, shape.buckets);
    let mut keys = Vec::with_capacity((count as usize).min(1 << 12));
    for _ in 0..count {
        if bits.overrun() {
            return None;
        }
        let key = next + u64::from(bits.rice(parameter));
        keys.push(key);
        next = key + 1;
    }
    (!bits.overrun()).then_some(keys)
}

fn read_list(bits: &mut BitReader, shape: Shape) -> Option<List> {
    let articles = postings::read(bits, shape.articles)?;
    let mut places = Vec::new();
    if shape.places {
        for _ in &articles {
            let mut next = 0_u32;
            let mut of_one = Vec::new();
            for _ in 0..bits.gamma() {
                let place = next.checked_add(bits.rice(PLACE_BITS))?;
                of_one.push(place);
                next = place.checked_add(1)?;
                if bits.overrun() {
                    return None;
                }
            }
            places.push(of_one);
        }
    }
    Some(List { articles, places })
}

/// Rice's parameter for places in a headline.
const PLACE_BITS: u32 = 3;

/// Collects the lists of one bucket. Keys must come in ascending order, those of pairs before hashed ones.
#[cfg(feature = "archive-write")]
pub(crate) struct BucketWriter {
    bucket: u32,
    shape: Shape,
    keys: [Vec<u64>; 2],
    lists: BitWriter,
}

#[cfg(feature = "archive-write")]
impl BucketWriter {
    pub(crate) fn new(bucket: u32, shape: Shape) -> Self {
        Self { bucket, shape, keys: Default::default(), lists: BitWriter::default() }
    }

    pub(crate) fn add(&mut self, key: Key, list: &List) {
        let (kind, key) = number(key);
        self.keys[kind as usize].push(key);
        write_list(&mut self.lists, list, self.shape);
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        let mut out = BitWriter::default();
        for (kind, keys) in [Kind::Exact, Kind::Hashed].into_iter().zip(&self.keys) {
            out.gamma(keys.len() as u32 + 1);
            let parameter = kind.parameter(keys.len() as u32, self.shape.buckets);
            let mut next = kind.start(self.bucket, self.shape.buckets);
            for &key in keys {
                out.rice((key - next) as u32, parameter);
                next = key + 1;
            }
        }
        out.append(&self.lists);
        out.finish()
    }
}

/// Writes one list; its length in bits does not depend on the bucket.
#[cfg(feature = "archive-write")]
pub(crate) fn write_list(out: &mut BitWriter, list: &List, shape: Shape) {
    postings::write(out, &list.articles, shape.articles);
    for places in &list.places {
        out.gamma(places.len() as u32);
        let mut next = 0;
        for &place in places {
            out.rice(place - next, PLACE_BITS);
            next = place + 1;
        }
    }
}

#[cfg(all(test, feature = "archive-write"))]
mod tests {
    use super::*;
    use crate::archive::gram::{pair, single};

    #[test]
    fn every_key_is_found_in_its_bucket_and_no_other_is() {
        for (buckets, places) in [(1, false), (3, true), (16, false)] {
            let shape = Shape { buckets, articles: 1000, places };
            let mut keys: Vec<Key> = "新郑市共青团".chars().map(single).collect();
            keys.extend([
                pair('新', '郑'),
                pair('\u{20000}', '郑'),
                Key::Hashed(5),
                Key::Hashed((1 << HASH_BITS) - 1),
            ]);
            keys.sort_by_key(|key| match *key {
                Key::Single(key) | Key::Pair(key) => (0, u64::from(key)),
                Key::Hashed(key) => (1, key),
            });
            let list = |n: u32| {
                let articles: Vec<u32> = (n..1000).step_by(7 + n as usize).collect();
                let places =
                    if places { articles.iter().map(|a| vec![a % 5, 9, 300]).collect() } else { vec![] };
                List { articles, places }
            };
            for bucket in 0..buckets {
                let mut writer = BucketWriter::new(bucket, shape);
                for (key, n) in keys.iter().zip(0..).filter(|(key, _)| bucket_of(**key, buckets) == bucket) {
                    writer.add(*key, &list(n));
                }
                let content = writer.finish();
                for (key, n) in keys.iter().zip(0..) {
                    let there = bucket_of(*key, buckets) == bucket;
                    let found = find(&content, *key, bucket, shape);
                    assert_eq!(found, Some(there.then(|| list(n))));
                }
                assert_eq!(find(&content, single('没'), bucket, shape), Some(None));
            }
        }
    }
}

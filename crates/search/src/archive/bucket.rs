//! A bucket: the lists of all keys in one range. Keys are spread evenly, so the range of a key's bucket is
//! arithmetic, and no directory of buckets has to be fetched before them.

use super::bits::BitReader;
#[cfg(feature = "archive-write")]
use super::bits::BitWriter;
use super::gram::{Key, Kind};
use super::lists::{self, List};
use super::numbering::Numbering;

/// What must be known to read any bucket of a family.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape<'a> {
    /// How many buckets the family has.
    pub(crate) buckets: u32,
    /// The articles and blocks of the segment.
    pub(crate) numbering: &'a Numbering,
    /// Whether lists have places.
    pub(crate) places: bool,
}

/// The bucket of a key.
pub(crate) fn bucket_of(key: Key, buckets: u32) -> u32 {
    ((u128::from(key.number) * u128::from(buckets)) >> key.kind.bits()) as u32
}

/// The first key of a kind in a bucket.
pub(crate) fn first_key(kind: Kind, bucket: u32, buckets: u32) -> u64 {
    (u128::from(bucket) << kind.bits()).div_ceil(u128::from(buckets)) as u64
}

/// Rice's parameter for the steps between so many keys.
fn parameter(kind: Kind, count: u32, buckets: u32) -> u32 {
    ((1_u64 << kind.bits()) / u64::from(buckets) / (u64::from(count) + 1)).checked_ilog2().unwrap_or(0)
}

/// The list of a key in the bucket's content, `Some(None)` where it has none; `None` where the content makes no
/// sense.
pub(crate) fn find(content: &[u8], key: Key, bucket: u32, shape: Shape) -> Option<Option<List>> {
    let mut bits = BitReader::new(content);
    let mut before = 0;
    let mut at = None;
    for kind in Kind::ALL {
        let keys = read_keys(&mut bits, kind, bucket, shape)?;
        if kind == key.kind {
            at = keys.binary_search(&key.number).ok().map(|at| at + before);
        }
        before += keys.len();
    }
    let Some(at) = at else { return Some(None) };
    for _ in 0..at {
        lists::read(&mut bits, shape.numbering, shape.places)?;
    }
    lists::read(&mut bits, shape.numbering, shape.places).map(Some)
}

fn read_keys(bits: &mut BitReader, kind: Kind, bucket: u32, shape: Shape) -> Option<Vec<u64>> {
    let count = bits.gamma() - 1;
    let parameter = parameter(kind, count, shape.buckets);
    let mut next = first_key(kind, bucket, shape.buckets);
    let mut keys = Vec::with_capacity((count as usize).min(1 << 12));
    for _ in 0..count {
        if bits.overrun() {
            return None;
        }
        let key = next.checked_add(bits.rice(parameter))?;
        keys.push(key);
        next = key.checked_add(1)?;
    }
    (!bits.overrun()).then_some(keys)
}

/// Collects the lists of one bucket. Keys must come in ascending order, kind after kind.
#[cfg(feature = "archive-write")]
pub(crate) struct BucketWriter<'a> {
    bucket: u32,
    shape: Shape<'a>,
    keys: [Vec<u64>; Kind::ALL.len()],
    lists: BitWriter,
}

#[cfg(feature = "archive-write")]
impl<'a> BucketWriter<'a> {
    pub(crate) fn new(bucket: u32, shape: Shape<'a>) -> Self {
        Self { bucket, shape, keys: Default::default(), lists: BitWriter::default() }
    }

    pub(crate) fn add(&mut self, key: Key, list: &List) {
        self.keys[key.kind as usize].push(key.number);
        lists::write(&mut self.lists, list, self.shape.numbering, self.shape.places);
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        let mut out = BitWriter::default();
        for (kind, keys) in Kind::ALL.into_iter().zip(&self.keys) {
            out.gamma(keys.len() as u32 + 1);
            let parameter = parameter(kind, keys.len() as u32, self.shape.buckets);
            let mut next = first_key(kind, self.bucket, self.shape.buckets);
            for &key in keys {
                out.rice(key - next, parameter);
                next = key + 1;
            }
        }
        out.append(&self.lists);
        out.finish()
    }
}

#[cfg(all(test, feature = "archive-write"))]
mod tests {
    use super::*;
    use crate::archive::gram::{pair, single, triple};

    #[test]
    fn every_key_is_found_in_its_bucket_and_no_other_is() {
        let numbering = Numbering::new(vec![(2022, 700), (2021, 300)], 4);
        for (buckets, places) in [(1, false), (3, true), (16, false), (100_000, false)] {
            let shape = Shape { buckets, numbering: &numbering, places };
            let mut keys: Vec<Key> = "新郑市共青团".chars().map(single).collect();
            keys.extend([
                pair('新', '郑'),
                pair('\u{20000}', '郑'),
                triple('共', '青', '团'),
                triple('\u{20000}', '青', '团'),
            ]);
            keys.sort();
            let list = |n: u32| {
                let end = if places { numbering.articles() } else { numbering.blocks() };
                let numbers: Vec<u32> = (n..end).step_by(7 + n as usize).collect();
                if places {
                    let places = numbers.iter().map(|a| vec![a % 5, 9, 300]).collect();
                    return List { numbers, places, years: vec![] };
                }
                let of_year =
                    |range: std::ops::Range<u32>| numbers.iter().filter(|n| range.contains(n)).count() as u32;
                let years = vec![of_year(0..175) * 3, of_year(175..250)];
                List { numbers, places: vec![], years }
            };
            for (at, key) in keys.iter().enumerate() {
                let bucket = bucket_of(*key, buckets);
                assert!(first_key(key.kind, bucket, buckets) <= key.number);
                assert!(key.number < first_key(key.kind, bucket + 1, buckets));
                let mut writer = BucketWriter::new(bucket, shape);
                for (key, n) in keys.iter().zip(0..).filter(|(key, _)| bucket_of(**key, buckets) == bucket) {
                    writer.add(*key, &list(n));
                }
                let content = writer.finish();
                assert_eq!(find(&content, *key, bucket, shape), Some(Some(list(at as u32))));
                let absent = Key { number: key.number ^ 1, ..*key };
                if bucket_of(absent, buckets) == bucket {
                    assert_eq!(find(&content, absent, bucket, shape), Some(None));
                }
            }
        }
    }
}

//! A bucket: the lists of all keys in one range. Keys are spread evenly, so the range of a key's bucket is
//! arithmetic, and no directory of buckets has to be fetched before them.
//!
//! Half of all pairs are in one article or two. For these not the key is kept but its place in the bucket, to a
//! quarter of the mean distance: another gram that falls on the same place is given the same blocks, and its text
//! shows that it is not there.

use super::bits::BitReader;
#[cfg(feature = "archive-write")]
use super::bits::BitWriter;
use super::gram::{Key, Kind};
use super::lists::{self, List};
use super::numbering::Numbering;
#[cfg(feature = "archive-write")]
use super::postings;

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

/// More buckets no family has: with the 45 bits of a triple a product still fits into 64.
pub(crate) const MOST_BUCKETS: u32 = 1 << 18;
/// Nor has any bucket more rare keys.
const MOST_RARE: u32 = 1 << 15;

/// The bucket of a key.
pub(crate) fn bucket_of(key: Key, buckets: u32) -> u32 {
    ((key.number * u64::from(buckets)) >> key.kind.bits()) as u32
}

/// The first key of a kind in a bucket.
pub(crate) fn first_key(kind: Kind, bucket: u32, buckets: u32) -> u64 {
    (u64::from(bucket) << kind.bits()).div_ceil(u64::from(buckets))
}

/// Rice's parameter for the steps between so many keys.
fn parameter(kind: Kind, count: u32, buckets: u32) -> u32 {
    ((1_u64 << kind.bits()) / u64::from(buckets) / (u64::from(count) + 1)).checked_ilog2().unwrap_or(0)
}

/// Places for rare keys, for each rare key.
const RARE_ROOM: u64 = 4;
/// Rice's parameter for the steps between them.
const RARE_STEP: u32 = 1;

/// The place of a rare key in its bucket, among so many places.
fn rare_place(key: Key, bucket: u32, buckets: u32, room: u64) -> u64 {
    let first = first_key(key.kind, bucket, buckets);
    let range = first_key(key.kind, bucket + 1, buckets) - first;
    key.number.saturating_sub(first).saturating_mul(room) / range.max(1)
}

/// What a bucket says of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// It is in no article.
    Nowhere,
    /// Just here.
    Here(List),
    /// At most here.
    Perhaps(List),
}

/// The list of a key in the bucket's content; `None` where the content makes no sense.
pub(crate) fn find(content: &[u8], key: Key, bucket: u32, shape: Shape) -> Option<Found> {
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
    let rare = read_rare_places(&mut bits)?;
    if let Some(at) = at {
        for _ in 0..at {
            lists::read(&mut bits, shape.numbering, shape.places)?;
        }
        return lists::read(&mut bits, shape.numbering, shape.places).map(Found::Here);
    }
    let Ok(at) = rare.1.binary_search(&rare_place(key, bucket, shape.buckets, rare.0)) else {
        return Some(Found::Nowhere);
    };
    for _ in 0..before {
        lists::read(&mut bits, shape.numbering, shape.places)?;
    }
    for _ in 0..at {
        lists::read_rare(&mut bits, shape.numbering)?;
    }
    lists::read_rare(&mut bits, shape.numbering).map(Found::Perhaps)
}

/// How much room there is, and the places that are taken.
fn read_rare_places(bits: &mut BitReader) -> Option<(u64, Vec<u64>)> {
    let rare = bits.gamma() - 1;
    if rare > MOST_RARE {
        return None;
    }
    let room = RARE_ROOM * u64::from(rare);
    let mut places = Vec::new();
    if room == 0 {
        return Some((0, places));
    }
    let count = bits.gamma();
    let mut next = 0_u64;
    for _ in 0..count {
        if bits.overrun() {
            return None;
        }
        let place = next.checked_add(bits.rice(RARE_STEP))?;
        places.push(place);
        next = place.checked_add(1)?;
    }
    Some((room, places))
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
    /// Rare keys, each with where its blocks begin.
    rare: Vec<(Key, usize)>,
    rare_blocks: Vec<u32>,
}

#[cfg(feature = "archive-write")]
impl<'a> BucketWriter<'a> {
    pub(crate) fn new(bucket: u32, shape: Shape<'a>) -> Self {
        Self {
            bucket,
            shape,
            keys: Default::default(),
            lists: BitWriter::default(),
            rare: Vec::new(),
            rare_blocks: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, key: Key, list: &List) {
        if !self.shape.places && lists::is_rare(list) && self.rare.len() < MOST_RARE as usize {
            self.rare.push((key, self.rare_blocks.len()));
            self.rare_blocks.extend(&list.numbers);
            return;
        }
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
        let rare = self.rare_by_place();
        let places = rare.chunk_by(|a, b| a.0 == b.0);
        out.gamma(self.rare.len() as u32 + 1);
        if !rare.is_empty() {
            out.gamma(places.clone().count() as u32);
        }
        let mut next = 0;
        for place in places.clone().flat_map(|same| same.first()).map(|(place, _)| *place) {
            out.rice(place - next, RARE_STEP);
            next = place + 1;
        }
        out.append(&self.lists);
        let mut blocks = Vec::new();
        for same in places {
            blocks.clear();
            blocks.extend(same.iter().map(|(_, block)| *block));
            postings::write(&mut out, &blocks, self.shape.numbering.blocks());
        }
        out.finish()
    }

    /// Each place that is taken with each of its blocks, ascending.
    fn rare_by_place(&self) -> Vec<(u64, u32)> {
        let room = RARE_ROOM * self.rare.len() as u64;
        let ends = self.rare.iter().skip(1).map(|(_, start)| *start).chain([self.rare_blocks.len()]);
        let mut out = Vec::with_capacity(self.rare_blocks.len());
        for (&(key, start), end) in self.rare.iter().zip(ends) {
            let place = rare_place(key, self.bucket, self.shape.buckets, room);
            out.extend(self.rare_blocks[start..end].iter().map(|&block| (place, block)));
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

#[cfg(all(test, feature = "archive-write"))]
mod tests {
    use super::*;
    use crate::archive::gram::{pair, single, triple};
    use crate::archive::numbering::tests::of_years;

    #[test]
    fn every_key_is_found_in_its_bucket_and_no_other_is() {
        let numbering = of_years(&[(2022, 700), (2021, 300)], 4);
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
                // The lists of every other key are short enough to be rare.
                let step = if n % 2 == 1 { 90 } else { 7 + n as usize };
                let numbers: Vec<u32> = (n..end).step_by(step).collect();
                if places {
                    let places = numbers.iter().map(|a| vec![a % 5, 9, 300]).collect();
                    return List { numbers, places, years: vec![] };
                }
                let of_year =
                    |range: std::ops::Range<u32>| numbers.iter().filter(|n| range.contains(n)).count() as u32;
                let years = vec![of_year(0..175), of_year(175..250) * (1 + (n + 1) % 2)];
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
                match find(&content, *key, bucket, shape).unwrap() {
                    Found::Here(found) => assert_eq!(found, list(at as u32)),
                    Found::Perhaps(found) => {
                        let wanted = list(at as u32);
                        assert!(!places && wanted.years.iter().sum::<u32>() <= 4);
                        assert!(wanted.numbers.iter().all(|number| found.numbers.contains(number)));
                    }
                    Found::Nowhere => panic!("{key:?} is there"),
                }
                let absent = Key { number: key.number ^ 1, ..*key };
                if bucket_of(absent, buckets) == bucket {
                    assert!(!matches!(find(&content, absent, bucket, shape), None | Some(Found::Here(_))));
                }
            }
        }
    }
}

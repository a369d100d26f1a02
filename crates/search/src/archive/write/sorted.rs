//! All the postings of a family, sorted, and made into buckets.

use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::Range;

use super::posting::{
    ARTICLE_BITS, Blocks, Place, Posting, article_of, each_list, low_of, sort_part, within,
};
use super::raw::Raw;
use crate::archive::bits::BitWriter;
use crate::archive::bucket::{BucketWriter, Shape, first_key};
use crate::archive::gram::{Key, Kind};
use crate::archive::lists::{self, List};
use crate::archive::numbering::Numbering;

/// Parts that are sorted apart, by the highest bits of the key: 2 to this power.
const PART_BITS: u32 = 5;
/// So many postings are sorted at once; of more, some parts after the other, in so many turns.
const AT_ONCE: usize = 2 << 20;
const TURNS: u32 = 16;
/// One list in so many is measured.
const SAMPLE: u64 = 8;

/// Of the lower bits so many are looked at to find the keys that may have many postings.
const CROWD_BITS: u32 = 12;

/// About what a key takes in a bucket.
const KEY_BITS: u64 = 14;
const RARE_KEY_BITS: u64 = 4;

/// The postings of a family, kind by kind, in parts.
pub(super) struct Postings<P> {
    raw: [Vec<Raw>; Kind::ALL.len()],
    /// So many are sorted at once.
    at_once: usize,
    /// What was sorted.
    parts: [Vec<Vec<Posting<P>>>; Kind::ALL.len()],
}

impl<P: Place> Postings<P> {
    pub(super) fn new() -> Self {
        let parts = || 0..1 << PART_BITS;
        Self {
            raw: std::array::from_fn(|_| parts().map(|_| Raw::default()).collect()),
            at_once: AT_ONCE,
            parts: std::array::from_fn(|_| parts().map(|_| Vec::new()).collect()),
        }
    }

    /// Adds a posting. Articles come in their order.
    pub(super) fn add(&mut self, key: Key, article: u32, place: P) {
        let low_bits = low_bits(key.kind);
        let part = (key.number >> low_bits) as usize;
        let low = key.number & ((1 << low_bits) - 1);
        self.raw[key.kind as usize][part].push(low, low_bits, article, place.number());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.raw.iter().flatten().all(Raw::is_empty) && self.parts.iter().flatten().all(Vec::is_empty)
    }

    /// Whether there are so few that they may all be sorted at once: sorted they take more memory.
    fn are_few(&self) -> bool {
        self.raw.iter().flatten().map(Raw::len).sum::<usize>() <= self.at_once
    }

    /// Sorts what came, where that is not too much. What is sorted several times otherwise is sorted once then.
    pub(super) fn sort_few(&mut self) {
        if self.are_few() {
            self.sort(0..1 << PART_BITS);
        }
    }

    /// Sorts some parts of each kind.
    fn sort(&mut self, of_kind: Range<usize>) {
        let mut parts = Vec::new();
        for (kind, (raw, parts_of_kind)) in Kind::ALL.iter().zip(self.raw.iter_mut().zip(&mut self.parts)) {
            let both = raw.iter_mut().zip(parts_of_kind).skip(of_kind.start).take(of_kind.len());
            let came = both.filter(|(raw, _)| !raw.is_empty());
            parts.extend(came.map(|(raw, part)| (low_bits(*kind), raw, part)));
        }
        parts
            .into_par_iter()
            .for_each(|(bits, raw, part)| *part = sorted(&std::mem::take(raw), bits, |_| true));
    }

    /// Of a part at least the postings whose lower bits are wanted, sorted, if need be for this once.
    fn part(&self, kind: Kind, number: usize, wanted: impl Fn(u64) -> bool) -> Cow<'_, [Posting<P>]> {
        let raw = &self.raw[kind as usize][number];
        if raw.is_empty() {
            return Cow::Borrowed(&self.parts[kind as usize][number]);
        }
        Cow::Owned(sorted(raw, low_bits(kind), wanted))
    }

    /// Of a part the highest of the lower bits, with how many postings have them.
    fn crowds(&self, kind: Kind, number: usize) -> [u64; 1 << CROWD_BITS] {
        let mut crowds = [0; 1 << CROWD_BITS];
        let bits = low_bits(kind);
        self.raw[kind as usize][number].each(bits, P::IS_ONE, |low, _, _| {
            if let Some(count) = crowds.get_mut((low >> (bits - CROWD_BITS)) as usize) {
                *count += 1;
            }
        });
        crowds
    }

    /// About how many bytes all buckets together take, from one list in eight.
    pub(super) fn size(&self, numbering: &Numbering, places: bool) -> u64 {
        let blocks = Blocks::new(numbering);
        let is_sample = |low| low % SAMPLE == 0;
        let measure = |n: usize| {
            let mut bits = 0;
            each_list(
                &self.part(Kind::ALL[n >> PART_BITS], n & ((1 << PART_BITS) - 1), is_sample),
                &blocks,
                is_sample,
                |_, list| {
                    let mut out = BitWriter::default();
                    lists::write(&mut out, list, numbering, places);
                    bits += out.len() as u64
                        + if !places && lists::is_rare(list) { RARE_KEY_BITS } else { KEY_BITS };
                },
            );
            bits
        };
        (0..Kind::ALL.len() << PART_BITS).into_par_iter().map(measure).sum::<u64>() * SAMPLE / 8
    }

    /// Gives every bucket with its number, and sums up what is said of each.
    pub(super) fn write<E: Send>(
        mut self,
        shape: Shape,
        blocks: &Blocks,
        put: impl Fn(u32, &[u8]) -> Result<u64, E> + Sync,
    ) -> Result<u64, E> {
        let step = shape.buckets.div_ceil(if self.are_few() { 1 } else { TURNS });
        let mut sum = 0;
        for start in (0..shape.buckets).step_by(step as usize) {
            let end = shape.buckets.min(start + step);
            // The parts that these buckets have keys of.
            let place = |bucket: u32| u64::from(bucket) << PART_BITS;
            let buckets = u64::from(shape.buckets);
            let parts = (place(start) / buckets) as usize..place(end).div_ceil(buckets) as usize;
            for kind in &mut self.parts {
                kind[..parts.start].fill_with(Vec::new);
            }
            self.sort(parts);
            let write = |number: u32| put(number, &self.bucket(number, shape, blocks));
            let written = (start..end).into_par_iter().map(write).collect::<Result<Vec<_>, _>>()?;
            sum += written.iter().sum::<u64>();
        }
        Ok(sum)
    }

    /// The content of one bucket.
    fn bucket(&self, bucket: u32, shape: Shape, blocks: &Blocks) -> Vec<u8> {
        let mut writer = BucketWriter::new(bucket, shape);
        for (kind, parts) in Kind::ALL.into_iter().zip(&self.parts) {
            let keys = first_key(kind, bucket, shape.buckets)..first_key(kind, bucket + 1, shape.buckets);
            let low_bits = low_bits(kind);
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
        let of_part = |n: usize| {
            let mut out = Vec::new();
            // Nearly all are sorted out before anything is sorted.
            let crowds = self.crowds(Kind::Pair, n);
            let is_crowded = |low: u64| {
                let crowd = low >> (low_bits(Kind::Pair) - CROWD_BITS);
                crowds.get(crowd as usize).is_some_and(|&count| count > limit)
            };
            for same in self.part(Kind::Pair, n, is_crowded).chunk_by(|a, b| low_of(a) == low_of(b)) {
                // An article may be there twice.
                let articles = same.chunk_by(|a, b| article_of(a) == article_of(b));
                if same.len() as u64 > limit
                    && articles.count() as u64 > limit
                    && let Some(first) = same.first()
                {
                    let number = (n as u64) << low_bits(Kind::Pair) | low_of(first);
                    out.push(Key { kind: Kind::Pair, number });
                }
            }
            out
        };
        (0..1 << PART_BITS).into_par_iter().flat_map_iter(of_part).collect()
    }
}

/// A part's postings whose lower bits are wanted, sorted.
fn sorted<P: Place>(raw: &Raw, bits: u32, wanted: impl Fn(u64) -> bool) -> Vec<Posting<P>> {
    let mut part = Vec::with_capacity(raw.len());
    raw.each(bits, P::IS_ONE, |low, article, place| {
        if wanted(low) {
            part.push((low << ARTICLE_BITS | u64::from(article), P::of(place)));
        }
    });
    sort_part(&mut part, bits);
    part
}

/// The bits of a key that its part leaves open.
fn low_bits(kind: Kind) -> u32 {
    kind.bits() - PART_BITS
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::Mutex;

    use super::*;
    use crate::archive::numbering::tests::of_years;

    /// Postings of every kind, as many as are asked for.
    fn postings(count: u64, at_once: usize) -> Postings<()> {
        let mut state = 7_u64;
        let mut out = Postings { at_once, ..Postings::new() };
        for n in 0..count {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let kind = Kind::ALL[(state >> 62) as usize % Kind::ALL.len()];
            let number = ((state >> 20) % 5000).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - kind.bits());
            out.add(Key { kind, number }, (n / 40) as u32, ());
        }
        out
    }

    #[test]
    fn some_after_the_other_are_the_same_as_all_at_once() {
        let numbering = of_years(&[(2022, 700), (2021, 300)], 4);
        let blocks = Blocks::new(&numbering);
        for buckets in [1, 3, 16, 333] {
            let shape = Shape { buckets, numbering: &numbering, places: false };
            let written = |at_once| {
                let mut postings = postings(40_000, at_once);
                postings.sort_few();
                let about = (postings.size(&numbering, false), postings.pairs_above(3));
                let files = Mutex::new(Vec::new());
                let put = |number, content: &[u8]| {
                    files.lock().unwrap().push((number, content.to_vec()));
                    Ok::<_, Infallible>(content.len() as u64)
                };
                let Ok(bytes) = postings.write(shape, &blocks, put);
                let mut files = files.into_inner().unwrap();
                files.sort();
                (about, bytes, files)
            };
            let all = written(AT_ONCE);
            assert!(all.0.1.len() > 100 && all.2.len() == buckets as usize);
            assert!(all == written(1000));
        }
    }
}

//! Lists of articles: the numbers of those that have a gram, ascending, by binary interpolative coding. The middle
//! number is written first, in just the bits that its possible range needs, then either half within the narrower
//! ranges. Where articles of the same days share a word, as in newspapers they do, the ranges are soon narrow.

use super::bits::BitReader;
#[cfg(feature = "archive-write")]
use super::bits::BitWriter;

/// Writes a list of at least one number, each below `end`.
#[cfg(feature = "archive-write")]
pub(crate) fn write(out: &mut BitWriter, list: &[u32], end: u32) {
    out.gamma(list.len() as u32);
    write_between(out, list, 0, end);
}

#[cfg(feature = "archive-write")]
fn write_between(out: &mut BitWriter, list: &[u32], low: u32, high: u32) {
    if list.is_empty() || high - low == list.len() as u32 {
        return;
    }
    let middle = list.len() / 2;
    let value = list[middle];
    // So many numbers must find room on either side.
    let (from, to) = (low + middle as u32, high - (list.len() - middle - 1) as u32);
    out.below(centred(value - from, to - from), to - from);
    // Half of all calls would be for nothing.
    if middle > 0 {
        write_between(out, &list[..middle], low, value);
    }
    write_between(out, &list[middle + 1..], value + 1, high);
}

/// Reads a list; `None` where it cannot be one. Nothing is allocated that the bits do not pay for.
pub(crate) fn read(bits: &mut BitReader, end: u32) -> Option<Vec<u32>> {
    let count = bits.gamma();
    if count > end || bits.overrun() {
        return None;
    }
    let mut list = Vec::with_capacity((count as usize).min(1 << 16));
    read_between(bits, count, 0, end, &mut list);
    (!bits.overrun()).then_some(list)
}

fn read_between(bits: &mut BitReader, count: u32, low: u32, high: u32, list: &mut Vec<u32>) {
    if count == 0 || bits.overrun() {
        return;
    }
    if high - low == count {
        list.extend(low..high);
        return;
    }
    let middle = count / 2;
    let (from, to) = (low + middle, high - (count - middle - 1));
    let value = from + uncentred(bits.below(to - from), to - from);
    read_between(bits, middle, low, value, list);
    list.push(value);
    read_between(bits, count - middle - 1, value + 1, high, list);
}

/// Turns numbers so that the short codes go to the middle of the range, where the middle number mostly is.
#[cfg(feature = "archive-write")]
fn centred(value: u32, end: u32) -> u32 {
    let start = short_start(end);
    if value >= start { value - start } else { value + end - start }
}

fn uncentred(value: u32, end: u32) -> u32 {
    let start = short_start(end);
    if value >= end - start { value - (end - start) } else { value + start }
}

fn short_start(end: u32) -> u32 {
    (end - (end.next_power_of_two() - end)) / 2
}

/// The numbers that two lists share.
pub(crate) fn intersect(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let mut rest = long;
    let mut out = Vec::new();
    for &number in short {
        rest = &rest[rest.partition_point(|&other| other < number)..];
        if rest.first() == Some(&number) {
            out.push(number);
        }
    }
    out
}

/// The numbers of two lists.
pub(crate) fn unite(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (mut out, mut rest) = (Vec::with_capacity(a.len()), b);
    for &number in a {
        let (before, others) = rest.split_at(rest.partition_point(|&other| other < number));
        out.extend(before);
        out.push(number);
        rest = &others[usize::from(others.first() == Some(&number))..];
    }
    out.extend(rest);
    out
}

/// The numbers of one list that are not in another.
pub(crate) fn subtract(from: &[u32], what: &[u32]) -> Vec<u32> {
    from.iter().copied().filter(|number| what.binary_search(number).is_err()).collect()
}

#[cfg(all(test, feature = "archive-write"))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn list(end: u32) -> impl Strategy<Value = Vec<u32>> {
        let some = prop::collection::btree_set(0..end, 1..(end as usize + 1).min(60));
        let most = prop::collection::btree_set(0..end, 0..3)
            .prop_map(move |without| (0..end).filter(|n| !without.contains(n)).collect::<BTreeSet<_>>());
        prop_oneof![some, most]
            .prop_map(|set| set.into_iter().collect())
            .prop_filter("not empty", |list: &Vec<u32>| !list.is_empty())
    }

    proptest! {
        #[test]
        fn what_is_written_is_read((end, list) in (1_u32..500).prop_flat_map(|end| (Just(end), list(end)))) {
            let mut out = BitWriter::default();
            write(&mut out, &list, end);
            out.bits(0b101, 3);
            let bytes = out.finish();
            let mut bits = BitReader::new(&bytes);
            prop_assert_eq!(read(&mut bits, end), Some(list));
            prop_assert_eq!(bits.bits(3), 0b101);
        }

        #[test]
        fn whatever_is_read_is_ascending(bytes in prop::collection::vec(any::<u8>(), 0..40), end in 1_u32..100_000) {
            if let Some(list) = read(&mut BitReader::new(&bytes), end) {
                prop_assert!(list.windows(2).all(|two| two[0] < two[1]) && list.iter().all(|&n| n < end));
            }
        }

        #[test]
        fn lists_meet_as_sets_do(a in list(80), b in list(80)) {
            let (x, y): (BTreeSet<_>, BTreeSet<_>) = (a.iter().copied().collect(), b.iter().copied().collect());
            prop_assert_eq!(intersect(&a, &b), x.intersection(&y).copied().collect::<Vec<_>>());
            prop_assert_eq!(unite(&a, &b), x.union(&y).copied().collect::<Vec<_>>());
            prop_assert_eq!(subtract(&a, &b), x.difference(&y).copied().collect::<Vec<_>>());
        }
    }
}

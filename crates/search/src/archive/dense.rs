//! Which pairs are dense in a segment: so common that the index also has what stands beside them, as triples. The
//! reader must know this before it chooses lists. The set is a sorted list of shortened keys, half a byte each: a
//! pair that shares its shortened key with a dense one counts as dense, for the writer as for the reader.

use super::bits::BitReader;
#[cfg(feature = "archive-write")]
use super::bits::BitWriter;
use super::gram::{Key, Kind};

/// Room for so many keys a dense pair, so that one in sixteen others is taken for dense.
const ROOM: u64 = 16;
/// No segment has so many dense pairs that they would need more; an entry file that says so is not believed.
const MOST_ROOM: u64 = 1 << 22;
/// Rice's parameter for the steps between them.
const STEP_BITS: u32 = 3;

/// The dense pairs of a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dense {
    /// Shortened keys, ascending.
    keys: Vec<u64>,
    /// The same as one bit for each key that there is room for: asked for every pair of every text.
    marks: Vec<u64>,
    room: u64,
}

impl Dense {
    /// The set of these pairs.
    #[cfg(feature = "archive-write")]
    pub(crate) fn new(pairs: &[Key]) -> Self {
        let mut set = Self { room: ROOM * pairs.len() as u64, ..Self::default() };
        set.keys = pairs.iter().filter_map(|key| set.shorten(*key)).collect();
        set.keys.sort_unstable();
        set.keys.dedup();
        set.mark();
        set
    }

    /// Reads the set.
    pub(crate) fn read(content: &[u8]) -> Option<Self> {
        let mut bits = BitReader::new(content);
        let room = ROOM * u64::from(bits.gamma() - 1);
        let count = bits.gamma() - 1;
        if room > MOST_ROOM || u64::from(count) > room {
            return None;
        }
        let mut keys = Vec::with_capacity((count as usize).min(1 << 14));
        let mut next = 0_u64;
        for _ in 0..count {
            if bits.overrun() {
                return None;
            }
            let key = next.checked_add(bits.rice(STEP_BITS))?;
            keys.push(key);
            next = key + 1;
        }
        let mut set = Self { keys, marks: Vec::new(), room };
        set.mark();
        (!bits.overrun()).then_some(set)
    }

    fn mark(&mut self) {
        self.marks = vec![0; self.room.div_ceil(64) as usize];
        for key in &self.keys {
            if let Some(word) = self.marks.get_mut((key / 64) as usize) {
                *word |= 1 << (key % 64);
            }
        }
    }

    /// The content of the file.
    #[cfg(feature = "archive-write")]
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = BitWriter::default();
        out.gamma((self.room / ROOM) as u32 + 1);
        out.gamma(self.keys.len() as u32 + 1);
        let mut next = 0;
        for &key in &self.keys {
            out.rice(key - next, STEP_BITS);
            next = key + 1;
        }
        out.finish()
    }

    /// Whether no pair is dense: the segment has few articles.
    pub(crate) fn is_none(&self) -> bool {
        self.room == 0
    }

    /// Whether a pair is dense.
    pub(crate) fn has(&self, pair: Key) -> bool {
        self.shorten(pair).is_some_and(|key| {
            self.marks.get((key / 64) as usize).is_some_and(|word| word >> (key % 64) & 1 == 1)
        })
    }

    fn shorten(&self, pair: Key) -> Option<u64> {
        (pair.kind == Kind::Pair && self.room > 0).then(|| (pair.number * self.room) >> Kind::Pair.bits())
    }
}

#[cfg(all(test, feature = "archive-write"))]
mod tests {
    use super::*;
    use crate::archive::gram::pair;

    #[test]
    fn what_is_written_is_read_and_few_others_are_taken_for_dense() {
        let pairs: Vec<Key> = ('一'..='丿').map(|c| pair(c, '人')).collect();
        let dense = Dense::new(&pairs);
        let bytes = dense.write();
        assert!(bytes.len() < pairs.len());
        assert_eq!(Dense::read(&bytes), Some(dense.clone()));
        assert!(pairs.iter().all(|&pair| dense.has(pair)));
        let others = ('一'..='龥').filter(|&c| dense.has(pair(c, '天'))).count();
        assert!(others < 21_000 / 12, "{others}");
        assert!(!Dense::default().has(pairs[0]));
        assert_eq!(Dense::read(&Dense::default().write()), Some(Dense::default()));
    }
}

//! What of a headline or a byline is indexed: every two neighbours by their syllables, every three by their initials,
//! with each of their readings.

use super::table::LETTER;
#[cfg(feature = "archive-write")]
use super::{Table, table::initial};
use crate::archive::gram::{Key, Kind, exact, spread};

/// Bits of the part of a key that all syllables share that begin alike: the number of the one before and the initial.
const SHARED: u32 = 9 + LETTER;
const OWN: u32 = 16;

/// The key of two neighbouring syllables. Keys of one syllable and all that begin with one letter lie together, in a
/// bucket or two neighbours: whoever has typed no more than that letter needs no more files.
pub(super) fn pair(first: u16, second: u16, initial: u8) -> Key {
    let shared = u64::from(first) << LETTER | u64::from(initial);
    Key { kind: Kind::Pair, number: spread(shared, SHARED) << OWN | spread(u64::from(second), OWN) }
}

/// The key of three neighbouring initials.
pub(super) fn initials(three: &[u8]) -> Key {
    exact(Kind::Triple, three.iter().fold(0, |sum, &one| sum << LETTER | u64::from(one)))
}

/// Gives every key of a folded text.
#[cfg(feature = "archive-write")]
pub(crate) fn walk(text: &str, mut give: impl FnMut(Key)) {
    let Some(table) = Table::get() else { return };
    let initial = |number: u16| initial(table.syllable(number));
    let (mut before, mut last): (&[u16], &[u16]) = (&[], &[]);
    for c in text.chars() {
        let these = table.readings(c);
        for &third in these {
            for &second in last {
                give(pair(second, third, initial(third)));
                for &first in before {
                    give(initials(&[first, second, third].map(initial)));
                }
            }
        }
        (before, last) = (last, these);
    }
}

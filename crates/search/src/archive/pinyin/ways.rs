//! From what was typed to the lists of the index: every way to part it into syllables, and its initials.

use super::keys::{initials, pair};
use super::spelling::Spelling;
use super::table::Table;
use crate::archive::file::Family;
use crate::archive::gram::Key;
use crate::archive::lookup::Wanted;

/// Initials at least, where it is initials alone.
pub(super) const LEAST_INITIALS: usize = 3;
/// Lists that are asked for a way, at most; what is behind them is seen in the text.
const MOST: usize = 3;
/// Letters that no syllable begins with, as bits: i, u and v.
const NO_INITIALS: u32 = 1 << 9 | 1 << 21 | 1 << 22;

/// The ways that what was typed can be understood, each with the lists that an article must be in.
pub(crate) type Ways = Vec<Vec<Wanted>>;

/// All ways; none where it can be no pinyin.
pub(super) fn ways(spelling: &Spelling, table: &Table) -> Ways {
    let letters = &spelling.letters;
    let mut ways = Ways::new();
    if letters.len() >= LEAST_INITIALS && letters.iter().all(|letter| NO_INITIALS >> letter & 1 == 0) {
        // The first three, the next and the last.
        let mut way = Vec::new();
        let last = letters.len() - LEAST_INITIALS;
        for start in [0, last.min(LEAST_INITIALS), last] {
            let list = wanted(initials(&letters[start..start + LEAST_INITIALS]));
            if way.last() != Some(&list) {
                way.push(list);
            }
        }
        ways.push(way);
    }
    // From which places the end can be reached.
    let mut open = 1_u64 << letters.len();
    for at in (0..letters.len()).rev() {
        for &syllable in &table.syllables {
            if let Some(next) = spelling.after(at, syllable) {
                open |= (open >> next & 1) << at;
            }
        }
    }
    Parting { spelling, table, open }.part(0, 0, &mut Vec::new(), &mut ways);
    ways
}

fn wanted(key: Key) -> Wanted {
    Wanted { family: Family::Pinyin, key, offset: 0 }
}

struct Parting<'a> {
    spelling: &'a Spelling,
    table: &'a Table,
    open: u64,
}

impl Parting<'_> {
    /// Adds every way on from a place behind a syllable, which is 0 at the beginning.
    fn part(&self, at: usize, before: u16, way: &mut Vec<Wanted>, ways: &mut Ways) {
        let letters = &self.spelling.letters;
        for (number, &syllable) in (1..).zip(&self.table.syllables) {
            let Some(next) = self.spelling.after(at, syllable) else { continue };
            if self.open >> next & 1 == 0 {
                continue;
            }
            let length = way.len();
            if before > 0 {
                way.push(wanted(pair(before, number, letters[at])));
            }
            if next < letters.len() && way.len() < MOST {
                self.part(next, number, way, ways);
            } else if !way.is_empty() {
                ways.push(way.clone());
            }
            way.truncate(length);
        }
    }
}

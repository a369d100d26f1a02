//! What of a text is indexed, and by which keys. The same walk serves the writer, for whole fields, and the reader,
//! for a term: what it gives for a term is in every field that the term matches.
//!
//! - A character alone, the first of each word in scripts with spaces.
//! - Two neighbours, both letters, the first of Chinese or another script without spaces. Punctuation makes no pairs:
//!   it would be a fifth of the index, and the letters beside it find the same articles.
//! - The beginnings of a word in a script with spaces: its first two letters (a pair too, since neighbours within a
//!   word make none otherwise), and its first three, four and six; and the whole word with what stands behind it:
//!   `15年`, `20%`.
//! - Three neighbours, where each two of them are in so many articles ([`super::dense`]) that the pairs alone would
//!   let through many articles that have both and not one behind the other.

use crate::fold::is_spaced;

/// Beginnings of words that are indexed beside the first two letters.
const PREFIXES: [usize; 3] = [3, 4, 6];
/// Stands before the first letter of a word in the index of headlines.
const BORDER: u64 = (1 << 15) - 1;

/// A key of the index, with the numbers of the characters that it begins at and ends before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gram {
    pub(crate) key: Key,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether it is one character, wherever it stands.
    pub(crate) single: bool,
}

/// Keys are spread evenly, so that a range of them is a bucket of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    pub(crate) kind: Kind,
    pub(crate) number: u64,
}

/// Keys of the first two kinds are one-to-one: no two grams share one. The third is a hash, and two grams may share
/// one: a list is then longer than it need be, never shorter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// One character or two.
    Pair,
    /// Three characters.
    Triple,
    /// Beginnings of words, and whatever has a rare character.
    Hashed,
}

impl Kind {
    /// In the order in which a bucket has them.
    pub(crate) const ALL: [Self; 3] = [Self::Pair, Self::Triple, Self::Hashed];

    /// Bits of the number.
    pub(crate) fn bits(self) -> u32 {
        match self {
            Self::Pair => 30,
            Self::Triple => 45,
            Self::Hashed => 32,
        }
    }
}

impl Key {
    /// Whether no other gram has this key.
    pub(crate) fn is_exact(self) -> bool {
        self.kind != Kind::Hashed
    }
}

/// Gives every gram of a folded text.
pub(crate) fn walk(text: &str, mut give: impl FnMut(Gram)) {
    // The character before, where a pair can begin with it.
    let mut opening: Option<Letter> = None;
    let mut word = Word::default();
    for (at, c) in text.chars().enumerate() {
        if c == ' ' {
            (opening, word) = (None, Word::default());
            continue;
        }
        let spaced = is_spaced(c);
        let is_letter = spaced || is_unspaced_letter(c);
        let letter = Letter::new(c);
        if !spaced && word.length > 0 {
            give(Gram { key: word.followed_by(c), start: at - word.length, end: at + 1, single: false });
            word = Word::default();
        }
        if spaced && word.push(c) > 1 {
            if let Some(key) = word.key() {
                give(Gram { key, start: at + 1 - word.length, end: at + 1, single: false });
            }
        } else {
            give(Gram { key: letter.alone(), start: at, end: at + 1, single: true });
            if let Some(before) = opening.filter(|_| is_letter) {
                give(Gram { key: before.and(letter), start: at - 1, end: at + 1, single: false });
            }
        }
        opening = (is_letter && !spaced).then_some(letter);
    }
}

/// Gives every character and every two neighbours of a folded headline or byline, whatever they are, and for each
/// letter that begins a word a pair of the border and the letter. With their places these answer a phrase exactly.
#[cfg(feature = "archive-write")]
pub(crate) fn walk_head(text: &str, mut give: impl FnMut(Gram)) {
    let mut last: Option<char> = None;
    for (at, c) in text.chars().enumerate() {
        give(Gram { key: single(c), start: at, end: at + 1, single: true });
        if is_spaced(c) && !last.is_some_and(is_spaced) {
            give(Gram { key: border(c), start: at, end: at + 1, single: false });
        }
        if let Some(before) = last {
            give(Gram { key: pair(before, c), start: at - 1, end: at + 1, single: false });
        }
        last = Some(c);
    }
}

/// Gives every three neighbours of which both pairs are dense, as the segment says.
pub(crate) fn walk_triples(text: &str, is_dense: impl Fn(Key) -> bool, mut give: impl FnMut(Gram)) {
    let (mut before, mut last): (Option<char>, Option<Letter>) = (None, None);
    let (mut spaced_before, mut dense_before) = (false, false);
    for (at, c) in text.chars().enumerate() {
        let spaced = is_spaced(c);
        let letter = Some(Letter::new(c)).filter(|_| spaced || is_unspaced_letter(c));
        let pair = last.zip(letter).filter(|_| !(spaced_before && spaced));
        let dense = pair.is_some_and(|(last, letter)| is_dense(last.and(letter)));
        if let (Some(a), Some((b, _)), true, true) = (before, pair, dense_before, dense) {
            give(Gram { key: triple(a, b.c, c), start: at - 2, end: at + 1, single: false });
        }
        (before, last) = (last.map(|last| last.c), letter);
        (spaced_before, dense_before) = (spaced, dense);
    }
}

/// The word being walked: how long it is and a hash of it.
#[derive(Default)]
struct Word {
    length: usize,
    first: char,
    second: char,
    hash: u64,
}

impl Word {
    fn push(&mut self, c: char) -> usize {
        self.length += 1;
        match self.length {
            1 => self.first = c,
            2 => self.second = c,
            _ => {}
        }
        self.hash = mix(self.hash ^ u64::from(c as u32));
        self.length
    }

    /// The whole word and what stands behind it.
    fn followed_by(&self, c: char) -> Key {
        hashed_key(mix(!self.hash ^ u64::from(c as u32)))
    }

    fn key(&self) -> Option<Key> {
        match self.length {
            2 => Some(pair(self.first, self.second)),
            length if PREFIXES.contains(&length) => Some(hashed_key(self.hash)),
            _ => None,
        }
    }
}

/// A character with its code, which is asked for once.
#[derive(Clone, Copy)]
struct Letter {
    c: char,
    code: Option<u64>,
}

impl Letter {
    fn new(c: char) -> Self {
        Self { c, code: letter_code(c) }
    }

    fn alone(self) -> Key {
        self.code.map_or_else(|| hashed(&[self.c as u32]), |code| exact(Kind::Pair, code << 15))
    }

    fn and(self, next: Self) -> Key {
        match (self.code, next.code) {
            (Some(a), Some(b)) => exact(Kind::Pair, a << 15 | b),
            _ => hashed(&[self.c as u32, next.c as u32]),
        }
    }
}

/// The key of one character.
pub(crate) fn single(c: char) -> Key {
    Letter::new(c).alone()
}

/// The key of two neighbours.
pub(crate) fn pair(a: char, b: char) -> Key {
    Letter::new(a).and(Letter::new(b))
}

/// The key of three neighbours.
pub(crate) fn triple(a: char, b: char, c: char) -> Key {
    match (letter_code(a), letter_code(b), letter_code(c)) {
        (Some(a), Some(b), Some(c)) => exact(Kind::Triple, a << 30 | b << 15 | c),
        _ => hashed(&[a as u32, b as u32, c as u32]),
    }
}

/// The key of the beginning of a word in a headline.
pub(crate) fn border(c: char) -> Key {
    letter_code(c)
        .map_or_else(|| hashed(&[u32::MAX, c as u32]), |code| exact(Kind::Pair, BORDER << 15 | code))
}

/// A number of at most 15 bits, not 0 and not [`BORDER`], for the characters of which nearly all text is made.
fn letter_code(c: char) -> Option<u64> {
    let c = u64::from(c as u32);
    let code = match c {
        0x20..=0x24F => c - 0x1F,
        0x370..=0x5FF => c - 0x370 + 0x240,
        0x2000..=0x27FF => c - 0x2000 + 0x4D0,
        0x3000..=0x30FF => c - 0x3000 + 0xCD0,
        0x3400..=0x4DBF => c - 0x3400 + 0xDD0,
        0x4E00..=0x9FFF => c - 0x4E00 + 0x2790,
        _ => return None,
    };
    Some(code)
}

/// Letters of scripts with spaces, and of scripts without; neither punctuation nor symbols. It need not be right for
/// every character, only the same for writer and reader.
pub(crate) fn is_letter(c: char) -> bool {
    is_spaced(c) || is_unspaced_letter(c)
}

fn is_unspaced_letter(c: char) -> bool {
    let symbol = matches!(c as u32,
        0x2000..=0x3004 | 0x3008..=0x3020 | 0x3030 | 0x303D..=0x303F | 0x30A0 | 0x30FB
        | 0xD800..=0xF8FF | 0xFE00..=0xFFFF | 0x1F000..=0x1FAFF);
    c >= '\u{E00}' && !symbol
}

pub(crate) fn exact(kind: Kind, number: u64) -> Key {
    Key { kind, number: spread(number, kind.bits()) }
}

/// A one-to-one mixing of so many bits: an odd factor can be divided out again, and so can a shift by half the bits.
pub(crate) fn spread(value: u64, bits: u32) -> u64 {
    let mask = (1 << bits) - 1;
    let shift = bits.div_ceil(2);
    let value = value.wrapping_mul(FACTORS[0]) & mask;
    let value = (value ^ value >> shift).wrapping_mul(FACTORS[1]) & mask;
    value ^ value >> shift
}

const FACTORS: [u64; 2] = [0x9E37_79B9_2C1B_3C6D, 0xC2B2_AE3D_297A_2D39];

fn hashed(characters: &[u32]) -> Key {
    hashed_key(characters.iter().fold(0, |hash, &c| mix(hash ^ u64::from(c))))
}

fn hashed_key(hash: u64) -> Key {
    Key { kind: Kind::Hashed, number: hash >> (64 - Kind::Hashed.bits()) }
}

/// The finaliser of MurmurHash3.
fn mix(mut value: u64) -> u64 {
    value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    value = (value ^ value >> 33).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    value = (value ^ value >> 33).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    value ^ value >> 33
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Query;
    use crate::fold::fold;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn what_a_key_stands_for_can_be_read_off_it() {
        let inverse =
            |odd: u64| (0..6).fold(odd, |x, _| x.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(x))));
        for (bits, step) in [(30, 4093), (45, 134_217_689)] {
            let mask = (1_u64 << bits) - 1;
            let shift = u32::div_ceil(bits, 2);
            for value in (0..1 << bits).step_by(step) {
                let key = spread(value, bits);
                assert!(key <= mask);
                let key = (key ^ key >> shift).wrapping_mul(inverse(FACTORS[1])) & mask;
                assert_eq!((key ^ key >> shift).wrapping_mul(inverse(FACTORS[0])) & mask, value);
            }
        }
    }

    #[test]
    fn codes_are_small_and_of_one_character_each() {
        let codes: Vec<u64> = ('\0'..=char::MAX).filter_map(letter_code).collect();
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
        assert!(codes.iter().all(|&code| code > 0 && code < BORDER));
    }

    fn grams(text: &str) -> HashSet<Key> {
        let mut keys = HashSet::new();
        walk(text, |gram| {
            keys.insert(gram.key);
        });
        keys
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5000))]

        #[test]
        fn every_field_that_a_term_matches_has_the_grams_of_the_term(
            text in "[新郑市共青团，“ a-c0-2９ñ한국\u{20000}\n]{0,30}",
            start in 0_usize..30,
            length in 1_usize..12,
        ) {
            let typed: String = text.chars().skip(start).take(length).filter(|c| *c != '“').collect();
            let query = Query::parse(&format!("\"{typed}\""));
            let field = fold(&text);
            for term in query.terms().iter().filter(|term| term.occurs_in(&field)) {
                prop_assert!(grams(term.folded()).is_subset(&grams(&field)), "{:?} {:?}", term, field);
            }
        }
    }
}

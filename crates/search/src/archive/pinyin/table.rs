//! The table of readings: which syllables, without tones, a character is read with. `tools/pinyin_table.rs` makes it
//! from Unihan's readings; see `tools/README.md`.
//!
//! With the feature `dictionary` its bytes are compiled in. In a browser they are a file of their own, to be
//! [`install`]ed when the first Latin query had no hit: most readers never need it.

use std::sync::OnceLock;

use crate::archive::bits::BitReader;
#[cfg(feature = "archive-write")]
use crate::archive::bits::BitWriter;
use crate::archive::postings;

/// CRC-32 of the bytes, which are a part of the format: keys are made of the numbers of syllables, and by another table
/// an article would be missed.
const SUM: u32 = 0x4236_0757;
/// The range of the characters.
const FIRST: u32 = 0x3000;
const LAST: u32 = 0x3_FFFF;
/// No character has more readings.
const MOST: usize = 4;
/// Bits of a beginning of a syllable (`zh`) and of its end (`uang`).
const START: u32 = 10;
const END: u32 = 20;

static TABLE: OnceLock<Table> = OnceLock::new();

/// A syllable: its letters, a is 1 and z is 26, in five bits each, the first in the lowest.
pub(super) type Syllable = u32;

/// Bits of a letter.
pub(super) const LETTER: u32 = 5;

/// The letter that a syllable begins with.
pub(super) fn initial(syllable: Syllable) -> u8 {
    (syllable & 31) as u8
}

/// The table, unpacked once.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Every syllable; their numbers are counted from 1.
    pub(super) syllables: Vec<Syllable>,
    /// The characters that are read, ascending.
    chars: Vec<u32>,
    /// The numbers of each one's syllables, zeros behind them.
    readings: Vec<[u16; MOST]>,
}

/// Unpacks the table. Says whether these are its bytes.
pub(crate) fn install(bytes: &[u8]) -> bool {
    let is_right = crate::archive::file::sum(bytes) == SUM;
    if is_right {
        TABLE.get_or_init(|| Table::unpack(bytes).unwrap_or_default());
    }
    is_right
}

impl Table {
    /// The table, if it is here.
    pub(crate) fn get() -> Option<&'static Self> {
        #[cfg(feature = "dictionary")]
        if TABLE.get().is_none() {
            install(include_bytes!("table.bin"));
        }
        TABLE.get()
    }

    /// The numbers of a character's syllables; none for whatever is no Chinese character in common use.
    pub(crate) fn readings(&self, c: char) -> &[u16] {
        let code = (c as u32).wrapping_sub(FIRST);
        let place = self.chars.partition_point(|&known| known < code);
        if self.chars.get(place) != Some(&code) {
            return &[];
        }
        let all = &self.readings[place];
        &all[..all.iter().position(|&number| number == 0).unwrap_or(MOST)]
    }

    /// A syllable by its number.
    pub(crate) fn syllable(&self, number: u16) -> Syllable {
        self.syllables.get(usize::from(number) - 1).copied().unwrap_or_default()
    }

    /// A syllable by its number, in letters.
    #[cfg(feature = "archive-write")]
    pub(crate) fn spelt(&self, number: u16) -> String {
        let syllable = self.syllable(number);
        let letters = (0..u32::BITS).step_by(LETTER as usize).map(|shift| initial(syllable >> shift));
        letters.take_while(|&letter| letter > 0).map(|letter| char::from(letter | b'`')).collect()
    }

    /// Beginnings and ends of syllables, a bit for each pair of them that is a syllable; all characters; and for each
    /// syllable those that have it first, among those that have none yet, and those that have it too.
    fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut bits = BitReader::new(bytes);
        let mut table = Self::default();
        let (starts, ends) = (parts(&mut bits, START), parts(&mut bits, END));
        for start in starts {
            let length = (u32::BITS - start.leading_zeros()).next_multiple_of(LETTER);
            for end in &ends {
                if bits.bit() == 1 {
                    table.syllables.push(start | end << length);
                }
            }
        }
        table.chars = postings::read(&mut bits, LAST - FIRST)?;
        table.readings.resize(table.chars.len(), [0; MOST]);
        let mut left = table.chars.len() as u32;
        for number in 1..=table.syllables.len() as u16 {
            let first = some(&mut bits, left)?;
            left -= first.len() as u32;
            let (mut place, mut found) = (0, 0);
            for of in &mut table.readings {
                if of[0] == 0 {
                    if first.get(found) == Some(&place) {
                        of[0] = number;
                        found += 1;
                    }
                    place += 1;
                }
            }
            for place in some(&mut bits, table.chars.len() as u32)? {
                let free = table.readings[place as usize][1..].iter_mut().find(|other| **other == 0)?;
                *free = number;
            }
        }
        Some(table)
    }

    /// The bytes of the table of these readings.
    #[cfg(feature = "archive-write")]
    pub(crate) fn pack(readings: &[(char, Vec<String>)]) -> Vec<u8> {
        use std::collections::BTreeSet;
        let packed = |text: &str| text.bytes().rev().fold(0, |sum, c| sum << LETTER | u32::from(c & 31));
        let parts = |syllable: &String| {
            let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'v');
            let (start, end) = syllable.split_at(syllable.find(is_vowel).unwrap_or_default());
            (packed(start), packed(end))
        };
        let all: BTreeSet<(u32, u32)> = readings.iter().flat_map(|(_, of)| of).map(parts).collect();
        let starts: BTreeSet<u32> = all.iter().map(|(start, _)| *start).collect();
        let ends: BTreeSet<u32> = all.iter().map(|(_, end)| *end).collect();
        let mut out = BitWriter::default();
        for (list, bits) in [(&starts, START), (&ends, END)] {
            out.gamma(list.len() as u32);
            list.iter().for_each(|part| out.bits(*part, bits));
        }
        for start in &starts {
            ends.iter().for_each(|end| out.bits(u32::from(all.contains(&(*start, *end))), 1));
        }
        let chars: Vec<u32> = readings.iter().map(|(c, _)| *c as u32 - FIRST).collect();
        postings::write(&mut out, &chars, LAST - FIRST);
        let mut left: Vec<&Vec<String>> = readings.iter().map(|(_, of)| of).collect();
        let every = left.clone();
        for syllable in &all {
            let first = |of: &[String]| of.first().is_some_and(|one| parts(one) == *syllable);
            let too = |of: &[String]| of.iter().skip(1).any(|one| parts(one) == *syllable);
            write_some(&mut out, &left, first);
            left.retain(|of| !first(of));
            write_some(&mut out, &every, too);
        }
        out.finish()
    }
}

/// Beginnings or ends of syllables, in so many bits each.
fn parts(bits: &mut BitReader, width: u32) -> Vec<u32> {
    let mut all = Vec::new();
    for _ in 0..bits.gamma() {
        all.push(bits.bits(width));
    }
    all
}

/// A list that may be empty.
fn some(bits: &mut BitReader, end: u32) -> Option<Vec<u32>> {
    if bits.bit() == 0 { Some(Vec::new()) } else { postings::read(bits, end) }
}

#[cfg(feature = "archive-write")]
fn write_some(out: &mut BitWriter, of: &[&Vec<String>], is_wanted: impl Fn(&[String]) -> bool) {
    let list: Vec<u32> = (0..).zip(of).filter(|(_, of)| is_wanted(of)).map(|(place, _)| place).collect();
    out.bits(u32::from(!list.is_empty()), 1);
    if !list.is_empty() {
        postings::write(out, &list, of.len() as u32);
    }
}

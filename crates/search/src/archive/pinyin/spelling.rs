//! What was typed, as letters of pinyin.

use super::table::{LETTER, Syllable, initial};
use crate::fold::fold;

/// More letters are no pinyin that anybody types; and so many places have room in a set of 64 bits.
const MOST: usize = 60;
const U: u8 = 21;
const V: u8 = 22;
const Y: u8 = 25;
/// Letters after which ü is written u, as bits: j, q, x and y.
const WITHOUT_U: u32 = 1 << 10 | 1 << 17 | 1 << 24 | 1 << 25;

/// A run of Latin letters that may be pinyin, and where spaces and apostrophes part its syllables: `xi'an`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// From 1 to 26; ü is v, but u where no u could stand: after j, q, x and y.
    pub(super) letters: Vec<u8>,
    /// Places where a syllable begins, as bits.
    breaks: u64,
}

impl Spelling {
    /// Reads what was typed. `None` where it is anything but letters, or only one, or too many.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut out = Self { letters: Vec::new(), breaks: 0 };
        for c in fold(typed).chars() {
            let letter = match c {
                ' ' | '\'' => {
                    out.breaks |= 1 << out.letters.len();
                    continue;
                }
                'v' | 'ü' if out.letters.last().is_some_and(|last| WITHOUT_U >> last & 1 == 1) => b'u',
                'ü' => b'v',
                'a'..='z' => c as u8,
                _ => return None,
            };
            out.letters.push(letter & 31);
            if out.letters.len() > MOST {
                return None;
            }
        }
        (out.letters.len() > 1).then_some(out)
    }

    /// Where the letters go on after a syllable that begins at a place; their end where they are the beginning of the
    /// syllable. The ü of `lü` and `nü` may be typed as v, u or yu.
    pub(super) fn after(&self, start: usize, mut syllable: Syllable) -> Option<usize> {
        let mut at = start;
        while syllable > 0 {
            let Some(letter) = self.letter_within(start, at) else {
                return (at == self.letters.len()).then_some(at);
            };
            let wanted = initial(syllable);
            if wanted == V && letter == Y {
                // A y alone, at the end, is the beginning of yu.
                match self.letter_within(start, at + 1) {
                    Some(U) => at += 1,
                    None if at + 1 == self.letters.len() => {}
                    _ => return None,
                }
            } else if letter != wanted && !(wanted == V && letter == U) {
                return None;
            }
            syllable >>= LETTER;
            at += 1;
        }
        Some(at)
    }

    /// The letter at a place, where no new syllable begins between a start and it.
    fn letter_within(&self, start: usize, at: usize) -> Option<u8> {
        let is_parted = at > start && self.breaks >> at & 1 == 1;
        self.letters.get(at).copied().filter(|_| !is_parted)
    }
}

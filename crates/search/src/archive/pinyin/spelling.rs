//! What was typed, as letters of pinyin.

use super::table::{LETTER, Syllable, initial};
use crate::fold::fold;

/// More letters are no pinyin that anybody types; and so many places have room in a set of 64 bits.
const MOST: usize = 60;
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
    /// syllable.
    pub(super) fn after(&self, start: usize, mut syllable: Syllable) -> Option<usize> {
        let mut at = start;
        while syllable > 0 {
            let Some(&letter) = self.letters.get(at) else { break };
            if letter != initial(syllable) || at > start && self.breaks >> at & 1 == 1 {
                return None;
            }
            syllable >>= LETTER;
            at += 1;
        }
        Some(at)
    }
}

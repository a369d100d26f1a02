//! The dictionary, unpacked once. `tools/dictionary.rs` writes the bytes that are read here.

//!
//! With the feature `dictionary` the bytes are compiled in. In a browser they are a file of their own, to be
//! [`install`]ed before anything is looked up: a new version of the program then does not have it fetched again.

use std::sync::OnceLock;

use super::control::{CONTROLS, Control};

/// CRC-32 of the bytes, which are a part of the format: with another dictionary every text would be another one.
const SUM: u32 = 0x5632_8494;

static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();

/// What there is before one is installed: nothing can be decoded.
static NONE: Dictionary = Dictionary { symbols: Vec::new(), counts: [0; LONGEST_CODE + 1], text: Vec::new() };

/// Unpacks the dictionary. Says whether these are its bytes.
pub(crate) fn install(bytes: &[u8]) -> bool {
    let is_right = crate::archive::file::sum(bytes) == SUM;
    if is_right {
        DICTIONARY.get_or_init(|| Dictionary::unpack(bytes));
    }
    is_right
}

/// The longest code in bits.
pub(super) const LONGEST_CODE: usize = 20;

/// What a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbol {
    /// Characters `start..end` of the dictionary's text.
    Text(u32, u32),
    /// Not text.
    Control(Control),
}

/// Symbols in the order of their codes, which are canonical: shorter before longer, counted upwards.
pub(super) struct Dictionary {
    pub(super) symbols: Vec<Symbol>,
    /// How many codes there are of each length.
    pub(super) counts: [u32; LONGEST_CODE + 1],
    /// The characters of all entries.
    pub(super) text: Vec<char>,
}

impl Dictionary {
    pub(super) fn get() -> &'static Self {
        #[cfg(feature = "dictionary")]
        if DICTIONARY.get().is_none() {
            // Made of jieba's word list, see `tools/README.md`; a test checks that it is the right one.
            install(include_bytes!("dictionary.bin"));
        }
        DICTIONARY.get().unwrap_or(&NONE)
    }

    /// The bytes are our own and tested; were they cut, so would be the dictionary.
    fn unpack(mut bytes: &[u8]) -> Self {
        let [mut heads, mut chars, mut lengths, mut firsts, lows, highs] = [(); 6].map(|()| {
            let length = varint(&mut bytes) as usize;
            let (stream, rest) = bytes.split_at(length.min(bytes.len()));
            bytes = rest;
            stream
        });
        let all: Vec<char> = all_characters(heads, &mut chars);
        let mut next = 0;
        let mut tails = lows.iter().zip(highs).map(|(&low, &high)| usize::from(low) | usize::from(high) << 8);
        let mut out = Self { symbols: Vec::new(), counts: [0; LONGEST_CODE + 1], text: Vec::new() };
        for bits in 1..=LONGEST_CODE {
            let before = out.symbols.len();
            for _ in 0..varint(&mut heads) {
                let control =
                    CONTROLS.get(varint(&mut heads) as usize).copied().unwrap_or(Control::Spelt(21));
                out.symbols.push(Symbol::Control(control));
            }
            for _ in 0..varint(&mut heads) {
                out.push([all.get(next).copied().unwrap_or_default()]);
                next += 1;
            }
            let (mut length, mut first) = (0, 0);
            for _ in 0..varint(&mut heads) {
                let longer = varint(&mut lengths) as usize;
                length += longer;
                first = varint(&mut firsts) as usize + if longer > 0 { 0 } else { first };
                let rest = (1..length).filter_map(|_| tails.next());
                let word: Vec<char> =
                    [first].into_iter().chain(rest).filter_map(|rank| all.get(rank).copied()).collect();
                out.push(word);
            }
            out.counts[bits] = (out.symbols.len() - before) as u32;
        }
        out
    }

    fn push(&mut self, entry: impl IntoIterator<Item = char>) {
        let start = self.text.len() as u32;
        self.text.extend(entry);
        self.symbols.push(Symbol::Text(start, self.text.len() as u32));
    }
}

/// The length of the shortest code of an entry that has these characters in it.
pub(super) fn bits_of(text: &[char]) -> Option<u32> {
    let dictionary = Dictionary::get();
    let has = |symbol: &Symbol| match *symbol {
        Symbol::Text(start, end) => {
            dictionary.text[start as usize..end as usize].windows(text.len().max(1)).any(|part| part == text)
        }
        Symbol::Control(_) => false,
    };
    let at = dictionary.symbols.iter().position(has)?;
    let mut end = 0;
    (1..=LONGEST_CODE as u32).find(|&bits| {
        end += dictionary.counts[bits as usize] as usize;
        at < end
    })
}

/// The characters of all lengths of codes, so that words can name any of them.
fn all_characters(mut heads: &[u8], chars: &mut &[u8]) -> Vec<char> {
    let mut all = Vec::new();
    for _ in 1..=LONGEST_CODE {
        for _ in 0..varint(&mut heads) {
            varint(&mut heads);
        }
        let mut code_point = 0;
        for _ in 0..varint(&mut heads) {
            code_point += varint(chars);
            all.push(char::from_u32(code_point).unwrap_or_default());
        }
        varint(&mut heads);
    }
    all
}

fn varint(bytes: &mut &[u8]) -> u32 {
    let mut value = 0;
    for shift in [0, 7, 14, 21, 28] {
        let Some((&byte, rest)) = bytes.split_first() else { return value };
        *bytes = rest;
        value |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_changed_dictionary_is_refused() {
        let bytes = include_bytes!("dictionary.bin");
        assert!(install(bytes), "{:#010x}", crate::archive::file::sum(bytes));
        assert!(!install(&bytes[1..]) && !install(&[bytes.as_slice(), b"x"].concat()));
    }

    #[test]
    fn the_code_is_complete_and_every_entry_is_there_once() {
        let dictionary = Dictionary::get();
        let room: u64 =
            (1..=LONGEST_CODE).map(|bits| u64::from(dictionary.counts[bits]) << (LONGEST_CODE - bits)).sum();
        assert_eq!(room, 1 << LONGEST_CODE);
        let texts: Vec<String> = dictionary
            .symbols
            .iter()
            .filter_map(|symbol| match *symbol {
                Symbol::Text(start, end) => {
                    Some(dictionary.text[start as usize..end as usize].iter().collect())
                }
                Symbol::Control(_) => None,
            })
            .collect();
        assert_eq!(texts.len() + CONTROLS.len(), dictionary.symbols.len());
        assert_eq!(texts.iter().collect::<HashSet<_>>().len(), texts.len());
        for word in ["的", "我们", "中国", "，", "2022", "\u{1e}"] {
            assert!(texts.iter().any(|text| text == word), "{word}");
        }
    }
}

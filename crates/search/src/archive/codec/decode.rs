//! From bits to text.

use super::control::Control;
use super::dictionary::{Dictionary, LONGEST_CODE, Symbol};
use crate::archive::bits::BitReader;

/// A text of at most `longest` characters. `None` where the bits are not what an encoder wrote.
pub(crate) fn decode(bytes: &[u8], longest: usize) -> Option<String> {
    let dictionary = Dictionary::get();
    let mut reader = BitReader::new(bytes);
    let length = reader.gamma() as usize - 1;
    if length > longest {
        return None;
    }
    let mut out: Vec<char> = Vec::with_capacity(length.min(1 << 16));
    while out.len() < length && !reader.overrun() {
        match symbol(dictionary, &mut reader)? {
            Symbol::Text(start, end) => out.extend_from_slice(&dictionary.text[start as usize..end as usize]),
            Symbol::Control(Control::Spelt(bits)) => out.push(char::from_u32(reader.bits(bits))?),
            Symbol::Control(Control::Copy(least, bits)) => {
                let count = (least + reader.bits(bits)) as usize;
                let from = reader.below(out.len() as u32) as usize;
                // One by one: a copy may run into what it writes.
                for at in from..from + count {
                    out.push(*out.get(at)?);
                }
            }
        }
    }
    (!reader.overrun() && out.len() == length).then(|| out.into_iter().collect())
}

fn symbol(dictionary: &Dictionary, reader: &mut BitReader) -> Option<Symbol> {
    let (mut code, mut first, mut index) = (0, 0, 0);
    for bits in 1..=LONGEST_CODE {
        code = code << 1 | reader.bit();
        let count = dictionary.counts[bits];
        if code - first < count {
            return dictionary.symbols.get((index + code - first) as usize).copied();
        }
        index += count;
        first = (first + count) << 1;
    }
    None
}

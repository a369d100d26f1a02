//! From text to bits: the shortest way through the dictionary, by dynamic programming.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::dictionary::{Dictionary, LONGEST_CODE, Symbol};
use super::{CONTROLS, Control, LONGEST_COPY};
use crate::archive::bits::BitWriter;

/// Earlier places of two characters that are looked at for a copy.
const TRIED: usize = 12;

/// A prefix code: its bits and how many.
type Code = (u32, u32);

/// The dictionary made ready for writing.
pub(crate) struct Encoder {
    /// From a node and a character to the next node; node 0 is the beginning of every entry.
    next: HashMap<u64, u32, BuildHasherDefault<Mix>>,
    /// The code of the entry that ends at a node.
    codes: Vec<Option<Code>>,
    controls: [Code; CONTROLS.len()],
}

/// How a place in the text was reached with the fewest bits.
#[derive(Clone, Copy)]
struct Step {
    bits: u32,
    length: u32,
    how: How,
}

#[derive(Clone, Copy)]
enum How {
    Entry(Code),
    Spelt,
    Copy(u32),
}

impl Encoder {
    pub(crate) fn new() -> Self {
        let dictionary = Dictionary::get();
        let mut encoder =
            Self { next: HashMap::default(), codes: vec![None], controls: [(0, 0); CONTROLS.len()] };
        let mut symbols = dictionary.symbols.iter();
        let mut code = 0;
        for bits in 1..=LONGEST_CODE {
            code <<= 1;
            for symbol in symbols.by_ref().take(dictionary.counts[bits] as usize) {
                encoder.learn(dictionary, *symbol, (code, bits as u32));
                code += 1;
            }
        }
        encoder
    }

    fn learn(&mut self, dictionary: &Dictionary, symbol: Symbol, code: Code) {
        match symbol {
            Symbol::Control(control) => {
                for (slot, known) in self.controls.iter_mut().zip(CONTROLS) {
                    if known == control {
                        *slot = code;
                    }
                }
            }
            Symbol::Text(start, end) => {
                let mut node = 0;
                for &c in &dictionary.text[start as usize..end as usize] {
                    let fresh = self.codes.len() as u32;
                    node = *self.next.entry(key(node, c)).or_insert(fresh);
                    if node == fresh {
                        self.codes.push(None);
                    }
                }
                self.codes[node as usize] = Some(code);
            }
        }
    }

    /// Encodes a text.
    pub(crate) fn encode(&self, text: &str) -> Vec<u8> {
        let chars: Vec<char> = text.chars().collect();
        let steps = self.shortest(&chars);
        let mut way = Vec::new();
        let mut at = chars.len();
        while at > 0 {
            way.push(at);
            at -= steps[at].length as usize;
        }
        let mut out = BitWriter::default();
        out.gamma(chars.len() as u32 + 1);
        let mut at = 0;
        for &end in way.iter().rev() {
            match steps[end].how {
                How::Entry((code, bits)) => out.bits(code, bits),
                How::Spelt => {
                    let (control, bits) = spelling(chars[at]);
                    let code = self.controls[control];
                    out.bits(code.0, code.1);
                    out.bits(chars[at] as u32, bits);
                }
                How::Copy(from) => {
                    let (control, least, bits) = copying(end - at);
                    let code = self.controls[control];
                    out.bits(code.0, code.1);
                    out.bits((end - at - least) as u32, bits);
                    out.below(from, at as u32);
                }
            }
            at = end;
        }
        out.finish()
    }

    /// For every place in the text the last step of the shortest way to it.
    fn shortest(&self, chars: &[char]) -> Vec<Step> {
        let unreached = Step { bits: u32::MAX, length: 0, how: How::Spelt };
        let mut steps = vec![unreached; chars.len() + 1];
        steps[0].bits = 0;
        let copy_costs: Vec<u32> = (0..=LONGEST_COPY)
            .map(|length| {
                if length < 2 {
                    return 0;
                }
                let (control, _, bits) = copying(length);
                self.controls[control].1 + bits
            })
            .collect();
        let mut earlier = Earlier::new(chars.len());
        for at in 0..chars.len() {
            let bits = steps[at].bits;
            let reach = |steps: &mut [Step], length: usize, cost: u32, how: How| {
                let step = &mut steps[at + length];
                if bits + cost < step.bits {
                    *step = Step { bits: bits + cost, length: length as u32, how };
                }
            };
            let (control, spelt) = spelling(chars[at]);
            reach(&mut steps, 1, self.controls[control].1 + spelt, How::Spelt);
            let mut node = 0;
            for (length, &c) in (1..).zip(&chars[at..]) {
                let Some(&next) = self.next.get(&key(node, c)) else { break };
                node = next;
                if let Some(code) = self.codes[node as usize] {
                    reach(&mut steps, length, code.1, How::Entry(code));
                }
            }
            if let Some((from, longest)) = earlier.longest(chars, at) {
                let distance = (at as u32).next_power_of_two().ilog2();
                for (length, cost) in copy_costs.iter().enumerate().take(longest + 1).skip(2) {
                    reach(&mut steps, length, cost + distance, How::Copy(from as u32));
                }
            }
            earlier.add(chars, at);
        }
        steps
    }
}

/// The control for a spelt character and its bits.
fn spelling(c: char) -> (usize, u32) {
    match c as u32 {
        0..=0xFF => (0, 8),
        0x100..=0xFFFF => (1, 16),
        _ => (2, 21),
    }
}

/// The control for a copy, the least length it stands for, and how many bits say how much more.
fn copying(length: usize) -> (usize, usize, u32) {
    let mut best = (3, 2, 0);
    for (number, control) in CONTROLS.iter().enumerate() {
        if let Control::Copy(least, bits) = *control
            && least as usize <= length
        {
            best = (number, least as usize, bits);
        }
    }
    best
}

/// Where pairs of characters stood before.
struct Earlier {
    last: HashMap<u64, u32, BuildHasherDefault<Mix>>,
    /// For each place the one before with the same pair.
    before: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl Earlier {
    fn new(length: usize) -> Self {
        Self { last: HashMap::default(), before: vec![NOWHERE; length] }
    }

    fn add(&mut self, chars: &[char], at: usize) {
        if let Some(&next) = chars.get(at + 1) {
            self.before[at] = self.last.insert(key(chars[at] as u32, next), at as u32).unwrap_or(NOWHERE);
        }
    }

    fn longest(&self, chars: &[char], at: usize) -> Option<(usize, usize)> {
        let mut from = *self.last.get(&key(chars[at] as u32, *chars.get(at + 1)?))?;
        let room = LONGEST_COPY.min(chars.len() - at);
        let mut best = None;
        for _ in 0..TRIED {
            if from == NOWHERE {
                break;
            }
            let start = from as usize;
            let length = (0..room).take_while(|&n| chars[start + n] == chars[at + n]).count();
            if best.is_none_or(|(_, longest)| length > longest) {
                best = Some((start, length));
            }
            from = self.before[start];
        }
        best
    }
}

fn key(node: u32, c: char) -> u64 {
    u64::from(node) << 32 | u64::from(c as u32)
}

/// Enough of a hash for keys that nobody chooses to do harm.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = (self.0 ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 29;
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn common_text_takes_a_third() {
        let text = "新郑市在全国县域共青团基层组织改革试点工作中获评优秀。记者从市委宣传部了解到，今年以来，\
                    新郑市不断深化基层组织改革，推动工作取得明显成效。";
        let bytes = Encoder::new().encode(text);
        assert!(bytes.len() * 100 < text.len() * 40, "{} of {}", bytes.len(), text.len());
        assert_eq!(decode(&bytes, 1000).as_deref(), Some(text));
        assert_eq!(decode(&bytes, 10), None);
    }

    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => proptest::sample::select(vec!["新郑", "共青团", "的", "，", "2022", "abc", "a", "\u{1e}", "我们"]).prop_map(str::to_owned),
            1 => any::<char>().prop_map(String::from),
        ];
        proptest::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(text in text()) {
            let bytes = Encoder::new().encode(&text);
            prop_assert_eq!(decode(&bytes, text.len()), Some(text));
        }

        #[test]
        fn whatever_is_decoded_comes_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            if let Some(text) = decode(&bytes, 500) {
                prop_assert!(text.chars().count() <= 500);
            }
        }
    }
}

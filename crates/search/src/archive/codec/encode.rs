//! From text to bits: the shortest way through the dictionary, by dynamic programming.

use super::control::{CONTROLS, Control, LONGEST_COPY};
use super::dictionary::{Dictionary, LONGEST_CODE, Symbol};
use crate::archive::bits::BitWriter;

/// Earlier places of two characters that are looked at for a copy.
const TRIED: usize = 8;

/// A prefix code: its bits and how many.
type Code = (u32, u32);

/// The dictionary made ready for writing.
pub(crate) struct Encoder {
    trie: Trie,
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
        let mut encoder = Self { trie: Trie::new(dictionary.text.len()), controls: [(0, 0); CONTROLS.len()] };
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
                self.trie.learn(&dictionary.text[start as usize..end as usize], code);
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
            self.trie
                .each_entry(&chars[at..], |length, code| reach(&mut steps, length, code.1, How::Entry(code)));
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
    /// For each hash of two characters the last place with it.
    last: Vec<u32>,
    /// For each place the one before with the same hash.
    before: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;
/// Bits of the hash of two characters.
const PAIR_BITS: u32 = 12;

impl Earlier {
    fn new(length: usize) -> Self {
        Self { last: vec![NOWHERE; 1 << PAIR_BITS], before: vec![NOWHERE; length] }
    }

    fn add(&mut self, chars: &[char], at: usize) {
        if let Some(&next) = chars.get(at + 1) {
            let last = &mut self.last[hash(chars[at] as u32, next, PAIR_BITS)];
            self.before[at] = std::mem::replace(last, at as u32);
        }
    }

    fn longest(&self, chars: &[char], at: usize) -> Option<(usize, usize)> {
        let mut from = self.last[hash(chars[at] as u32, *chars.get(at + 1)?, PAIR_BITS)];
        let room = LONGEST_COPY.min(chars.len() - at);
        let mut best = (0, 1);
        for _ in 0..TRIED {
            if from == NOWHERE || best.1 == room {
                break;
            }
            let start = from as usize;
            // Whatever is longer than the best so far is the same at its end.
            if chars[start + best.1] == chars[at + best.1] {
                let length = (0..room).take_while(|&n| chars[start + n] == chars[at + n]).count();
                if length > best.1 {
                    best = (start, length);
                }
            }
            from = self.before[start];
        }
        (best.1 > 1).then_some(best)
    }
}

/// Enough of a hash for keys that nobody chooses to do harm.
fn hash(node: u32, c: char, bits: u32) -> usize {
    let key = u64::from(node) << 21 | u64::from(c as u32);
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits)) as usize
}

/// All entries of the dictionary, by their characters.
struct Trie {
    /// The node of each first character, and for further ones a table that is open to the next free slot.
    firsts: Vec<u32>,
    nexts: Vec<(u64, u32)>,
    bits: u32,
    /// One bit for each hash that may be in the table. Nearly all that is asked for is not, and the table does not fit
    /// into a processor's nearest cache; this does.
    known: Vec<u64>,
    nodes: Vec<Node>,
}

#[derive(Clone, Copy, Default)]
struct Node {
    /// The code of the entry that ends here.
    code: Option<Code>,
    has_more: bool,
}

const KNOWN_BITS: u32 = 17;
/// Node 0 is no node.
const NO_NODE: u32 = 0;
const FREE: u64 = u64::MAX;

impl Trie {
    fn new(characters: usize) -> Self {
        let bits = (2 * characters).next_power_of_two().ilog2();
        Self {
            firsts: Vec::new(),
            nexts: vec![(FREE, NO_NODE); 1 << bits],
            bits,
            known: vec![0; 1 << (KNOWN_BITS - 6)],
            nodes: vec![Node::default()],
        }
    }

    fn learn(&mut self, entry: &[char], code: Code) {
        let Some((&first, rest)) = entry.split_first() else { return };
        let at = first as usize;
        if self.firsts.len() <= at {
            self.firsts.resize(at + 1, NO_NODE);
        }
        if self.firsts[at] == NO_NODE {
            self.firsts[at] = self.nodes.len() as u32;
            self.nodes.push(Node::default());
        }
        let mut node = self.firsts[at];
        for &c in rest {
            self.nodes[node as usize].has_more = true;
            let slot = self.slot(node, c);
            if self.nexts[slot].0 == FREE {
                self.nexts[slot] = (Self::key(node, c), self.nodes.len() as u32);
                self.nodes.push(Node::default());
                let bit = hash(node, c, KNOWN_BITS);
                self.known[bit / 64] |= 1 << (bit % 64);
            }
            node = self.nexts[slot].1;
        }
        self.nodes[node as usize].code = Some(code);
    }

    fn key(node: u32, c: char) -> u64 {
        u64::from(node) << 21 | u64::from(c as u32)
    }

    /// Where the node behind another one is, or would be.
    fn slot(&self, node: u32, c: char) -> usize {
        let key = Self::key(node, c);
        let mut at = hash(node, c, self.bits);
        // Half of the table is taken at most, so that a free slot is near.
        while self.nexts[at].0 != key && self.nexts[at].0 != FREE {
            at = (at + 1) & (self.nexts.len() - 1);
        }
        at
    }

    /// Gives every entry that a text begins with, and its length.
    fn each_entry(&self, text: &[char], mut give: impl FnMut(usize, Code)) {
        let Some((&first, rest)) = text.split_first() else { return };
        let mut node = self.firsts.get(first as usize).copied().unwrap_or(NO_NODE);
        let mut length = 1;
        let mut rest = rest.iter();
        while node != NO_NODE {
            let here = self.nodes[node as usize];
            if let Some(code) = here.code {
                give(length, code);
            }
            let Some(&c) = rest.next().filter(|_| here.has_more) else { return };
            let bit = hash(node, c, KNOWN_BITS);
            if self.known[bit / 64] >> (bit % 64) & 1 == 0 {
                return;
            }
            node = self.nexts[self.slot(node, c)].1;
            length += 1;
        }
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

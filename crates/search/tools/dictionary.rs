//! Makes the dictionary of the archive's text codec from a list of Chinese words with their frequencies (jieba's
//! `dict.txt`, see README.md). The dictionary is the same for every newspaper: it holds no newspaper's text, and
//! no correction of an article ever changes how another one is stored.

// A tool whose sources are not what they should be stops at once.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::HashMap;

/// How many words of more than one character are taken.
const WORDS: usize = 3000;
/// Characters rarer than this in the source are left out; they are spelt.
const RAREST_CHARACTER: u64 = 500;
/// The longest code in bits.
const LONGEST_CODE: u8 = 20;
/// Symbols that are not text, in the order of `codec::Control`: how often each is expected, as jieba counts.
const CONTROLS: [u64; 11] = [
    60_000,    // a character spelt in one byte
    80_000,    // in two
    1_000,     // in three
    1_400_000, // copy of two characters
    1_600_000, // three
    900_000,   // four
    600_000,   // five
    1_100_000, // six to nine
    600_000,   // ten to seventeen
    260_000,   // 18 to 33
    120_000,   // 34 to 289
];
/// What newspapers have beside words, which a list of words does not count: per 100 million characters.
const MARKS: [(&str, u64); 14] = [
    ("\u{1E}", 1_000_000), // end of a field
    ("\u{1D}", 250_000),   // end of an article
    ("，", 5_500_000),
    ("。", 2_600_000),
    ("、", 1_300_000),
    ("“”", 700_000),
    ("：（）", 350_000),
    ("()《》；", 200_000),
    ("！？.%·", 100_000),
    ("—-,:…【】/\"", 50_000),
    ("~+&*[]<>=#@'‘’〈〉○〇×℃→■●▲△★☆　", 3_000),
    ("\n", 60_000),
    (" ", 300_000),
    ("０１２３４５６７８９％", 10_000),
];

/// A dictionary entry and the length of its code.
pub(crate) struct Entry {
    /// Text, or nothing for a control symbol.
    pub(crate) text: String,
    /// Number of the control symbol.
    pub(crate) control: usize,
    /// Code length in bits.
    pub(crate) bits: u8,
}

/// Chooses the entries and the lengths of their codes.
pub(crate) fn entries(list: &str) -> Vec<Entry> {
    let words: Vec<(&str, u64)> = list
        .lines()
        .filter_map(|line| {
            let mut parts = line.split(' ');
            Some((parts.next()?, parts.next()?.parse().ok()?))
        })
        .collect();
    let mut characters: HashMap<char, u64> = HashMap::new();
    for (word, count) in &words {
        word.chars().for_each(|c| *characters.entry(c).or_default() += count);
    }
    let mut long: Vec<(&str, u64)> = words
        .iter()
        .copied()
        .filter(|(word, _)| word.chars().count() > 1 && word.chars().all(is_han))
        .collect();
    // What a word saves is what it is worth.
    long.sort_by_key(|(word, count)| (std::cmp::Reverse(count * (word.chars().count() as u64 - 1)), *word));
    long.truncate(WORDS);
    let mut covered: HashMap<char, u64> = HashMap::new();
    for (word, count) in &long {
        word.chars().for_each(|c| *covered.entry(c).or_default() += count);
    }
    let mut weights: Vec<(String, usize, u64)> =
        CONTROLS.iter().enumerate().map(|(control, &count)| (String::new(), control, count)).collect();
    let mut add = |text: String, count: u64| weights.push((text, 0, count.max(1)));
    for (word, count) in &long {
        add((*word).to_owned(), *count);
    }
    for (&c, &count) in &characters {
        if is_han(c) && count >= RAREST_CHARACTER {
            add(c.to_string(), count.saturating_sub(covered.get(&c).unwrap_or(&0) * 4 / 5).max(50));
        }
    }
    for (marks, count) in MARKS {
        marks.chars().for_each(|c| add(c.to_string(), count));
    }
    for c in '0'..='9' {
        add(c.to_string(), if c <= '2' { 1_300_000 } else { 700_000 });
    }
    for c in ('a'..='z').chain('A'..='Z') {
        add(c.to_string(), 15_000);
    }
    for year in 0..10 {
        add(format!("201{year}"), 15_000);
        add(format!("202{year}"), 15_000);
        add(format!("200{year}"), 15_000);
    }
    let bits = code_lengths(&weights.iter().map(|(_, _, count)| *count).collect::<Vec<_>>());
    let mut entries: Vec<Entry> = weights
        .into_iter()
        .zip(bits)
        .map(|((text, control, _), bits)| Entry { text, control, bits })
        .collect();
    entries.sort_by(|a, b| {
        let key = |entry: &Entry| (entry.bits, entry.text.chars().count());
        key(a).cmp(&key(b)).then_with(|| a.text.cmp(&b.text)).then(a.control.cmp(&b.control))
    });
    entries
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c) || c == '〇'
}

/// Huffman's code lengths; counts are raised until none is longer than allowed.
fn code_lengths(counts: &[u64]) -> Vec<u8> {
    let mut counts = counts.to_vec();
    loop {
        let lengths = huffman(&counts);
        if lengths.iter().all(|&length| length <= LONGEST_CODE) {
            return lengths;
        }
        let least = counts.iter().copied().min().unwrap_or(1);
        counts.iter_mut().for_each(|count| *count = (*count).max(least + least / 4 + 1));
    }
}

fn huffman(counts: &[u64]) -> Vec<u8> {
    use std::cmp::Reverse;
    use std::collections::BinaryHeap;
    let mut parents: Vec<usize> = vec![usize::MAX; counts.len()];
    let mut heap: BinaryHeap<Reverse<(u64, usize)>> =
        counts.iter().enumerate().map(|(node, &count)| Reverse((count, node))).collect();
    while let Some(Reverse((a_count, a))) = heap.pop() {
        let Some(Reverse((b_count, b))) = heap.pop() else { break };
        let node = parents.len();
        parents.push(usize::MAX);
        parents[a] = node;
        parents[b] = node;
        heap.push(Reverse((a_count + b_count, node)));
    }
    let mut depths = vec![0_u8; parents.len()];
    for node in (0..parents.len()).rev() {
        if parents[node] != usize::MAX {
            depths[node] = depths[parents[node]] + 1;
        }
    }
    depths.truncate(counts.len());
    depths
}

/// The dictionary's bytes: six streams, each with its length before it; `src/archive/codec/dictionary.rs` reads
/// them. For each code length from 1 to 20 there are controls, then characters by code point, then words. A word is
/// written as the ranks of its characters in this order of all characters, so that frequent ones are small numbers.
pub(crate) fn bytes(entries: &[Entry]) -> Vec<u8> {
    let length = |entry: &Entry| entry.text.chars().count();
    let ranks: HashMap<char, u32> =
        entries.iter().filter(|e| length(e) == 1).flat_map(|e| e.text.chars()).zip(0..).collect();
    let mut streams: [Vec<u8>; 6] = Default::default();
    let [heads, chars, lengths, firsts, lows, highs] = &mut streams;
    for bits in 1..=LONGEST_CODE {
        let class: Vec<&Entry> = entries.iter().filter(|entry| entry.bits == bits).collect();
        let of = |wanted: fn(usize) -> bool| class.iter().filter(move |entry| wanted(length(entry)));
        varint(heads, of(|n| n == 0).count() as u32);
        of(|n| n == 0).for_each(|entry| varint(heads, entry.control as u32));
        varint(heads, of(|n| n == 1).count() as u32);
        let mut last = 0;
        for c in of(|n| n == 1).flat_map(|entry| entry.text.chars()) {
            varint(chars, c as u32 - last);
            last = c as u32;
        }
        let mut words: Vec<Vec<u32>> = of(|n| n > 1)
            .map(|entry| entry.text.chars().map(|c| *ranks.get(&c).expect("words are of entries")).collect())
            .collect();
        words.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        varint(heads, words.len() as u32);
        let (mut last_length, mut last_first) = (0, 0);
        for word in words {
            if word.len() != last_length {
                last_first = 0;
            }
            varint(lengths, (word.len() - last_length) as u32);
            varint(firsts, word[0] - last_first);
            (last_length, last_first) = (word.len(), word[0]);
            lows.extend(word[1..].iter().map(|rank| *rank as u8));
            highs.extend(word[1..].iter().map(|rank| (rank >> 8) as u8));
        }
    }
    let mut out = vec![];
    for stream in streams {
        varint(&mut out, stream.len() as u32);
        out.extend(stream);
    }
    out
}

fn varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

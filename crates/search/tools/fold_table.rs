//! Makes the folding table from its sources (see README.md beside this file). Shared by the example that writes
//! it and by the test that checks it; never part of the crate.

// A tool whose sources are not what they should be stops at once.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// What every code point is folded to.
pub(crate) struct Rules {
    /// Radicals and strokes to the characters that look like them.
    radicals: BTreeMap<char, char>,
    simplified: BTreeMap<char, char>,
    reviewed: Vec<(char, char)>,
}

/// The sources that stand beside this file, read by whoever calls.
pub(crate) struct Sources<'a> {
    /// `TSCharacters.txt`, whose first mapping counts.
    pub(crate) ts_characters: &'a str,
    /// `EquivalentUnifiedIdeograph.txt`.
    pub(crate) radicals: &'a str,
    /// `reviewed.txt`, which outweighs the others.
    pub(crate) reviewed: &'a str,
}

/// A word of one character.
fn one(word: &str) -> Option<char> {
    let mut chars = word.chars();
    chars.next().filter(|_| chars.next().is_none())
}

impl Rules {
    /// Rules by these sources.
    pub(crate) fn new(sources: &Sources<'_>) -> Self {
        let mut reviewed = Vec::new();
        for line in sources.reviewed.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t').map(str::trim);
            let mut character = || columns.next().and_then(one).expect("reviewed: a character");
            let (from, to) = (character(), character());
            assert!(columns.next().is_some_and(|why| !why.is_empty()), "reviewed: no reason for {from}");
            reviewed.push((from, to));
        }
        let mut simplified = Self::simplified(sources.ts_characters);
        simplified.extend(reviewed.iter().copied());
        Self { radicals: Self::radicals(sources.radicals), simplified, reviewed }
    }

    /// The characters of the reviewed list with their folds.
    pub(crate) fn reviewed(&self) -> &[(char, char)] {
        &self.reviewed
    }

    /// Unicode's Equivalent_Unified_Ideograph.
    fn radicals(text: &str) -> BTreeMap<char, char> {
        let mut radicals = BTreeMap::new();
        for line in text.lines() {
            let Some((from, to)) = line.split('#').next().and_then(|line| line.split_once(';')) else {
                continue;
            };
            let number = |text: &str| u32::from_str_radix(text.trim(), 16).expect("a code point");
            let (first, last) = from.split_once("..").unwrap_or((from, from));
            let to = char::from_u32(number(to)).expect("a character");
            radicals.extend((number(first)..=number(last)).filter_map(char::from_u32).map(|from| (from, to)));
        }
        radicals
    }

    fn simplified(ts_characters: &str) -> BTreeMap<char, char> {
        ts_characters
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
            .map(|line| {
                let (from, to) = line.split_once('\t').expect("TSCharacters: a tab between key and values");
                let to = to.split(' ').next().expect("TSCharacters: a value");
                (one(from).expect("one character"), one(to.trim()).expect("one character"))
            })
            .filter(|(from, to)| from != to)
            .collect()
    }

    /// The fold of one code point: the steps of the rule, again and again until nothing changes.
    pub(crate) fn fold(&self, c: char) -> String {
        let mut text = c.to_string();
        for _ in 0..8 {
            let next: String = text.chars().map(|c| self.step(c)).collect();
            if next == text {
                return text;
            }
            text = next;
        }
        panic!("the fold of U+{:04X} does not come to rest", c as u32);
    }

    fn step(&self, c: char) -> String {
        let c = match self.radicals.get(&c) {
            Some(&equivalent) => equivalent,
            None => alike(c),
        };
        std::iter::once(c)
            .nfkc()
            .flat_map(lower)
            .map(|c| self.simplified.get(&c).copied().unwrap_or(c))
            .map(variant)
            .filter(|c| !ignored(c))
            .collect::<String>()
            .replace('\u{2E3A}', "--")
            .replace('\u{2E3B}', "---")
    }
}

/// Rust's own lower case; newer than our Unicode version it may know letters that we do not.
fn lower(c: char) -> Vec<char> {
    let lower: Vec<char> = c.to_lowercase().collect();
    if assigned(c) && lower.iter().all(|&c| assigned(c)) { lower } else { vec![c] }
}

fn assigned(c: char) -> bool {
    c.general_category() != GeneralCategory::Unassigned
}

/// What is taken for another mark before its parts are looked at: the ellipsis of mathematics stands in the middle of the
/// line, as the Chinese one does, and many keyboards have a circle for the Chinese zero.
pub(crate) const ALIKE: [(char, &[char]); 2] = [('…', &['⋯']), ('〇', &['○', '◯', '⭘'])];

fn alike(c: char) -> char {
    ALIKE.iter().find(|(_, variants)| variants.contains(&c)).map_or(c, |(target, _)| *target)
}

/// Variant forms of quotes, dashes and middle dots: what they fold to, and they.
pub(crate) const VARIANTS: [(char, &[char]); 4] = [
    ('"', &['“', '”', '„', '‟', '«', '»', '「', '」', '〝', '〞', '〟']),
    ('\'', &['‘', '’', '‚', '‛', '‹', '›', '『', '』', 'ʼ']),
    ('-', &['‐', '‑', '‒', '–', '—', '―', '−', '─', '━', '﹘']),
    ('·', &['•', '‧', '∙', '⋅', '・', '᛫', '⸱', 'ꞏ']),
];

fn variant(c: char) -> char {
    match VARIANTS.iter().find(|(_, variants)| variants.contains(&c)) {
        Some((target, _)) => *target,
        None if c.is_whitespace() => ' ',
        None => c,
    }
}

/// Control and zero-width characters, soft hyphens, direction marks and variation selectors: seen by nobody, typed by
/// nobody.
fn ignored(c: &char) -> bool {
    matches!(*c,
        '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a folded character is a letter, mark or digit of a script that puts spaces between words. `None` where
/// it does not matter: unassigned, or never the result of folding.
fn spaced(rules: &Rules, c: char) -> Option<bool> {
    use Script::{
        Bopomofo, Common, Han, Hiragana, Inherited, Katakana, Khitan_Small_Script, Khmer, Lao, Myanmar,
        New_Tai_Lue, Nushu, Tai_Le, Tai_Tham, Tai_Viet, Tangut, Thai, Tibetan, Yi,
    };
    if !assigned(c) || rules.fold(c).chars().ne([c]) {
        return None;
    }
    let word = matches!(
        c.general_category_group(),
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark | GeneralCategoryGroup::Number
    );
    let unspaced = match c.script() {
        Han | Hiragana | Katakana | Bopomofo | Yi | Nushu | Tangut | Khitan_Small_Script | Thai | Lao
        | Khmer | Myanmar | Tibetan | Tai_Le | New_Tai_Lue | Tai_Tham | Tai_Viet => true,
        // The prolonged sound mark and its like, shared by the scripts of East Asia.
        Common | Inherited => ('\u{2E80}'..='\u{33FF}').contains(&c),
        _ => false,
    };
    Some(word && !unspaced)
}

/// The table's bytes: five streams, each with its length before it. `src/fold/table.rs` reads them.
pub(crate) fn table(rules: &Rules) -> Vec<u8> {
    let folds: Vec<(char, String)> =
        all().map(|c| (c, rules.fold(c))).filter(|(c, fold)| fold.chars().ne([*c])).collect();
    let (mut gaps, mut kinds, mut targets, mut strings) = (vec![], vec![], vec![], vec![]);
    let (mut end, mut last_target) = (0, 0);
    let mut rest = &folds[..];
    while let [(first, fold), ..] = rest {
        let first = *first as u32;
        let run = Run::longest(rest);
        varint(&mut gaps, first - end);
        varint(&mut kinds, run.kind() + 4 * (run.length as u32 - 1));
        match run.form {
            Form::Removed => {}
            Form::Expanded => strings.extend(fold.bytes()),
            Form::Shifted(stride) => {
                let target = fold.chars().next().expect("one character") as u32;
                zigzag(&mut targets, target as i32 - last_target as i32);
                last_target = target + stride * (run.length as u32 - 1);
            }
        }
        end = first + run.reach();
        rest = &rest[run.count()..];
    }
    let mut out = vec![];
    for stream in [gaps, kinds, targets, strings, spaced_ranges(rules)] {
        varint(&mut out, stream.len() as u32);
        out.extend(stream);
    }
    [&checksum(&out).to_le_bytes()[..], &out].concat()
}

/// FNV-1a over 32 bits: what the reader of the table checks before it trusts it.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

enum Form {
    /// Neighbours shifted alike: every code point, or every second one (capitals between their small letters).
    Shifted(u32),
    Removed,
    /// One code point to several; `length` is then the bytes of the fold.
    Expanded,
}

struct Run {
    form: Form,
    length: usize,
}

impl Run {
    fn longest(rest: &[(char, String)]) -> Self {
        let (first, fold) = &rest[0];
        let single = |text: &str| text.chars().next().filter(|_| text.chars().nth(1).is_none());
        if fold.is_empty() {
            let length = rest
                .iter()
                .zip(*first as u32..)
                .take_while(|((c, fold), want)| fold.is_empty() && *c as u32 == *want)
                .count();
            return Self { form: Form::Removed, length };
        }
        let Some(target) = single(fold) else { return Self { form: Form::Expanded, length: fold.len() } };
        let shifted = |stride: u32| {
            rest.iter()
                .enumerate()
                .take_while(|(i, (c, fold))| {
                    *c as u32 == *first as u32 + stride * *i as u32
                        && single(fold).is_some_and(|t| t as u32 == target as u32 + stride * *i as u32)
                })
                .count()
        };
        let (dense, sparse) = (shifted(1), shifted(2));
        if sparse > dense {
            Self { form: Form::Shifted(2), length: sparse }
        } else {
            Self { form: Form::Shifted(1), length: dense }
        }
    }

    fn kind(&self) -> u32 {
        match self.form {
            Form::Shifted(stride) => stride - 1,
            Form::Removed => 2,
            Form::Expanded => 3,
        }
    }

    /// How many code points the run spans.
    fn reach(&self) -> u32 {
        match self.form {
            Form::Shifted(stride) => stride * (self.length as u32 - 1) + 1,
            Form::Removed => self.length as u32,
            Form::Expanded => 1,
        }
    }

    /// How many of the folds it takes.
    fn count(&self) -> usize {
        if matches!(self.form, Form::Expanded) { 1 } else { self.length }
    }
}

fn spaced_ranges(rules: &Rules) -> Vec<u8> {
    let mut out = vec![];
    let (mut end, mut open) = (0, None);
    let mut last_in = 0;
    for c in all() {
        match (spaced(rules, c), open) {
            (Some(true), None) => {
                open = Some(c as u32);
                last_in = c as u32;
            }
            (Some(true), Some(_)) => last_in = c as u32,
            (Some(false), Some(start)) => {
                varint(&mut out, start - end);
                varint(&mut out, last_in - start);
                end = last_in;
                open = None;
            }
            _ => {}
        }
    }
    assert!(open.is_none(), "the last code points are of no script");
    out
}

fn all() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

fn varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn zigzag(out: &mut Vec<u8>, value: i32) {
    varint(out, ((value << 1) ^ (value >> 31)) as u32);
}

//! White space and width: what a typesetting system leaves in text and a reader does not want.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// One line of text as it is meant to be read: white space collapsed, indentation and invisible characters gone,
/// in NFC. A source line break between two Chinese characters means nothing; between Latin words it is a space.
pub fn line(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut spacing = Spacing::default();
    for letter in raw.chars() {
        if let Some((space, letter)) = spacing.next(letter) {
            out.extend(space);
            out.push(letter);
        }
    }
    nfc(out)
}

/// White space collapsed letter by letter, across the runs of a text.
#[derive(Debug, Default)]
pub struct Spacing {
    space: String,
    last: Option<char>,
}

impl Spacing {
    /// Takes a letter of the source; gives what is to be written now, if anything: a space before, and the letter.
    pub fn next(&mut self, letter: char) -> Option<(Option<char>, char)> {
        if is_invisible(letter) {
            return None;
        }
        if letter.is_whitespace() {
            self.space.push(letter);
            return None;
        }
        let space = self.last.and_then(|last| space_between(last, &self.space, letter));
        self.space.clear();
        self.last = Some(letter);
        Some((space, letter))
    }
}

/// What is left of a run of white space between two letters.
fn space_between(last: char, space: &str, next: char) -> Option<char> {
    if space.is_empty() {
        return None;
    }
    let source_break = space.contains(['\n', '\r']) && !space.contains(['\u{a0}', '\u{3000}']);
    if source_break && is_wide(last) && is_wide(next) {
        return None;
    }
    // An ideographic space that the paper printed is kept as one.
    Some(if space.contains('\u{3000}') { '\u{3000}' } else { ' ' })
}

/// The lines of a headline or name: every space between two Chinese characters is where print broke the line,
/// except that letters spaced out (综 合) are one word, and that what stands in brackets or quotation marks is one phrase.
pub fn print_lines(text: &str) -> Vec<String> {
    let joined = unspaced(text);
    let letters: Vec<char> = joined.chars().collect();
    let enclosed = enclosed(&letters);
    let mut lines = vec![String::new()];
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| letters.get(index));
        let breaks = letter.is_whitespace()
            && !enclosed.get(index).is_some_and(|enclosed| *enclosed)
            && before.is_some_and(|letter| !letter.is_ascii_alphanumeric())
            && letters.get(index + 1).is_some_and(|letter| !letter.is_ascii_alphabetic());
        match lines.last_mut() {
            Some(_) if breaks => lines.push(String::new()),
            Some(last) => last.push(*letter),
            None => {}
        }
    }
    lines.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Which letters stand between a bracket or quotation mark and the one that closes it.
fn enclosed(letters: &[char]) -> Vec<bool> {
    /// Brackets within brackets beyond this are no headline's.
    const DEEPEST: usize = 8;
    const PAIRS: [(char, char); 13] = [
        ('《', '》'),
        ('〈', '〉'),
        ('“', '”'),
        ('‘', '’'),
        ('（', '）'),
        ('(', ')'),
        ('『', '』'),
        ('「', '」'),
        ('【', '】'),
        ('〔', '〕'),
        ('〖', '〗'),
        ('［', '］'),
        ('[', ']'),
    ];
    // One more is open from a place on, or one fewer.
    let mut changes = vec![0_i32; letters.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (index, letter) in letters.iter().enumerate() {
        if let Some((_, close)) = PAIRS.iter().find(|(open, _)| open == letter) {
            open.push((index, *close));
        } else if let Some(place) = open.iter().rev().take(DEEPEST).position(|(_, close)| close == letter) {
            // What was opened within and never closed is passed over.
            open.truncate(open.len() - place);
            let start = open.pop().map_or(index, |(start, _)| start);
            changes[start] += 1;
            changes[index] -= 1;
        }
    }
    let depths = changes.into_iter().scan(0, |depth, change| {
        *depth += change;
        Some(*depth)
    });
    depths.map(|depth| depth > 0).collect()
}

/// `综 合` is one word set with space between its letters.
pub fn unspaced(text: &str) -> String {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let spaced =
        parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1 && part.chars().all(is_wide));
    if spaced { parts.concat() } else { text.to_owned() }
}

/// Text without white space, to compare what was set differently.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Canonical composition; nearly all text has it already.
pub fn nfc(text: String) -> String {
    if is_surely_composed(&text) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text;
    }
    text.nfc().collect()
}

/// Whether a text has none but characters that composition never touches and of which nearly every newspaper consists.
/// Every text of a paper is asked at every build, so that whole pieces of it are looked at without a branch, byte by byte
/// with the two that follow.
fn is_surely_composed(text: &str) -> bool {
    const PIECE: usize = 1 << 12;
    let bytes = text.as_bytes();
    let mut after = 0;
    while let (Some(first), Some(second), Some(third)) =
        (bytes.get(after..), bytes.get(after + 1..), bytes.get(after + 2..))
    {
        let three = first.iter().zip(second).zip(third).take(PIECE);
        if !three.fold(true, |all, ((&first, &second), &third)| all & begins_composed(first, second, third)) {
            return false;
        }
        after += third.len().min(PIECE);
        if third.is_empty() {
            break;
        }
    }
    // The last two bytes begin no character of three.
    bytes.get(after..).unwrap_or_default().iter().all(|&byte| begins_composed(byte, 0, 0))
}

/// Whether a byte of UTF-8, with the two after it, begins no character but those: U+0000–02FF, 2010–203F, 2100–2125,
/// 2140–22FF, 2440–27FF, 3000–3029, 3180–9FFF, E000–EFFF, FE30–FE7F and FF00–FF60.
#[inline]
fn begins_composed(first: u8, second: u8, third: u8) -> bool {
    let alone = matches!(first, 0..=0xCB | 0xE4..=0xE9 | 0xEE);
    let symbols = matches!(second, 0x85..=0x8B | 0x91..=0x9F)
        | ((second == 0x80) & (third >= 0x90))
        | ((second == 0x84) & (third <= 0xA5));
    let marks = (second >= 0x86) | ((second == 0x80) & (third <= 0xA9));
    let wide = matches!(second, 0xB9 | 0xBC)
        | ((second == 0xB8) & (third >= 0xB0))
        | ((second == 0xBD) & (third <= 0xA0));
    alone | ((first == 0xE2) & symbols) | ((first == 0xE3) & marks) | ((first == 0xEF) & wide)
}

/// Characters that take no room: they only hinder search.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
        || (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
}

/// Chinese characters and the punctuation set among them.
pub fn is_wide(letter: char) -> bool {
    matches!(letter,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// A Chinese character proper.
pub fn is_han(letter: char) -> bool {
    matches!(letter,
        '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::char::canonical_combining_class;

    use super::*;

    #[test]
    fn what_is_taken_for_composed_is() {
        let is_composed = |letter: char| {
            matches!(letter, '\0'..='\u{2ff}' | '\u{2010}'..='\u{203f}' | '\u{2100}'..='\u{2125}'
                | '\u{2140}'..='\u{22ff}' | '\u{2440}'..='\u{27ff}' | '\u{3000}'..='\u{3029}'
                | '\u{3180}'..='\u{9fff}' | '\u{e000}'..='\u{efff}' | '\u{fe30}'..='\u{fe7f}'
                | '\u{ff00}'..='\u{ff60}')
        };
        for letter in ('\0'..=char::MAX).filter(|letter| is_composed(*letter)) {
            assert_eq!(is_nfc_quick(std::iter::once(letter)), IsNormalized::Yes, "{letter:?}");
            assert_eq!(canonical_combining_class(letter), 0, "{letter:?}");
        }
        for letter in '\0'..=char::MAX {
            for between in [format!("河{letter}阳"), format!("河{letter}"), letter.to_string()] {
                assert_eq!(is_surely_composed(&between), is_composed(letter), "{letter:?}");
            }
        }
        // Wherever in a long text it stands.
        let before = "河".repeat(1400);
        for length in 0..before.len() / 3 {
            let text = format!("{}e\u{301}{}", &before[..3 * length], &before[3 * length..]);
            assert!(!is_surely_composed(&text), "after {length} characters");
        }
        assert_eq!(nfc("河阳e\u{301}".to_owned()), "河阳é");
    }

    #[test]
    fn white_space_becomes_what_is_read() {
        assert_eq!(line("\u{3000}\u{3000}近日,新郑市\n    获评优秀。 "), "近日,新郑市获评优秀。");
        assert_eq!(line("&nbsp;".replace("&nbsp;", "\u{a0}").as_str()), "");
        assert_eq!(line("New\n  York\u{200b} Times"), "New York Times");
        assert_eq!(line("记者\u{3000}杨宜锦"), "记者\u{3000}杨宜锦");
        assert_eq!(line("2022 年\n9\n月"), "2022 年 9 月");
        assert_eq!(line("e\u{301}"), "é");
    }

    #[test]
    fn headlines_break_where_print_did() {
        assert_eq!(print_lines("全国县域共青团 基层组织改革"), ["全国县域共青团", "基层组织改革"]);
        assert_eq!(print_lines("举办首届 “开学第一课”开笔礼"), ["举办首届", "“开学第一课”开笔礼"]);
        assert_eq!(print_lines("用 AI Agent 写作"), ["用 AI Agent 写作"]);
        assert_eq!(print_lines("综 合"), ["综合"]);
        assert_eq!(print_lines("The Long Read"), ["The Long Read"]);
    }

    #[test]
    fn what_stands_in_brackets_is_one_phrase() {
        for whole in [
            "扎实推进河道整治（清淤添活水  护岸保平安）",
            "“书香柳桥 全民共读”走进东坡",
            "写在《春 夏》（外 一篇）出版之后",
            "读「甲 乙『丙 丁』戊 己」有感",
        ] {
            assert_eq!(print_lines(whole), [whole]);
        }
        assert_eq!(print_lines("管好秤杆子 严防“缺斤两”"), ["管好秤杆子", "严防“缺斤两”"]);
        assert_eq!(print_lines("“书香 柳桥” 走进东坡"), ["“书香 柳桥”", "走进东坡"]);
        assert_eq!(print_lines("（一 没有关上 的括号"), ["（一", "没有关上", "的括号"]);
        assert_eq!(print_lines("“甲《乙 丙” 丁"), ["“甲《乙 丙”", "丁"]);
    }
}

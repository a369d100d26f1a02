//! A few words around a match, for a list of results.

use std::ops::Range;

use crate::fold::{fold, is_spaced};
use crate::slice::part;

/// Widths are counted in Chinese characters; a Latin letter is half of one.
const BEFORE: usize = 2 * 20;
const LONGEST: usize = 2 * 80;
/// A word longer than this is cut after all.
const LONGEST_WORD: usize = 24;

/// Text with the parts that are to be marked in it: byte ranges in order, on character borders, not overlapping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// What is marked.
    pub ranges: Vec<Range<usize>>,
}

impl Marked {
    /// A whole text on one line.
    pub fn whole(text: &str, ranges: Vec<Range<usize>>) -> Self {
        Self { text: one_line(text), ranges }
    }

    /// The text around the first of the ranges, with `…` where it was cut. It begins with the sentence of the match
    /// where that is near, and cuts no word of a spaced script.
    pub fn excerpt(text: &str, ranges: &[Range<usize>]) -> Self {
        let first = ranges.first().cloned().unwrap_or_default();
        let start = start_before(text, first.start);
        let end = end_after(text, start, first.end);
        let mut out = Self::default();
        if start > 0 {
            out.text.push('…');
        }
        let shift = out.text.len();
        out.text.push_str(&one_line(part(text, start..end)));
        if end < text.len() {
            out.text.push('…');
        }
        out.ranges = ranges
            .iter()
            .filter(|range| range.start >= start && range.end <= end)
            .map(|range| range.start - start + shift..range.end - start + shift)
            .collect();
        out
    }
}

/// Line breaks are set as spaces; no byte moves.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

fn start_before(text: &str, at: usize) -> usize {
    let (mut start, mut width) = (at, 0);
    for (index, c) in part(text, ..at).char_indices().rev() {
        width += width_of(c);
        if matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | '\n') {
            return start + leading_blank(part(text, start..at));
        }
        if width > BEFORE {
            return whole_word(text, start, at);
        }
        start = index;
    }
    start + leading_blank(part(text, start..at))
}

fn end_after(text: &str, start: usize, match_end: usize) -> usize {
    let mut width: usize = part(text, start..match_end).chars().map(width_of).sum();
    let mut end = match_end;
    for (index, c) in part(text, match_end..).char_indices() {
        width += width_of(c);
        if width > LONGEST {
            return part(text, match_end..end)
                .trim_end_matches(is_word)
                .trim_end()
                .len()
                .max(tail(text, match_end, end))
                + match_end;
        }
        end = match_end + index + c.len_utf8();
    }
    end
}

/// How much is kept when the cut falls into a word: all of it where that word is too long, or runs from the match.
fn tail(text: &str, match_end: usize, end: usize) -> usize {
    let rest = part(text, match_end..end);
    let word = rest.len() - rest.trim_end_matches(is_word).len();
    if word > LONGEST_WORD || word == rest.len() { rest.len() } else { 0 }
}

/// The start of the next word, where `start` lies within one.
fn whole_word(text: &str, start: usize, at: usize) -> usize {
    if !part(text, ..start).ends_with(is_word) {
        return start + leading_blank(part(text, start..at));
    }
    let rest = part(text, start..at).trim_start_matches(is_word);
    if rest.is_empty() || at - start - rest.len() > LONGEST_WORD {
        return start;
    }
    start + (at - start - rest.len()) + leading_blank(rest)
}

fn leading_blank(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        fold(c.encode_utf8(&mut [0; 4])).starts_with(is_spaced)
    }
}

fn width_of(c: char) -> usize {
    if c < '\u{1100}' { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Query;
    use crate::highlights;

    fn excerpt(typed: &str, text: &str) -> (String, Vec<String>) {
        let marked = Marked::excerpt(text, &highlights(&Query::parse(typed), text));
        let ranges = marked.ranges.iter().map(|range| marked.text[range.clone()].to_owned()).collect();
        (marked.text, ranges)
    }

    #[test]
    fn it_begins_with_the_sentence_and_ends_where_there_is_no_more_room() {
        let text = format!("前一句话。这一句里有新郑二字，{}。", "后面还有很长很长的话".repeat(12));
        let (shown, marks) = excerpt("新郑", &text);
        assert!(shown.starts_with("…这一句里有新郑二字，"), "{shown}");
        assert!(shown.ends_with('…'));
        assert_eq!(shown.chars().count(), 82);
        assert_eq!(marks, ["新郑"]);
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        assert_eq!(excerpt("新郑", "在新郑\n看新鄭").0, "在新郑 看新鄭");
        assert_eq!(excerpt("新郑", "在新郑\n看新鄭").1, ["新郑", "新鄭"]);
        assert_eq!(excerpt("没有", ""), (String::new(), vec![]));
    }

    #[test]
    fn words_are_not_cut() {
        let words = "The county council met on Friday ".repeat(12);
        let text = format!("{words}xinzheng {words}");
        let (shown, marks) = excerpt("xinzheng", &text);
        assert_eq!(marks, ["xinzheng"]);
        let inside = shown.trim_matches('…');
        let whole = |word: &str| word == "xinzheng" || words.split(' ').any(|known| known == word);
        assert!(inside.split(' ').all(whole), "{shown}");
        let endless = "x".repeat(500);
        assert!(excerpt("x", &endless).0.chars().count() < 200);
        assert!(excerpt("新", &format!("{endless}新{endless}")).0.chars().count() < 200);
    }

    #[test]
    fn every_mark_is_what_was_found_whatever_the_text() {
        let alphabet: Vec<char> = "新鄭，。 a㈱\n\u{301}ﬁ🙂".chars().collect();
        let mut state = 7_u32;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..state % 200 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push(alphabet[(state >> 16) as usize % alphabet.len()]);
            }
            state = state.wrapping_mul(1_664_525).wrapping_add(12345);
            for term in ["新郑", "a", "株", "fi"] {
                let query = Query::parse(term);
                let ranges = highlights(&query, &text);
                let marked = Marked::excerpt(&text, &ranges);
                assert_eq!(ranges.is_empty(), marked.ranges.is_empty());
                for range in marked.ranges {
                    assert!(fold(&marked.text[range]).contains(term));
                }
            }
        }
    }
}

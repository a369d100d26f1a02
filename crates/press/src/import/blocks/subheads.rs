//! Where a paragraph ends that was glued to the next, and which short lines are subheads.

use super::part::{Part, line_text};
use crate::import::note::{Notes, excerpt};
use crate::import::rules::Rules;
use crate::import::styled::Styled;
use crate::import::text::is_wide;

/// A space after a full stop is where a paragraph's end was lost: Chinese is not set so. Unless this article does it
/// everywhere.
pub(super) fn split_glued(parts: Vec<Part>, rules: &Rules, notes: &mut Notes) -> Vec<Part> {
    let (mut spaced, mut all) = (0, 0);
    for text in parts.iter().filter_map(line_text) {
        spaced += cuts(&text).len();
        all += text.matches(['。', '！', '？']).count();
    }
    if spaced > 3 && spaced * 3 > all {
        return parts;
    }
    let mut out = Vec::new();
    for part in parts {
        let Part::Line { text, heading: false, broken, glued } = part else {
            out.push(part);
            continue;
        };
        for (index, text) in text.split_at_each(&cuts(&text.text())).into_iter().enumerate() {
            let first = index == 0;
            let tail = text.text();
            if !first && !is_subhead(&tail, rules) {
                notes.repaired(
                    "glued-paragraph",
                    format!("was glued to the paragraph before: {}", excerpt(&tail)),
                );
            }
            out.push(Part::Line { text, heading: false, broken: broken && first, glued: glued || !first });
        }
    }
    out
}

/// Where a sentence ends, a space follows, and Chinese goes on.
fn cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut ended = false;
    let mut space = false;
    for (index, letter) in text.char_indices() {
        if letter.is_whitespace() {
            space = ended;
            continue;
        }
        if space && is_wide(letter) && !"”’」』）》".contains(letter) {
            cuts.push(index);
        }
        space = false;
        ended = matches!(letter, '。' | '！' | '？') || (ended && "”’」』）".contains(letter));
    }
    cuts
}

pub(super) fn find_subheads(parts: Vec<Part>, rules: &Rules, notes: &mut Notes) -> Vec<Part> {
    let lines = parts.iter().filter(|part| matches!(part, Part::Line { .. })).count();
    let bold = parts.iter().filter(|part| matches!(part, Part::Line { text, .. } if text.is_bold())).count();
    // Where most of an article is bold, bold says nothing.
    let bold_means = bold * 2 <= lines;
    let kinds: Vec<Option<&'static str>> = (0..parts.len())
        .map(|index| match &parts[index] {
            Part::Line { heading: true, .. } => Some("heading"),
            Part::Line { text, .. } if text.is_bold() && bold_means && is_subhead(&text.text(), rules) => {
                Some("bold")
            }
            Part::Line { text, glued: true, .. }
                if is_subhead(&text.text(), rules) && !follows_short(&parts, index) =>
            {
                Some("glued")
            }
            Part::Line { text, glued: false, broken: false, .. } if is_subhead(&text.text(), rules) => {
                stands_alone(&parts, index, rules).then_some("alone")
            }
            _ => None,
        })
        .collect();
    let mut out = Vec::with_capacity(parts.len());
    for (part, kind) in parts.into_iter().zip(kinds) {
        match (part, kind) {
            (Part::Line { text, .. }, Some(kind)) => {
                let plain = text.text();
                match kind {
                    "glued" => notes.guessed(
                        "glued-subhead",
                        format!("a subhead glued to the paragraph before: {}", excerpt(&plain)),
                    ),
                    "alone" => notes.guessed(
                        "subhead",
                        format!(
                            "a short line between paragraphs was taken for a subhead: {}",
                            excerpt(&plain)
                        ),
                    ),
                    _ => {}
                }
                out.push(Part::Subhead(rejoined(&text.without_bold(), rules, notes)));
            }
            (part, _) => out.push(part),
        }
    }
    out
}

/// A text such as subheads are: short, and neither a sentence, nor a question, nor what leads over to something.
fn is_subhead(text: &str, rules: &Rules) -> bool {
    let length = text.chars().count();
    // A quotation mark after a full stop ends a sentence all the same.
    let last = text.trim_end_matches(['”', '’', '」', '』', '"', '\'']).chars().next_back();
    (2..=rules.text.subhead_length).contains(&length)
        && last.is_some_and(|last| !rules.text.not_subhead.contains(last))
        && text.chars().any(|letter| letter.is_alphabetic())
}

/// A short line is taken for a subhead only between two paragraphs: two short lines together are a list or a poem.
fn stands_alone(parts: &[Part], index: usize, rules: &Rules) -> bool {
    const SHORTEST_SENTENCE: usize = 12;
    let is_paragraph = |part: Option<&Part>| match part {
        Some(Part::Line { text, .. }) => {
            let text = text.text();
            text.chars().count() >= SHORTEST_SENTENCE
                && text
                    .chars()
                    .next_back()
                    .is_some_and(|last| rules.text.endings.contains(last) || last == '.')
        }
        _ => false,
    };
    let before = index.checked_sub(1).and_then(|index| parts.get(index));
    is_paragraph(before) && is_paragraph(parts.get(index + 1))
}

fn follows_short(parts: &[Part], index: usize) -> bool {
    const SHORT: usize = 12;
    let before = index.checked_sub(1).and_then(|index| parts.get(index)).and_then(line_text);
    before.is_none_or(|text| text.chars().count() < SHORT)
}

/// A subhead of two lines was left with a space where print broke it. Only a second line that cannot begin one
/// (和支持保障) is certain; 开放共享 互利共赢 has its space on purpose.
fn rejoined(text: &Styled, rules: &Rules, notes: &mut Notes) -> Styled {
    let plain = text.text();
    let at = plain.char_indices().find(|(index, letter)| {
        let rest = plain[*index..].trim_start();
        letter.is_whitespace() && rules.text.joiners.iter().any(|joiner| rest.starts_with(joiner.as_str()))
    });
    let Some((at, _)) = at else { return text.clone() };
    let (before, after) = text.split(at);
    notes.repaired("subhead-line-break", format!("a subhead's line break was joined: {}", excerpt(&plain)));
    before.then(&after)
}

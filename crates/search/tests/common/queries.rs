//! Queries as readers might type them, drawn from the text they search: one to ten characters from anywhere, words
//! and across words, names, numbers, Latin, mixed, traditional, full width, over a headline's break, exclusions,
//! and what is nowhere.

use super::{Dice, Item};

/// The kinds, so that each is drawn as often.
pub(crate) const KINDS: [&str; 13] = [
    "punctuated",
    "1-2",
    "3-4",
    "5-6",
    "7-10",
    "name",
    "number",
    "latin",
    "full width",
    "two terms",
    "exclusion",
    "quoted",
    "absent",
];

/// Draws a query of a kind from an item of the corpus.
pub(crate) fn draw(kind: &str, items: &[Item], dice: &mut Dice) -> String {
    for _ in 0..200 {
        let item = &items[dice.below(items.len())];
        let text = item.text();
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let line: Vec<char> = lines[dice.below(lines.len())].chars().collect();
        // Readers type letters, and now and then what stands between them.
        let line = if kind == "punctuated" { line } else { stretch(&line, dice) };
        if line.is_empty() {
            continue;
        }
        let part = |dice: &mut Dice, least: usize, most: usize| {
            let length = (least + dice.below(most - least + 1)).min(line.len());
            let start = dice.below(line.len() - length + 1);
            line[start..start + length].iter().collect::<String>()
        };
        let query = match kind {
            "punctuated" => part(dice, 2, 10),
            "1-2" => part(dice, 1, 2),
            "3-4" => part(dice, 3, 4),
            "5-6" => part(dice, 5, 6),
            "7-10" => part(dice, 7, 10),
            "name" => match run(&line, dice, |c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) {
                Some(run) => run.chars().take(2 + dice.below(2)).collect(),
                None => continue,
            },
            "number" => match run(&line, dice, |c| c.is_ascii_digit()) {
                Some(run) => run + ["", "年", "月", "%"][dice.below(4)],
                None => continue,
            },
            "latin" => match run(&line, dice, |c| c.is_ascii_alphabetic()) {
                Some(run) => run.chars().take(1 + dice.below(8)).collect::<String>().to_uppercase(),
                None => continue,
            },
            "full width" => {
                let wide = |c: char| match c {
                    '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
                    '国' => '國',
                    '会' => '會',
                    '发' => '發',
                    '经' => '經',
                    '开' => '開',
                    c => c,
                };
                part(dice, 2, 6).chars().map(wide).collect()
            }
            "two terms" => format!("{} {}", part(dice, 1, 3), part(dice, 2, 4)),
            "exclusion" => format!("{} -{}", part(dice, 2, 3), part(dice, 2, 3)),
            "quoted" => format!("\"{}\"", part(dice, 2, 8)),
            _ => {
                let other = &items[dice.below(items.len())].title;
                let tail: String = other.chars().take(2).collect();
                format!("{}{tail}", part(dice, 2, 3))
            }
        };
        if !query.trim().is_empty() {
            return query;
        }
    }
    "新闻".to_owned()
}

/// A stretch of a line between two punctuation marks, spaces left in.
fn stretch(line: &[char], dice: &mut Dice) -> Vec<char> {
    let parts: Vec<&[char]> = line
        .split(|c| !c.is_alphanumeric() && !matches!(c, ' ' | '.' | '%' | '·' | '-'))
        .filter(|part| part.len() > 1)
        .collect();
    parts.get(dice.below(parts.len())).map(|part| part.to_vec()).unwrap_or_default()
}

/// A run of characters of one sort somewhere in a line.
fn run(line: &[char], dice: &mut Dice, of: fn(char) -> bool) -> Option<String> {
    let starts: Vec<usize> =
        (0..line.len()).filter(|&at| of(line[at]) && (at == 0 || !of(line[at - 1]))).collect();
    let start = *starts.get(dice.below(starts.len()))?;
    Some(line[start..].iter().take_while(|&&c| of(c)).collect())
}

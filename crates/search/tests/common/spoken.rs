//! What a Latin query finds by pinyin, as a scan that knows no index finds it; and queries to try it with.

use masthead_search::archive::readings;
use masthead_search::fold::fold;

use super::Dice;

fn is_gap(c: char) -> bool {
    c == ' ' || c == '\''
}

/// How each character of a folded text is read, in every way that it may be typed: the ü of lü and nü is v, u or yu.
pub(crate) fn read(folded: &str) -> Vec<Vec<String>> {
    let typed = |one: String| {
        let other = |with: &str| one.contains('v').then(|| one.replace('v', with));
        [other("u"), other("yu"), Some(one.clone())].into_iter().flatten().collect::<Vec<_>>()
    };
    folded.chars().map(|c| readings(c).into_iter().flat_map(typed).collect()).collect()
}

/// Whether characters that are read so have it anywhere: whole syllables, of which the last may be a beginning, two at
/// least; or three initials at least.
pub(crate) fn speaks(chars: &[Vec<String>], typed: &str) -> bool {
    let typed = usual(typed);
    let letters: Vec<char> = typed.chars().filter(|c| !is_gap(*c)).collect();
    (0..chars.len()).any(|start| {
        let rest = &chars[start..];
        let initials = letters.len() >= 3
            && rest.len() >= letters.len()
            && letters.iter().zip(rest).all(|(letter, of)| of.iter().any(|one| one.starts_with(*letter)));
        initials || spells(rest, &typed, 0)
    })
}

fn spells(chars: &[Vec<String>], typed: &str, before: usize) -> bool {
    let typed = typed.trim_matches(is_gap);
    let Some((first, rest)) = chars.split_first() else { return false };
    first.iter().any(|syllable| {
        let is_end = before > 0 && syllable.starts_with(typed);
        is_end
            || typed.strip_prefix(syllable.as_str()).is_some_and(|after| {
                if after.is_empty() { before > 0 } else { spells(rest, after, before + 1) }
            })
    })
}

/// As the table spells it: ü is v, and u after j, q, x and y.
fn usual(typed: &str) -> String {
    let mut text = fold(typed).replace('ü', "v");
    for c in ["j", "q", "x", "y"] {
        text = text.replace(&format!("{c}v"), &format!("{c}u"));
    }
    text
}

/// A query by pinyin, for a stretch of a text and as somebody might type it; now and then for another text.
pub(crate) fn draw(text: &str, dice: &mut Dice) -> String {
    let all = read(&fold(text));
    let runs: Vec<&[Vec<String>]> = all.split(Vec::is_empty).filter(|run| run.len() > 1).collect();
    let Some(run) = runs.get(dice.below(runs.len())) else { return "xin".to_owned() };
    let length = (2 + dice.below(5)).min(run.len());
    let start = dice.below(run.len() - length + 1);
    let spoken: Vec<&String> = run[start..start + length].iter().map(|of| dice.pick(of)).collect();
    match dice.below(6) {
        // Initials, of which two are too few.
        0 | 1 => spoken.iter().map(|one| &one[..1]).collect(),
        2 => spoken.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(*dice.pick(&[" ", "'", "’"])),
        3 => {
            let whole: String = spoken.iter().map(|one| one.as_str()).collect();
            let last = spoken.last().map_or(1, |one| one.len());
            whole[..whole.len() - dice.below(last)].to_uppercase()
        }
        4 => {
            // One letter is another.
            let mut letters: Vec<u8> = spoken.iter().flat_map(|one| one.bytes()).collect();
            let at = dice.below(letters.len());
            letters[at] = b'a' + dice.below(26) as u8;
            letters.into_iter().map(char::from).collect()
        }
        _ => spoken.iter().map(|one| one.replace('v', "ü")).collect(),
    }
}

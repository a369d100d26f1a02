//! Characters that look like others, or like nothing: what a typesetting program left in a text. Readers' devices show
//! many of them as an empty box, and programs other than Masthead search for them in vain.

use masthead_edition::finding::Severity;
use masthead_search::fold::fold;

use super::report::Found;

/// So many of a text are named.
const NAMED: usize = 5;

/// Finds them in a text of an edition.
pub(super) fn check(file: &str, pointer: &str, text: &str, findings: &mut Vec<Found>) {
    let radicals = distinct(text, is_radical);
    if !radicals.is_empty() {
        let named =
            named(&radicals, |c| format!("{c} (U+{:04X}) for {}", u32::from(c), fold(&c.to_string())));
        let message = format!("a CJK radical stands where a character is meant: {named}");
        let found = Found::new(file, Severity::Note, "cjk-radical", &message).at(pointer);
        findings.push(found.mend("write the character; Masthead's own search finds it either way"));
    }
    let private = distinct(text, is_private);
    if !private.is_empty() {
        let named = named(&private, |c| format!("U+{:04X}", u32::from(c)));
        let message = format!("a character of private use means nothing on readers' devices: {named}");
        let found = Found::new(file, Severity::Warning, "private-use", &message).at(pointer);
        findings.push(found.mend("write the character of Unicode that is meant, or 〓 and say what it is"));
    }
}

fn distinct(text: &str, is_wanted: fn(char) -> bool) -> Vec<char> {
    let mut found: Vec<char> = text.chars().filter(|c| is_wanted(*c)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn named(chars: &[char], name: impl Fn(char) -> String) -> String {
    let mut named: Vec<String> = chars.iter().take(NAMED).map(|c| name(*c)).collect();
    if chars.len() > NAMED {
        named.push(format!("and {} more", chars.len() - NAMED));
    }
    named.join(", ")
}

/// CJK radicals, those of the Kangxi dictionary, and strokes.
fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{31C0}'..='\u{31EF}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let mut findings = Vec::new();
        check("a", "/b", text, &mut findings);
        findings.iter().map(|found| found.message.clone()).collect()
    }

    #[test]
    fn radicals_and_characters_of_private_use_are_named_with_what_is_meant() {
        assert_eq!(said("长江边上的门户，〇⋯"), [""; 0]);
        assert_eq!(
            said("⻓江⼀⻓"),
            ["a CJK radical stands where a character is meant: ⻓ (U+2ED3) for 长, ⼀ (U+2F00) for 一"]
        );
        let many = said("\u{E003}\u{E001}\u{E002}\u{F8FF}\u{F0000}\u{10FFFD}");
        assert_eq!(
            many,
            [
                "a character of private use means nothing on readers' devices: U+E001, U+E002, U+E003, U+F8FF, U+F0000, and 1 more"
            ]
        );
    }
}

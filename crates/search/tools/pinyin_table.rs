//! Makes the table of readings from Unihan (see README.md beside this file). Part of the example that writes it; never
//! part of the crate.

// A tool whose sources are not what they should be stops at once.
#![allow(clippy::expect_used)]

use std::collections::BTreeMap;

use masthead_search::fold::fold;
use unicode_normalization::UnicodeNormalization;

/// Where Unihan has the readings of a dictionary of all 8,105 characters of the General Standard list (2013).
const FIELD: &str = "kTGHZ2013";
/// Not in that list, and in every date that is written out.
const ZERO: (char, &str) = ('〇', "ling");

/// Every character, folded, with its syllables.
pub(crate) fn readings(unihan: &str) -> Vec<(char, Vec<String>)> {
    let mut out: BTreeMap<char, Vec<String>> = BTreeMap::new();
    let mut add = |c: char, syllable: String| {
        // What is folded away is read as what it is folded to, and the other way round: 乾 as 干.
        let mut folded = std::iter::once(c).map(|c| fold(&c.to_string()));
        let c = folded.next().and_then(|text| text.chars().next()).expect("a character is folded to one");
        let known = out.entry(c).or_default();
        if !known.contains(&syllable) {
            known.push(syllable);
        }
    };
    for line in unihan.lines().filter(|line| line.starts_with("U+")) {
        let mut parts = line.split('\t');
        let (code, field, value) = (parts.next(), parts.next(), parts.next().expect("three columns"));
        if field != Some(FIELD) {
            continue;
        }
        let code = u32::from_str_radix(&code.expect("a code point")[2..], 16).expect("a number");
        for entry in value.split(' ') {
            let (_, reading) = entry.split_once(':').expect("a place and a reading");
            let syllable = without_tone(reading);
            // The interjections hm and ng are no syllables that anybody would type.
            if syllable.contains(['a', 'e', 'i', 'o', 'u', 'v']) {
                add(char::from_u32(code).expect("a character"), syllable);
            }
        }
    }
    add(ZERO.0, ZERO.1.to_owned());
    out.into_iter().collect()
}

/// A syllable in the letters a to z: ü is v.
fn without_tone(reading: &str) -> String {
    let text: String = reading.nfd().collect();
    text.replace("u\u{308}", "v").chars().filter(char::is_ascii_lowercase).collect()
}

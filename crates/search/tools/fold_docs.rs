//! Writes what docs/search.md lists of folding, from the tables themselves. Shared by the example that writes it and by
//! the test that compares.

// A tool whose sources are not what they should be stops at once.
#![allow(clippy::expect_used)]

use masthead_search::Query;

use crate::fold_table::{ALIKE, Rules, VARIANTS};

const BEGIN: &str = "<!-- Written by `cargo run -p masthead-search --example fold_table`. -->\n";
const END: &str = "<!-- End of what is written. -->\n";

/// The document with its lists as they are to be.
pub(crate) fn with_lists(document: &str, rules: &Rules) -> String {
    let (before, rest) = document.split_once(BEGIN).expect("where the lists begin");
    let (_, after) = rest.split_once(END).expect("where the lists end");
    format!("{before}{BEGIN}{}{END}{after}", lists(rules))
}

fn lists(rules: &Rules) -> String {
    let mut out = "\n| folds to | is written as |\n| --- | --- |\n".to_owned();
    let written =
        |chars: &[char]| chars.iter().map(|c| format!("{c} {}", code(*c))).collect::<Vec<_>>().join(", ");
    for (target, variants) in VARIANTS {
        out += &format!("| `{target}` {} | {} |\n", code(target), written(variants));
    }
    for (target, variants) in ALIKE {
        let folded = rules.fold(target);
        let name =
            if folded.chars().eq([target]) { code(target) } else { format!("as {target} {}", code(target)) };
        out += &format!("| `{folded}` {name} | {} |\n", written(variants));
    }
    out += "\n**Without width**, and folded to nothing: ";
    out += &ranges(|c| rules.fold(c).is_empty()).join(", ");
    out += ".\n\n**Exclude a term**, where they stand before it: ";
    let excludes = |c: char| Query::parse(&format!("{c}甲")).excluded().len() == 1;
    let excluding: Vec<String> = all().filter(|c| excludes(*c)).map(|c| format!("{c} {}", code(c))).collect();
    out += &excluding.join(", ");
    out += ". Any other dash before a term is a part of it.\n\n**Reviewed**, where OpenCC gives none, or another one: ";
    let reviewed: Vec<String> = rules.reviewed().iter().map(|(from, to)| format!("{from} {to}")).collect();
    out += &reviewed.join(", ");
    out += ".\n\n";
    wrapped(&out)
}

/// Lines of prose are at most so long; rows of a table stay whole.
fn wrapped(text: &str) -> String {
    const MOST: usize = 116;
    let mut out = String::new();
    for line in text.lines() {
        let mut length = 0;
        for word in line.split(' ') {
            let width = word.chars().count();
            if length > 0 && length + 1 + width > MOST && !line.starts_with('|') {
                out.push('\n');
                length = 0;
            } else if length > 0 {
                out.push(' ');
                length += 1;
            }
            out.push_str(word);
            length += width;
        }
        out.push('\n');
    }
    out
}

fn ranges(is_wanted: impl Fn(char) -> bool) -> Vec<String> {
    let mut ranges: Vec<(char, char)> = Vec::new();
    for c in all().filter(|c| is_wanted(*c)) {
        match ranges.last_mut() {
            Some((_, last)) if u32::from(*last) + 1 == u32::from(c) => *last = c,
            _ => ranges.push((c, c)),
        }
    }
    let range = |(first, last): (char, char)| {
        if first == last { code(first) } else { format!("{}–{:04X}", code(first), u32::from(last)) }
    };
    ranges.into_iter().map(range).collect()
}

fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

fn all() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

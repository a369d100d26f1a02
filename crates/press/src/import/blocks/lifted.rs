//! What stands in a body and is no part of its text: lines of the template, the headline once more, bylines.

use super::part::{Body, Part, line_text};
use crate::import::byline;
use crate::import::note::{Notes, excerpt, whole};
use crate::import::rules::Rules;
use crate::import::text::squeezed;

pub(super) fn drop_template_lines(parts: &mut Vec<Part>, rules: &Rules, notes: &mut Notes) {
    parts.retain(|part| {
        let Some(text) = line_text(part) else { return true };
        let placeholder = rules.text.placeholder.0.find(&text).is_some_and(|found| found.len() == text.len());
        let template = placeholder || rules.text.drop.iter().any(|pattern| pattern.0.is_match(&text));
        if template {
            notes.left_out("template-line", format!("a line of the template: {}", whole(&text)));
        }
        !template
    });
}

/// Some templates print the headline once more as the body's first lines.
pub(super) fn drop_repeated_headline(parts: &mut Vec<Part>, headline: &[String], notes: &mut Notes) {
    const MOST_LINES: usize = 5;
    let wanted = squeezed(&headline.concat());
    let mut seen = String::new();
    for (index, part) in parts.iter().take(MOST_LINES).enumerate() {
        let Some(text) = line_text(part) else { return };
        seen.push_str(&squeezed(&text));
        if seen == wanted && !wanted.is_empty() {
            parts.drain(..=index);
            notes.repaired("repeated-headline", "the body began with the headline once more");
            return;
        }
        if !wanted.starts_with(&seen) {
            return;
        }
    }
}

pub(super) fn take_bylines(parts: &mut Vec<Part>, body: &mut Body, rules: &Rules, notes: &mut Notes) {
    let lines = parts.iter().filter(|part| matches!(part, Part::Line { .. })).count();
    let mut seen = 0;
    parts.retain_mut(|part| {
        let Part::Line { text, heading: false, .. } = part else { return true };
        seen += 1;
        let plain = text.text();
        // A line that is a byline and nothing else is one at the beginning and at the end.
        let at_edge = seen <= 2 || seen + 3 > lines;
        if at_edge
            && lines > 1
            && let Some(credits) = byline::parse(&plain, &rules.byline)
        {
            notes.repaired("byline-line", format!("a line of the body was the byline: {}", excerpt(&plain)));
            body.byline.extend(credits);
            return false;
        }
        if let Some((start, credits)) = byline::at_end(&plain, &rules.byline) {
            notes.repaired(
                "byline-lifted",
                format!("lifted out of a paragraph: {}", excerpt(&plain[start..])),
            );
            body.byline.extend(credits);
            *text = text.split(start).0;
        } else if seen == 1
            && let Some(found) =
                rules.byline.dateline.0.captures(&plain).and_then(|found| found.name("byline"))
            && let Some(credits) = byline::parse(found.as_str(), &rules.byline)
        {
            notes.repaired(
                "byline-dateline",
                format!("read from the dateline, which stays: {}", found.as_str()),
            );
            body.byline.extend(credits);
        }
        true
    });
}

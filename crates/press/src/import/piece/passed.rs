//! Elements of a body that are no text of the article.

use scraper::ElementRef;

use super::Sheet;
use crate::import::elements::is_decoration;
use crate::import::note::{Notes, whole};
use crate::import::text::{self, is_han};

/// What is no text of the article; says so where it has words.
pub(super) fn is_passed_over(sheet: Sheet<'_>, element: ElementRef<'_>, notes: &mut Notes) -> bool {
    let value = element.value();
    let words = || {
        let text = text::line(&element.text().collect::<String>());
        Some(text).filter(|text| text.chars().any(char::is_alphabetic))
    };
    match value.name() {
        "script" | "style" | "head" | "input" => return true,
        "iframe" | "object" | "embed" | "video" | "audio" => {
            let source = ["src", "data"].into_iter().find_map(|name| value.attr(name)).unwrap_or_default();
            let message = format!("a <{}> cannot be taken: {}", value.name(), whole(source));
            match words() {
                Some(text) => notes.guessed("embedded", format!("{message}; its text: {}", whole(&text))),
                None => notes.left_out("embedded", message),
            }
            return true;
        }
        // The arrows of Webdings are set in letters; a word in that typeface is none of them.
        "font" | "span" if is_decoration(value) => {
            return !element.text().any(|text| text.contains(is_han));
        }
        _ => {}
    }
    if sheet.document.is_skipped(&element) {
        if let Some(text) = words() {
            notes.left_out("skipped", format!("the rules pass over <{}>: {}", value.name(), whole(&text)));
        }
        return true;
    }
    if is_decoration(value) {
        if let Some(text) = words() {
            let message = format!("a <{}> is no text of the article: {}", value.name(), whole(&text));
            notes.guessed("left-out-text", message);
        }
        return true;
    }
    false
}

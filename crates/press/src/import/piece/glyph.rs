//! What an `<img>` of a body is: a picture of the article, a character that the typesetter had no type for, or nothing
//! of the newspaper.

use scraper::ElementRef;

use super::{Look, Picture, Sheet};
use crate::import::elements::is_block;
use crate::import::lines::DomNode;
use crate::import::note::{Notes, excerpt, whole};
use crate::import::text::{self, is_han};

/// What an `<img>` is.
pub(super) enum Seen {
    /// A picture of its own.
    Picture(Picture),
    /// A picture that stands in the midst of a sentence, which goes on after it.
    Floating(Picture),
    /// A character drawn as a picture, and the text that stands for it.
    Glyph(Picture, String),
    /// Nothing; said so where there is something to say.
    Nothing,
}

/// Stands for a character that is not known.
const UNKNOWN: &str = "〓";

/// Looks at an `<img>` after the last letter of the line so far.
pub(super) fn see(
    sheet: Sheet<'_>,
    element: ElementRef<'_>,
    before: Option<char>,
    notes: &mut Notes,
) -> Seen {
    let alt = ["alt", "title"].into_iter().find_map(|name| element.attr(name));
    let alt = alt.map(text::line).filter(|alt| !alt.is_empty());
    let Some(src) = source(element) else {
        let alt = alt.map(|alt| format!(": {}", whole(&alt))).unwrap_or_default();
        notes.missing("picture", format!("an <img> names no file{alt}"));
        return Seen::Nothing;
    };
    let look = (sheet.look)(src);
    let picture = Picture { src: src.to_owned(), alt, caption: Vec::new() };
    if look == Look::Template {
        let alt = picture.alt.as_ref().map(|alt| format!(" ({})", excerpt(alt))).unwrap_or_default();
        notes.left_out("template-picture", format!("a picture of the template: {}{alt}", whole(src)));
        return Seen::Nothing;
    }
    let in_sentence = before.is_some_and(|letter| !"。！？!?…；;：:”’」』".contains(letter));
    let goes_on = || is_followed_by_text(*element);
    match size(element, &look) {
        Some(size) if is_small(size, sheet) => {
            if in_sentence || (is_large_enough_to_read(size) && goes_on()) {
                glyph(picture)
            } else {
                tell_tiny(&picture, notes);
                Seen::Nothing
            }
        }
        None if look == Look::Absent && in_sentence && goes_on() => {
            let message =
                format!("a picture in the midst of a line is not there, or is none: {}", whole(src));
            notes.missing("picture", message);
            glyph(picture)
        }
        _ if in_sentence && goes_on() => Seen::Floating(picture),
        _ => Seen::Picture(picture),
    }
}

/// Where the file is: in attributes of its own where scripts load pictures late.
fn source(element: ElementRef<'_>) -> Option<&str> {
    let sources = ["src", "data-src", "data-original", "data-url"];
    let mut sources = sources.into_iter().filter_map(|name| element.attr(name)).map(str::trim);
    let first = sources.find(|src| !src.is_empty())?;
    if first.starts_with("data:") { sources.find(|src| !src.is_empty()).or(Some(first)) } else { Some(first) }
}

/// Its size in pixels: that of the file, else as the tag says.
fn size(element: ElementRef<'_>, look: &Look) -> Option<(u32, u32)> {
    if let Look::File(_, width, height) = look {
        return Some((*width, *height));
    }
    let side = |name: &str| element.attr(name)?.trim().trim_end_matches("px").parse().ok();
    side("width").zip(side("height"))
}

fn is_small((width, height): (u32, u32), sheet: Sheet<'_>) -> bool {
    let smallest = u32::try_from(sheet.rules.pictures.smallest).unwrap_or(u32::MAX);
    width < smallest && height < smallest
}

/// A bullet before a line is smaller than a character, a rule is longer.
fn is_large_enough_to_read((width, height): (u32, u32)) -> bool {
    width.min(height) >= 10 && width <= 2 * height && height <= 2 * width
}

/// The picture's own text stands for it if that is a character, or says how one is put together (⿰木木).
fn glyph(picture: Picture) -> Seen {
    let letters = picture.alt.as_ref().filter(|alt| {
        let count = alt.chars().count();
        (count <= 2 && alt.chars().all(is_han))
            || (count <= 12 && alt.starts_with(|letter| matches!(letter, '\u{2ff0}'..='\u{2fff}')))
    });
    let letters = letters.cloned().unwrap_or_else(|| UNKNOWN.to_owned());
    Seen::Glyph(picture, letters)
}

/// Says what stands for the characters that are drawn in a line.
pub(super) fn tell(glyphs: &[Picture], line: &str, notes: &mut Notes) {
    for picture in glyphs {
        let place = format!("{} in: {}", whole(&picture.src), excerpt(line));
        match glyph(picture.clone()) {
            Seen::Glyph(_, letters) if letters != UNKNOWN => {
                notes.repaired(
                    "drawn-character",
                    format!("{letters} stands for a character drawn as a picture, {place}"),
                );
            }
            _ => notes.guessed(
                "drawn-character",
                format!("a character is drawn as a picture; {UNKNOWN} stands for it, {place}"),
            ),
        }
    }
}

/// Says that a picture is too small to be one.
pub(super) fn tell_tiny(picture: &Picture, notes: &mut Notes) {
    let alt = picture.alt.as_ref().map(|alt| format!(" ({})", whole(alt))).unwrap_or_default();
    notes.guessed(
        "tiny-picture",
        format!("too small to be a picture of the article: {}{alt}", whole(&picture.src)),
    );
}

/// Whether text follows in the same line.
fn is_followed_by_text(node: DomNode<'_>) -> bool {
    let mut at = node;
    loop {
        let Some(next) = at.next_sibling() else {
            match at.parent() {
                Some(parent) if !parent.value().as_element().is_none_or(is_block) => at = parent,
                _ => return false,
            }
            continue;
        };
        at = next;
        loop {
            if at.value().as_text().is_some_and(|text| !text.trim().is_empty()) {
                return true;
            }
            if at.value().as_element().is_some_and(|one| is_block(one) || matches!(one.name(), "br" | "img"))
            {
                return false;
            }
            let Some(child) = at.first_child() else { break };
            at = child;
        }
    }
}

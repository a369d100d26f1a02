//! Pictures with what is printed below them: captions, and who took them.

use masthead_edition::model::{Figure, Image, Text};

use super::part::{Part, line_text};
use crate::import::piece::{Picture, Piece};
use crate::import::rules::Rules;
use crate::import::{byline, text};

/// A line after a picture that reads as its caption becomes that, before its credit is taken for a byline.
pub(super) fn give_captions(parts: Vec<Part>, rules: &Rules) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        if let Some(line) = line_text(&part)
            && let Some(Part::Other(Piece::Picture(picture))) = out.last_mut()
            && picture.caption.is_empty()
            && is_caption(&line, rules)
        {
            picture.caption.push(line);
        } else {
            out.push(part);
        }
    }
    out
}

/// Whether a line after a picture is its caption.
fn is_caption(line: &str, rules: &Rules) -> bool {
    let short = line.chars().count() <= rules.pictures.caption_length;
    let begins = rules.pictures.caption_begins.iter().any(|pattern| pattern.0.is_match(line));
    let taken = || {
        byline::credit(line, &rules.byline).is_some() || byline::credit_at_end(line, &rules.byline).is_some()
    };
    short && (begins || taken())
}

/// A figure whose file is still the source's link.
pub fn figure(picture: Picture, rules: &Rules) -> Figure {
    let caption = text::line(&picture.caption.join("\u{3000}"));
    let (caption, credit) = split_credit(&caption, rules);
    Figure {
        image: Image { src: picture.src, ..Image::default() },
        caption: (!caption.is_empty()).then(|| Text::plain(caption)),
        credit,
        alt: picture.alt,
    }
}

/// 摄影 at a caption's end.
fn split_credit(caption: &str, rules: &Rules) -> (String, Option<String>) {
    if byline::credit(caption, &rules.byline).is_some() || byline::parse(caption, &rules.byline).is_some() {
        return (String::new(), Some(caption.to_owned()));
    }
    match byline::credit_at_end(caption, &rules.byline) {
        Some(start) => {
            let credit = caption[start..].trim();
            let inner = credit.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
            let credit = inner.filter(|inner| !inner.contains(['（', '('])).unwrap_or(credit).trim();
            (caption[..start].trim_end().to_owned(), Some(credit.to_owned()))
        }
        None => (caption.to_owned(), None),
    }
}

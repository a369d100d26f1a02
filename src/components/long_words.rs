//! Text that is set as it is, without marks. Words that never end among it: where a word does not fit into its line, a
//! browser tries letter by letter, each time from the word's beginning or to its end, and for a word of a megabyte it
//! would still be at it tomorrow. So a long one is given places where it may break, `<wbr>`, neither seen nor copied.

use std::rc::Rc;

use masthead_edition::model::{Article, Page, Text};
use yew::virtual_dom::VText;
use yew::{Html, html};

use crate::i18n::{Words, phrases};

/// The bytes of the longest word that is left whole. No language's words are longer; addresses of files are.
const LONGEST: usize = 120;

/// Sets a newspaper's text; [`super::Ink`] does so too. Spaces end a word, and so do ideographs, since a line may break at
/// each: in UTF-8 they begin with the bytes E4 to ED (Hangul is among them).
pub fn set(text: impl AsRef<str>) -> Html {
    pieces(text.as_ref())
}

/// An article's headline in one line, or what stands in its place.
pub fn headline(article: &Article, words: &Words) -> Html {
    set(phrases::headline(article, words))
}

/// The section and the name of a page.
pub fn page_title(page: &Page) -> Html {
    set(phrases::page_title(page))
}

/// Text without what its runs mean.
pub fn joined(text: &Text) -> Html {
    set(text.joined())
}

fn pieces(text: &str) -> Html {
    let (mut parts, mut start, mut length) = (Vec::new(), 0, 0);
    for (at, byte) in text.bytes().enumerate() {
        length += 1;
        if byte <= b' ' || (0xE4..=0xED).contains(&byte) {
            length = 0;
        }
        if length > LONGEST && text.is_char_boundary(at) {
            parts.push(part(text, start, at));
            parts.push(html! { <wbr /> });
            (start, length) = (at, 0);
        }
    }
    parts.push(part(text, start, text.len()));
    parts.into_iter().collect()
}

fn part(text: &str, start: usize, end: usize) -> Html {
    VText::new(Rc::from(text.get(start..end).unwrap_or_default())).into()
}

#[cfg(test)]
mod tests {
    use yew::virtual_dom::VNode;

    use super::*;

    fn parts(text: &str) -> Vec<String> {
        let VNode::VList(list) = set(text) else { return Vec::new() };
        let text =
            |node: &VNode| if let VNode::VText(text) = node { Some(text.text.to_string()) } else { None };
        list.iter().filter_map(text).collect()
    }

    #[test]
    fn long_words_are_broken_and_nothing_is_lost() {
        for word in ["w", "é", "。", "م", "🦀", "a\u{301}", "，」"] {
            let text = format!("前{} 后", word.repeat(1000));
            let parts = parts(&text);
            assert_eq!(parts.concat(), text);
            assert!(parts.len() >= text.len() / 130, "{word}: {} parts", parts.len());
            assert!(parts.iter().all(|part| part.len() <= LONGEST + 10), "{word}");
        }
    }

    #[test]
    fn ordinary_text_stays_one() {
        for text in [
            "报纸".repeat(1000),
            "A word of a line, ".repeat(100),
            "漢字かな交じり文。".repeat(50),
            "한국어".repeat(100),
        ] {
            assert_eq!(parts(&text), [text]);
        }
    }
}

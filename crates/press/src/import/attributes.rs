//! Tags with more attributes than any template writes: the parser compares each attribute with all before it.

use std::borrow::Cow;

/// The most attributes of a tag that are read.
const MOST: usize = 128;

/// The text with no more attributes in a tag than are read.
pub fn bounded(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut kept = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(start) = html.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        if let Some(rest) = html[start..].strip_prefix("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + "<!--".len() + end);
            continue;
        }
        if !bytes.get(start + 1).is_some_and(u8::is_ascii_alphabetic) {
            at = start + 1;
            continue;
        }
        let tag = Tag::read(&bytes[start..]);
        if let Some(cut) = tag.cut {
            kept.push_str(&html[copied..start + cut]);
            copied = start + tag.end;
        }
        at = start + tag.end.max(1);
        // Within these a `<` begins no tag.
        for name in ["script", "style"] {
            if starts_with(&bytes[start + 1..], name) {
                at = end_of_raw_text(bytes, at, name);
            }
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[copied..]);
    Cow::Owned(kept)
}

fn starts_with(bytes: &[u8], name: &str) -> bool {
    bytes.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
}

fn end_of_raw_text(bytes: &[u8], from: usize, name: &str) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let end = rest
        .windows(2)
        .enumerate()
        .position(|(at, pair)| pair == b"</" && starts_with(&rest[at + 2..], name));
    end.map_or(bytes.len(), |end| from + end)
}

struct Tag {
    /// Where the attributes begin that are too many.
    cut: Option<usize>,
    /// Where it ends: at its `>`.
    end: usize,
}

impl Tag {
    /// Reads a tag from its `<`.
    fn read(bytes: &[u8]) -> Self {
        let mut attributes = 0;
        let mut cut = None;
        let mut at = 1;
        let is_space = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
        while let Some(byte) = bytes.get(at).filter(|byte| **byte != b'>') {
            if !is_space(byte) {
                at += 1;
                continue;
            }
            let name = at + bytes[at..].iter().take_while(|byte| is_space(byte)).count();
            if bytes.get(name).is_none_or(|byte| *byte == b'>') {
                at = name;
                break;
            }
            attributes += 1;
            if attributes > MOST && cut.is_none() {
                cut = Some(at);
            }
            at = end_of_attribute(bytes, name);
        }
        Self { cut, end: at }
    }
}

/// Where an attribute ends that begins at a place, its value included.
fn end_of_attribute(bytes: &[u8], from: usize) -> usize {
    let skip = |at: usize, while_is: &dyn Fn(&u8) -> bool| {
        at + bytes.get(at..).unwrap_or_default().iter().take_while(|byte| while_is(byte)).count()
    };
    let is_name = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/');
    // A name may begin with `=`.
    let name = skip(from + 1, &is_name);
    let sign = skip(name, &u8::is_ascii_whitespace);
    if bytes.get(sign) != Some(&b'=') {
        return name;
    }
    let value = skip(sign + 1, &u8::is_ascii_whitespace);
    match bytes.get(value) {
        Some(quote @ (b'"' | b'\'')) => (skip(value + 1, &|byte| byte != quote) + 1).min(bytes.len()),
        _ => skip(value, &|byte| !byte.is_ascii_whitespace() && *byte != b'>'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_left_alone() {
        let many = " a".repeat(MOST);
        for html in [
            "甲<b class=x title='>'>乙</b><br/>1<2 && <p",
            "<p =a b = 'c>d' e>甲",
            "<script>if (a<b c d) { \"'\" }</script><!-- <p a b c> -->丙",
            &format!("<p{many}>甲"),
            &format!("<!-- <p{many}{many}> --><script><p{many}{many}></script>"),
            "<a href=\"没有完",
        ] {
            assert!(matches!(bounded(html), Cow::Borrowed(same) if same == html), "{html}");
        }
    }

    #[test]
    fn attributes_beyond_the_bound_are_taken_off() {
        let many: String = (0..1000).map(|number| format!(" a{number}='>' b{number} = c")).collect();
        let bounded = bounded(&format!("甲<p{many}>乙<i{many}/>丙")).into_owned();
        assert_eq!(bounded.matches(" = c").count(), MOST, "{bounded}");
        assert!(
            bounded.starts_with("甲<p a0='>' b0 = c a1")
                && bounded.contains(">乙<i a0")
                && bounded.ends_with(">丙")
        );
    }
}

//! The `<!--enpproperty … /enpproperty-->` comments that Founder's systems put at a file's end: a tag for each
//! value, in three flavours (docs/importing.md), values not always escaped.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{lines, nesting};

/// The values of a file's property comments, by tag in lower case. The first comment that has a tag wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    values: HashMap<String, Vec<String>>,
    /// A value holds `-->`, which for HTML ends the comment within it.
    pub were_cut_short: bool,
}

/// Reads the property comments of a decoded file, and gives the file without those that HTML would end too early.
pub fn cut(text: &str) -> (Properties, Cow<'_, str>) {
    let mut properties = Properties::default();
    let mut left = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(start) = find_comment(text, at) {
        let comment = &text[start..];
        let (inner, end, cut_short) = extent(comment);
        read_tags(&comment[..inner], &mut properties.values);
        if cut_short {
            properties.were_cut_short = true;
            left.push_str(&text[copied..start]);
            copied = start + end;
        }
        at = start + end.max(1);
    }
    if copied == 0 {
        return (properties, Cow::Borrowed(text));
    }
    left.push_str(&text[copied..]);
    (properties, Cow::Owned(left))
}

/// Where the next property comment begins.
fn find_comment(text: &str, from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let start = from + text.get(from..)?.find("<!--")?;
        if text[start + "<!--".len()..].trim_start_matches(' ').starts_with(NAME) {
            return Some(start);
        }
        from = start + "<!--".len();
    }
}

const NAME: &str = "enpproperty";

/// How much of a text that begins with a property comment is its inside, how much all of it, and whether HTML would
/// end it earlier.
fn extent(text: &str) -> (usize, usize, bool) {
    let comment = &text[..find_comment(text, 1).unwrap_or(text.len())];
    let first = comment.find("-->").unwrap_or(comment.len());
    let own = comment.get(first..).and_then(|rest| {
        let own = first + rest.find("/enpproperty")?;
        Some(own + comment[own..].find("-->")?)
    });
    let inner = own.filter(|_| !comment[..first].contains("/enpproperty")).unwrap_or(first);
    (inner, (inner + "-->".len()).min(comment.len()), inner > first)
}

impl Properties {
    /// A value as its lines; empty where there is none.
    pub fn lines(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// A value as one line.
    pub fn get(&self, name: &str) -> Option<String> {
        let lines = self.lines(name);
        (!lines.is_empty()).then(|| lines.join(" "))
    }
}

/// Each `<name>value</name>`; a value may itself hold `<p>` and `<BR/>`.
fn read_tags(comment: &str, values: &mut HashMap<String, Vec<String>>) {
    // The ends of each name from the last to the first, so that none is looked for twice.
    let mut ends: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, tag) in tags(comment) {
        if let Some(name) = tag.strip_prefix('/') {
            ends.entry(name).or_default().push(at);
        }
    }
    ends.values_mut().for_each(|places| places.reverse());
    let mut after = 0;
    for (at, name) in tags(comment).filter(|(_, tag)| !tag.starts_with('/')) {
        if at < after {
            continue;
        }
        let start = at + name.len() + "<>".len();
        let Some(places) = ends.get_mut(name) else { continue };
        while places.last().is_some_and(|end| *end < start) {
            places.pop();
        }
        let Some(end) = places.last() else { continue };
        values.entry(name.to_ascii_lowercase()).or_insert_with(|| value_lines(&comment[start..*end]));
        after = *end;
    }
}

/// The tags that may name a value, `/` before those that end one, and where each begins.
fn tags(comment: &str) -> impl Iterator<Item = (usize, &str)> {
    comment.match_indices('<').filter_map(|(at, _)| {
        let tag = comment.get(at + 1..)?;
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
        let length = tag.bytes().take_while(is_part).count();
        let tag = tag.get(..length).filter(|_| tag.as_bytes().get(length) == Some(&b'>'))?;
        (!tag.is_empty() && !tag.get(1..)?.contains('/')).then_some((at, tag))
    })
}

fn value_lines(value: &str) -> Vec<String> {
    if !value.contains(['<', '&']) {
        let line = super::text::line(value);
        return if line.is_empty() || line.eq_ignore_ascii_case("null") { Vec::new() } else { vec![line] };
    }
    let html = nesting::fragment(value).html;
    let mut lines = lines::of(&[html.tree.root()], &|_| false);
    lines.retain(|line| !line.eq_ignore_ascii_case("null"));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Properties {
        cut(text).0
    }

    #[test]
    fn three_flavours() {
        let page = read(
            "</html>\n<!--enpproperty <founder-date>2017-10-09 23:59:57</founder-date>\
             <founder-pagenum>A01</founder-pagenum><founder-content>江西日报</founder-content> /enpproperty-->",
        );
        assert_eq!(page.get("founder-pagenum").as_deref(), Some("A01"));
        let web = read(
            "<!--enpproperty <articleid>7</articleid><author>null</author><title>a&amp;b</title>/enpproperty-->",
        );
        assert_eq!(web.get("title").as_deref(), Some("a&b"));
        assert_eq!(web.get("author"), None);
        let new = read(
            "<!--enpproperty <title><p>绿城广场<BR/>碰到他</p></title><introtitle></introtitle> /enpproperty-->",
        );
        assert_eq!(new.lines("title"), ["绿城广场", "碰到他"]);
        assert_eq!(new.get("introtitle"), None);
    }

    #[test]
    fn a_broken_comment_gives_what_it_can() {
        let broken = read("<!--enpproperty <a>1</a><b>2<c>3</c>");
        assert_eq!(
            (broken.get("a"), broken.get("b"), broken.get("c")),
            (Some("1".into()), None, Some("3".into()))
        );
    }

    #[test]
    fn a_comment_that_html_would_end_within_a_value_is_cut_out_whole() {
        let text = "前<!-- enpproperty <title>城-->乡</title><b>2</b> /enpproperty-->后";
        let (properties, left) = cut(text);
        assert_eq!((properties.get("title").as_deref(), &*left), (Some("城-->乡"), "前后"));
        assert!(properties.were_cut_short && properties.get("b").is_some());
        let whole =
            "<!--enpproperty <a>1</a> /enpproperty--><p>甲-->乙</p><!--enpproperty <b>2</b>/enpproperty-->";
        let (properties, left) = cut(whole);
        assert_eq!((properties.get("b").as_deref(), &*left), (Some("2"), whole));
        // Without its own end a comment ends where HTML says, and the text after it stays.
        let open = "<!--enpproperty <a>1</a> --><p>正文</p><!--enpproperty <b>2</b> /enpproperty-->";
        let (properties, left) = cut(open);
        assert_eq!((properties.get("a").as_deref(), &*left), (Some("1"), open));
        assert_eq!(properties.get("b").as_deref(), Some("2"));
    }

    #[test]
    fn comments_and_tags_without_an_end_are_each_looked_at_once() {
        let tags = format!("<!--enpproperty {}", "<a>1<b>".repeat(200_000));
        assert_eq!(read(&tags), Properties::default());
        assert_eq!(read(&"<!-- enpproperty ".repeat(50_000)), Properties::default());
    }
}

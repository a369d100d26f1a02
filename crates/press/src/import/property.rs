//! The `<!--enpproperty … /enpproperty-->` comments that Founder's systems put at a file's end: a tag for each
//! value, in three flavours (docs/importing.md), values not always escaped.

use std::collections::HashMap;

use scraper::Html;

use super::dom;

/// The values of a file's property comments, by tag in lower case. The first comment that has a tag wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties(HashMap<String, Vec<String>>);

impl Properties {
    /// Reads the comments of a decoded file.
    pub fn read(text: &str) -> Self {
        let mut values = HashMap::new();
        let mut rest = text;
        while let Some(start) = rest.find("<!--enpproperty").or_else(|| rest.find("<!-- enpproperty")) {
            let comment = &rest[start + "<!--".len()..];
            let end = comment.find("-->").unwrap_or(comment.len());
            read_tags(&comment[..end], &mut values);
            rest = &comment[end..];
        }
        Self(values)
    }

    /// A value as its lines; empty where there is none.
    pub fn lines(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// A value as one line.
    pub fn get(&self, name: &str) -> Option<String> {
        let lines = self.lines(name);
        (!lines.is_empty()).then(|| lines.join(" "))
    }
}

/// Each `<name>value</name>`; a value may itself hold `<p>` and `<BR/>`.
fn read_tags(comment: &str, values: &mut HashMap<String, Vec<String>>) {
    let mut rest = comment;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let Some(end) = rest.find('>') else { return };
        let name = &rest[..end];
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') {
            continue;
        }
        let value = &rest[end + 1..];
        let Some(close) = value.find(&format!("</{name}>")) else { continue };
        let lines = value_lines(&value[..close]);
        values.entry(name.to_ascii_lowercase()).or_insert(lines);
        rest = &value[close + name.len() + 3..];
    }
}

fn value_lines(value: &str) -> Vec<String> {
    if !value.contains(['<', '&']) {
        let line = super::text::line(value);
        return if line.is_empty() || line.eq_ignore_ascii_case("null") { Vec::new() } else { vec![line] };
    }
    let html = Html::parse_fragment(value);
    let mut lines = dom::lines(&[html.tree.root()], &|_| false);
    lines.retain(|line| !line.eq_ignore_ascii_case("null"));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_flavours() {
        let page = Properties::read(
            "</html>\n<!--enpproperty <founder-date>2017-10-09 23:59:57</founder-date>\
             <founder-pagenum>A01</founder-pagenum><founder-content>江西日报</founder-content> /enpproperty-->",
        );
        assert_eq!(page.get("founder-pagenum").as_deref(), Some("A01"));
        let web = Properties::read(
            "<!--enpproperty <articleid>7</articleid><author>null</author><title>a&amp;b</title>/enpproperty-->",
        );
        assert_eq!(web.get("title").as_deref(), Some("a&b"));
        assert_eq!(web.get("author"), None);
        let new = Properties::read(
            "<!--enpproperty <title><p>绿城广场<BR/>碰到他</p></title><introtitle></introtitle> /enpproperty-->",
        );
        assert_eq!(new.lines("title"), ["绿城广场", "碰到他"]);
        assert_eq!(new.get("introtitle"), None);
    }

    #[test]
    fn a_broken_comment_gives_what_it_can() {
        let broken = Properties::read("<!--enpproperty <a>1</a><b>2<c>3</c>");
        assert_eq!(
            (broken.get("a"), broken.get("b"), broken.get("c")),
            (Some("1".into()), None, Some("3".into()))
        );
    }
}

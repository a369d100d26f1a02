//! Whether a fragment can stand in a page without breaking it, or being broken by the site's policy. A parser of HTML
//! mends whatever it is given, and one that is sent to a browser mended would put the footer into the reader; so this
//! one is strict: every element is closed, and every fault has its line.

/// Elements that have no end.
const VOID: [&str; 13] =
    ["area", "br", "col", "embed", "hr", "img", "input", "link", "param", "source", "track", "wbr", "meta"];
/// What a page has once, and has already; or what its policy would not apply.
const REFUSED: [&str; 11] = [
    "html",
    "head",
    "body",
    "title",
    "base",
    "meta",
    "frameset",
    "frame",
    "style",
    "plaintext",
    "masthead-reader",
];
/// Elements whose content is text up to their end.
const RAW: [&str; 5] = ["script", "textarea", "noscript", "xmp", "iframe"];

/// The first fault of a fragment, with its line.
pub fn check(text: &str) -> Result<(), String> {
    let mut scanner = Scanner { text, at: 0 };
    scanner.scan().map_err(|fault| {
        let line = text[..scanner.at.min(text.len())].matches('\n').count() + 1;
        format!("line {line}: {fault}")
    })
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn scan(&mut self) -> Result<(), String> {
        let mut open: Vec<(String, usize)> = Vec::new();
        while let Some(next) = self.rest().find('<') {
            self.at += next;
            let start = self.at;
            let rest = self.rest();
            if let Some(comment) = rest.strip_prefix("<!--") {
                let end = comment.find("-->").ok_or("this comment does not end")?;
                self.at += 4 + end + 3;
            } else if let Some(end) = rest.strip_prefix("</") {
                let length = end.find('>').ok_or("this end of an element has no >")?;
                let name = end[..length].trim().to_ascii_lowercase();
                match open.pop() {
                    Some((opened, _)) if opened == name => {}
                    Some((opened, _)) => {
                        return Err(format!("</{name}> stands where <{opened}> is still open"));
                    }
                    None => return Err(format!("</{name}> ends what was never begun")),
                }
                self.at += 2 + length + 1;
            } else if rest[1..].starts_with(|first: char| first.is_ascii_alphabetic()) {
                let tag = self.tag()?;
                refuse(&tag)?;
                let is_foreign =
                    open.iter().any(|(name, _)| name == "svg" || name == "math") || tag.name == "svg";
                if VOID.contains(&tag.name.as_str()) || (tag.closes_itself && is_foreign) {
                    continue;
                }
                if tag.closes_itself {
                    self.at = start;
                    return Err(format!("<{0}/> is not closed by its slash; write <{0}></{0}>", tag.name));
                }
                if RAW.contains(&tag.name.as_str()) {
                    let end = format!("</{}", tag.name);
                    let content = self.rest().to_ascii_lowercase().find(&end);
                    let content = content.ok_or_else(|| format!("<{}> is not closed", tag.name))?;
                    if tag.name == "script" && !self.rest()[..content].trim().is_empty() {
                        self.at = start;
                        return Err("a script that stands in the page is blocked by the site's policy; put it into a file".to_owned());
                    }
                    self.at += content;
                }
                open.push((tag.name, start));
            } else if rest[1..].starts_with(['!', '?']) {
                return Err("declarations belong to whole pages".to_owned());
            } else {
                return Err("a < that begins nothing is written &lt;".to_owned());
            }
        }
        match open.pop() {
            Some((name, start)) => {
                self.at = start;
                Err(format!("<{name}> is not closed"))
            }
            None => Ok(()),
        }
    }

    /// Reads a tag, from its `<` on.
    fn tag(&mut self) -> Result<Tag, String> {
        let is_name = |letter: char| {
            !letter.is_ascii_whitespace() && !matches!(letter, '>' | '/' | '=' | '<' | '"' | '\'')
        };
        self.at += 1;
        let mut tag = Tag { name: self.take(is_name).to_ascii_lowercase(), ..Tag::default() };
        loop {
            self.take(|letter| letter.is_ascii_whitespace());
            let rest = self.rest();
            if rest.starts_with('>') {
                self.at += 1;
                return Ok(tag);
            }
            if rest.starts_with("/>") {
                self.at += 2;
                tag.closes_itself = true;
                return Ok(tag);
            }
            let name = self.take(is_name).to_ascii_lowercase();
            if name.is_empty() {
                return Err(format!("the tag <{}> is not written out", tag.name));
            }
            self.take(|letter| letter.is_ascii_whitespace());
            let value = if self.rest().starts_with('=') {
                self.at += 1;
                self.take(|letter| letter.is_ascii_whitespace());
                self.value(&name)?
            } else {
                String::new()
            };
            tag.attributes.push((name, value));
        }
    }

    fn value(&mut self, name: &str) -> Result<String, String> {
        let quote = self.rest().chars().next().filter(|letter| matches!(letter, '"' | '\''));
        let Some(quote) = quote else { return Err(format!("the value of {name} wants quotation marks")) };
        let value = &self.rest()[1..];
        let end = value.find(quote).ok_or_else(|| format!("the value of {name} does not end"))?;
        self.at += end + 2;
        Ok(value[..end].to_owned())
    }

    fn take(&mut self, is_part: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }
}

#[derive(Default)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    closes_itself: bool,
}

fn refuse(tag: &Tag) -> Result<(), String> {
    if REFUSED.contains(&tag.name.as_str()) {
        return Err(format!("<{}> has no place in a fragment", tag.name));
    }
    for (name, value) in &tag.attributes {
        let value: String =
            value.chars().filter(|letter| !letter.is_ascii_whitespace() && !letter.is_control()).collect();
        if name == "style" || name.starts_with("on") {
            return Err(format!("the attribute {name} is blocked by the site's policy; put it into a file"));
        }
        if value.to_ascii_lowercase().starts_with("javascript:") {
            return Err(format!("an address that is a script, in {name}, is blocked by the site's policy"));
        }
    }
    let has = |wanted: &str| tag.attributes.iter().any(|(name, _)| name == wanted);
    if tag.name == "script" && !has("src") {
        return Err(
            "a script that stands in the page is blocked by the site's policy; put it into a file".to_owned()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn what_may_stand_in_a_page() {
        for text in [
            "",
            "只有文字 &amp; 别的",
            "<p>一<br>二<img src=\"/a.png\" alt=''></p>\n<!-- <p> -->",
            "<nav><a href=\"https://example.com/\">首页</a></nav>",
            "<script src=\"/fragments/house.js\" defer></script><link rel=\"stylesheet\" href=\"/fragments/a.css\">",
            "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>",
            "<textarea>a < b</textarea>",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn every_fault_has_its_line() {
        for (text, line, part) in [
            ("<div>\n<p>一", 2, "<p> is not closed"),
            ("\n</div>", 2, "never begun"),
            ("<p>\n<b>一</p>", 2, "<b> is still open"),
            ("<p>\n\na < b</p>", 3, "&lt;"),
            ("<p class=a></p>", 1, "quotation marks"),
            ("<p class=\"a></p>", 1, "does not end"),
            ("<!-- a", 1, "comment"),
            ("<!DOCTYPE html>", 1, "whole pages"),
            ("<div/>", 1, "slash"),
            ("<body></body>", 1, "no place"),
            ("<masthead-reader></masthead-reader>", 1, "no place"),
            ("<style>p{}</style>", 1, "no place"),
            ("<p style=\"color:red\"></p>", 1, "policy"),
            ("<p\nONCLICK='x()'></p>", 2, "policy"),
            ("<a href=\" java\nscript:x()\">x</a>", 2, "script"),
            ("<script>x()</script>", 1, "file"),
            ("<script src=\"/a.js\">x()</script>", 1, "file"),
            ("<script src=\"/a.js\">", 1, "not closed"),
        ] {
            let fault = check(text).unwrap_err();
            assert!(fault.starts_with(&format!("line {line}: ")) && fault.contains(part), "{text}: {fault}");
        }
    }
}

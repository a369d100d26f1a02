//! Text put into HTML and XML. A newspaper's text is never markup.

/// Text between tags, or within the double quotes of an attribute; the same in HTML and XML. What XML cannot hold at
/// all (control characters) is left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(char),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if char.is_control() => {}
            _ => out.push(char),
        }
    }
    out
}

/// JSON inside a script element that is data: no text in it can end the element or begin a comment.
pub fn json_in_script(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// A text of at most so many characters, with a sign that it was cut.
pub fn shorten(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(most - 1).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(escape("<b a=\"1\">&\u{0}\u{b}'"), "&lt;b a=&quot;1&quot;&gt;&amp;'");
        let value = serde_json::json!({ "a": "</script><!--" });
        assert_eq!(json_in_script(&value), "{\"a\":\"\\u003c/script>\\u003c!--\"}");
    }

    #[test]
    fn a_cut_text_says_so() {
        assert_eq!(shorten(" 新郑时报 ", 4), "新郑时报");
        assert_eq!(shorten("新郑时报", 3), "新郑…");
    }
}

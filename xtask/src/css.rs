//! The stylesheet: `static/css/masthead.css` imports the others in their order; here they become one file.
//!
//! The imports are plain CSS, so that an editor and a browser understand the sources as they are. Comments and
//! the space that CSS does not need are left out, which is nearly all that a minifier gains once the file is
//! compressed; what a declaration says is never touched, so that properties newer than any tool pass through.

use std::path::Path;

const ENTRY: &str = "masthead.css";

/// The one stylesheet of a folder's sources.
pub(crate) fn bundle(folder: &Path) -> Result<String, String> {
    let read = |name: &str| {
        let file = folder.join(name);
        std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))
    };
    let (names, rest) = imports(&read(ENTRY)?)?;
    let mut all = String::new();
    for name in &names {
        all.push_str(&read(name)?);
        all.push('\n');
    }
    all.push_str(&rest);
    let entries = folder.read_dir().map_err(|error| format!("{}: {error}", folder.display()))?;
    for file in entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()) {
        if file.ends_with(".css") && file != ENTRY && !names.contains(&file) {
            return Err(format!("static/css/{file} is imported by nobody: name it in static/css/{ENTRY}"));
        }
    }
    Ok(squeeze(&all))
}

/// The names that leading `@import "…";` rules give, and what follows them.
fn imports(text: &str) -> Result<(Vec<String>, String), String> {
    let mut names = Vec::new();
    let mut rest = without_comments(text);
    while let Some(after) = rest.trim_start().strip_prefix("@import") {
        let parts = after.split_once(';').and_then(|(name, rest)| Some((quoted(name)?, rest)));
        let (name, remaining) =
            parts.ok_or(format!("{ENTRY}: an @import that is not `@import \"name.css\";`"))?;
        names.push(name);
        rest = remaining.to_owned();
    }
    Ok((names, rest))
}

fn quoted(text: &str) -> Option<String> {
    let name = text.trim().strip_prefix('"')?.strip_suffix('"')?;
    Some(name.strip_prefix("./").unwrap_or(name).to_owned())
}

/// The pieces of a stylesheet: strings stay whole, comments are gone.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if let Some(comment) = rest.strip_prefix("/*") {
            // A comment separates what stands beside it, as a space does.
            out.push(' ');
            comment.find("*/").map_or(rest.len(), |end| end + 4)
        } else {
            let length = if rest.starts_with('/') { 1 } else { string_length(rest) };
            out.push_str(&rest[..length]);
            length
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The length of the string that a text begins with, its quotes included.
fn string_length(text: &str) -> usize {
    let quote = text.chars().next();
    let mut escaped = false;
    for (at, char) in text.char_indices().skip(1) {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if Some(char) == quote => return at + char.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Without comments, and without the space around `{ } ; , >` and after `:` and `(`, where it never means anything.
/// Before `:` and around `+` and `-` it does (`a :hover`, `calc(1px + 2px)`).
fn squeeze(text: &str) -> String {
    let text = without_comments(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(char) = rest.chars().next() {
        let mut length = char.len_utf8();
        if char.is_ascii_whitespace() {
            rest = rest.trim_ascii_start();
            let before = out.chars().next_back();
            let after = rest.chars().next();
            let idle_before = before.is_none_or(|char| "{};,>:(".contains(char));
            let idle_after = after.is_none_or(|char| "{};,>)".contains(char));
            if !idle_before && !idle_after {
                out.push(' ');
            }
            continue;
        }
        if char == '"' || char == '\'' {
            length = string_length(rest);
        } else if char == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_goes_where_it_means_nothing() {
        assert_eq!(
            squeeze("a ,\n b > c {\n  color : red ;\n  margin: 0  auto;\n}\n"),
            "a,b>c{color :red;margin:0 auto}"
        );
        assert_eq!(
            squeeze("@media ( min-width: 40em ) and (hover) { a { b: c } }"),
            "@media (min-width:40em) and (hover){a{b:c}}"
        );
    }

    #[test]
    fn space_stays_where_it_means_something() {
        for text in
            ["a :hover{b:c}", "a{b:calc(1px + (2px - 3px))}", "a b .c #d [e] *{f:g}", "a{b:c -1px +2px}"]
        {
            assert_eq!(squeeze(text), text);
        }
    }

    #[test]
    fn comments_go_and_strings_stay() {
        assert_eq!(squeeze("a/* x */b{c:d}/* y; } */"), "a b{c:d}");
        assert_eq!(squeeze("a{content:\"/* no  comment */ ; }\"}"), "a{content:\"/* no  comment */ ; }\"}");
        assert_eq!(squeeze(r#"a{content:"\"  /*"; b: '  '}"#), r#"a{content:"\"  /*";b:'  '}"#);
        assert_eq!(squeeze("a{b:url(x/y.svg)}"), "a{b:url(x/y.svg)}");
        assert_eq!(squeeze("a{b:c}/* never closed"), "a{b:c}");
    }

    #[test]
    fn imports_are_read_in_their_order() {
        let (names, rest) = imports("/* order */\n@import \"./b.css\";\n@import \"a.css\";\na{}\n").unwrap();
        assert_eq!(names, ["b.css", "a.css"]);
        assert_eq!(rest.trim(), "a{}");
        assert!(imports("@import url(a.css);").is_err());
    }

    #[test]
    fn the_readers_stylesheet_is_whole() {
        let css = bundle(&shell_root().join("static/css")).unwrap();
        assert_eq!(css.matches('{').count(), css.matches('}').count());
        assert!(css.len() > 1000 && !css.contains("/*") && !css.contains("@import"));
    }

    fn shell_root() -> std::path::PathBuf {
        crate::shell::root()
    }
}

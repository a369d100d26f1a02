//! References that an edition makes: links out of the text, files beside it, and old addresses of it. This is
//! where text of a newspaper may become an address, so each kind admits what it needs and nothing else.

use std::fmt;

/// Schemes that a link of an article may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The longest reference in bytes; servers and browsers refuse longer ones in any case.
const LONGEST: usize = 4096;

/// Why a reference is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceError {
    /// It is empty.
    Empty,
    /// It is absurdly long.
    TooLong,
    /// It has a control character, a space or something invisible, or a backslash where a path is wanted.
    Character(char),
    /// A link's scheme is none of http, https, mailto and tel, or a path has one.
    Scheme,
    /// Nothing follows the scheme.
    NoTarget,
    /// A path begins with a slash.
    Absolute,
    /// A path leaves its folder by `..`, or has an empty step or `.`.
    Step,
}

/// Whether a link may be followed from an article: http, https, mailto or tel.
///
/// Browsers drop tabs and newlines inside a scheme and spaces before it, so `java\nscript:` and ` javascript:` are
/// scripts to them. No control character and no space passes anywhere.
pub fn check_link(href: &str) -> Result<(), ReferenceError> {
    check_characters(href)?;
    let (scheme, target) = href.split_once(':').ok_or(ReferenceError::Scheme)?;
    if !SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return Err(ReferenceError::Scheme);
    }
    // Browsers read `https:evil.example` as relative to the page: two slashes and a host are asked for.
    let target = if scheme.len() < 6 && scheme.as_bytes()[0].eq_ignore_ascii_case(&b'h') {
        let target = target.strip_prefix("//").ok_or(ReferenceError::NoTarget)?;
        target.split(['/', '?', '#', '\\']).next().unwrap_or_default()
    } else {
        target
    };
    if target.is_empty() { Err(ReferenceError::NoTarget) } else { Ok(()) }
}

/// Whether the publisher's home link may be followed: a web address, or a path on the site's own host such as `/`
/// or `../index.html`.
pub fn check_home(href: &str) -> Result<(), ReferenceError> {
    check_characters(href)?;
    let before_path = href.split(['/', '?', '#']).next().unwrap_or_default();
    if before_path.contains(':') {
        return check_link(href);
    }
    if href.starts_with("//") {
        return Err(ReferenceError::Scheme);
    }
    match href.find('\\') {
        Some(_) => Err(ReferenceError::Character('\\')),
        None => Ok(()),
    }
}

/// Whether a path names a file in the edition's folder or below it: no scheme, no leading slash, no backslash, no
/// `..`. Any script's characters may stand in it, spaces too; it is not percent-encoded.
pub fn check_path(path: &str) -> Result<(), ReferenceError> {
    if path.is_empty() {
        return Err(ReferenceError::Empty);
    }
    if path.len() > LONGEST {
        return Err(ReferenceError::TooLong);
    }
    let is_refused = |c: char| c == '\\' || c.is_control() || is_invisible(c);
    if let Some(c) = path.chars().find(|c| is_refused(*c)) {
        return Err(ReferenceError::Character(c));
    }
    if path.starts_with('/') {
        return Err(ReferenceError::Absolute);
    }
    // Neither `javascript:` nor `C:`, and no stream of a Windows file.
    if path.contains(':') {
        return Err(ReferenceError::Scheme);
    }
    let is_step = |step: &str| !step.is_empty() && step != "." && step != ".." && step.trim() == step;
    if path.split('/').all(is_step) { Ok(()) } else { Err(ReferenceError::Step) }
}

fn check_characters(href: &str) -> Result<(), ReferenceError> {
    if href.is_empty() {
        return Err(ReferenceError::Empty);
    }
    if href.len() > LONGEST {
        return Err(ReferenceError::TooLong);
    }
    match href.chars().find(|c| c.is_control() || c.is_whitespace() || is_invisible(*c)) {
        Some(c) => Err(ReferenceError::Character(c)),
        None => Ok(()),
    }
}

/// Characters without a shape, those that turn the direction of writing among them.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::TooLong => write!(f, "it is longer than {LONGEST} bytes"),
            Self::Character(c) => write!(f, "{c:?} cannot stand in it"),
            Self::Scheme => f.write_str("its scheme is not admitted here"),
            Self::NoTarget => f.write_str("it leads nowhere"),
            Self::Absolute => f.write_str("it begins with a slash"),
            Self::Step => f.write_str("a step of it is empty, a dot or two dots, or has a space at an end"),
        }
    }
}

impl std::error::Error for ReferenceError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_web_to_mail_and_to_telephones() {
        for href in [
            "https://example.com/",
            "http://example.com",
            "HTTPS://Example.com/a?b=c#d",
            "https://例子.测试/新闻",
            "mailto:fukan@example.com",
            "tel:+86-371-0000",
        ] {
            assert_eq!(check_link(href), Ok(()), "{href}");
        }
    }

    #[test]
    fn no_link_runs_a_script_or_leaves_the_reader_guessing() {
        for href in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "https://example.com/\nx",
            " https://example.com/",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://example.com/x",
            "//example.com",
            "/index.html",
            "https:example.com",
            "https:///x",
            "http://",
            "http:\\\\example.com",
            "mailto:",
            "tel:",
            "https://example.com/\u{202E}gpj.exe",
            "ttps://example.com",
        ] {
            assert!(check_link(href).is_err(), "{href:?}");
        }
    }

    #[test]
    fn home_may_be_on_the_same_host() {
        for href in ["/", "../", "index.html", "/a:b", "?x=y:z", "https://example.com/"] {
            assert_eq!(check_home(href), Ok(()), "{href}");
        }
        for href in [
            "",
            "javascript:x",
            "java\nscript:x",
            "//evil.example",
            "\\\\evil.example",
            "/\\evil.example",
            "data:x",
        ] {
            assert!(check_home(href).is_err(), "{href:?}");
        }
    }

    #[test]
    fn files_lie_in_the_folder_or_below() {
        for path in ["X04.webp", "图/第 1 张.webp", "a/b/c.pdf", "1..2.webp", "100%.webp", "a?b#c.webp"] {
            assert_eq!(check_path(path), Ok(()), "{path}");
        }
        for path in [
            "",
            "/x",
            "//x",
            "../x",
            "a/../x",
            "a/..",
            ".",
            "./x",
            "a//b",
            "a/",
            "\\x",
            "a\\..\\x",
            "C:x",
            "http://x/y",
            "javascript:x",
            "a\nb",
            "a\0b",
            "a\u{202E}b",
            " a",
            "a ",
            "a/ b",
        ] {
            assert!(check_path(path).is_err(), "{path:?}");
        }
        assert_eq!(check_path(&"a".repeat(5000)), Err(ReferenceError::TooLong));
    }
}

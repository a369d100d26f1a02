//! Addresses: one spelling for each file of a tree, however its mirror named the file and however a page links to it.
//!
//! A web server has `content_1.htm`; a mirror may have saved it as `content_1.htm?div=-1`, `content_1.htm@div=-1.html` or
//! `content_1.htm%3Fdiv=-1`, and a page may link to it with a host, a session or a query. All of these are the address
//! `content_1.htm`.

use encoding_rs::GB18030;

/// What the name of a page or an article ends in, the longest first where one begins like another.
const ENDINGS: [&str; 3] = [".shtml", ".html", ".htm"];

/// The path that a link in a file leads to, relative to the source: `..` resolved, percent signs decoded, without query
/// and fragment. A web address gives its own path, to be looked for in the tree. `None` for scripts and mail.
pub fn resolve(from: &str, href: &str) -> Option<String> {
    let href = cleaned(href);
    let end = href.find(['?', '#']).unwrap_or(href.len());
    path(from, &href[..end])
}

/// The path of a picture or another file that a link leads to. A query stays: a mirror has it in the file's name.
pub fn resolve_file(from: &str, href: &str) -> Option<String> {
    let href = cleaned(href);
    let end = href.find('#').unwrap_or(href.len());
    path(from, &href[..end])
}

/// As browsers read links: without the white space around them and the line breaks in them, and `\` is `/`.
fn cleaned(href: &str) -> String {
    href.trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .map(|c| if c == '\\' { '/' } else { c })
        .collect()
}

fn path(from: &str, href: &str) -> Option<String> {
    let folder = || from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (start, rest) = if let Some(other_host) = href.strip_prefix("//") {
        ("", other_host.split_once('/')?.1)
    } else if let Some(absolute) = href.strip_prefix('/') {
        ("", absolute)
    } else if let Some((scheme, rest)) = href.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
        let rest = match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => rest.trim_start_matches('/').split_once('/')?.1,
            "file" => rest,
            _ => return None,
        };
        ("", rest)
    } else {
        (folder(), href)
    };
    let mut parts: Vec<String> =
        start.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for part in rest.split('/') {
        match decode_percent(part).as_str() {
            "" | "." => {}
            // A tree that was copied from a deeper place may point above itself: what is left is looked for.
            ".." => drop(parts.pop()),
            part => parts.push(part.to_owned()),
        }
    }
    (!parts.is_empty() && !rest.is_empty()).then(|| parts.join("/"))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.'))
}

/// The file that the links of a page are relative to: the page itself, or what its `<base href>` says.
pub fn base(from: &str, href: Option<&str>) -> String {
    let Some(href) = href.map(cleaned).filter(|href| !href.is_empty()) else { return from.to_owned() };
    let end = href.find(['?', '#']).unwrap_or(href.len());
    let folder = href[..end].ends_with('/');
    match path(from, &href[..end]) {
        Some(path) if folder => format!("{path}/"),
        Some(path) => path,
        // The root of a host, `http://paper.example.cn/`.
        None if folder => String::new(),
        None => from.to_owned(),
    }
}

/// `%E6%96%B0` as text: UTF-8, or GB18030 as old servers have it. What is neither stays as it is.
pub fn decode_percent(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|hex| byte == b'%' && hex.iter().all(u8::is_ascii_hexdigit));
        let decoded = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(decoded.unwrap_or(byte));
        rest = if decoded.is_some() { &after[2..] } else { after };
    }
    let decoded = match String::from_utf8(bytes) {
        Ok(decoded) => Some(decoded),
        Err(error) => GB18030
            .decode_without_bom_handling_and_without_replacement(error.as_bytes())
            .map(std::borrow::Cow::into_owned),
    };
    decoded.filter(|decoded| !decoded.contains(['/', '\0'])).unwrap_or_else(|| text.to_owned())
}

/// The address that a file has, or a path leads to: its name without what a mirror or a copy added to it.
pub fn canonical(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let decoded = decode_percent(name);
    let cut = without_additions(&decoded).unwrap_or(&decoded);
    let name = without_copy_mark(cut);
    if folder.is_empty() { name } else { format!("{folder}/{name}") }
}

/// `content_1.htm` of `content_1.htm?div=-1`, `content_1.htm;jsessionid=0A`, `content_1.shtml.html`, `content_1.htm.1`;
/// `a.jpg` of `a.jpg?size=2`.
fn without_additions(name: &str) -> Option<&str> {
    let lower = name.to_ascii_lowercase();
    let ending = |at: usize| ENDINGS.iter().find(|ending| lower[at..].starts_with(*ending)).copied();
    for (at, _) in lower.match_indices('.') {
        let Some(ending) = ending(at) else {
            // Any other ending, with a query after it.
            let letters = lower[at + 1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
            let end = at + 1 + letters;
            if (2..=5).contains(&letters) && lower[end..].starts_with(['?', '@', ';']) {
                return Some(&name[..end]);
            }
            continue;
        };
        let end = at + ending.len();
        return is_addition(&lower[end..]).then(|| &name[..end]);
    }
    None
}

/// What may follow the ending of a page's or an article's name: a query or session, the ending once more, the number or the
/// mark of a copy.
fn is_addition(rest: &str) -> bool {
    let number = |rest: &str| {
        rest.strip_prefix('.').is_some_and(|number| {
            (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    rest.starts_with(['?', '@', ';', '&', ','])
        || ENDINGS.contains(&rest)
        || matches!(rest, ".orig" | ".bak" | "~")
        || number(rest)
}

/// `content_1.htm` of `content_1(1).htm`, `content_1[1].htm`, `content_1 - 副本.htm`.
fn without_copy_mark(name: &str) -> String {
    let whole = || name.to_owned();
    let Some((stem, ending)) = name.rsplit_once('.') else { return whole() };
    if !ENDINGS.iter().any(|known| known[1..].eq_ignore_ascii_case(ending)) {
        return whole();
    }
    let numbered = |open: char, close: char| {
        let (before, number) = stem.strip_suffix(close)?.rsplit_once(open)?;
        (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(before)
    };
    let stem = numbered('(', ')').or_else(|| numbered('[', ']')).unwrap_or(stem).trim_end();
    let stem = ["副本", "Copy", "copy"]
        .iter()
        .find_map(|mark| stem.strip_suffix(mark))
        .map_or(stem, |stem| stem.trim_end_matches([' ', '-', '_']));
    if stem.is_empty() { whole() } else { format!("{stem}.{ending}") }
}

/// What two spellings of one address have in common: no case, and no ending of a page or an article.
pub fn key(address: &str) -> String {
    let lower = address.to_lowercase();
    match ENDINGS.iter().find_map(|ending| lower.strip_suffix(ending)) {
        Some(stem) => stem.to_owned(),
        None => lower,
    }
}

/// Whether a link's tree is the tree of its page: a host's own path may have more folders than the copy of it, or fewer.
pub fn same_tree(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let (long, short) = if a.len() >= b.len() { (&a, &b) } else { (&b, &a) };
    long.strip_suffix(short.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

/// Whether a file's name is that of something a web server shows as a page.
pub fn is_web_page(path: &str) -> bool {
    let name = canonical(path).to_lowercase();
    [".shtml", ".html", ".htm", ".xhtml", ".php", ".asp", ".aspx", ".jsp"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_paths() {
        let from = "html/2022-09/16/node_102.htm";
        let article = "html/2022-09/16/content_1.htm";
        for href in [
            "content_1.htm?div=-1",
            "./content_1.htm",
            " content_1.htm\n",
            "content_\n1.htm",
            ".\\content_1.htm",
            "../16/content_1.htm#top",
            "%2e%2e/16/content%5F1.htm",
            "/html/2022-09/16/content_1.htm",
            "//paper.example.cn/html/2022-09/16/content_1.htm",
            "http://paper.example.cn/html/2022-09/16/content_1.htm",
            "HTTPS://paper.example.cn:8080/html/2022-09/16/content_1.htm?div=0",
        ] {
            assert_eq!(resolve(from, href).as_deref(), Some(article), "{href}");
        }
        assert_eq!(resolve(from, "./node_102.htm").unwrap(), from);
        assert_eq!(resolve(from, "../../../res/1/a%20b.jpg").unwrap(), "res/1/a b.jpg");
        assert_eq!(resolve(from, "../../../../../x.jpg").unwrap(), "x.jpg");
        assert_eq!(resolve(from, "/res/a.jpg").unwrap(), "res/a.jpg");
        assert_eq!(resolve_file(from, "../../../res/a.jpg?v=2#x").unwrap(), "res/a.jpg?v=2");
        for nowhere in
            ["javascript:alert('已经是第一版')", "#", "", "mailto:a@example.cn", "http://example.cn", "//a"]
        {
            assert_eq!(resolve(from, nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn a_base_moves_the_links() {
        let from = "html/2022-09/16/node_102.htm";
        let target = |href: Option<&str>| resolve(&base(from, href), "content_1.htm");
        assert_eq!(target(None).unwrap(), "html/2022-09/16/content_1.htm");
        assert_eq!(target(Some("")).unwrap(), "html/2022-09/16/content_1.htm");
        assert_eq!(
            target(Some("http://a.example.cn/html/2022-09/16/")).unwrap(),
            "html/2022-09/16/content_1.htm"
        );
        assert_eq!(target(Some("../17/node_1.htm")).unwrap(), "html/2022-09/17/content_1.htm");
        assert_eq!(target(Some("http://a.example.cn/")).unwrap(), "content_1.htm");
    }

    #[test]
    fn the_names_that_mirrors_give() {
        for name in [
            "content_1.htm",
            "content_1.htm?div=-1",
            "content_1.htm@div=-1",
            "content_1.htm@div=-1.html",
            "content_1.htm?div=-1.html",
            "content_1.htm%3Fdiv=-1",
            "content_1.htm;jsessionid=0A1B",
            "content_1.htm%3Bjsessionid=0A1B",
            "content_1.htm.1",
            "content_1.htm.orig",
            "content_1(1).htm",
            "content_1 (2).htm",
            "content_1[1].htm",
            "content_1 - 副本.htm",
        ] {
            assert_eq!(
                canonical(&format!("html/2022-09/16/{name}")),
                "html/2022-09/16/content_1.htm",
                "{name}"
            );
        }
        for name in [
            "a@2x.png",
            "e1.jpg.1",
            "content_1.htm.gz",
            "content_1.htmx",
            "nw.D110000hwrb_1-01.htm",
            "（1）.htm",
        ] {
            assert_eq!(canonical(name), name);
        }
        assert_eq!(canonical("res/a.jpg?v=1"), "res/a.jpg");
        assert_eq!(key("HTML/CONTENT_1.HTML"), key("html/content_1.htm"));
    }

    #[test]
    fn percent_signs_of_old_servers() {
        assert_eq!(decode_percent("%E6%96%B0.jpg"), "新.jpg");
        assert_eq!(decode_percent("%D0%C2.jpg"), "新.jpg");
        assert_eq!(decode_percent("100%.jpg"), "100%.jpg");
        assert_eq!(decode_percent("a%2Fb"), "a%2Fb");
    }

    #[test]
    fn trees_that_were_copied_from_deeper_places() {
        assert!(same_tree("html/", "html/") && same_tree("HTML/", "html/") && same_tree("", "html/"));
        assert!(same_tree("paper.example.cn/html/", "html/"));
        assert!(!same_tree("zzrb/html/", "zzwb/html/") && !same_tree("xhtml/", "html/"));
    }
}

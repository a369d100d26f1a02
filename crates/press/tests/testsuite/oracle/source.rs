//! Bodies as they stand in the files: found by their marks in the text, tags taken off, nothing else understood.

use super::Wanted;

/// Elements and comments that hold a body.
const ELEMENTS: [&str; 6] = [
    "<founder-content",
    "id=ozoom",
    "id=articlecontent",
    "id=newsarticlecontent",
    "class=newsdetatext",
    "id=news_content",
];
const COMMENTS: [(&str, &str); 2] = [
    ("<!--enpcontent-->", "<!--/enpcontent-->"),
    ("<!--<npm:article-content>-->", "<!--</npm:article-content>-->"),
];

/// Tags that stand within a line.
const INLINE: [&str; 16] = [
    "a",
    "b",
    "i",
    "em",
    "strong",
    "font",
    "span",
    "u",
    "small",
    "big",
    "sub",
    "sup",
    "founder-content",
    "cms-content",
    "o",
    "st1",
];

/// What an article's file holds.
pub(super) fn wanted(path: &str, html: &str) -> Wanted {
    let html = without_properties(html);
    let lower = html.to_ascii_lowercase().replace(['"', '\''], " ");
    let bare = html.to_ascii_lowercase().replace(['"', '\''], "");
    // Quotes are taken off for searching alone, so that places are those of `lower`, which has their room.
    let mut wanted = Wanted { path: path.to_owned(), ..Wanted::default() };
    let regions = if ELEMENTS.iter().any(|mark| bare.contains(mark))
        || COMMENTS.iter().any(|(mark, _)| bare.contains(mark))
    {
        regions(&lower)
    } else {
        vec![(lower.find("</h1>").unwrap_or(0), lower.len())]
    };
    for (start, end) in regions {
        read(&html[start..end], &mut wanted);
    }
    wanted
}

/// Without the property comments: their values may hold anything.
fn without_properties(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<!--enpproperty") {
        out.push_str(&rest[..start]);
        let end = rest[start..]
            .find("/enpproperty-->")
            .map_or(rest.len(), |end| start + end + "/enpproperty-->".len());
        rest = &rest[end..];
    }
    out + rest
}

fn regions(lower: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (begin, end) in COMMENTS {
        for (start, _) in lower.match_indices(begin) {
            let close = lower[start..].find(end).map_or(lower.len(), |at| start + at);
            found.push((start, close));
        }
    }
    for mark in ELEMENTS {
        let spaced = mark.replace('=', "= ");
        let mut starts: Vec<usize> =
            lower.match_indices(mark).chain(lower.match_indices(&spaced)).map(|(at, _)| at).collect();
        starts.retain(|at| mark.starts_with('<') || lower[..*at].rfind('<') > lower[..*at].rfind('>'));
        for at in starts {
            let open = if mark.starts_with('<') { at } else { lower[..at].rfind('<').unwrap() };
            found.push((open, element_end(lower, open)));
        }
    }
    found.sort_unstable();
    let mut outer: Vec<(usize, usize)> = Vec::new();
    for (start, end) in found {
        match outer.last_mut() {
            Some((_, last)) if start < *last => *last = end.max(*last),
            _ => outer.push((start, end)),
        }
    }
    outer
}

/// Where the element that begins at a place ends, by counting its name.
fn element_end(lower: &str, open: usize) -> usize {
    let name: String = lower[open + 1..]
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .collect();
    let mut depth = 0;
    for (at, _) in lower[open..].match_indices('<') {
        let tag = &lower[open + at + 1..];
        let is = |tag: &str| {
            tag.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with([' ', '>', '/', '\n']))
        };
        depth += i32::from(is(tag));
        if tag.strip_prefix('/').is_some_and(is) {
            depth -= 1;
            if depth == 0 {
                return open + at;
            }
        }
    }
    lower.len()
}

/// The texts between block tags, and the pictures.
fn read(html: &str, wanted: &mut Wanted) {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = &rest[..end];
        rest = &rest[end..];
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | ':'))
            .collect::<String>()
            .to_ascii_lowercase();
        if matches!(name.as_str(), "script" | "style") && !tag.starts_with("</") {
            let close = format!("</{name}");
            rest = rest.to_ascii_lowercase().find(&close).map_or("", |end| &rest[end..]);
        }
        if name == "img" {
            wanted.pictures.extend(attribute(tag, "src").filter(|src| !src.is_empty()));
        }
        if !INLINE.contains(&name.split(':').next().unwrap_or_default()) {
            wanted.texts.push(unescape(&std::mem::take(&mut text)));
        }
    }
    text.push_str(rest);
    wanted.texts.push(unescape(&text));
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find(&format!(" {name}="))? + name.len() + 2;
    let value = &tag[at..];
    let quote = value.chars().next().filter(|letter| matches!(letter, '"' | '\''));
    Some(match quote {
        Some(quote) => value[1..].split(quote).next()?.to_owned(),
        None => value.split([' ', '>']).next()?.to_owned(),
    })
}

fn unescape(text: &str) -> String {
    text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

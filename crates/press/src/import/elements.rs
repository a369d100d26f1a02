//! What an element means for the text in it, by its name and its style alone.

use scraper::node::Element;

/// Elements that hold no text of the paper: scripts, controls, and the Webdings arrows that read as 3 and 4.
pub fn is_decoration(element: &Element) -> bool {
    match element.name() {
        "script" | "style" | "noscript" | "iframe" | "object" | "embed" | "select" | "option" | "input"
        | "textarea" | "button" | "map" | "template" | "head" => true,
        "font" | "span" => is_webdings(element.attr("face")) || is_webdings(element.attr("style")),
        _ => false,
    }
}

fn is_webdings(value: Option<&str>) -> bool {
    value.is_some_and(|value| value.to_ascii_lowercase().contains("webdings"))
}

/// Elements that begin a line of their own. `<div style="display:inline">` does not: Founder wraps titles in it.
pub fn is_block(element: &Element) -> bool {
    let named = matches!(
        element.name(),
        "p" | "div"
            | "table"
            | "tbody"
            | "thead"
            | "tr"
            | "td"
            | "th"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "center"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "figure"
            | "figcaption"
            | "hr"
            | "pre"
            | "address"
            | "form"
            | "body"
            | "html"
    );
    named && !element.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:inline"))
}

//! A page as a file: the drawn reader inside its tag, the data that it was drawn from, and the head around it. Nothing
//! in it is a script of its own, and no style stands in it: a strict policy holds.

use masthead_reader::render::Rendered;

use super::head::Head;
use super::markup::{escape, json_in_script};
use super::site::Site;
use crate::hosting::headers::CSP;

/// The whole file.
pub fn document(site: &Site, head: &Head, drawn: &Rendered, is_article: bool) -> String {
    let inner = format!(
        "<div class=\"mh-root\">{}</div><script type=\"application/json\" class=\"mh-island\">{}</script>",
        drawn.html, drawn.island
    );
    whole(site, head, &drawn.language, &inner, is_article)
}

/// A file with something in the reader's tag, and the publisher's fragments around it.
pub fn whole(site: &Site, head: &Head, language: &str, inner: &str, is_article: bool) -> String {
    let base = escape(&site.base);
    let around = site.fragments.around(&base, is_article);
    format!(
        "{}<body>{}<masthead-reader src=\"{base}\" routing=\"path\">{inner}</masthead-reader>{}</body>\n</html>\n",
        opening(site, head, language),
        around.before,
        around.after
    )
}

/// Everything before the body.
pub fn opening(site: &Site, head: &Head, language: &str) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n\
         <title>{}</title>\n",
        escape(language),
        escape(&head.title)
    );
    if site.has_policy {
        out.push_str(&format!("<meta http-equiv=\"content-security-policy\" content=\"{}\">\n", escape(CSP)));
    }
    for (name, content) in &head.metas {
        meta(&mut out, "name", name, content);
    }
    for (property, content) in &head.properties {
        meta(&mut out, "property", property, content);
    }
    for link in &head.links {
        out.push_str(&format!("<link rel=\"{}\" href=\"{}\"", link.rel, escape(&link.href)));
        if let Some((media_type, title)) = &link.feed {
            out.push_str(&format!(" type=\"{media_type}\" title=\"{}\"", escape(title)));
        }
        out.push_str(">\n");
    }
    let assets = escape(&site.at(&site.assets));
    out.push_str(&format!("<link rel=\"stylesheet\" href=\"{assets}masthead.css\">\n"));
    if site.is_live {
        out.push_str(&format!(
            "<script type=\"module\" src=\"{assets}masthead.js\"></script>\n\
             <script nomodule defer src=\"{assets}masthead-old.js\"></script>\n"
        ));
    }
    if let Some(data) = &head.json_ld {
        out.push_str(&format!("<script type=\"application/ld+json\">{}</script>\n", json_in_script(data)));
    }
    out.push_str("</head>\n");
    out
}

fn meta(out: &mut String, kind: &str, name: &str, content: &str) {
    out.push_str(&format!("<meta {kind}=\"{name}\" content=\"{}\">\n", escape(content)));
}

//! What the links of a page lead to.

use scraper::ElementRef;

use crate::import::address::{base, resolve};
use crate::import::day::Known;
use crate::import::dom::Document;

/// Where a page's links lead to.
pub(super) struct Links<'a> {
    /// What its links are relative to.
    pub(super) base: String,
    /// What a path of the source is to this day.
    pub(super) known: &'a dyn Fn(&str) -> Option<Known>,
}

impl Links<'_> {
    /// What a link leads to; a script that opens a window names it between quotes.
    fn known(&self, link: &ElementRef<'_>) -> Option<Known> {
        let target = |href: &str| (self.known)(&resolve(&self.base, href)?);
        let scripted = |script: &str| script.split(['\'', '"']).skip(1).step_by(2).find_map(target);
        let href = link.attr("href");
        href.and_then(target).or_else(|| {
            let script =
                href.filter(|href| href.trim_start().to_ascii_lowercase().starts_with("javascript:"));
            script.and_then(scripted).or_else(|| link.attr("onclick").and_then(scripted))
        })
    }

    pub(super) fn article(&self, link: &ElementRef<'_>) -> Option<String> {
        match self.known(link)? {
            Known::Article(address) => Some(address),
            Known::Page(_) => None,
        }
    }

    pub(super) fn page(&self, link: &ElementRef<'_>) -> Option<String> {
        match self.known(link)? {
            Known::Page(address) => Some(address),
            Known::Article(_) => None,
        }
    }
}

/// What the links of a file are relative to.
pub fn base_of(path: &str, document: &Document) -> String {
    let href = document
        .html
        .root_element()
        .descendants()
        .filter_map(ElementRef::wrap)
        .find_map(|element| (element.value().name() == "base").then(|| element.attr("href")).flatten());
    base(path, href)
}

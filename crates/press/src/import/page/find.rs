//! The elements of a page that the rules name.

use scraper::ElementRef;

use crate::import::dom::Document;
use crate::import::rules::Source;

pub(super) fn elements<'a>(document: &'a Document, source: &Source) -> Vec<ElementRef<'a>> {
    document.find(source, None).into_iter().flatten().filter_map(ElementRef::wrap).collect()
}

/// The elements of the first source that finds any.
pub(super) fn first_found<'a>(document: &'a Document, sources: &[Source]) -> Vec<ElementRef<'a>> {
    sources
        .iter()
        .map(|source| elements(document, source))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

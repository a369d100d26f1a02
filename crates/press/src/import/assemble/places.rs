//! An article by its place in an edition that is being made, and what is done to articles there.

use masthead_edition::model::{Article, Content, Edition};

use crate::import::blocks::JumpMark;

/// An article by the number of its page and its own.
pub type Place = (usize, usize);

/// The article at a place.
pub fn article(edition: &Edition, (page, index): Place) -> Option<&Article> {
    edition.pages.get(page)?.articles.get(index)
}

/// The article at a place, to be changed.
pub fn article_mut(edition: &mut Edition, (page, index): Place) -> Option<&mut Article> {
    edition.pages.get_mut(page)?.articles.get_mut(index)
}

/// Every place in order.
pub fn all(edition: &Edition) -> Vec<Place> {
    let pages = edition.pages.iter().enumerate();
    pages.flat_map(|(page, of)| (0..of.articles.len()).map(move |index| (page, index))).collect()
}

/// The address of the article at a place.
pub fn address(edition: &Edition, place: Place) -> String {
    article(edition, place).and_then(|article| article.aliases.first().cloned()).unwrap_or_default()
}

/// The id of the page of a place.
pub fn page_id(edition: &Edition, place: Place) -> &str {
    edition.pages.get(place.0).map_or("", |page| page.id.as_str())
}

/// Says of two articles that the first is continued in the second; what leads on already is left as it is.
pub fn link(edition: &mut Edition, from: Place, to: Place) {
    let id = |place| article(edition, place).map(|article| article.id.clone());
    let (Some(from_id), Some(to_id)) = (id(from), id(to)) else { return };
    if let Some(article) = article_mut(edition, from) {
        article.jump.to.get_or_insert(to_id);
    }
    if let Some(article) = article_mut(edition, to) {
        article.jump.from.get_or_insert(from_id);
    }
}

/// Takes a printed pointer out of an article's blocks: the link says the same.
pub fn remove_pointer(edition: &mut Edition, place: Place, mark: &JumpMark) {
    let Some(article) = article_mut(edition, place) else { return };
    let at = article.body.iter().position(|block| is_pointer(&block.content, mark));
    if let Some(at) = at {
        article.body.remove(at);
    }
}

/// Whether a block is that printed pointer.
pub fn is_pointer(content: &Content, mark: &JumpMark) -> bool {
    matches!(content, Content::Note(text) if text.joined() == mark.printed)
}

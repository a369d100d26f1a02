//! What a search in an edition finds, for those who ask without the search view.

use masthead_edition::place::Address;
use masthead_search::Query;

use super::scene::Issue;

/// Of each article that has the words: its place with the words marked in it, its page's id, its headline, and the text
/// around the first match.
pub fn hits(issue: &Issue, query: &str) -> Vec<[String; 4]> {
    let parsed = Query::parse(&crate::web::text::normalized(query));
    if parsed.is_empty() {
        return Vec::new();
    }
    let line = |hit: masthead_search::Hit| {
        let page = issue.opened.edition.pages.get(hit.page)?;
        let address = issue.article(hit.page, hit.article)?;
        let address = Address { query: Some(query.trim().to_owned()), ..address };
        let excerpt = hit.excerpt.map(|excerpt| excerpt.text).unwrap_or_default();
        Some([address.to_path(), page.id.to_string(), hit.headline.text, excerpt])
    };
    issue.opened.search().search(&parsed).into_iter().filter_map(line).collect()
}

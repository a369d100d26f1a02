//! What a screen reader is told, politely, after a move.

use super::outline::language;
use super::scene::Scene;
use super::title::title;
use crate::i18n::{failures, phrases};
use crate::state::State;

/// One short sentence for the place reached.
pub fn announcement(state: &State, scene: &Scene) -> String {
    let lang = language(state);
    match scene {
        Scene::Waiting => lang.words().loading.to_owned(),
        Scene::Failed { failure, .. } => failures::sentence(lang, &failure.cause),
        Scene::Missing { what, .. } => failures::missing(lang, *what).to_owned(),
        Scene::Article(issue, page, article) => {
            let Some(page) = issue.opened.edition.pages.get(*page) else { return String::new() };
            phrases::article_position(lang, page.id.as_str(), *article, page.articles.len())
        }
        // What is typed is answered by the count of results, which announces itself.
        Scene::Search(_) => lang.words().search.to_owned(),
        Scene::Front(_) | Scene::Page(..) | Scene::Calendar(_) => title(state, scene),
    }
}

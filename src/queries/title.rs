//! The title of the browser's tab and of what is shared.

use super::outline::{Outline, language};
use super::scene::{Issue, Scene};
use crate::i18n::phrases;
use crate::state::State;

/// The title: the most particular thing first, since tabs are narrow.
pub fn title(state: &State, scene: &Scene) -> String {
    let lang = language(state);
    let words = lang.words();
    let paper = state.paper();
    let publication = Outline::of(state)
        .and_then(|outline| Some(paper?.publication(&outline.publication)?.title.clone()))
        .or_else(|| paper.map(|paper| paper.title.clone()))
        .unwrap_or_default();
    let of_issue = |issue: &Issue| {
        let title = issue.opened.edition.title.clone().unwrap_or_else(|| publication.clone());
        format!("{title} {}", phrases::date(lang, issue.key.1.date()))
    };
    match scene {
        Scene::Front(issue) => of_issue(issue),
        Scene::Page(issue, page) => match issue.opened.edition.pages.get(*page) {
            Some(page) => {
                let name = phrases::page_title(page);
                let id = phrases::page(lang, page.id.as_str());
                format!("{id}{}{name} - {}", if name.is_empty() { "" } else { " " }, of_issue(issue))
            }
            None => of_issue(issue),
        },
        Scene::Article(issue, page, article) => {
            let article = issue.opened.edition.pages.get(*page).and_then(|page| page.articles.get(*article));
            match article {
                Some(article) => format!("{} - {}", phrases::headline(article, words), of_issue(issue)),
                None => of_issue(issue),
            }
        }
        Scene::Calendar(calendar) => {
            format!("{} {} - {publication}", words.calendar, phrases::year(lang, calendar.year))
        }
        Scene::Search(issue) => match &state.address.query {
            Some(query) => format!("{query} - {} - {}", words.search, of_issue(issue)),
            None => format!("{} - {}", words.search, of_issue(issue)),
        },
        Scene::Waiting | Scene::Failed { .. } | Scene::Missing { .. } => publication,
    }
}

//! Headlines under a page's line: the front page, the headline sheet and a page's own list.

use masthead_edition::model::{Article, Kind, Page, Status};
use yew::{Html, html};

use super::long_words::{headline, joined, set};
use super::picture::{Room, picture};
use crate::desk::Desk;
use crate::i18n::phrases;
use crate::queries::{self, Issue};

/// How much a list shows of each article.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The headline alone.
    Headline,
    /// Kicker, headline, deck, a small picture.
    Story,
}

/// The line over a page's headlines: `A01 要闻 ────`, a link to the page.
pub fn page_line(desk: &Desk, issue: &Issue, index: usize, page: &Page) -> Html {
    let title = phrases::page_title(page);
    let href = desk.page_href(issue, index);
    html! {
        <h2 class="mh-page-line">
            <a {href}>
                <b class="mh-page-id">{ page.id.as_str() }</b>
                if !title.is_empty() {
                    { " " }<span>{ set(title) }</span>
                }
            </a>
        </h2>
    }
}

/// The headlines of a page. `skip` is left out, since it is shown above; `current` is where the reader is.
pub fn headline_list(
    desk: &Desk,
    issue: &Issue,
    page_index: usize,
    detail: Detail,
    skip: Option<usize>,
    current: Option<usize>,
) -> Html {
    let Some(page) = issue.opened.edition.pages.get(page_index) else { return Html::default() };
    html! {
        <ul class="mh-headlines" data-is={(detail == Detail::Story).then_some("stories")}>
            for (index, article) in page.articles.iter().enumerate().filter(|(index, _)| Some(*index) != skip) {
                <li>{ entry(desk, issue, page_index, index, article, detail, current == Some(index)) }</li>
            }
        </ul>
    }
}

fn entry(
    desk: &Desk,
    issue: &Issue,
    page: usize,
    index: usize,
    article: &Article,
    detail: Detail,
    is_current: bool,
) -> Html {
    let words = desk.words();
    let href = desk.article_href(issue, page, index);
    let label = label(desk, article);
    let thumbnail = (detail == Detail::Story).then(|| queries::thumbnail(article)).flatten();
    html! {
        <a class="mh-entry" {href} aria-current={is_current.then_some("page")}>
            <span class="mh-entry-text">
                if detail == Detail::Story && let Some(kicker) = &article.kicker {
                    <span class="mh-kicker">{ joined(kicker) }</span>{ " " }
                }
                <span class="mh-entry-headline">{ headline(article, words) }</span>
                if let Some(label) = label {
                    { " " }<span class="mh-label">{ label }</span>
                }
                if detail == Detail::Story && let Some(deck) = &article.deck {
                    { " " }<span class="mh-deck">{ joined(deck) }</span>
                }
            </span>
            if let Some(figure) = thumbnail {
                { picture(desk, issue, &figure.image, String::new(), Room::Small) }
            }
        </a>
    }
}

/// What kind of thing an entry is, where its headline does not say so.
fn label(desk: &Desk, article: &Article) -> Option<&'static str> {
    let words = desk.words();
    match (&article.status, &article.kind) {
        (Status::Withdrawn(_), _) => Some(words.withdrawn),
        // Without a headline of its own, the kind already stands in its place.
        (_, kind) if *kind != Kind::Article && !article.headline.is_empty() => phrases::kind(kind, words),
        (Status::Corrected(_), _) => Some(words.corrected),
        _ => None,
    }
}

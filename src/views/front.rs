//! The front of an edition: nameplate, the lead, then page by page every headline.

use masthead_edition::model::Article;
use yew::{Html, html};

use crate::components::{
    Detail, Room, edition_switch, headline, headline_list, joined, nameplate, page_line, picture, set,
};
use crate::desk::Desk;
use crate::queries::{self, Issue};

/// The front.
pub fn front(desk: &Desk, issue: &Issue) -> Html {
    let edition = &issue.opened.edition;
    let lead = queries::lead(edition);
    html! {
        <div class="mh-front">
            { nameplate(desk, issue) }
            if edition.is_of_unknown_version() {
                <p class="mh-newer" role="note">{ desk.words().newer_format }</p>
            }
            if edition.pages.is_empty() {
                <p class="mh-empty">{ desk.words().empty_edition }</p>
            }
            if let Some((page, index)) = lead {
                { lead_story(desk, issue, page, index) }
            }
            <div class="mh-pages">
                for (index, page) in edition.pages.iter().enumerate() {
                    { page_section(desk, issue, index, page, lead.filter(|(at, _)| *at == index).map(|(_, at)| at)) }
                }
            </div>
            { edition_switch(desk) }
        </div>
    }
}

fn page_section(
    desk: &Desk,
    issue: &Issue,
    index: usize,
    page: &masthead_edition::model::Page,
    skip: Option<usize>,
) -> Html {
    // A page whose only article leads the front has nothing more to list here.
    let is_empty = skip.is_some() && page.articles.len() == 1;
    html! {
        <section class="mh-page" data-is={is_empty.then_some("empty")}>
            { page_line(desk, issue, index, page) }
            if page.articles.is_empty() {
                <p class="mh-empty">{ desk.words().no_articles }</p>
            } else if !is_empty {
                { headline_list(desk, issue, index, Detail::Story, skip, None) }
            }
        </section>
    }
}

fn lead_story(desk: &Desk, issue: &Issue, page: usize, index: usize) -> Html {
    let Some(article) = issue.opened.edition.pages.get(page).and_then(|page| page.articles.get(index)) else {
        return Html::default();
    };
    let href = desk.article_href(issue, page, index);
    html! {
        <article class="mh-lead">
            <a {href}>
                if let Some(figure) = queries::thumbnail(article) {
                    { picture(desk, issue, &figure.image, String::new(), Room::Lead) }
                }
                { lead_words(desk, article) }
            </a>
        </article>
    }
}

fn lead_words(desk: &Desk, article: &Article) -> Html {
    html! {
        <div class="mh-lead-text">
            if let Some(kicker) = &article.kicker {
                <p class="mh-kicker">{ joined(kicker) }</p>
            }
            <h2 class="mh-headline">
                if article.headline.is_empty() {
                    { headline(article, desk.words()) }
                } else {
                    for line in &article.headline {
                        <span class="mh-line">{ set(line) }</span>{ " " }
                    }
                }
            </h2>
            if let Some(deck) = &article.deck {
                <p class="mh-deck">{ joined(deck) }</p>
            }
            if let Some(opening) = queries::opening(article) {
                <p class="mh-opening">{ set(opening) }</p>
            }
        </div>
    }
}

//! What a page carries of an edition: what it shows, and what its controls need, so that a page of a 200-article
//! edition weighs no more than what is read on it. The rest is in `edition.json`, fetched when something asks for it.

use masthead_edition::model::{Article, Block, Edition, Page};
use masthead_edition::place::Place;

use crate::queries;

/// The part of an edition that the page of a place carries; `None` where it carries all of it.
pub(super) fn cut(edition: &Edition, place: &Place) -> Option<Edition> {
    match place {
        Place::Search => None,
        Place::Page(_, _, id) => Some(with_pages(edition, |index, page| {
            let is_shown = edition.page(id).is_some_and(|(shown, _)| shown == index);
            if is_shown { page.articles.iter().map(head).collect() } else { Vec::new() }
        })),
        Place::Article { article, .. } => {
            let Some((at, index, _)) = edition.article(article) else { return Some(heads(edition)) };
            let beside =
                [queries::previous_article(edition, at, index), queries::next_article(edition, at, index)];
            let jumps = jumps_of(edition, at, index);
            Some(with_pages(edition, |page_index, page| {
                let kept = page.articles.iter().enumerate().filter(|(article_index, _)| {
                    let here = Some((page_index, *article_index));
                    page_index == at || beside.contains(&here) || jumps.contains(&here)
                });
                kept.map(|(article_index, article)| {
                    if (page_index, article_index) == (at, index) { article.clone() } else { bare(article) }
                })
                .collect()
            }))
        }
        // A front and a calendar: every headline, no body.
        _ => Some(heads(edition)),
    }
}

fn heads(edition: &Edition) -> Edition {
    let lead = queries::lead(edition);
    with_pages(edition, |page_index, page| {
        let articles = page.articles.iter().enumerate();
        articles
            .map(|(index, article)| {
                let mut kept = head(article);
                if lead == Some((page_index, index)) {
                    kept.body.extend(queries::opening_block(article).cloned());
                }
                kept
            })
            .collect()
    })
}

fn with_pages(edition: &Edition, articles: impl Fn(usize, &Page) -> Vec<Article>) -> Edition {
    let pages = edition.pages.iter().enumerate();
    let pages = pages
        .map(|(index, page)| Page { articles: articles(index, page), ..without_articles(page) })
        .collect();
    Edition { pages, ..without_pages(edition) }
}

fn without_pages(edition: &Edition) -> Edition {
    Edition {
        publication: edition.publication.clone(),
        id: edition.id.clone(),
        name: edition.name.clone(),
        number: edition.number.clone(),
        title: edition.title.clone(),
        language: edition.language.clone(),
        rights: edition.rights.clone(),
        ..Edition::default()
    }
}

fn without_articles(page: &Page) -> Page {
    Page {
        id: page.id.clone(),
        section: page.section.clone(),
        name: page.name.clone(),
        image: page.image.clone(),
        pdf: page.pdf.clone(),
        ..Page::default()
    }
}

/// What a list shows of an article: its head, its regions, its first picture.
fn head(article: &Article) -> Article {
    let picture = queries::thumbnail(article).map(|figure| Block {
        content: masthead_edition::model::Content::Figure(masthead_edition::model::Figure {
            image: figure.image.clone(),
            ..Default::default()
        }),
        ..Block::default()
    });
    Article {
        deck: article.deck.clone(),
        kicker: article.kicker.clone(),
        regions: article.regions.clone(),
        body: picture.into_iter().collect(),
        ..bare(article)
    }
}

/// What a link to an article needs.
fn bare(article: &Article) -> Article {
    Article {
        id: article.id.clone(),
        kind: article.kind.clone(),
        headline: article.headline.clone(),
        status: article.status.clone(),
        ..Article::default()
    }
}

/// Where an article's jumps lead.
fn jumps_of(edition: &Edition, page: usize, index: usize) -> Vec<Option<(usize, usize)>> {
    let Some(article) = edition.pages.get(page).and_then(|page| page.articles.get(index)) else {
        return Vec::new();
    };
    let jumps = [&article.jump.to, &article.jump.from];
    jumps.into_iter().flatten().map(|id| edition.article(id).map(|(page, index, _)| (page, index))).collect()
}

//! The facsimile (版面图): the page as printed, each article's region a link to it.

use masthead_edition::model::{Article, Region};
use yew::{Html, html};

use super::picture::{Room, picture};
use crate::desk::Desk;
use crate::i18n::phrases;
use crate::queries::Issue;

/// The page image with its regions and the PDF, whichever the page has.
pub fn facsimile(desk: &Desk, issue: &Issue, index: usize) -> Html {
    let Some(page) = issue.opened.edition.pages.get(index) else { return Html::default() };
    let words = desk.words();
    let alt = || format!("{} {}", words.facsimile, phrases::page(desk.lang, page.id.as_str()));
    let pdf = page.pdf.as_ref().map(|pdf| {
        html! {
            <a class="mh-pdf" href={desk.file(issue, pdf)} target="_blank" rel="noopener">{ words.page_pdf }</a>
        }
    });
    match &page.image {
        Some(image) => html! {
            <figure class="mh-facsimile">
                <div class="mh-facsimile-page">
                    { picture(desk, issue, image, alt(), Room::Column) }
                    { regions(desk, issue, index, &page.articles) }
                </div>
                <figcaption>
                    <a href={desk.file(issue, &image.src)} target="_blank" rel="noopener">{ words.facsimile_large }</a>
                    { pdf.unwrap_or_default() }
                </figcaption>
            </figure>
        },
        None => pdf.map(|pdf| html! { <p class="mh-facsimile">{ pdf }</p> }).unwrap_or_default(),
    }
}

/// Regions lie over the image in its own fractions. They repeat the list of headlines beside the image, so they
/// are for the pointer alone: a keyboard or a screen reader would meet every article twice.
fn regions(desk: &Desk, issue: &Issue, page: usize, articles: &[Article]) -> Html {
    if articles.iter().all(|article| article.regions.is_empty()) {
        return Html::default();
    }
    html! {
        <svg class="mh-regions" viewBox="0 0 10000 10000" preserveAspectRatio="none" aria-hidden="true">
            for (index, article) in articles.iter().enumerate() {
                <a href={desk.article_href(issue, page, index)} tabindex="-1">
                    <title>{ phrases::headline(article, desk.words()) }</title>
                    for region in &article.regions {
                        <polygon points={points(region)} />
                    }
                </a>
            }
        </svg>
    }
}

/// In ten thousandths: as exact as a region needs to be, and without the code that writes fractions.
fn points(region: &Region) -> String {
    let whole = |fraction: f64| (fraction * 10_000.0).round() as i32;
    region.iter().map(|(x, y)| format!("{},{}", whole(*x), whole(*y))).collect::<Vec<_>>().join(" ")
}

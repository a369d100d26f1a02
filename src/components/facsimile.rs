//! The facsimile (版面图): the page as printed, each article's region a link to it.

use masthead_edition::model::{Article, Image, Region};
use yew::{Html, html};

use super::picture::Picture;
use crate::desk::Desk;
use crate::i18n::phrases;
use crate::queries::Issue;

/// The page image with its regions and the PDF, whichever the page has.
pub fn facsimile(desk: &Desk, issue: &Issue, index: usize) -> Html {
    let Some(page) = issue.opened.edition.pages.get(index) else { return Html::default() };
    let words = desk.words();
    let pdf = page.pdf.as_ref().map(|pdf| {
        html! {
            <a class="mh-pdf" href={desk.file(issue, pdf)} target="_blank" rel="noopener">{ words.page_pdf }</a>
        }
    });
    match &page.image {
        Some(image) => html! {
            <figure class="mh-facsimile">
                <div class="mh-facsimile-page">
                    { picture(desk, issue, image, page.id.as_str()) }
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

fn picture(desk: &Desk, issue: &Issue, image: &Image, id: &str) -> Html {
    html! {
        <Picture
            src={desk.file(issue, &image.src)}
            width={image.width}
            height={image.height}
            alt={format!("{} {}", desk.words().facsimile, phrases::page(desk.lang, id))}
            lang={desk.lang}
        />
    }
}

/// Regions lie over the image in its own fractions. They repeat the list of headlines beside the image, so they
/// are for the pointer alone: a keyboard or a screen reader would meet every article twice.
fn regions(desk: &Desk, issue: &Issue, page: usize, articles: &[Article]) -> Html {
    if articles.iter().all(|article| article.regions.is_empty()) {
        return Html::default();
    }
    html! {
        <svg class="mh-regions" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
            for (index, article) in articles.iter().enumerate() {
                <a href={issue.article(page, index).map(|address| desk.href(&address))} tabindex="-1">
                    <title>{ phrases::headline(article, desk.words()) }</title>
                    for region in &article.regions {
                        <polygon points={points(region)} />
                    }
                </a>
            }
        </svg>
    }
}

fn points(region: &Region) -> String {
    region.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
}

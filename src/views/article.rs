//! An article: page line, head, body, jumps, rights, and the articles before and after.

use masthead_edition::id::Id;
use masthead_edition::model::{Article, Page, Status};
use masthead_edition::place::Address;
use yew::{Html, html};

use crate::components::{Ink, PagerLink, article_head, blocks, headline, page_title, pager, set, slot};
use crate::desk::Desk;
use crate::i18n::phrases;
use crate::queries::{self, Issue};

/// The article at an index of a page.
pub fn article(desk: &Desk, issue: &Issue, page_index: usize, index: usize) -> Html {
    let edition = &issue.opened.edition;
    let Some((page, article)) =
        edition.pages.get(page_index).and_then(|page| Some((page, page.articles.get(index)?)))
    else {
        return Html::default();
    };
    let words = desk.words();
    let can_search = desk.state.folding.ready().is_some();
    let ink = Ink::new(desk.state.address.query.as_deref().filter(|_| can_search), words);
    let is_withdrawn = matches!(article.status, Status::Withdrawn(_));
    html! {
        <>
        <article class="mh-article" part="article">
            { page_line(desk, issue, page_index, page, article) }
            { article_head(desk, article, &ink) }
            // From the beginning: a line that came with the marks would push the text down.
            if desk.state.address.query.is_some() {
                <p class="mh-marks">
                    <a href={unmarked(desk, issue, page_index, index)}>{ words.clear_highlight }</a>
                    // The way from match to match: static/js/archive/marks.js draws it.
                    <span class="mh-marks-way"></span>
                </p>
            }
            if let Some(from) = &article.jump.from {
                { jump(desk, issue, words.continued_from, from) }
            }
            { slot(desk, "article-start") }
            <div class="mh-body" part="body">
                if desk.state.preview {
                    { blocks(desk, issue, article.body.get(..1).unwrap_or_default(), &ink) }
                    { slot(desk, "paywall") }
                } else if article.body.is_empty() && !is_withdrawn {
                    <p class="mh-empty">{ words.no_text }</p>
                } else {
                    { blocks(desk, issue, &article.body, &ink) }
                }
            </div>
            if let Some(to) = &article.jump.to {
                { jump(desk, issue, words.continued_on, to) }
            }
            if !article.keywords.is_empty() {
                <p class="mh-keywords">
                    { words.keywords }{ " " }
                    for keyword in &article.keywords {
                        <a href={desk.href(&Address { query: Some(keyword.clone()), ..desk.search_address() })}>
                            { set(keyword) }
                        </a>{ " " }
                    }
                </p>
            }
            // What it does is the element's: `static/js/share.js`.
            <p class="mh-share" part="share">
                <button type="button" class="mh-button" value={desk.article_href(issue, page_index, index)}>
                    { words.share }
                </button>
            </p>
            { slot(desk, "article-end") }
        </article>
        { onward(desk, issue, page_index, index) }
        </>
    }
}

/// `X04 新郑时报 · 聚焦`, a link to the page; what kind of thing this is, where it is no ordinary article.
fn page_line(desk: &Desk, issue: &Issue, index: usize, page: &Page, article: &Article) -> Html {
    let href = desk.page_href(issue, index);
    html! {
        <p class="mh-place-line">
            <a {href}><b class="mh-page-id">{ page.id.as_str() }</b>{ " " }{ page_title(page) }</a>
            if let Some(label) = phrases::kind(&article.kind, desk.words()) {
                { " " }<span class="mh-label">{ label }</span>
            }
        </p>
    }
}

/// 下转 X02版 … / 上接 …. A jump to something that is not there says where it would be, without a link.
fn jump(desk: &Desk, issue: &Issue, word: &'static str, to: &Id) -> Html {
    match issue.opened.edition.article(to) {
        Some((page, index, article)) => {
            let page_id =
                issue.opened.edition.pages.get(page).map(|page| page.id.to_string()).unwrap_or_default();
            html! {
                <p class="mh-jump">
                    <a href={desk.article_href(issue, page, index)}>
                        { phrases::jump(desk.lang, word, &page_id) }{ " " }
                        <span>{ headline(article, desk.words()) }</span>
                    </a>
                </p>
            }
        }
        None => html! { <p class="mh-jump">{ phrases::jump(desk.lang, word, "") }</p> },
    }
}

fn unmarked(desk: &Desk, issue: &Issue, page: usize, index: usize) -> Option<yew::AttrValue> {
    desk.article_href(issue, page, index)
}

/// 下一篇 / 上一篇, going on over the end of the page, and saying so.
fn onward(desk: &Desk, issue: &Issue, page: usize, index: usize) -> Html {
    let edition = &issue.opened.edition;
    let words = desk.words();
    let link = |at: Option<(usize, usize)>, word: &'static str| {
        let (to_page, to_index) = at?;
        let found = edition.pages.get(to_page)?;
        let headline = phrases::headline(found.articles.get(to_index)?, words);
        let label = if to_page == page { headline } else { format!("{} {headline}", found.id) };
        Some(PagerLink { word, label, href: desk.href(&issue.article(to_page, to_index)?) })
    };
    pager(
        words.articles,
        link(queries::previous_article(edition, page, index), words.previous_article),
        link(queries::next_article(edition, page, index), words.next_article),
    )
}

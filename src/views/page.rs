//! A page (版): its stories, its facsimile, the pages before and after.

use yew::{Html, html};

use crate::components::{Detail, PagerLink, facsimile, headline_list, pager, set};
use crate::desk::Desk;
use crate::i18n::phrases;
use crate::queries::Issue;

/// The page at an index.
pub fn page(desk: &Desk, issue: &Issue, index: usize) -> Html {
    let Some(page) = issue.opened.edition.pages.get(index) else { return Html::default() };
    let title = phrases::page_title(page);
    html! {
        <div class="mh-page-view">
            <header class="mh-page-head">
                <h1 class="mh-headline" tabindex="-1">
                    <b class="mh-page-id">{ page.id.as_str() }</b>
                    if !title.is_empty() {
                        { " " }<span>{ set(title) }</span>
                    }
                </h1>
                <p class="mh-dateline">
                    { phrases::date(desk.lang, issue.key.1.date()) }{ " " }
                    { phrases::weekday(desk.lang, issue.key.1.date().weekday()) }
                </p>
            </header>
            <div class="mh-page-body">
                if page.articles.is_empty() {
                    <p class="mh-empty">{ desk.words().no_articles }</p>
                } else {
                    { headline_list(desk, issue, index, Detail::Story, None, None) }
                }
                { facsimile(desk, issue, index) }
            </div>
            { turn(desk, issue, index) }
        </div>
    }
}

/// 上一版 / 下一版, in the order of the edition, absent at its ends.
fn turn(desk: &Desk, issue: &Issue, index: usize) -> Html {
    let words = desk.words();
    let link = |index: usize, word: &'static str| {
        let page = issue.opened.edition.pages.get(index)?;
        Some(PagerLink {
            word,
            label: format!("{} {}", page.id, phrases::page_title(page)).trim_end().to_owned(),
            href: desk.href(&issue.page(index)?),
        })
    };
    pager(
        words.turning_pages,
        index.checked_sub(1).and_then(|index| link(index, words.previous_page)),
        link(index + 1, words.next_page),
    )
}

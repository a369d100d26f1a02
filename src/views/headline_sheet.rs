//! 标题导航: every headline of the edition, grouped by page, over the place where one was.

use yew::{Callback, Html, html};

use crate::components::{Detail, SheetDialog, edition_switch, headline_list, page_line};
use crate::desk::Desk;
use crate::queries::{Issue, Scene};

/// The sheet.
pub fn headline_sheet(desk: &Desk, issue: &Issue, scene: &Scene, on_close: Callback<()>) -> Html {
    let here = match scene {
        Scene::Article(_, page, article) => Some((*page, *article)),
        _ => None,
    };
    let words = desk.words();
    html! {
        <SheetDialog title={words.headline_navigation} close={words.close} {on_close}>
            for (index, page) in issue.opened.edition.pages.iter().enumerate() {
                <section class="mh-page">
                    { page_line(desk, issue, index, page) }
                    if page.articles.is_empty() {
                        <p class="mh-empty">{ words.no_articles }</p>
                    } else {
                        { headline_list(
                            desk, issue, index, Detail::Headline, None,
                            here.filter(|(page, _)| *page == index).map(|(_, article)| article),
                        ) }
                    }
                </section>
            }
            { edition_switch(desk) }
        </SheetDialog>
    }
}

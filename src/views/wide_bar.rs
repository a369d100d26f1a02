//! What the top bar holds on wide screens: the nameplate in small, date, editions, and the words of the bottom bar.

use yew::{Html, html};

use crate::components::{edition_switch, publications, set};
use crate::desk::Desk;
use crate::i18n::phrases;
use crate::queries::{Outline, Scene};
use crate::state::Sheet;

/// The bar's content.
pub fn wide_bar(desk: &Desk, scene: &Scene) -> Html {
    // Without the paper nobody knows what will stand here: better nothing than things that move.
    if desk.state.paper().is_none() {
        return Html::default();
    }
    let words = desk.words();
    let date = Outline::of(&desk.state).and_then(|outline| outline.key).map(|(_, edition)| edition.date());
    let here = |is_here: bool| is_here.then_some("page");
    html! {
        <>
            <p class="mh-wide-title">
                <a href={desk.href(&desk.front_address())}>{ set(desk.publication_title()) }</a>
            </p>
            <div class="mh-wide-date">
                if let Some(date) = date {
                    <p>{ phrases::full_date(desk.lang, date) }</p>
                }
                { edition_switch(desk) }
            </div>
            { publications(desk) }
            <nav class="mh-wide-words" aria-label={words.main_navigation}>
                <button type="button" aria-haspopup="dialog" onclick={desk.on_sheet(Some(Sheet::Headlines))}>
                    { words.headline_navigation }
                </button>
                <a href={desk.href(&desk.search_address())} aria-current={here(matches!(scene, Scene::Search(_)))}>
                    { words.search }
                </a>
                if let Some(calendar) = desk.calendar_address() {
                    <a href={desk.href(&calendar)} aria-current={here(matches!(scene, Scene::Calendar(_)))}>
                        { words.calendar }
                    </a>
                }
                if let Some(home) = desk.state.paper().and_then(|paper| paper.home.clone()) {
                    <a href={home.href} target="_self">{ desk.home_label() }</a>
                }
            </nav>
        </>
    }
}

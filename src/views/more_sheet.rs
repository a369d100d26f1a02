//! 更多: the paper's other publications, other editions of the day, previous and next edition, home.

use masthead_edition::place::Place;
use yew::{Callback, Html, html};

use crate::components::{SheetDialog, edition_switch, pages_rail, publications, set};
use crate::desk::Desk;
use crate::i18n::phrases;
use crate::queries::{self, Issue, Outline, Scene};

/// The sheet.
pub fn more_sheet(desk: &Desk, issue: Option<&Issue>, scene: &Scene, on_close: Callback<()>) -> Html {
    let words = desk.words();
    html! {
        <SheetDialog title={words.more} close={words.close} {on_close}>
            { publications(desk) }
            { editions_of_the_day(desk) }
            { edition_switch(desk) }
            if let Some(issue) = issue {
                <h3>{ words.pages }</h3>
                { pages_rail(desk, issue, scene.page()) }
            }
            { home(desk) }
        </SheetDialog>
    }
}

fn editions_of_the_day(desk: &Desk) -> Html {
    let editions = queries::same_day(&desk.state);
    let Some(outline) = Outline::of(&desk.state).filter(|_| !editions.is_empty()) else {
        return Html::default();
    };
    let current = outline.key.map(|(_, edition)| edition);
    html! {
        <nav class="mh-day-editions" aria-label={desk.words().other_editions}>
            <h3>{ desk.words().other_editions }</h3>
            <ul>
                for (edition, name) in editions {
                    <li>
                        <a
                            href={desk.place_href(Place::Edition(outline.publication.clone(), edition.clone()))}
                            aria-current={(current.as_ref() == Some(&edition)).then_some("true")}
                        >
                            { set(name.unwrap_or_else(|| phrases::date(desk.lang, edition.date()))) }
                        </a>
                    </li>
                }
            </ul>
        </nav>
    }
}

fn home(desk: &Desk) -> Html {
    let home = desk.state.paper().and_then(|paper| paper.home.clone());
    home.map(
        |home| html! { <p class="mh-home"><a href={home.href} target="_self">{ desk.home_label() }</a></p> },
    )
    .unwrap_or_default()
}

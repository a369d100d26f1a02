//! 上一期 / 下一期: the editions around this one, over the gaps of the calendar, with their dates.

use masthead_edition::place::{Address, Place};
use yew::{Html, html};

use super::long_words::set;
use crate::desk::Desk;
use crate::i18n::phrases;
use crate::queries::{self, Neighbour, Outline};

/// Previous and next edition, each only where there is one.
pub fn edition_switch(desk: &Desk) -> Html {
    let words = desk.words();
    let Some(key) = Outline::of(&desk.state).and_then(|outline| outline.key) else {
        return Html::default();
    };
    let publication = key.0.clone();
    let around = queries::editions_around(&desk.state);
    let link = |neighbour: &Neighbour, word: &'static str, rel: &'static str| {
        let Neighbour::Known(edition) = neighbour else { return Html::default() };
        let calendar = desk.state.calendar_around(&key, &publication, edition.date().year());
        let entry = calendar.and_then(|calendar| calendar.entry(edition));
        let name = entry.and_then(|entry| entry.name.clone());
        let address = Address::from(Place::Edition(publication.clone(), edition.clone()));
        html! {
            <a href={desk.href(&address)} {rel}>
                <b>{ word }</b>{ " " }
                <time datetime={edition.date().to_string()}>{ phrases::short_date(desk.lang, edition.date()) }</time>
                if let Some(name) = name {
                    { " " }<span>{ set(name) }</span>
                }
            </a>
        }
    };
    html! {
        // A group, not a landmark: it stands twice where a sheet or a bar repeats it.
        <div class="mh-edition-switch" role="group" aria-label={words.editions}>
            { link(&around.previous, words.previous_edition, "prev") }
            { link(&around.next, words.next_edition, "next") }
        </div>
    }
}

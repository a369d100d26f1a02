//! 上一期 / 下一期: the editions around this one, over the gaps of the calendar, with their dates.

use masthead_edition::date::Date;
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
        let (edition, date) = match neighbour {
            Neighbour::Known(edition) => (Some(edition), edition.date()),
            // Its room, until the calendar of its year comes: what stands beside it does not jump.
            Neighbour::InYear(year) => match Date::new(*year, 12, 31) {
                Ok(date) => (None, date),
                Err(_) => return Html::default(),
            },
            Neighbour::None => return Html::default(),
        };
        let calendar = desk.state.calendar_around(&key, &publication, date.year());
        let entry = edition.and_then(|edition| calendar?.entry(edition));
        let name = entry.and_then(|entry| entry.name.clone());
        let href = edition
            .map(|edition| desk.href(&Address::from(Place::Edition(publication.clone(), edition.clone()))));
        html! {
            <a {href} {rel}>
                <b>{ word }</b>{ " " }
                <time datetime={date.to_string()}>{ phrases::short_date(desk.lang, date) }</time>
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

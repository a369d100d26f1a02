//! The paper's publications as links, the date kept where that paper came out that day.

use masthead_edition::place::{Address, Place};
use yew::{Html, html};

use super::long_words::set;
use crate::desk::Desk;
use crate::i18n::phrases;
use crate::queries;

/// The other publications: their edition of this day, or the nearest one, and which it is.
pub fn publications(desk: &Desk) -> Html {
    let siblings = queries::siblings(&desk.state);
    if siblings.len() < 2 {
        return Html::default();
    }
    let words = desk.words();
    html! {
        <nav class="mh-publications" aria-label={words.publications}>
            <ul>
                for sibling in siblings {
                    <li>
                        { {
                            let place = match &sibling.edition {
                                Some(edition) => Place::Edition(sibling.publication.clone(), edition.clone()),
                                None => Place::Publication(sibling.publication.clone()),
                            };
                            let other_day = sibling.edition.as_ref().filter(|_| !sibling.same_day && !sibling.current);
                            html! {
                                <a href={desk.href(&Address::from(place))} aria-current={sibling.current.then_some("true")}>
                                    <b>{ set(&sibling.title) }</b>
                                    if let Some(edition) = other_day {
                                        { " " }<small>
                                            { words.not_that_day }{ " " }{ phrases::short_date(desk.lang, edition.date()) }
                                        </small>
                                    }
                                </a>
                            }
                        } }
                    </li>
                }
            </ul>
        </nav>
    }
}

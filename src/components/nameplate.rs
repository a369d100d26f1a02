//! The nameplate (报头): the paper's name, the thick and the thin rule, the date line.

use yew::{Html, html};

use super::long_words::set;
use crate::desk::Desk;
use crate::i18n::phrases;
use crate::queries::Issue;

/// The nameplate of an edition.
pub fn nameplate(desk: &Desk, issue: &Issue) -> Html {
    let edition = &issue.opened.edition;
    let date = issue.key.1.date();
    let title = edition.title.clone().unwrap_or_else(|| desk.publication_title());
    let notice = desk.state.paper().and_then(|paper| paper.notice.clone());
    let mut facts = Vec::new();
    if let Some(number) = &edition.number {
        facts.push(phrases::edition_number(desk.lang, number));
    }
    facts.push(phrases::page_count(desk.lang, edition.pages.len()));
    html! {
        <header class="mh-nameplate" part="masthead">
            <h1 tabindex="-1" class="mh-title" data-is={is_short(&title).then_some("wide")}>{ set(title) }</h1>
            if let Some(name) = &edition.name {
                <p class="mh-edition-name">{ set(name) }</p>
            } else if let Some(notice) = notice {
                <p class="mh-tagline">{ set(notice) }</p>
            }
            <div class="mh-wenwu" aria-hidden="true"></div>
            <p class="mh-dateline">
                <span>
                    <time datetime={date.to_string()}>{ phrases::date(desk.lang, date) }</time>
                    { " " }{ phrases::weekday(desk.lang, date.weekday()) }
                    if let Some(lunar) = phrases::lunar_date(desk.lang, date) {
                        { " " }<span class="mh-lunar">{ lunar }</span>
                    }
                </span>
                { " " }
                <span>{ set(facts.join(" · ")) }</span>
            </p>
        </header>
    }
}

/// A short Chinese name is set wide, as nameplates are; a long or Latin one is not.
fn is_short(title: &str) -> bool {
    title.chars().count() <= 6 && !title.is_ascii()
}

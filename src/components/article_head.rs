//! The head of an article: kicker, headline, deck, byline and reading time.

use masthead_edition::fields::visible_characters;
use masthead_edition::model::{Article, Status};
use yew::{Html, html};

use super::ink::Ink;
use super::long_words::{headline, set};
use crate::desk::Desk;
use crate::i18n::phrases;

/// Everything above the body.
pub fn article_head(desk: &Desk, article: &Article, ink: &Ink) -> Html {
    let words = desk.words();
    let byline = byline_line(article, words.list_separator);
    let reading = phrases::reading_time(desk.lang, visible_characters(article));
    html! {
        <header class="mh-article-head">
            if let Some(kicker) = &article.kicker {
                <p class="mh-kicker">{ ink.text(kicker) }</p>
            }
            <h1 class="mh-headline" part="headline" tabindex="-1">
                if article.headline.is_empty() {
                    { headline(article, words) }
                } else {
                    { ink.lines(&article.headline) }
                }
            </h1>
            if let Some(deck) = &article.deck {
                <p class="mh-deck">{ ink.text(deck) }</p>
            }
            if !byline.is_empty() || article.source.is_some() || reading.is_some() {
                <p class="mh-byline" part="byline">
                    if !byline.is_empty() {
                        <span>{ ink.plain(&byline) }</span>{ " " }
                    }
                    if let Some(source) = &article.source {
                        <span>{ set(format!("{} {source}", words.source)) }</span>{ " " }
                    }
                    if let Some(reading) = reading {
                        <span>{ reading }</span>
                    }
                </p>
            }
            { amendment(desk, article) }
        </header>
    }
}

/// 记者 周闻溪 通讯员 何渡 文/图.
fn byline_line(article: &Article, separator: &str) -> String {
    let credits = article.byline.iter().map(|credit| {
        let names = credit.names.join(separator);
        if credit.role.is_empty() { names } else { format!("{} {names}", credit.role) }
    });
    credits.map(|credit| credit.trim().to_owned()).collect::<Vec<_>>().join("　")
}

fn amendment(desk: &Desk, article: &Article) -> Html {
    let (word, amendment, advice) = match &article.status {
        Status::Published | Status::Other(_) => return Html::default(),
        Status::Corrected(amendment) => (desk.words().corrected, amendment, None),
        Status::Withdrawn(amendment) => {
            (desk.words().withdrawn, amendment, Some(desk.words().withdrawn_advice))
        }
    };
    html! {
        <div class="mh-amendment" role="note">
            <p><b>{ phrases::amended(desk.lang, word, amendment.date) }</b></p>
            if let Some(note) = &amendment.note {
                <p>{ set(note) }</p>
            }
            if let Some(advice) = advice {
                <p>{ advice }</p>
            }
        </div>
    }
}

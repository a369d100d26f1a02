//! One sentence of plain language, what can be done, a button: for what is empty, missing or failed.

use yew::{AttrValue, Callback, Html, MouseEvent, html};

/// What a reader can do about it.
pub enum Remedy {
    /// Try again.
    Button(&'static str, Callback<MouseEvent>),
    /// Read something else: the words before the link, its label, its address.
    Link(&'static str, String, AttrValue),
}

/// A message that takes the place of a view.
pub fn state_message(
    sentence: &str,
    advice: Option<&str>,
    detail: Option<&str>,
    remedies: Vec<Remedy>,
) -> Html {
    html! {
        <section class="mh-message">
            <h1 class="mh-headline" tabindex="-1">{ sentence }</h1>
            if let Some(advice) = advice {
                <p>{ advice }</p>
            }
            for remedy in remedies {
                { match remedy {
                    Remedy::Button(word, onclick) => html! {
                        <p><button type="button" class="mh-button" {onclick}>{ word }</button></p>
                    },
                    Remedy::Link(before, label, href) => html! {
                        <p>{ before }{ " " }<a {href}>{ label }</a></p>
                    },
                } }
            }
            if let Some(detail) = detail {
                <p class="mh-detail">{ detail }</p>
            }
        </section>
    }
}

//! Places where the page that carries the reader puts something of its own.

use yew::{Html, html};

use crate::desk::Desk;

/// A slot of the shadow root. On a built page there is none: the paper's fragments stand outside the reader.
pub fn slot(desk: &Desk, name: &'static str) -> Html {
    if desk.state.settings.embedded {
        html! { <slot {name}></slot> }
    } else {
        Html::default()
    }
}

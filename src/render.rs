//! Draws a page natively: the same component, the same state, as text.

use std::rc::Rc;

use yew::LocalServerRenderer;

use crate::app::{Reader, ReaderProps};
use crate::fingerprint;
use crate::island::Island;
use crate::queries;
use crate::seat::Seat;
use crate::settings::Settings;

/// A page as drawn.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The markup that belongs into `<div class="mh-root">`.
    pub html: String,
    /// The island's text, for `<script type="application/json" class="mh-island">` beside it.
    pub island: String,
    /// The title of the page.
    pub title: String,
    /// The BCP 47 tag of its text.
    pub language: String,
}

/// Draws the place that an island describes.
pub async fn render(settings: Settings, island: &Island) -> Rendered {
    let settings = Rc::new(settings);
    let state = island.clone().into_state(settings);
    let title = queries::title(&state, &queries::scene(&state));
    let language = queries::language_of_text(&state);
    let props = ReaderProps { initial: Rc::new(state), seat: Seat::default() };
    let html = LocalServerRenderer::<Reader>::with_props(props).render().await;
    let island = island.to_json(&fingerprint::of_html(&html));
    Rendered { html, island, title, language }
}

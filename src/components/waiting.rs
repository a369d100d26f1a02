//! While something is on its way: after a moment the rules where lines will be, after a while a word about the
//! slow network. Never a spinner alone. The stylesheet knows the times (`mh-later`, `mh-until`).

use yew::{Html, html};

use super::long_words::set;
use crate::desk::Desk;

/// Grey rules, and what the nameplate will say, where that is known.
pub fn waiting(desk: &Desk) -> Html {
    let words = desk.words();
    html! {
        <div class="mh-waiting mh-later">
            <p class="mh-waiting-title" aria-hidden="true">{ set(desk.publication_title()) }</p>
            <div class="mh-wenwu" aria-hidden="true"></div>
            <h1 class="mh-waiting-message">
                <span class="mh-until">{ words.loading }</span>
                <span class="mh-later">{ words.slow }</span>
            </h1>
            <div class="mh-waiting-lines" aria-hidden="true">
                for _ in 0..3 {
                    <div class="mh-waiting-story"><i></i><i></i><i></i></div>
                }
            </div>
        </div>
    }
}

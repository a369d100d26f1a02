//! The bar at the top. On phones one line: the way back, the paper's name, the page; gone while reading down,
//! there again on the way up ([`crate::web::scroll::watch`]). On wide screens the paper's nameplate in small, with everything that the bottom bar
//! has on phones.

use yew::{AttrValue, Callback, Html, MouseEvent, html};

use super::long_words::set;
use crate::desk::Desk;

/// The bar. `back` is where 返回 leads, unless the browser's history knows better; absent on a front. `place` is the
/// page one is on, `wide` what wide screens have.
pub fn top_bar(
    desk: &Desk,
    back: Option<AttrValue>,
    title: AttrValue,
    place: Option<(AttrValue, AttrValue)>,
    wide: Html,
) -> Html {
    let on_back = {
        let navigator = desk.navigator.clone();
        let moved = desk.state.depth > 0;
        Callback::from(move |event: MouseEvent| {
            if moved && navigator.back() {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    };
    html! {
        <div class="mh-top-bar" part="top-bar" data-is={back.is_none().then_some("over-nameplate")}>
            <div class="mh-top-line">
                if let Some(back) = back {
                    <a class="mh-back" href={back} onclick={on_back}>{ desk.words().back }</a>
                } else {
                    <span></span>
                }
                if title.is_empty() {
                    <span></span>
                } else {
                    <a class="mh-top-title" href={desk.href(&desk.front_address())}>{ set(title) }</a>
                }
                if let Some((label, href)) = place {
                    <a class="mh-top-place" {href}>{ label }</a>
                } else {
                    <span></span>
                }
            </div>
            <div class="mh-top-wide">{ wide }</div>
        </div>
    }
}

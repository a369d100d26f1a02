//! The bar at the top. On phones one line: the way back, the paper's name, the page; gone while reading down,
//! there again on the way up. On wide screens the paper's nameplate in small, with everything that the bottom bar
//! has on phones.

use yew::prelude::*;

use crate::desk::Desk;
use crate::web::events::Listener;
use crate::web::scroll;

/// Small movements of a thumb are no change of direction; CSS pixels.
const DIRECTION: f64 = 8.0;
/// The bar stays until this much is scrolled away; CSS pixels.
const TOP: f64 = 90.0;

/// What the bar says.
#[derive(Clone, PartialEq, Properties)]
pub struct TopBarProps {
    /// The desk.
    pub desk: Desk,
    /// Where 返回 leads, and its click where the browser's history knows better; absent on a front.
    pub back: Option<AttrValue>,
    /// The paper's name.
    pub title: AttrValue,
    /// The page one is on.
    pub place: Option<(AttrValue, AttrValue)>,
    /// Date and edition controls, for wide screens.
    pub children: Children,
}

/// The bar.
#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let is_hidden = use_state(|| false);
    let is_scrolled = use_state(|| false);
    {
        let (hidden, scrolled) = (is_hidden.clone(), is_scrolled.clone());
        use_effect_with((), move |()| {
            let mut last = scroll::top();
            let (mut was_hidden, mut was_scrolled) = (false, false);
            let listener = Listener::on_window("scroll", move |_| {
                let top = scroll::top();
                let now_scrolled = top > TOP;
                if now_scrolled != was_scrolled {
                    was_scrolled = now_scrolled;
                    scrolled.set(now_scrolled);
                }
                if (top - last).abs() < DIRECTION {
                    return;
                }
                let now_hidden = top > last && now_scrolled;
                last = top;
                if now_hidden != was_hidden {
                    was_hidden = now_hidden;
                    hidden.set(now_hidden);
                }
            });
            move || drop(listener)
        });
    }
    let words = props.desk.words();
    let on_back = {
        let navigator = props.desk.navigator.clone();
        let moved = props.desk.state.depth > 0;
        Callback::from(move |event: MouseEvent| {
            if moved && navigator.back() {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    };
    let classes = classes!(
        "mh-top-bar",
        (*is_hidden).then_some("mh-hidden"),
        (*is_scrolled).then_some("mh-scrolled"),
        props.back.is_none().then_some("mh-over-nameplate"),
    );
    html! {
        <div class={classes}>
            <div class="mh-top-line">
                if let Some(back) = &props.back {
                    <a class="mh-back" href={back} onclick={on_back}>{ words.back }</a>
                } else {
                    <span></span>
                }
                if props.title.is_empty() {
                    <span></span>
                } else {
                    <a class="mh-top-title" href={props.desk.href(&props.desk.front_address())}>{ &props.title }</a>
                }
                if let Some((label, href)) = &props.place {
                    <a class="mh-top-place" {href}>{ label }</a>
                } else {
                    <span></span>
                }
            </div>
            <div class="mh-top-wide">{ props.children.clone() }</div>
        </div>
    }
}

//! While something is on its way: after a moment the rules where lines will be, after a while a word about the
//! slow network. Never a spinner alone.

use yew::prelude::*;

use crate::i18n::Lang;
use crate::web::timer::Timer;

/// Before this many milliseconds nothing shows: most files arrive sooner, and a flash would only disturb.
const SHOW_AFTER: i32 = 200;
/// After this many milliseconds a reader wants to know that it is the network.
const SLOW_AFTER: i32 = 6_000;

/// What is waited in.
#[derive(Clone, PartialEq, Properties)]
pub struct WaitingProps {
    /// The language of the message.
    pub lang: Lang,
    /// What the nameplate will say, where that is known.
    pub title: AttrValue,
}

/// Grey rules.
#[component]
pub fn Waiting(props: &WaitingProps) -> Html {
    let phase = use_state(|| 0_u8);
    {
        let phase = phase.clone();
        use_effect_with((), move |()| {
            let slow = phase.clone();
            let timers = (
                Timer::after(SHOW_AFTER, move || phase.set(1)),
                Timer::after(SLOW_AFTER, move || slow.set(2)),
            );
            move || drop(timers)
        });
    }
    let words = props.lang.words();
    html! {
        <div class={classes!("mh-waiting", (*phase > 0).then_some("mh-shown"))}>
            <p class="mh-waiting-title" aria-hidden="true">{ &props.title }</p>
            <div class="mh-wenwu" aria-hidden="true"></div>
            <h1 class="mh-waiting-message">{ if *phase > 1 { words.slow } else { words.loading } }</h1>
            <div class="mh-waiting-lines" aria-hidden="true">
                for _ in 0..3 {
                    <div class="mh-waiting-story"><i></i><i></i><i></i></div>
                }
            </div>
        </div>
    }
}

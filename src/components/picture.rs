//! A picture that keeps its room before it arrives, and says so and offers to try again when it does not.

use masthead_edition::model::Image;
use web_sys::HtmlImageElement;
use yew::prelude::*;

use crate::desk::Desk;
use crate::i18n::Lang;
use crate::queries::Issue;
use crate::web;

/// How much room a picture has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// The width of a column.
    Column,
    /// A little, beside a headline or a name: none for words.
    Small,
    /// The first of all, over a headline; it is fetched at once.
    Lead,
}

/// A picture of an edition. `alt` is what is to be seen; empty for decoration beside a headline that says it.
pub fn picture(desk: &Desk, issue: &Issue, image: &Image, alt: String, room: Room) -> Html {
    let src = desk.file(issue, &image.src);
    html! { <Picture {src} width={image.width} height={image.height} {alt} {room} lang={desk.lang} /> }
}

/// What a picture needs.
#[derive(Clone, PartialEq, Properties)]
struct PictureProps {
    src: AttrValue,
    width: u32,
    height: u32,
    alt: AttrValue,
    room: Room,
    lang: Lang,
}

#[component]
fn Picture(props: &PictureProps) -> Html {
    let words = props.lang.words();
    let failed = use_state(|| false);
    let attempt = use_state(|| 0_u32);
    let element = use_node_ref();
    {
        // It may have failed before the reader was there to listen.
        let (failed, element) = (failed.clone(), element.clone());
        use_effect_with(props.src.clone(), move |_| {
            failed.set(
                element.cast::<HtmlImageElement>().is_some_and(|element| web::picture::has_failed(&element)),
            );
        });
    }
    let onerror = {
        let failed = failed.clone();
        Callback::from(move |_: Event| failed.set(true))
    };
    let onload = {
        let failed = failed.clone();
        Callback::from(move |_: Event| failed.set(false))
    };
    let retry = {
        let (failed, attempt) = (failed.clone(), attempt.clone());
        Callback::from(move |_: MouseEvent| {
            failed.set(false);
            attempt.set(*attempt + 1);
        })
    };
    // Another address makes a browser try again even where it remembers the failure.
    let src = if *attempt == 0 { props.src.clone() } else { format!("{}?{}", props.src, *attempt).into() };
    html! {
        <div class={classes!("mh-picture", (*failed).then_some("mh-failed"))}>
            <img
                ref={element}
                {src}
                {onerror}
                {onload}
                width={props.width.to_string()}
                height={props.height.to_string()}
                alt={props.alt.clone()}
                loading={if props.room == Room::Lead { "eager" } else { "lazy" }}
                decoding="async"
            />
            if *failed && props.room == Room::Column {
                <div class="mh-picture-message">
                    <span>{ words.picture_failed }</span>
                    <button type="button" onclick={retry}>{ words.retry }</button>
                </div>
            }
        </div>
    }
}

//! A picture that keeps its room before it arrives, and says so and offers to try again when it does not.

use web_sys::HtmlImageElement;
use yew::prelude::*;

use crate::i18n::Lang;
use crate::web::picture;

/// What a picture needs.
#[derive(Clone, PartialEq, Properties)]
pub struct PictureProps {
    /// Where it is.
    pub src: AttrValue,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What is to be seen; empty for decoration beside a headline that says it.
    pub alt: AttrValue,
    /// Fetched at once: it stands in the first view.
    #[prop_or_default]
    pub first: bool,
    /// The language of the message.
    pub lang: Lang,
    /// A small picture has no room for words.
    #[prop_or_default]
    pub small: bool,
}

/// A picture.
#[component]
pub fn Picture(props: &PictureProps) -> Html {
    let failed = use_state(|| false);
    let attempt = use_state(|| 0_u32);
    let element = use_node_ref();
    {
        // It may have failed before the reader was there to listen.
        let (failed, element) = (failed.clone(), element.clone());
        use_effect_with(props.src.clone(), move |_| {
            failed
                .set(element.cast::<HtmlImageElement>().is_some_and(|element| picture::has_failed(&element)));
        });
    }
    let words = props.lang.words();
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
                loading={if props.first { "eager" } else { "lazy" }}
                decoding="async"
            />
            if *failed && !props.small {
                <div class="mh-picture-message">
                    <span>{ words.picture_failed }</span>
                    <button type="button" onclick={retry}>{ words.retry }</button>
                </div>
            }
        </div>
    }
}

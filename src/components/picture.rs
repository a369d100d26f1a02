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
    let srcset = smaller(desk, issue, image);
    html! { <Picture {src} {srcset} width={image.width} height={image.height} {alt} {room} lang={desk.lang} /> }
}

/// The picture in its widths, for a browser to choose from; the whole of it is among them, since no browser looks
/// further than this list.
fn smaller(desk: &Desk, issue: &Issue, image: &Image) -> Option<AttrValue> {
    let mut list = String::new();
    let mut add = |path: &str, width: u32| {
        list.push_str(&desk.file(issue, path));
        list.push(' ');
        list.push_str(&width.to_string());
        list.push_str("w,");
    };
    for width in &image.widths {
        add(&image.at_width(*width), *width);
    }
    if !image.widths.is_empty() && image.src.ends_with(".webp") {
        add(&image.src, image.width);
    }
    (!list.is_empty()).then(|| list.into())
}

/// What a picture needs.
#[derive(Clone, PartialEq, Properties)]
struct PictureProps {
    src: AttrValue,
    srcset: Option<AttrValue>,
    width: u32,
    height: u32,
    alt: AttrValue,
    room: Room,
    lang: Lang,
}

/// The attempts to get it.
#[derive(Clone, Copy, Default)]
struct Attempt {
    number: u32,
    failed: bool,
}

#[component]
fn Picture(props: &PictureProps) -> Html {
    let words = props.lang.words();
    let attempt = use_state(Attempt::default);
    let element = use_node_ref();
    let end_with = |failed: bool| {
        let attempt = attempt.clone();
        Callback::from(move |_: Event| attempt.set(Attempt { failed, ..*attempt }))
    };
    let (onload, onerror) = (end_with(false), end_with(true));
    {
        // It may have failed before the reader was there to listen.
        let (attempt, element) = (attempt.clone(), element.clone());
        use_effect_with(props.src.clone(), move |_| {
            let failed =
                element.cast::<HtmlImageElement>().is_some_and(|element| web::picture::has_failed(&element));
            if failed != attempt.failed {
                attempt.set(Attempt { failed, ..*attempt });
            }
        });
    }
    let retry = {
        let attempt = attempt.clone();
        Callback::from(move |_: MouseEvent| {
            attempt.set(Attempt { number: attempt.number + 1, failed: false })
        })
    };
    // Another address makes a browser try again even where it remembers the failure.
    let src = match attempt.number {
        0 => props.src.clone(),
        number => format!("{}?{number}", props.src).into(),
    };
    html! {
        <div class="mh-picture" data-is={attempt.failed.then_some("failed")}>
            <picture>
                // The second attempt is for the picture as it came.
                if attempt.number == 0 {
                    if let Some(srcset) = &props.srcset {
                        <source
                            type="image/webp"
                            srcset={srcset}
                            sizes={if props.room == Room::Small { "96px" } else { "(min-width:740px) 740px,100vw" }}
                        />
                    }
                }
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
            </picture>
            if attempt.failed && props.room == Room::Column {
                <div class="mh-picture-message">
                    <span>{ words.picture_failed }</span>
                    <button type="button" onclick={retry}>{ words.retry }</button>
                </div>
            }
        </div>
    }
}

//! A sheet from the bottom, over the place where the reader was. It closes by its button, by Esc, by the back
//! button, by a touch beside it and by a swipe down.

use web_sys::{Event, HtmlElement, MouseEvent, TouchEvent};
use yew::prelude::*;

use crate::web::{document, touch};

/// How far down a finger must move to close the sheet, in CSS pixels.
const SWIPE: f64 = 70.0;

/// What a sheet is given.
#[derive(Clone, PartialEq, Properties)]
pub struct SheetDialogProps {
    /// Its title.
    pub title: AttrValue,
    /// The word on the closing button.
    pub close: AttrValue,
    /// Called when it wants to close.
    pub on_close: Callback<()>,
    /// What is in it.
    pub children: Html,
}

/// The dialog.
#[component]
pub fn SheetDialog(props: &SheetDialogProps) -> Html {
    let dialog = use_node_ref();
    let touched_at = use_mut_ref(|| None::<f64>);
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            let dialog = dialog.cast::<web_sys::Element>();
            if let Some(dialog) = &dialog {
                document::show_modal(dialog);
                document::show_current(dialog);
            }
            // Closed before it leaves the page: only then does the browser give focus back to where it was.
            move || dialog.iter().for_each(document::close)
        });
    }
    let close = props.on_close.clone();
    let oncancel = Callback::from(move |event: Event| {
        event.prevent_default();
        close.emit(());
    });
    let close = props.on_close.clone();
    let onclick = {
        let dialog = dialog.clone();
        // A click on the dialog itself, and on nothing in it, is a click on what lies around the sheet.
        Callback::from(move |event: MouseEvent| {
            let around =
                dialog.cast::<web_sys::Element>().is_some_and(|dialog| document::is_around(&event, &dialog));
            if around {
                close.emit(());
            }
        })
    };
    let close = props.on_close.clone();
    let on_button = Callback::from(move |_: MouseEvent| close.emit(()));
    let ontouchstart = {
        let (dialog, touched_at) = (dialog.clone(), touched_at.clone());
        Callback::from(move |event: TouchEvent| {
            // A finger on scrolled headlines scrolls them; one on the sheet's head always has hold of the sheet.
            let is_grip = document::began_in(&event, ".mh-sheet-head")
                || dialog.cast::<HtmlElement>().is_some_and(|dialog| document::is_scrolled_to_top(&dialog));
            *touched_at.borrow_mut() = touch::height(&event).filter(|_| is_grip);
        })
    };
    let close = props.on_close.clone();
    let ontouchend = Callback::from(move |event: TouchEvent| {
        let start = touched_at.borrow_mut().take();
        if let Some((start, end)) = start.zip(touch::height(&event))
            && end - start > SWIPE
        {
            close.emit(());
        }
    });
    html! {
        <dialog ref={dialog} class="mh-sheet" part="sheet" aria-label={props.title.clone()} {oncancel} {onclick} {ontouchstart} {ontouchend}>
            <div class="mh-sheet-body">
                <div class="mh-sheet-head">
                    <h2>{ &props.title }</h2>
                    <button type="button" class="mh-close" onclick={on_button}>{ &props.close }</button>
                </div>
                { props.children.clone() }
            </div>
        </dialog>
    }
}

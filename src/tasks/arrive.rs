//! Arriving at a place: where focus goes and how far the page is scrolled, once its view stands.

use masthead_edition::place::Place;
use web_sys::Element;

use crate::state::{Move, State};
use crate::web::{document, history, scroll};

/// Follows the latest move, whose view has just been drawn within the reader's root.
pub fn arrive(root: &Element, state: &State) {
    match state.last_move {
        Move::Mend => {}
        Move::Start => {
            // A page opened at a paragraph shows it; otherwise everything stays where the host has it.
            show_block(root, state);
        }
        Move::Forward => {
            scroll::up_to(root);
            if show_block(root, state) {
                return;
            }
            if document::has_focus_elsewhere(root) {
                return;
            }
            match (&state.address.place, &state.address.query) {
                // Whoever goes to search wants to type.
                (Place::Search, None) => focus(root, "main input"),
                _ => focus_headline(root),
            }
        }
        Move::Back => {
            focus_headline(root);
            scroll::to(history::noted_scroll().unwrap_or_default());
        }
    }
}

fn focus_headline(root: &Element) {
    focus(root, "main h1[tabindex]");
}

fn focus(root: &Element, selector: &str) {
    if let Some(element) = document::find(root, selector) {
        document::focus(&element);
    }
}

fn show_block(root: &Element, state: &State) -> bool {
    let block = state.address.block.as_ref().and_then(|block| document::find_id(root, block.as_str()));
    if let Some(block) = &block {
        scroll::to_middle(block);
    }
    block.is_some()
}

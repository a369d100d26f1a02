//! Scrolling. The reader scrolls with the page that carries it and keeps no scroller of its own.

use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::events::Listener;

/// Small movements of a thumb are no change of direction; CSS pixels.
const DIRECTION: f64 = 8.0;

/// Until so much is scrolled away the page counts as at its top; CSS pixels.
const TOP: f64 = 90.0;

/// How far the page is scrolled, in CSS pixels.
pub fn top() -> f64 {
    web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls the page.
pub fn to(top: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, top);
    }
}

/// Says on an element which way the page was scrolled last, as `data-scroll`: `down`, `up`, or nothing at its top.
/// The stylesheet does the rest: nothing is drawn anew while a page scrolls.
pub fn watch(element: Element) -> Option<Listener> {
    let (mut last, mut shown) = (top(), "");
    Listener::on_window("scroll", move |_| {
        let now = top();
        let way = match now - last {
            _ if now <= TOP => "",
            moved if moved > DIRECTION => "down",
            moved if moved < -DIRECTION => "up",
            _ => return,
        };
        last = now;
        if way != shown {
            shown = way;
            let _ = element.set_attribute("data-scroll", way);
        }
    })
}

/// Brings the top of an element to the top of the window, if the window is below it.
pub fn up_to(element: &Element) {
    let above = element.get_bounding_client_rect().top();
    if above < 0.0 {
        to((top() + above).max(0.0));
    }
}

/// Brings an element to the middle of the window.
pub fn to_middle(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

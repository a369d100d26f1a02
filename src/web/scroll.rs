//! Scrolling. The reader scrolls with the page that carries it and keeps no scroller of its own.

use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

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

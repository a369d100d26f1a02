//! The page's own parts that a reader may touch: its title, and focus within the reader's root.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlDialogElement, HtmlElement};

/// Sets the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// The first element within that fits a selector.
pub fn find(within: &Element, selector: &str) -> Option<Element> {
    within.query_selector(selector).ok().flatten()
}

/// The element within that has an id. Ids come from editions, so they are compared, never put into a selector.
pub fn find_id(within: &Element, id: &str) -> Option<Element> {
    let all = within.query_selector_all("[id]").ok()?;
    (0..all.length())
        .filter_map(|index| all.item(index)?.dyn_into::<Element>().ok())
        .find(|element| element.id() == id)
}

/// Moves focus without scrolling.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Whether focus is with something of the page around: a move that its script asked for must not take it away.
pub fn has_focus_elsewhere(root: &Element) -> bool {
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    let host = root.get_root_node().dyn_into::<web_sys::ShadowRoot>().map(|shadow| shadow.host()).ok();
    active.is_some_and(|active| {
        active.local_name() != "body" && host.as_ref() != Some(&active) && !root.contains(Some(&active))
    })
}

/// Opens a dialog over everything, with focus kept inside it.
pub fn show_modal(dialog: &Element) {
    if let Some(dialog) = dialog.dyn_ref::<HtmlDialogElement>()
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}

/// Closes a dialog, if it is open.
pub fn close(dialog: &Element) {
    if let Some(dialog) = dialog.dyn_ref::<HtmlDialogElement>()
        && dialog.open()
    {
        dialog.close();
    }
}

/// A new element of the same kind and class, beside nothing yet.
#[cfg(target_arch = "wasm32")]
pub fn sibling_like(element: &Element) -> Option<Element> {
    let twin = element.owner_document()?.create_element(&element.tag_name()).ok()?;
    twin.set_class_name(&element.class_name());
    Some(twin)
}

/// Writes a fault of the reader's own to the browser's console.
#[cfg(target_arch = "wasm32")]
pub fn report(message: &str) {
    web_sys::console::error_1(&message.into());
}

/// Brings the current entry of an opened list into view.
pub fn show_current(within: &Element) {
    if let Some(current) = find(within, "[aria-current]") {
        super::scroll::to_middle(&current);
    }
}

/// Whether a click met an element itself and nothing within it.
pub fn is_around(event: &web_sys::MouseEvent, element: &Element) -> bool {
    event.composed_path().get(0).dyn_into::<Element>().is_ok_and(|target| target == *element)
}

/// Whether an event began in something that fits a selector.
pub fn began_in(event: &web_sys::Event, selector: &str) -> bool {
    let target = event.composed_path().get(0).dyn_into::<Element>();
    target.is_ok_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Whether nothing of an element's content is scrolled away above.
pub fn is_scrolled_to_top(element: &Element) -> bool {
    element.scroll_top() <= 0
}

/// The link that an event happened in, with its `href` as written; `None` if it is not an ordinary click.
pub fn clicked_link(event: &web_sys::MouseEvent) -> Option<String> {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return None;
    }
    let target = event.composed_path().get(0).dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok().flatten()?;
    if link.has_attribute("target") || link.has_attribute("download") {
        return None;
    }
    link.get_attribute("href")
}

//! The browser's address and history. A sandboxed frame may refuse both: then the reader goes on without them.

use wasm_bindgen::JsValue;
use web_sys::{History, ScrollRestoration, Window};

const SCROLL: &str = "mastheadScroll";
const SHEET: &str = "mastheadSheet";

fn history() -> Option<(Window, History)> {
    let window = web_sys::window()?;
    let history = window.history().ok()?;
    Some((window, history))
}

/// Path, query and fragment of the page's address.
pub fn current() -> Option<String> {
    let location = web_sys::window()?.location();
    let part = |value: Result<String, JsValue>| value.unwrap_or_default();
    Some(format!("{}{}{}", part(location.pathname()), part(location.search()), part(location.hash())))
}

/// Scheme, host and port of the page's address.
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// A new entry for an address.
pub fn push(href: &str) {
    if let Some((_, history)) = history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(href));
    }
}

/// Another address for the current entry, which keeps its scroll position.
pub fn replace(href: &str) {
    if let Some((_, history)) = history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(href));
    }
}

/// Notes in the current entry how far the page is scrolled.
pub fn note_scroll(top: f64) {
    note(SCROLL, &top.into());
}

/// How far the page was scrolled when this entry was left.
pub fn noted_scroll() -> Option<f64> {
    let (_, history) = history()?;
    js_sys::Reflect::get(&history.state().ok()?, &SCROLL.into()).ok()?.as_f64()
}

/// An entry of its own for an open sheet, so that the back button closes it.
pub fn push_sheet() {
    if let Some((_, history)) = history() {
        let state = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&state, &SHEET.into(), &JsValue::TRUE);
        let _ = history.push_state(&state, "");
    }
}

/// Whether the current entry is that of an open sheet.
pub fn is_sheet() -> bool {
    history()
        .and_then(|(_, history)| js_sys::Reflect::get(&history.state().ok()?, &SHEET.into()).ok())
        .is_some_and(|value| value.is_truthy())
}

/// Turns the entry of a sheet into one for an address.
pub fn forget_sheet(href: &str) {
    if let Some((_, history)) = history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(href));
    }
}

/// One step back; `false` where the page may not.
pub fn back() -> bool {
    history().is_some_and(|(_, history)| history.back().is_ok())
}

/// The reader restores scroll positions itself, since its pages arrive after the browser would.
pub fn restore_scroll_ourselves() {
    if let Some((_, history)) = history() {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
}

fn note(name: &str, value: &JsValue) {
    let Some((_, history)) = history() else { return };
    let state = js_sys::Object::new();
    if let Ok(old) = history.state()
        && let Some(old) = old.dyn_ref_object()
    {
        js_sys::Object::assign(&state, old);
    }
    let _ = js_sys::Reflect::set(&state, &name.into(), value);
    let _ = history.replace_state(&state, "");
}

/// A history state that is an object; hosts keep other things there.
trait AsObject {
    fn dyn_ref_object(&self) -> Option<&js_sys::Object>;
}

impl AsObject for JsValue {
    fn dyn_ref_object(&self) -> Option<&js_sys::Object> {
        wasm_bindgen::JsCast::dyn_ref(self)
    }
}

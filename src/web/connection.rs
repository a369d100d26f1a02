//! What the browser says of the network, where it says anything.

use wasm_bindgen::JsValue;

/// Whether the browser believes that it has a network.
pub fn online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether fetching ahead is welcome: not where the reader saves data or the network is slow.
/// Browsers without the Network Information API are taken at their best.
pub fn has_room() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).ok();
    let Some(connection) = get(&window.navigator(), "connection").filter(JsValue::is_object) else {
        return true;
    };
    let saves = get(&connection, "saveData").is_some_and(|value| value.is_truthy());
    let kind = get(&connection, "effectiveType").and_then(|value| value.as_string());
    !saves && !matches!(kind.as_deref(), Some("slow-2g" | "2g"))
}

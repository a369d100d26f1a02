//! Text as the browser keeps it.

/// The canonical composition (NFC) of what was typed: some keyboards decompose. Natively text comes from a
/// publisher, whose tools compose it.
pub fn normalized(text: &str) -> String {
    if cfg!(target_arch = "wasm32") {
        js_sys::JsString::from(text).normalize("NFC").into()
    } else {
        text.to_owned()
    }
}

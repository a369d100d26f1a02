//! Work that can wait until the browser has nothing better to do.

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Where there is no idle callback (Safari), this many milliseconds after now.
const WITHOUT_IDLE_CALLBACK: i32 = 1_000;

/// Calls once when the browser is idle.
pub fn when_idle(call: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let call = Closure::once_into_js(call);
    let request = Reflect::get(&window, &"requestIdleCallback".into())
        .ok()
        .and_then(|value| value.dyn_into::<Function>().ok());
    let asked = match request {
        Some(request) => request.call1(&window, &call).map(|_: JsValue| ()),
        None => window
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                call.unchecked_ref(),
                WITHOUT_IDLE_CALLBACK,
            )
            .map(|_| ()),
    };
    // A host that took these functions away gets no fetching ahead, and nothing else is lost.
    let _ = asked;
}

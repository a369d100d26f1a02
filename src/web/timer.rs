//! One-shot timers that end with their owner.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// A pending call; dropped, it never happens.
pub struct Timer {
    id: i32,
    _call: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls once after some milliseconds.
    pub fn after(milliseconds: i32, call: impl FnOnce() + 'static) -> Option<Self> {
        let call = Closure::once(move || {
            if super::events::is_running() {
                call();
            }
        });
        let id = web_sys::window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                call.as_ref().unchecked_ref(),
                milliseconds,
            )
            .ok()?;
        Some(Self { id, _call: call })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}

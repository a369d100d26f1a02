//! Listeners on what Yew does not reach: the window. A listener ends with its owner.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// A listener; dropped, it listens no longer.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    call: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens to an event of the window.
    pub fn on_window(kind: &'static str, call: impl FnMut(Event) + 'static) -> Option<Self> {
        let target: EventTarget = web_sys::window()?.into();
        let call = Closure::<dyn FnMut(Event)>::new(call);
        target.add_event_listener_with_callback(kind, call.as_ref().unchecked_ref()).ok()?;
        Some(Self { target, kind, call })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let removed = self.target.remove_event_listener_with_callback(self.kind, self.call.as_ref().unchecked_ref());
        debug_assert!(removed.is_ok(), "a listener that was added can be removed");
    }
}

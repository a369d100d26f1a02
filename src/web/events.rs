//! Listeners on what Yew does not reach: the window. A listener ends with its owner.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

thread_local! {
    /// A reader that panicked is in no known state: nothing may call into it any more.
    static STOPPED: Cell<bool> = const { Cell::new(false) };
}

/// From now on no listener and no timer calls anything.
#[cfg(target_arch = "wasm32")]
pub fn stop() {
    STOPPED.set(true);
}

/// Whether the reader may still be called.
pub(super) fn is_running() -> bool {
    !STOPPED.get()
}

/// A listener; dropped, it listens no longer.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    call: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens to an event of the window.
    pub fn on_window(kind: &'static str, mut call: impl FnMut(Event) + 'static) -> Option<Self> {
        let target: EventTarget = web_sys::window()?.into();
        let call = Closure::<dyn FnMut(Event)>::new(move |event| {
            if is_running() {
                call(event);
            }
        });
        target.add_event_listener_with_callback(kind, call.as_ref().unchecked_ref()).ok()?;
        Some(Self { target, kind, call })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let removed =
            self.target.remove_event_listener_with_callback(self.kind, self.call.as_ref().unchecked_ref());
        debug_assert!(removed.is_ok(), "a listener that was added can be removed");
    }
}

//! The page around the reader, as far as it listens: what happens is told to it, and some of it it may refuse.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::JsValue;

/// What the element is told for itself: where the archive's results go, or the way from match to match. No event is made of it.
pub const ARCHIVE: &str = "archive";

/// Whoever is told. Nobody, on a server and by default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Host(Option<Function>);

impl Host {
    /// The element's own function, which makes events of what it is told.
    #[cfg(target_arch = "wasm32")]
    pub fn new(listener: Function) -> Self {
        Self(Some(listener))
    }

    /// Tells of an event, with its details; `false` where the page refuses.
    pub fn tell(&self, event: &str, details: &[(&str, JsValue)]) -> bool {
        let Some(listener) = &self.0 else { return true };
        let object = Object::new();
        for (name, value) in details {
            let _ = Reflect::set(&object, &(*name).into(), value);
        }
        listener.call2(&JsValue::NULL, &event.into(), &object) != Ok(JsValue::FALSE)
    }
}

/// A search that somebody waits for.
pub struct Ask {
    /// What for.
    pub query: String,
    /// Takes the results.
    pub resolve: Function,
    /// Takes why there are none.
    pub reject: Function,
}

impl Ask {
    /// Answers with lines of texts.
    pub fn answer<const N: usize>(&self, lines: impl Iterator<Item = [String; N]>) {
        let rows = Array::new();
        for line in lines {
            let row = Array::new();
            for text in line {
                row.push(&text.into());
            }
            rows.push(&row);
        }
        let _ = self.resolve.call1(&JsValue::NULL, &rows);
    }

    /// Says why there is no answer.
    pub fn refuse(&self, why: &str) {
        let _ = self.reject.call1(&JsValue::NULL, &js_sys::Error::new(why));
    }
}

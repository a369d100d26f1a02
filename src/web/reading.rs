//! Notices when the end of a text has come into sight.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::Element;

use super::events::Listener;
use super::timer::Timer;

/// A text that ends on the first screen counts as read after so many milliseconds.
const AT_A_GLANCE: i32 = 2_000;

/// Looks for the end of a text, until dropped.
pub struct Reading {
    _scroll: Option<Listener>,
    _glance: Option<Timer>,
}

impl Reading {
    /// Calls once, with the seconds since now, when the end of an element is in the window.
    pub fn of(text: Element, ended: impl Fn(f64) + 'static) -> Self {
        let start = js_sys::Date::now();
        let is_over = Cell::new(false);
        let look = Rc::new(move || {
            let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
            if !is_over.get()
                && height.is_some_and(|height| text.get_bounding_client_rect().bottom() <= height)
            {
                is_over.set(true);
                ended(((js_sys::Date::now() - start) / 1000.0).round());
            }
        });
        let glance = look.clone();
        Self {
            _scroll: Listener::on_window("scroll", move |_| look()),
            _glance: Timer::after(AT_A_GLANCE, move || glance()),
        }
    }
}

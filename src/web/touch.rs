//! Fingers.

use web_sys::TouchEvent;

/// How far down the window the finger of an event is, or was when it left.
pub fn height(event: &TouchEvent) -> Option<f64> {
    let touches = event.changed_touches();
    (touches.length() == 1).then(|| touches.get(0)).flatten().map(|touch| f64::from(touch.client_y()))
}

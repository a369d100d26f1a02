//! The state of a picture element.

use web_sys::HtmlImageElement;

/// Whether a picture has been tried and failed, which may happen before anybody listens.
pub fn has_failed(picture: &HtmlImageElement) -> bool {
    picture.complete() && picture.natural_width() == 0 && !picture.src().is_empty()
}

//! Fetching files, with causes that can be told to a reader. The request itself is made by `static/js/bring.js`, as are
//! those for the reader's own files.

use std::cell::RefCell;

use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::failure::{Cause, Failure};

thread_local! {
    static BRING: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// Files that did not come, or not as they should.
    static DOUBTED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Sets what fetches: it is given an address and a mode of the browser's cache, and promises an `ArrayBuffer`.
pub fn set_bring(bring: Function) {
    BRING.set(Some(bring));
}

/// The next time the file is fetched past the browser's cache, which may hold what is damaged.
pub fn doubt(url: &str) {
    DOUBTED.with_borrow_mut(|doubted| doubted.push(url.to_owned()));
}

/// The content of a file.
pub async fn bytes(url: &str) -> Result<Vec<u8>, Failure> {
    fetch(url).await.map_err(|cause| {
        doubt(url);
        Failure::new(url, cause)
    })
}

async fn fetch(url: &str) -> Result<Vec<u8>, Cause> {
    let is_doubted = DOUBTED.with_borrow_mut(|doubted| {
        let before = doubted.len();
        doubted.retain(|other| other != url);
        doubted.len() < before
    });
    let cache = if is_doubted { "reload" } else { "default" };
    let bring = BRING.with_borrow(Clone::clone).ok_or(Cause::Network)?;
    let asked = bring.call2(&JsValue::NULL, &url.into(), &cache.into()).map_err(cause_of)?;
    let asked: Promise = asked.dyn_into().map_err(|_| Cause::Network)?;
    let content = Uint8Array::new(&JsFuture::from(asked).await.map_err(cause_of)?).to_vec();
    Cause::of_content(&content).map_or(Ok(content), Err)
}

/// What an error of `static/js/bring.js` means. Of the network a browser says no more to a script than that it failed.
fn cause_of(error: JsValue) -> Cause {
    let value = |name: &str| Reflect::get(&error, &name.into()).unwrap_or_default();
    match value("status").as_f64() {
        Some(404.0 | 410.0) => Cause::Missing,
        Some(status) => Cause::Status(status as u16),
        None if value("name").as_string().as_deref() == Some("TimeoutError") => Cause::Timeout,
        None => Cause::Network,
    }
}

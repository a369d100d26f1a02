//! Fetching files, with a limit to waiting and with causes that can be told to a reader.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestInit, Response};

use super::timer::Timer;
use crate::failure::{Cause, Failure};

/// The longest wait for a file, in milliseconds. A long edition over a slow mobile network takes ten seconds.
const LONGEST_WAIT: i32 = 45_000;

/// The content of a file.
pub async fn bytes(url: &str) -> Result<Vec<u8>, Failure> {
    fetch(url).await.map_err(|cause| Failure::new(url, cause))
}

async fn fetch(url: &str) -> Result<Vec<u8>, Cause> {
    let window = web_sys::window().ok_or(Cause::Network)?;
    let abort = AbortController::new().map_err(|_| Cause::Network)?;
    let options = RequestInit::new();
    options.set_signal(Some(&abort.signal()));
    let limit = Timer::after(LONGEST_WAIT, move || abort.abort());
    let outcome = respond(&window, url, &options).await;
    drop(limit);
    outcome
}

async fn respond(window: &web_sys::Window, url: &str, options: &RequestInit) -> Result<Vec<u8>, Cause> {
    let response = JsFuture::from(window.fetch_with_str_and_init(url, options)).await.map_err(cause_of)?;
    let response: Response = response.dyn_into().map_err(|_| Cause::Network)?;
    match response.status() {
        404 | 410 => return Err(Cause::Missing),
        _ if response.ok() => {}
        status => return Err(Cause::Status(status)),
    }
    // Hosts set up for single-page apps answer every unknown address with their page and status 200.
    let kind = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    if kind.starts_with("text/html") {
        return Err(Cause::Missing);
    }
    let content = JsFuture::from(response.array_buffer().map_err(cause_of)?).await.map_err(cause_of)?;
    Ok(js_sys::Uint8Array::new(&content).to_vec())
}

/// An abort is our own time limit; everything else is the network, which says no more to a script.
fn cause_of(error: JsValue) -> Cause {
    let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
    if name.as_deref() == Some("AbortError") { Cause::Timeout } else { Cause::Network }
}

//! The archive's search in the browser: a WebAssembly module of its own, fetched at the first search of the archive.
//!
//! 1. [`desk`]: the state, and all that can be asked of it: bytes in, bytes out. Testable anywhere.
//! 2. [`question`]: a question as text. [`json`]: an answer as JSON.
//! 3. `abi`: four functions by which a script calls it, in the browser alone.
//!
//! There is no wasm-bindgen in it: its glue would be a fifth of the whole. `static/js/archive/` is the other side: a
//! worker, or the page itself where there may be none.

pub mod desk;
pub mod json;
pub mod question;

#[cfg(target_arch = "wasm32")]
mod abi;

//! The browser. Nothing outside this folder touches `web-sys`; nothing in it knows what a newspaper is.

pub mod bundle;
pub mod clock;
pub mod connection;
pub mod document;
pub mod events;
pub mod history;
pub mod host;
pub mod idle;
pub mod net;
pub mod picture;
pub mod reading;
pub mod scroll;
#[cfg(target_arch = "wasm32")]
pub mod structure;
pub mod text;
pub mod timer;
pub mod touch;

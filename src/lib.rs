//! The reader of a newspaper: Yew, compiled to WebAssembly for the browser, and rendered natively to HTML by the press.
//!
//! A walk through it, in the order in which things happen:
//! 1. `element` (in the browser) is asked by `static/masthead.js` to mount a reader or to take over a rendered page;
//!    [`render`] (natively) draws the same page to HTML. Both start from [`Settings`] and [`state::State`];
//!    a rendered page carries its state as an [`island`], whose markup is guarded by a [`fingerprint`].
//! 2. `app` is the root component: it draws the `views` that [`queries`] choose, out of `components`.
//! 3. What a reader does becomes an action; [`state`] changes by actions alone; `tasks` wait for the network and
//!    the browser's history and end in actions; `hooks` mirror the state outwards.
//! 4. `web` alone touches the browser, [`i18n`] holds every word of the reader's own.

pub mod app;
pub mod components;
pub mod desk;
#[cfg(target_arch = "wasm32")]
pub mod element;
pub mod failure;
pub mod fingerprint;
pub mod hooks;
pub mod i18n;
pub mod island;
pub mod queries;
#[cfg(not(target_arch = "wasm32"))]
pub mod render;
pub mod seat;
pub mod settings;
pub mod state;
pub mod tasks;
pub mod views;
pub mod web;

/// Allocates the browser's memory.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

pub use island::Island;
pub use settings::{Routing, Settings};

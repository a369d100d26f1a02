//! Every view, drawn natively from the sample newspaper: what it says, and that an HTML parser gives back what was
//! drawn, since the browser's reader takes over the parser's work and not ours.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod carried;
mod parsed;
mod sample;
mod views;

//! The press: from what a newspaper has to a site that a CDN can serve.
//!
//! - [`cli`]: the command line of `masthead`.
//! - [`paper`]: the publisher's folder, read.
//! - [`check`]: what is wrong in a paper, and how to mend it.
//! - [`import`]: from a Founder (方正) tree to a paper.
//! - [`build`]: from a paper to what a static host serves.
//! - [`new`]: a paper to start from.
//! - [`search`]: a site's archive searched from the command line.
//! - [`serve`]: a site as a CDN would serve it; [`hosting`]: what a host must know of its files.
//! - [`mod@lock`], [`look`], [`bounded`], [`mod@write`]: one run at a time, what is there, files that are never read beyond
//!   a bound, and files that are never half-written.
//! - [`ui`], [`error`]: how the command speaks.

pub mod bounded;
pub mod build;
pub mod check;
pub mod cli;
pub mod error;
pub mod hosting;
pub mod import;
pub mod lock;
pub mod look;
pub mod new;
pub mod paper;
pub mod search;
pub mod serve;
pub mod ui;
pub mod write;

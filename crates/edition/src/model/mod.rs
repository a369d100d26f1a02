//! The types of an edition, which are its format: what they say is what is read, written, documented and checked. What
//! is here is data alone: no parsing ([`crate::json`]), no rules between values ([`crate::json`] keeps them too), no
//! searching ([`crate::fields`]).
//!
//! - [`edition`]: editions and pages; [`image`]: pictures.
//! - [`article`]: articles and what belongs to their heads; [`status`]: corrections and withdrawals.
//! - [`block`]: the blocks of a body; [`text`]: texts with typed runs.
//! - [`common`]: the version, and fields that this version does not know.

pub mod article;
pub mod block;
pub mod common;
pub mod edition;
pub mod image;
pub mod status;
pub mod text;

pub use article::{Access, Article, Credit, Jump, Kind};
pub use block::{Block, Content, Figure};
pub use common::{Extra, VERSION, Version};
pub use edition::{Edition, Page};
pub use image::Image;
pub use status::{Amendment, Status};
pub use text::{Run, Text};

pub use crate::words::Region;

//! From a Founder (方正) tree to a paper.

pub mod decode;
pub mod dom;
pub mod note;
pub mod property;
pub mod rules;
pub mod text;

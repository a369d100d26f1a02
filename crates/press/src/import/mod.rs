//! From a Founder (方正) tree to a paper.

pub mod article;
pub mod blocks;
pub mod byline;
pub mod decode;
pub mod dom;
pub mod note;
pub mod page;
pub mod piece;
pub mod property;
pub mod region;
pub mod rules;
pub mod styled;
pub mod text;
pub mod tree;

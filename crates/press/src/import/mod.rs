//! From a Founder (方正) tree, or from edition files, to a paper. docs/importing.md is the publisher's view of it.
//!
//! 1. [`rules`]: how trees look is data, not code.
//! 2. [`tree`]: the source's files are sorted into days ([`day`]) by their names ([`classify`]), with one spelling for
//!    each file ([`address`]); [`calendars`]: what the tree itself says it has; [`publications`]: whose days they are.
//! 3. For each day, [`assemble`] makes an edition. It reads files through [`decode`] and [`double_byte`] (bytes to
//!    text), [`nesting`] with [`attributes`] (text to a tree of bounded depth), [`dom`] with [`elements`], [`lines`] and
//!    [`property`] (where fields stand), [`page`], [`label`], [`region`], [`shown`] and [`article`] (what they mean).
//! 4. An article's body is found by [`body`] and [`dense`], the pictures beside it by [`figures`]. It goes through
//!    [`piece`] (lines, pictures, tables) and [`blocks`] (paragraphs, subheads, and repairs), with [`byline`],
//!    [`styled`], [`text`] for their parts.
//! 5. [`run`] writes what has changed, as [`options`] ask and [`outcome`] decides, with the files that are [`copied`];
//!    [`state`] remembers it, [`report`] tells it, from the remarks of [`note`]; [`overview`] says what is to be said of
//!    the source as a whole.
//!
//! [`editions`] is the short way for what is in the format already.

pub mod address;
pub mod article;
pub mod assemble;
pub mod attributes;
pub mod blocks;
pub mod body;
pub mod byline;
pub mod calendars;
pub mod classify;
pub mod copied;
#[cfg(test)]
mod cost;
pub mod day;
pub mod decode;
pub mod dense;
pub mod dom;
pub mod double_byte;
pub mod editions;
pub mod elements;
pub mod figures;
pub mod label;
pub mod lines;
pub mod nesting;
pub mod note;
pub mod options;
pub mod outcome;
pub mod overview;
pub mod page;
pub mod piece;
pub mod property;
pub mod publications;
pub mod region;
pub mod report;
pub mod rules;
pub mod run;
pub mod shown;
pub mod state;
pub mod styled;
pub mod text;
pub mod tree;

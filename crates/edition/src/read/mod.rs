//! Reading that loses only what is wrong.
//!
//! The types of the format derive `Deserialize`, and a plain deserializer stops at the first fault. [`Node`](node::Node) is a
//! deserializer over a parsed file that goes on: whatever fails within a field or within an element of a list is noted
//! in [`Findings`](findings::Findings) with its pointer, and reading continues with the next one. It reads the file once, however many faults
//! there are. Since every error of every type passes through it, nothing can be lost without a finding.
//!
//! How a type says where reading may go on:
//!
//! - [`fields`]: the functions that fields name in `#[serde(deserialize_with = …)]`.
//! - [`list`]: lists, whose elements are lost one by one.
//! - [`record`]: objects, and which of their fields must be there.
//!
//! They do so by names that [`Node`](node::Node) knows ([`names`]). Other deserializers pass over these names, as serde asks of them;
//! with those the same types are read strictly: the first fault is an error. `serde_json` reads most files so, straight
//! from the text.
//!
//! - [`parse`]: from a text to a [`serde_json::Value`], within bounds, and with an eye on fields that stand twice.
//! - [`at`], [`fault`], [`findings`]: where reading is, what went wrong there, and all that went wrong so far.

pub(crate) mod again;
pub(crate) mod at;
pub(crate) mod fault;
pub(crate) mod fields;
pub(crate) mod findings;
pub(crate) mod list;
pub(crate) mod names;
pub(crate) mod node;
pub(crate) mod parse;
pub(crate) mod record;

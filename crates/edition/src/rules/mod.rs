//! What must hold between the values of a file, once each of them was read: names occur once, jumps lead somewhere and
//! back, a withdrawn article has no body. What breaks a rule is put right as far as that can be done, and has its finding.
//!
//! Types say what a single value must be like; no rule here is about one.

mod blocks;
pub(crate) mod calendar;
pub(crate) mod edition;
mod jumps;
mod names;
pub(crate) mod paper;
mod unknown;

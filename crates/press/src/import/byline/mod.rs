//! Bylines in running text: 记者 杨宜锦 通讯员 宋杰 文/图. A text is a byline only if all of it is one: a person quoted
//! as a reporter must not become the author.
//!
//! [`mod@line`] reads a text that is a byline, [`mod@at_end`] finds one at the end of a text, [`roles`] knows the words.

mod at_end;
mod line;
mod roles;

pub use at_end::{at_end, credit, credit_at_end};
pub use line::{parse, parse_field};

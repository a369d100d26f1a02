//! What pieces are taken from: a file, with the rules and what is known of the pictures it links to.

use crate::import::dom::Document;
use crate::import::rules::Rules;

/// What is known of the file that a picture's link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// The rules say that it is the template's.
    Template,
    /// It is not there, or is no picture.
    Absent,
    /// Its path and its size in pixels.
    File(String, u32, u32),
}

/// A file that pieces are taken from.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The parsed file.
    pub document: &'a Document,
    /// The rules.
    pub rules: &'a Rules,
    /// Looks at the file of a picture.
    pub look: &'a dyn Fn(&str) -> Look,
}

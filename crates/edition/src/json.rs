//! Reading and writing the paper's files.
//!
//! 1. A text beyond the [bounds](mod@crate::bounds) is refused.
//! 2. It is read strictly, straight into the types; most files are without a fault.
//! 3. Where that fails, it is parsed to a value, and the value is read tolerantly (`read`): a fault costs the field or
//!    the element of a list that it is in, and is a [`Finding`]. A browser, for which the code of one way is enough to
//!    fetch, always goes this way.
//! 4. What must hold between values is put right (`rules`), with a finding for each thing that did not.
//!
//! Unknown fields are kept and written again, by a browser not. Only what is no JSON, plainly a file of another kind or
//! beyond the bounds is [`Malformed`].

mod malformed;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::bounds;
use crate::calendar::Calendar;
use crate::finding::Finding;
use crate::model::Edition;
use crate::paper::Paper;
use crate::read::findings::Findings;
use crate::read::node::Node;
use crate::read::parse::parse;
use crate::read::record::{Object, Record};
use crate::rules;
pub use malformed::Malformed;

/// What was read, and what was wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read<T> {
    /// What could be used.
    pub value: T,
    /// What could not, in the order of the pointers.
    pub findings: Vec<Finding>,
}

/// Reads an `edition.json`.
pub fn read_edition(text: &str) -> Result<Read<Edition>, Malformed> {
    read(text)
}

/// Reads a `paper.json`.
pub fn read_paper(text: &str) -> Result<Read<Paper>, Malformed> {
    read(text)
}

/// Reads the calendar of a year.
pub fn read_calendar(text: &str) -> Result<Read<Calendar>, Malformed> {
    read(text)
}

/// Reads an edition from a parsed `edition.json`.
pub fn edition_from_value(value: impl Into<Value>) -> Read<Edition> {
    from_value(&value.into(), Findings::default())
}

/// Reads a paper from a parsed `paper.json`.
pub fn paper_from_value(value: impl Into<Value>) -> Read<Paper> {
    from_value(&value.into(), Findings::default())
}

/// Reads a calendar from a parsed `/zzwb/2022.json`.
pub fn calendar_from_value(value: impl Into<Value>) -> Read<Calendar> {
    from_value(&value.into(), Findings::default())
}

/// Writes an edition as a value for `edition.json`.
pub fn edition_to_value(edition: &Edition) -> Value {
    to_value(edition)
}

/// Writes a paper as a value for `paper.json`.
pub fn paper_to_value(paper: &Paper) -> Value {
    to_value(paper)
}

/// Writes a calendar as a value for `/zzwb/2022.json`.
pub fn calendar_to_value(calendar: &Calendar) -> Value {
    to_value(calendar)
}

/// A kind of file.
trait File: Object + Default + for<'de> Deserialize<'de> {
    /// The list without which it is a file of another kind.
    const LIST: &'static str;

    /// Keeps the rules between its values.
    fn check(&mut self, findings: &Findings);
}

impl File for Edition {
    const LIST: &'static str = "pages";

    fn check(&mut self, findings: &Findings) {
        rules::edition::check(self, findings);
    }
}

impl File for Paper {
    const LIST: &'static str = "publications";

    fn check(&mut self, findings: &Findings) {
        rules::paper::check(self, findings);
    }
}

impl File for Calendar {
    const LIST: &'static str = "editions";

    fn check(&mut self, findings: &Findings) {
        rules::calendar::check(self, findings);
    }
}

fn read<T: File>(text: &str) -> Result<Read<T>, Malformed> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if bounds::is_too_large(text) {
        return Err(Malformed::TooLarge);
    }
    #[cfg(feature = "publisher")]
    if let Ok(Record(value)) = serde_json::from_str(text) {
        return Ok(checked(value, Findings::default()));
    }
    let findings = Findings::default();
    let value = parse(text, &findings).map_err(|error| Malformed::syntax(text, &error))?;
    let fields = value.as_object().ok_or(Malformed::NotAnObject)?;
    if !fields.contains_key(T::LIST) {
        return Err(Malformed::Foreign { missing: T::LIST });
    }
    Ok(from_value(&value, findings))
}

fn from_value<T: File>(value: &Value, findings: Findings) -> Read<T> {
    let read = Node::root(value, &findings).attempt(std::marker::PhantomData::<Record<T>>);
    checked(read.map(|record| record.0).unwrap_or_default(), findings)
}

fn checked<T: File>(mut value: T, findings: Findings) -> Read<T> {
    value.check(&findings);
    Read { value, findings: findings.into_list() }
}

/// No type of the format has what JSON has not, such as keys that are no strings.
fn to_value(file: &impl Serialize) -> Value {
    serde_json::to_value(file).unwrap_or_default()
}

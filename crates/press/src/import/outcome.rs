//! What becomes of an edition: by what the paper has of it, what the last import left, and what would be written.

use super::note::{Note, Weight};
use super::options::Options;
use super::report::Outcome;
use super::state::State;

/// Whether the file that is there is another than the last import left. All are given as hashes.
pub(super) fn is_edited(written: Option<&String>, before: Option<&State>) -> bool {
    written.is_some() && written != before.map(|state| &state.written)
}

/// What becomes of an edition: `written` is what the paper has of it, `now` what would be written.
pub(super) fn outcome(
    options: &Options,
    doubts: bool,
    written: Option<&String>,
    before: Option<&State>,
    now: &String,
) -> Outcome {
    if options.strict && doubts {
        Outcome::Refused
    } else if written == Some(now) {
        Outcome::Unchanged
    } else if is_edited(written, before) && !options.overwrite {
        Outcome::EditedByHand
    } else {
        Outcome::Imported
    }
}

/// Whether something was guessed or is missing.
pub(super) fn has_doubts<'a>(mut notes: impl Iterator<Item = &'a Note>) -> bool {
    notes.any(|note| matches!(note.weight, Weight::Guessed | Weight::Missing))
}

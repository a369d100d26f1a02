//! Files that are made from the sample's sources.

use std::path::Path;

use crate::outcome::Outcome;

/// Writes a file unless it holds these bytes already, so that nothing is made newer without need.
pub(super) fn write_if_changed(target: &Path, bytes: &[u8]) -> Outcome {
    if std::fs::read(target).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    std::fs::write(target, bytes).map_err(|error| format!("{}: {error}", target.display()))
}

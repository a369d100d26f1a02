//! What the parts of the audit give.

/// What is wrong, as sentences; empty where nothing is.
pub(super) type Faults = Vec<String>;

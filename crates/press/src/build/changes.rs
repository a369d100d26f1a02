//! What a run did to a site.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What a run did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Files written, relative to the folder.
    pub changed: BTreeSet<String>,
    /// Files removed.
    pub removed: BTreeSet<String>,
    /// How many files are as they were.
    pub unchanged: usize,
}

//! What can go wrong while fetching a file of the paper. What to say of it is in [`crate::i18n::failures`].

/// Why a file could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file's address, to be shown and reported.
    pub file: String,
    /// What happened.
    pub cause: Cause,
}

/// What happened to a fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No such file: 404, 410, or a host that answers its own HTML page instead.
    Missing,
    /// The host answered another status.
    Status(u16),
    /// Nothing came: no network, a name that does not resolve, a forbidden origin.
    Network,
    /// Nothing came in time.
    Timeout,
    /// It is not JSON; lines and columns count from 1, columns in characters.
    Malformed {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// It is JSON, but not a file of this kind.
    Foreign,
}

impl Failure {
    /// A failure of the given file.
    pub fn new(file: impl Into<String>, cause: Cause) -> Self {
        Self { file: file.into(), cause }
    }
}

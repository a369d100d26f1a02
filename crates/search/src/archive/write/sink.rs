//! Where an archive's files go.

use std::fmt;

/// Where files go. Called from several threads.
pub trait Sink: Sync {
    /// Why a file could not be written.
    type Error: Send;
    /// Writes a file of the site, which may be there already, with the same bytes or others.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Self::Error>;
    /// Whether all files of a folder that was written before are still there, and may stay. Asked once of each, and only
    /// of one that is a part of the new archive too.
    fn keeps(&self, _folder: &str) -> Result<bool, Self::Error> {
        Ok(true)
    }
}

/// Why an archive could not be written.
#[derive(Debug)]
pub enum WriteError<S, K> {
    /// An edition could not be read.
    Source(S),
    /// A file could not be written.
    Sink(K),
}

impl<S: fmt::Display, K: fmt::Display> fmt::Display for WriteError<S, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => error.fmt(f),
            Self::Sink(error) => error.fmt(f),
        }
    }
}

impl<S: fmt::Debug + fmt::Display, K: fmt::Debug + fmt::Display> std::error::Error for WriteError<S, K> {}

/// Writes a file; gives its length in bytes.
pub(super) fn put<S, K: Sink>(sink: &K, path: &str, bytes: &[u8]) -> Result<u64, WriteError<S, K::Error>> {
    sink.put(path, bytes).map_err(WriteError::Sink)?;
    Ok(bytes.len() as u64)
}

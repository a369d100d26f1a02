//! Files that were fetched. Whoever fetches (a browser's worker, a program) puts them here and asks again.

use std::collections::HashMap;

use super::file::{Fault, FileName, open};

/// The files of an archive that are here, and those that could not be had.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    files: HashMap<FileName, Result<Vec<u8>, Fault>>,
}

impl Shelf {
    /// Puts a file here, as it was fetched, or why it was not. A file whose checksum is wrong is kept as a fault.
    pub fn put(&mut self, name: FileName, fetched: Result<Vec<u8>, String>) {
        let checked = fetched.map_err(Fault::Unavailable).and_then(|mut bytes| {
            let content = open(&name.path(), &bytes)?.len();
            let sum = bytes.len() - content;
            bytes.drain(..sum);
            Ok(bytes)
        });
        self.files.insert(name, checked);
    }

    /// The content of a file; nothing where nobody has tried to fetch it.
    pub(crate) fn get(&self, name: FileName) -> Option<Result<&[u8], Fault>> {
        self.files.get(&name).map(|file| file.as_deref().map_err(Clone::clone))
    }

    /// Forgets what could not be had, so that it is tried again.
    pub fn forget_faults(&mut self) {
        self.files.retain(|_, file| file.is_ok());
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.files.clear();
    }

    /// Bytes of the files that are here.
    pub fn bytes(&self) -> usize {
        self.files.values().flatten().map(Vec::len).sum()
    }
}

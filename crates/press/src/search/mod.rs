//! `masthead search`: a site's archive searched from the command line, by the same code as in the reader.
//!
//! - [`files`]: where the archive's files come from: a folder, or a web server.
//! - [`mod@print`]: the answer for people and for programs.

pub mod files;
pub mod print;

use masthead_search::archive::{Answer, Archive, Ask, ENTRY, Fault, FileName, Shelf};

use crate::error::{Error, Result};
use files::Files;

/// How many files are fetched at once.
const AT_ONCE: usize = 16;

/// What a search found, and what it cost.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The answer.
    pub answer: Answer,
    /// Files that were fetched, the entry file included.
    pub requests: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// Searches a site.
pub fn search(files: &Files, ask: &Ask) -> Result<Found> {
    let mut found = Found::default();
    let mut archive = entry(files, &mut found)?;
    let mut shelf = Shelf::default();
    let mut is_fresh = true;
    loop {
        let answer = archive.answer(ask, &shelf);
        if answer.missing.is_empty() {
            // What the entry file names is gone where the site was published anew meanwhile.
            let is_gone = answer.faults.iter().any(|(_, fault)| matches!(fault, Fault::Unavailable(_)));
            if is_gone && is_fresh {
                is_fresh = false;
                let newer = entry(files, &mut found)?;
                if newer != archive {
                    (archive, shelf) = (newer, Shelf::default());
                    continue;
                }
            }
            found.answer = answer;
            return Ok(found);
        }
        for names in answer.missing.chunks(AT_ONCE) {
            for (name, fetched) in fetch_all(files, names) {
                found.requests += 1;
                found.bytes += fetched.as_ref().map_or(0, |bytes| bytes.len() as u64);
                shelf.put(name, fetched);
            }
        }
    }
}

fn entry(files: &Files, found: &mut Found) -> Result<Archive> {
    let bytes = files.get(ENTRY).map_err(|message| {
        Error::usage(format!("{files} has no archive that could be searched: {ENTRY}: {message}"))
            .help("give the folder or the address of a site that `masthead build` made; the archive is a part of it")
    })?;
    found.requests += 1;
    found.bytes += bytes.len() as u64;
    Archive::read(&bytes).map_err(|fault| {
        Error::usage(format!("{files}: {ENTRY} {fault}")).help(
            "build the site anew with this version of the command, and see that its host changes no files",
        )
    })
}

fn fetch_all(files: &Files, names: &[FileName]) -> Vec<(FileName, Result<Vec<u8>, String>)> {
    std::thread::scope(|scope| {
        let fetch = |&name: &FileName| (name, scope.spawn(move || files.get(&name.path())));
        let running: Vec<_> = names.iter().map(fetch).collect();
        let ended = |_| Err("the fetch ended before it had begun".to_owned());
        running.into_iter().map(|(name, thread)| (name, thread.join().unwrap_or_else(ended))).collect()
    })
}

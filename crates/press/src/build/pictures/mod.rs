//! Pictures in more than one width, so that a phone does not fetch what only a large screen can show.
//!
//! - [`make`]: one picture, made smaller: [`read`], its [`pixels`] resized and written.
//! - [`kept`]: what was made is not made again.
//! - [`limits`]: what all of them may cost; [`need`] counts what one takes, and [`room`] shares the memory.
//!
//! Beside `1.jpg` the site has `1.jpg.320.webp` and so on, and its `edition.json` says which widths there are. The
//! picture itself is published in any case, for browsers without WebP, for other sites, and where it is damaged.

pub mod kept;
pub mod limits;
pub mod make;
pub mod need;
pub mod pixels;
pub mod read;
pub mod room;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::ledger::{self, Ledger};
use crate::error::Result;
use crate::paper::picture;
use kept::Kept;
use make::Wanted;
use room::Room;

/// Changes whenever the same picture would come out otherwise.
const VERSION: &str = "2";

/// The widths in which each picture of an edition is there, by its file.
pub type Widths = BTreeMap<String, Vec<u32>>;

/// Makes the pictures of a paper.
#[derive(Debug)]
pub struct Pictures {
    wanted: Wanted,
    kept: Kept,
    room: Room,
}

/// A picture in one width: kept in a file, or, where nothing can be kept, as it is.
enum Made {
    File(PathBuf),
    Content(Vec<u8>),
}

impl Pictures {
    /// The pictures of a paper in the widths that its settings want.
    pub fn new(paper: &Path, wanted: Wanted) -> Self {
        Self { wanted, kept: Kept::of(paper), room: Room::default() }
    }

    /// Makes those of an edition: `files` are its pictures with the hashes of their contents. What is damaged, or too
    /// large to be read, is among the warnings.
    pub fn make(
        &self,
        folder: &Path,
        address: &str,
        files: &[(&str, String)],
        ledger: &Ledger,
    ) -> Result<(Widths, Vec<String>)> {
        if self.wanted.widths.is_empty() {
            return Ok(Default::default());
        }
        let names: HashSet<&str> = files.iter().map(|(name, _)| *name).collect();
        let made: Vec<(String, Result<Vec<u32>, String>)> = files
            .par_iter()
            .map(|(name, hash)| {
                let made = self.smaller(&folder.join(name), hash)?;
                let Ok(made) = made else { return Ok((*name, made.map(|_| Vec::new()))) };
                let path = |width: u32| format!("{name}.{width}.webp");
                // A publisher who makes such files by hand keeps them.
                if made.iter().any(|(width, _)| names.contains(path(*width).as_str())) {
                    return Ok((*name, Ok(Vec::new())));
                }
                for (width, content) in &made {
                    let path = format!("{address}/{}", path(*width));
                    match content {
                        Made::File(file) => drop(ledger.copy(file, &path)?),
                        Made::Content(content) => ledger.write(&path, content)?,
                    }
                }
                Ok((*name, Ok(made.iter().map(|(width, _)| *width).collect())))
            })
            .map(|made: Result<_>| made.map(|(name, widths)| (name.to_owned(), widths)))
            .collect::<Result<_>>()?;
        let (mut widths, mut warnings) = (Widths::new(), Vec::new());
        for (name, made) in made {
            match made {
                Ok(made) if made.is_empty() => {}
                Ok(made) => drop(widths.insert(name, made)),
                Err(why) => warnings.push(format!(
                    "{address}/{name}: no smaller pictures are made of this one: {why}; it is published as it is"
                )),
            }
        }
        Ok((widths, warnings))
    }

    /// One picture made smaller; the inner error says what is wrong with it.
    fn smaller(&self, file: &Path, hash: &str) -> Result<Result<Vec<(u32, Made)>, String>> {
        let key = ledger::hash(format!("{VERSION} {hash} {:?}", self.wanted).as_bytes());
        let files = |found: Vec<(u32, PathBuf)>| {
            found.into_iter().map(|(width, file)| (width, Made::File(file))).collect()
        };
        if let Some(found) = self.kept.find(&key) {
            return Ok(Ok(files(found)));
        }
        if picture::size(file).is_none() {
            return Ok(Err("no program knows what it is".to_owned()));
        }
        Ok(make::make(file, &self.wanted, &self.room).map(|made| match self.kept.keep(&key, &made) {
            Some(found) => files(found),
            None => made.into_iter().map(|(width, content)| (width, Made::Content(content))).collect(),
        }))
    }

    /// Removes what was kept of pictures that the paper no longer has.
    pub fn tidy(&self) {
        self.kept.tidy();
    }
}

//! The archive's index in a site: `archive/`, which the reader and `masthead search` find everything by. What is in it
//! is what the site's editions hold, so that nothing withdrawn or withheld is in any of its files.
//!
//! Its files are written by [`masthead_search::archive`] in folders that say their content: the index of a stretch of
//! time, the text of some months. A folder whose editions are as they were is kept ([`Ledger::keep`]); one that is no
//! part of the new index goes at once, not after a month as assets do, since it may hold what was withdrawn. A reader
//! that still has the old entry file is told so by the missing files, and fetches the new one.

use std::borrow::Cow;
use std::collections::HashMap;

use masthead_edition::id::{EditionId, Id};
use masthead_edition::model::Edition;
use masthead_edition::place::Place;
use masthead_search::archive::{
    Archive, ENTRY, EditionInfo, Report, Settings, Sink, Source, WriteError, write_archive,
};

use super::data::Contents;
use super::ledger::Ledger;
use super::ready::Ready;
use crate::error::{Error, Result};
use crate::paper::{EditionFolder, PaperFolder};

/// Writes the index of a paper.
pub fn write(paper: &PaperFolder, contents: &[Contents], ledger: &Ledger, ready: &Ready) -> Result<Report> {
    let publications: Vec<String> =
        paper.paper.publications.iter().map(|found| found.id.as_str().to_owned()).collect();
    let infos: Vec<EditionInfo> = contents.iter().map(info).collect();
    let folders =
        paper.editions.iter().map(|folder| ((folder.publication.clone(), folder.id.clone()), folder));
    let source = Editions { folders: folders.collect(), ready };
    // Another version's entry file, or a damaged one, is no reason to stop: everything is written anew.
    let previous = ledger.standing(ENTRY).and_then(|bytes| Archive::read(&bytes).ok());
    let written =
        write_archive(&publications, &infos, &source, ledger, previous.as_ref(), &Settings::default());
    let (archive, report) = written.map_err(|error| match error {
        WriteError::Source(error) | WriteError::Sink(error) => error,
    })?;
    for (folder, files) in archive.folders() {
        ledger.group(&folder, &folder, &files)?;
    }
    Ok(report)
}

fn info(contents: &Contents) -> EditionInfo {
    let is_article = |place: &Place| matches!(place, Place::Article { .. });
    let articles = contents.places.iter().filter(|listed| is_article(&listed.place)).count();
    EditionInfo {
        publication: contents.publication.as_str().to_owned(),
        edition: contents.id.clone(),
        articles: u32::try_from(articles).unwrap_or(u32::MAX),
        content: contents.text.clone(),
    }
}

/// The paper's editions, read when they are needed.
struct Editions<'a> {
    folders: HashMap<(Id, EditionId), &'a EditionFolder>,
    ready: &'a Ready,
}

impl Source for Editions<'_> {
    type Error = Error;

    fn edition(&self, info: &EditionInfo) -> Result<Cow<'_, Edition>> {
        let id = Id::new(&info.publication).ok();
        let folder = id.and_then(|id| self.folders.get(&(id, info.edition.clone())));
        let missing = || Error::usage(format!("{}/{} is gone", info.publication, info.edition));
        Ok(Cow::Owned(self.ready.read(folder.ok_or_else(missing)?)?.edition))
    }
}

impl Sink for Ledger {
    type Error = Error;

    fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.write(path, bytes)
    }

    fn keeps(&self, folder: &str) -> Result<bool> {
        self.keep(folder, folder)
    }
}

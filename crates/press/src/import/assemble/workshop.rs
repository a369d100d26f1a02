//! What the steps of making an edition share: what it is made from, and what there is to say and to copy so far.

use std::collections::{BTreeMap, HashMap};

use masthead_edition::date::Date;
use masthead_edition::id::Id;

use crate::bounded;
use crate::error::Result;
use crate::import::blocks::JumpMark;
use crate::import::day::{Day, Known};
use crate::import::decode;
use crate::import::dom::Document;
use crate::import::note::Notes;
use crate::import::page::{self, PageFile};
use crate::import::rules::{Layout, Rules};
use crate::import::tree::Tree;

/// What an edition is made from.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The source.
    pub tree: &'a Tree,
    /// The files of the day.
    pub day: &'a Day,
    /// The day.
    pub date: Date,
    /// The publication it is imported to.
    pub publication: &'a Id,
    /// The edition's running number, where the tree's calendar says it.
    pub number: Option<&'a str>,
    /// The rules.
    pub rules: &'a Rules,
}

impl Job<'_> {
    /// What a path that a page gives is to this day.
    pub fn known(&self, path: &str) -> Option<Known> {
        self.day.known(self.date, path, &self.rules.layout)
    }

    /// How files of this tree are named, for remarks.
    pub fn names(&self) -> String {
        let layout = self.rules.layout.iter().find(|layout| layout.name == self.day.layout);
        layout.map(Layout::names).unwrap_or_default()
    }
}

/// The state while an edition is made.
#[derive(Debug)]
pub struct Workshop<'a> {
    pub(super) job: Job<'a>,
    pub(super) notes: BTreeMap<String, Notes>,
    pub(super) copies: Vec<(String, String)>,
    /// Names taken in the edition's folder, in lower case, by the file that has them.
    pub(super) names: HashMap<String, String>,
}

/// Printed pointers of articles that were read, by the article's place in the edition.
pub type JumpMarks = HashMap<(usize, usize), Marks>;

/// An article's printed pointers: 上接 and 下转.
pub type Marks = (Option<JumpMark>, Option<JumpMark>);

impl Workshop<'_> {
    /// The remarks on a file, by its address.
    pub(super) fn notes(&mut self, address: &str) -> &mut Notes {
        let path = self.path(address);
        self.notes.entry(path).or_default()
    }

    /// Where a file is on disk, by its address; the address itself where it is not.
    pub(super) fn path(&self, address: &str) -> String {
        let file = self.job.day.file(address).map(|(_, file)| file).filter(|file| file.address == address);
        file.map_or_else(|| address.to_owned(), |file| file.path.clone())
    }

    /// Reads and parses a file of the source, by its address.
    pub(super) fn open(&mut self, address: &str) -> Result<(Document, String)> {
        let file = self.job.tree.path.join(self.path(address));
        let bytes = bounded::read(&file, bounded::OLD_PAGE)?;
        let decoded = decode::decode(&bytes);
        decoded.tell(self.notes(address));
        let document = Document::parse(&decoded.text, &self.job.rules.article.skip);
        document.tell(self.notes(address));
        Ok((document, decoded.text))
    }

    /// Reads a file as a page.
    pub(super) fn read_page(&mut self, address: &str) -> Result<PageFile> {
        let (document, source) = self.open(address)?;
        let job = self.job;
        let mut page = page::read(address, &document, &source, job.rules, &|path| job.known(path));
        self.notes(address).0.append(&mut page.notes.0);
        Ok(page)
    }
}

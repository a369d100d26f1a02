//! One day of a tree: its files, by their addresses.

use std::collections::HashMap;

use masthead_edition::date::Date;

use super::address;
use super::classify::classify;
use super::rules::Layout;

/// The files of one day of one tree.
#[derive(Debug, Default)]
pub struct Day {
    /// The tree's path within the source; empty or ends in `/`.
    pub root: String,
    /// The layout's name.
    pub layout: String,
    /// Page files.
    pub pages: Vec<SourceFile>,
    /// Article files.
    pub articles: Vec<SourceFile>,
    /// Further files of the same addresses, each with the address.
    pub copies: Vec<SourceFile>,
    /// Web pages in the day's folders that no layout recognises.
    pub strays: Vec<SourceFile>,
    by_key: HashMap<String, Kind>,
}

/// A page or an article file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path on disk relative to the source, with forward slashes.
    pub path: String,
    /// The path that a web server has it under.
    pub address: String,
    /// Length and time of change, to tell whether it is the file of last time.
    pub stamp: (u64, u128),
}

/// What a file of a day is: an index into its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page.
    Page(usize),
    /// An article.
    Article(usize),
}

/// What a link of a day's page leads to, by its address; the file may be absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// A page of the same day.
    Page(String),
    /// An article of the same day.
    Article(String),
}

impl Day {
    /// A day of a tree without files.
    pub fn of(root: String, layout: &str) -> Self {
        Self { root, layout: layout.to_owned(), ..Self::default() }
    }

    /// Adds a page or an article. Of several files with one address, the one that is named like it is read, an empty one last.
    pub fn add(&mut self, file: SourceFile, is_page: bool) {
        let key = self.key(&file.address);
        let files = if is_page { &mut self.pages } else { &mut self.articles };
        let known = match self.by_key.get(&key) {
            Some(Kind::Page(index) | Kind::Article(index)) => files.get_mut(*index),
            None => None,
        };
        let Some(known) = known else {
            let kind = if is_page { Kind::Page(files.len()) } else { Kind::Article(files.len()) };
            files.push(file);
            self.by_key.insert(key, kind);
            return;
        };
        let rank = |file: &SourceFile| (file.stamp.0 == 0, file.path != file.address, file.path.clone());
        let copy = if rank(&file) < rank(known) { std::mem::replace(known, file) } else { file };
        self.copies.push(SourceFile { address: known.address.clone(), ..copy });
    }

    fn key(&self, address: &str) -> String {
        address::key(address.get(self.root.len()..).unwrap_or(address))
    }

    /// The file that has an address, if it is on disk.
    pub fn file(&self, address: &str) -> Option<(Kind, &SourceFile)> {
        let kind = *self.by_key.get(&self.key(address))?;
        let file = match kind {
            Kind::Page(index) => self.pages.get(index),
            Kind::Article(index) => self.articles.get(index),
        };
        file.map(|file| (kind, file))
    }

    /// What a path that a page of this day gives leads to, if that is of this day.
    pub fn known(&self, date: Date, path: &str, layouts: &[Layout]) -> Option<Known> {
        let found = classify(path, layouts)?;
        if found.date != date || !address::same_tree(&found.root, &self.root) {
            return None;
        }
        let own = format!("{}{}", self.root, &found.address[found.root.len()..]);
        let address = self.file(&own).map_or(own.clone(), |(_, file)| file.address.clone());
        Some(if found.is_page { Known::Page(address) } else { Known::Article(address) })
    }
}

//! One day of a tree becomes one edition. What the files say is believed in this order:
//!
//! 1. [`pages`]: the page files are read; the list of pages that they carry gives their order, ids and names, and a
//!    file that is a second address of a page is recognised.
//! 2. [`articles`]: each page's articles are what its headline list and its map name; an article that no page names
//!    goes where its own file says. The article files are read.
//! 3. [`pictures`]: areas become fractions of the page's picture; pictures and PDFs that are on disk are noted for
//!    copying; the others are left out.
//! 4. [`jumps`]: 下转 and 上接 are tied together; an article that is there twice is there once.

pub mod articles;
pub mod jumps;
pub mod pages;
pub mod pictures;

use std::collections::{BTreeMap, HashMap};

use masthead_edition::date::Date;
use masthead_edition::id::{EditionId, Id};
use masthead_edition::model::{Edition, Extra, Page};

use super::blocks::JumpMark;
use super::decode;
use super::dom::Document;
use super::note::Notes;
use super::rules::Rules;
use super::tree::{Day, Tree};
use crate::bounded;
use crate::error::Result;

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

/// An edition made, with what there is to say and to copy.
#[derive(Debug, Default)]
pub struct Assembled {
    /// The edition.
    pub edition: Edition,
    /// Remarks by file, in the order of the files' names.
    pub notes: BTreeMap<String, Notes>,
    /// Files to copy: path in the source, name in the edition's folder.
    pub copies: Vec<(String, String)>,
}

/// The state while an edition is made.
#[derive(Debug)]
pub struct Workshop<'a> {
    job: Job<'a>,
    notes: BTreeMap<String, Notes>,
    copies: Vec<(String, String)>,
    /// Names taken in the edition's folder, in lower case, by the file that has them.
    names: HashMap<String, String>,
}

/// Printed pointers of articles that were read, by the article's place in the edition.
pub type JumpMarks = HashMap<(usize, usize), Marks>;

/// An article's printed pointers: 上接 and 下转.
pub type Marks = (Option<JumpMark>, Option<JumpMark>);

/// Makes the edition.
pub fn assemble(job: Job<'_>) -> Result<Assembled> {
    let mut workshop = Workshop { job, notes: BTreeMap::new(), copies: Vec::new(), names: HashMap::new() };
    let mut drafts = pages::draft(&mut workshop)?;
    articles::place(&mut workshop, &mut drafts)?;
    let printed = drafts.iter().find_map(|draft| draft.file.edition_number.clone());
    let mut edition = Edition {
        publication: job.publication.clone(),
        id: EditionId::from(job.date),
        number: printed.or_else(|| job.number.map(str::to_owned)),
        ..Edition::default()
    };
    let mut marks = JumpMarks::new();
    for (page_index, draft) in drafts.into_iter().enumerate() {
        let (image, pdf, scale) = pictures::of_page(&mut workshop, &draft);
        let mut page = Page {
            id: draft.id.clone(),
            section: draft.section.clone(),
            name: draft.name.clone(),
            image,
            pdf,
            articles: Vec::new(),
            aliases: draft.addresses.clone(),
            extra: Extra::new(),
        };
        for (index, article) in draft.articles.iter().enumerate() {
            let (article, jumps) = articles::read(&mut workshop, &draft, article, scale)?;
            marks.insert((page_index, index), jumps);
            page.articles.push(article);
        }
        edition.pages.push(page);
    }
    articles::number(&mut workshop, &mut edition);
    jumps::tie(&mut workshop, &mut edition, marks);
    Ok(Assembled { edition, notes: workshop.notes, copies: workshop.copies })
}

impl Workshop<'_> {
    /// The remarks on a file.
    fn notes(&mut self, path: &str) -> &mut Notes {
        self.notes.entry(path.to_owned()).or_default()
    }

    /// Reads and parses a file of the source.
    fn open(&mut self, path: &str) -> Result<(Document, String)> {
        let file = self.job.tree.path.join(path);
        let bytes = bounded::read(&file, bounded::OLD_PAGE)?;
        let decoded = decode::decode(&bytes);
        if let Some(declared) = &decoded.declared {
            let message = format!("says it is {declared}, and is {}", decoded.encoding);
            self.notes(path).repaired("encoding", message);
        }
        if decoded.broken > 0 {
            let message = format!("{} characters could not be read as {}", decoded.broken, decoded.encoding);
            self.notes(path).guessed("broken-characters", message);
        }
        let document = Document::parse(&decoded.text, &self.job.rules.article.skip);
        document.tell(self.notes(path));
        Ok((document, decoded.text))
    }

    /// Whether a path is an article of this day.
    fn is_article(&self, path: &str) -> bool {
        super::tree::article_of(path, &self.job.rules.layout)
            .is_some_and(|(root, date, _)| date == self.job.date && root == self.job.day.root)
    }
}

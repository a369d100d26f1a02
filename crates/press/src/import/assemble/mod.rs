//! One day of a tree becomes one edition. What the files say is believed in this order:
//!
//! 1. [`pages`]: the page files are read; the list of pages that they carry gives their order, ids and names, and a
//!    file that is a second address of a page is recognised.
//! 2. [`articles`]: each page's articles are what its headline list and its map name; an article that no page names
//!    goes where its own file says. The article files are read.
//! 3. [`pictures`]: areas become fractions of the page's picture; pictures and PDFs that are on disk are noted for
//!    copying; the others are left out. [`scale`]: what areas are measured in.
//! 4. [`jumps`]: 下转 and 上接 are tied together, by headlines ([`alike`]) and pointers; [`repeats`]: an article that is
//!    there twice is there once. Both know articles by their [`places`].
//! 5. [`copies`]: what lies beside all this and was not read is told.
//!
//! [`workshop`] is what all of them share.

pub mod alike;
pub mod articles;
pub mod copies;
pub mod jumps;
pub mod pages;
pub mod pictures;
pub mod places;
pub mod repeats;
pub mod scale;
pub mod workshop;

use std::collections::{BTreeMap, HashMap};

use masthead_edition::id::EditionId;
use masthead_edition::model::{Edition, Extra, Page};

use super::note::Notes;
use crate::error::Result;
pub use workshop::{Job, JumpMarks, Marks, Workshop};

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
    copies::tell(&mut workshop)?;
    tell_empty_pages(&mut workshop, &edition);
    Ok(Assembled { edition, notes: workshop.notes, copies: workshop.copies })
}

/// A page without an article is nothing unusual; an edition without one was not recognised.
fn tell_empty_pages(workshop: &mut Workshop<'_>, edition: &Edition) {
    let names = workshop.job.names();
    let none = edition.pages.iter().all(|page| page.articles.is_empty());
    for page in edition.pages.iter().filter(|page| page.articles.is_empty()) {
        let Some(path) = page.aliases.first() else { continue };
        let notes = workshop.notes(path);
        if none {
            let message = format!("no article of this edition was recognised; names expected: {names}");
            notes.missing("no-articles", message);
            return;
        }
        notes.left_out("no-articles", "the page names no article");
    }
}

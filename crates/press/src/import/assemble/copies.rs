//! What a mirror has beside a day's pages and articles: further files of the same addresses, and web pages whose names no
//! layout knows. None of it is passed over without a remark.

use masthead_edition::model::Block;

use super::Workshop;
use crate::bounded;
use crate::error::Result;
use crate::import::article;
use crate::import::day::SourceFile;
use crate::import::decode;
use crate::import::dom::Document;
use crate::import::note::Notes;
use crate::import::page::PageFile;
use crate::import::piece::{Look, Sheet};
use crate::import::rules::Rules;

/// Web pages that are pages of the edition by what they hold: `index.htm` is mostly the front page once more.
pub fn stray_pages(workshop: &mut Workshop<'_>) -> Result<Vec<PageFile>> {
    let mut pages = Vec::new();
    for file in &workshop.job.day.strays {
        let page = workshop.read_page(&file.path)?;
        if !page.areas.is_empty() && (page.label.is_some() || page.number.is_some() || !page.list.is_empty())
        {
            pages.push(page);
            continue;
        }
        let message = format!(
            "neither a page nor an article by its name, nor a page by what it holds; names of this tree: {}",
            workshop.job.names()
        );
        let notes = workshop.notes(&file.path);
        notes.0.clear();
        notes.left_out("unrecognised-file", message);
    }
    Ok(pages)
}

/// Tells of every further file of an address whether it says the same as the one that was read.
pub fn tell(workshop: &mut Workshop<'_>) -> Result<()> {
    for copy in &workshop.job.day.copies {
        let Some((_, read)) = workshop.job.day.file(&copy.address) else { continue };
        let same = is_same(workshop, read, copy)?;
        let message = format!("another file of the same address; {} was imported", read.path);
        let notes = workshop.notes.entry(copy.path.clone()).or_default();
        if same {
            notes.left_out("second-copy", message);
        } else {
            notes.guessed("second-copy", format!("{message}, and this one says something else"));
        }
    }
    Ok(())
}

fn is_same(workshop: &Workshop<'_>, a: &SourceFile, b: &SourceFile) -> Result<bool> {
    let [a, b] =
        [a, b].map(|file| bounded::read(&workshop.job.tree.path.join(&file.path), bounded::OLD_PAGE));
    let (a, b) = (a?, b?);
    Ok(a == b || says(&a, workshop.job.rules) == says(&b, workshop.job.rules))
}

/// An article's headline and blocks; of another file, its text.
fn says(bytes: &[u8], rules: &Rules) -> (Vec<String>, Vec<Block>) {
    let document = Document::parse(&decode::decode(bytes).text, &rules.article.skip);
    let sheet = Sheet { document: &document, rules, look: &|_| Look::Absent };
    let read = article::read(sheet, &[], &mut Notes::default());
    if read.body.blocks.is_empty() {
        (document.lines(&[*document.html.root_element()]), Vec::new())
    } else {
        (read.headline, read.body.blocks)
    }
}

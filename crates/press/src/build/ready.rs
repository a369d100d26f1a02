//! An edition as the site has it. Whatever reads an edition for the site reads it here: pages, feeds, the index, the file
//! that the reader loads.
//!
//! - A withdrawn article keeps a headline and a note.
//! - An article for subscribers keeps its beginning.
//! - The PDF of a page with either has their text in it, and stays away.
//! - A picture has a size, and the widths in which it is there.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard};

use masthead_edition::finding::{Finding, FindingKind};
use masthead_edition::model::{Article, Block, Content, Edition, Image, Status};

use super::ledger::Ledger;
use super::pictures::make::Wanted;
use super::pictures::{Pictures, Widths};
use crate::error::{Error, Result};
use crate::paper::choices::SubscriberSettings;
use crate::paper::folder::{EditionFolder, PaperFolder, ReadEdition, for_each_image_mut};
use crate::paper::picture;

/// Makes editions ready for the site.
#[derive(Debug)]
pub struct Ready {
    subscribers: SubscriberSettings,
    language: String,
    languages: HashMap<String, String>,
    pictures: Pictures,
    widths: Mutex<HashMap<String, Widths>>,
}

impl Ready {
    /// As a paper's settings say.
    pub fn new(paper: &PaperFolder) -> Self {
        let settings = &paper.settings;
        // What cannot be is found by `masthead check`; a build goes on with what is usual.
        let mut chosen = settings.pictures.clone();
        let bad = settings.findings();
        if bad.iter().any(|finding| finding.pointer.starts_with("/pictures/")) {
            chosen = Default::default();
        }
        let wanted = Wanted { widths: chosen.widths, quality: chosen.quality };
        let own = |publication: &masthead_edition::paper::Publication| {
            Some((publication.id.to_string(), publication.language.clone()?))
        };
        Self {
            subscribers: settings.subscribers.clone(),
            language: paper.paper.language.clone(),
            languages: paper.paper.publications.iter().filter_map(own).collect(),
            pictures: Pictures::new(&paper.path, wanted),
            widths: Mutex::default(),
        }
    }

    /// Reads an edition. The widths of its pictures are known once [`Ready::make_pictures`] has made them.
    pub fn read(&self, folder: &EditionFolder) -> Result<ReadEdition> {
        let mut read = folder.read()?;
        measure(folder, &mut read);
        let language = read.edition.language.as_ref();
        let language =
            language.or_else(|| self.languages.get(folder.publication.as_str())).unwrap_or(&self.language);
        let line = self.subscribers.block(language);
        for page in &mut read.edition.pages {
            let (mut is_open, mut is_whole) = (true, true);
            for article in &mut page.articles {
                if matches!(article.status, Status::Withdrawn(_)) {
                    is_whole = false;
                    withdraw(article);
                } else if !article.access.is_open() && !self.subscribers.publish {
                    is_open = false;
                    withhold(article, self.subscribers.preview, &line);
                }
            }
            if !is_open || !is_whole {
                // A page's PDF holds the text of all its articles.
                page.pdf = None;
            }
            if !is_open {
                page.image = page.image.take().filter(|_| self.subscribers.page_images);
            }
        }
        let widths = self.widths()?.get(&folder.address()).cloned();
        set_widths(&mut read.edition, &widths.unwrap_or_default());
        Ok(read)
    }

    /// Makes an edition's pictures, from now on for [`Ready::read`] too: `files` are their names with the hashes of
    /// their contents. Gives what is wrong with them.
    pub fn make_pictures(
        &self,
        folder: &EditionFolder,
        edition: &mut Edition,
        files: &[(String, String)],
        ledger: &Ledger,
    ) -> Result<Vec<String>> {
        let address = folder.address();
        let mut pictures = HashSet::new();
        for_each_image_mut(edition, &mut |image| {
            pictures.insert(image.src.clone());
        });
        let pictures: Vec<(&str, String)> = files
            .iter()
            .filter(|(name, _)| pictures.contains(name))
            .map(|(name, hash)| (name.as_str(), hash.clone()))
            .collect();
        let (widths, warnings) = self.pictures.make(&folder.path, &address, &pictures, ledger)?;
        set_widths(edition, &widths);
        self.widths()?.insert(address, widths);
        Ok(warnings)
    }

    fn widths(&self) -> Result<MutexGuard<'_, HashMap<String, Widths>>> {
        self.widths.lock().map_err(|_| Error::poisoned())
    }

    /// Removes what was kept of pictures that the paper no longer has. To be called when all of them were asked for.
    pub fn tidy(&self) {
        self.pictures.tidy();
    }
}

/// A picture whose size the edition does not say is measured, so that its room is kept before it arrives.
fn measure(folder: &EditionFolder, read: &mut ReadEdition) {
    let is_unknown = |finding: &Finding| finding.kind == FindingKind::NoSize;
    if !read.findings.iter().any(is_unknown) {
        return;
    }
    let mut all_known = true;
    for_each_image_mut(&mut read.edition, &mut |image: &mut Image| {
        if image.width == 0 || image.height == 0 {
            let file = folder.root.file(&folder.path.join(&image.src));
            match file.and_then(|file| picture::size(&file)) {
                Some((width, height)) => (image.width, image.height) = (width, height),
                None => all_known = false,
            }
        }
    });
    if all_known {
        read.findings.retain(|finding| !is_unknown(finding));
    }
}

/// Of a withdrawn article a headline and a note are left. Its body went already, when the file was read.
fn withdraw(article: &mut Article) {
    *article = Article {
        id: article.id.clone(),
        kind: article.kind.clone(),
        headline: std::mem::take(&mut article.headline),
        regions: std::mem::take(&mut article.regions),
        aliases: std::mem::take(&mut article.aliases),
        status: std::mem::take(&mut article.status),
        ..Article::default()
    };
}

/// Of an article for subscribers its head is left, and the body up to so many paragraphs, with a line for what is not
/// there.
fn withhold(article: &mut Article, preview: usize, line: &Block) {
    let mut paragraphs = 0;
    let length = article.body.len();
    article.body.retain(|block| {
        let is_shown = paragraphs < preview;
        paragraphs += usize::from(matches!(block.content, Content::Paragraph(_)));
        is_shown
    });
    // Unknown fields may be anything, the text once more too.
    article.extra.clear();
    article.jump.extra.clear();
    if matches!(article.status, Status::Other(_)) {
        article.status = Status::Published;
    }
    if article.body.len() < length {
        article.body.push(line.clone());
    }
}

fn set_widths(edition: &mut Edition, widths: &Widths) {
    for_each_image_mut(edition, &mut |image| {
        image.widths = widths.get(&image.src).cloned().unwrap_or_default();
    });
}

#[cfg(test)]
mod tests {
    use masthead_edition::model::Text;

    use super::*;

    fn paragraph(text: &str) -> Block {
        Block { content: Content::Paragraph(Text::plain(text)), ..Block::default() }
    }

    #[test]
    fn the_beginning_of_an_article_stays_and_says_that_there_is_more() {
        let body = vec![
            Block { content: Content::Figure(Default::default()), ..Block::default() },
            paragraph("一"),
            Block { content: Content::Subhead(Text::plain("小标题")), ..Block::default() },
            paragraph("二"),
        ];
        let line = SubscriberSettings::default().block("zh");
        let left = |preview| {
            let mut article = Article { body: body.clone(), ..Article::default() };
            withhold(&mut article, preview, &line);
            article.body
        };
        assert_eq!(left(0), std::slice::from_ref(&line));
        assert_eq!(left(1), [body[0].clone(), body[1].clone(), line.clone()]);
        assert_eq!(left(2), body, "nothing is missing, so nothing is said");
    }
}

//! Where a paper's editions are: `<publication>/<edition>/edition.json`, and the files beside it.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use masthead_edition::finding::Finding;
use masthead_edition::id::{EditionId, Id};
use masthead_edition::json::{self, Malformed, Read};
use masthead_edition::model::{Block, Content, Edition, Image};
use masthead_edition::paper::Paper;
use masthead_reader::i18n::Lang;

use super::asset::Use;
use super::root::{Place, Root};
use super::settings::Settings;
use super::unread::{self, Unread, Why};
use crate::bounded;
use crate::error::{Error, Result};
use crate::import::text;

/// The file that holds an edition.
pub const EDITION_FILE: &str = "edition.json";

/// A paper's folder, looked through but with its editions not yet read.
#[derive(Clone, Debug)]
pub struct PaperFolder {
    /// The folder.
    pub path: PathBuf,
    /// Its settings.
    pub settings: Settings,
    /// What readers get of it: settings, newest editions, years.
    pub paper: Paper,
    /// Its editions, by publication in the paper's order, then by date.
    pub editions: Vec<EditionFolder>,
    /// What is where editions are, and cannot be read.
    pub unread: Vec<Unread>,
}

/// The folder of one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionFolder {
    /// The publication, as its folder is called.
    pub publication: Id,
    /// The edition, as its folder is called.
    pub id: EditionId,
    /// The folder.
    pub path: PathBuf,
    /// The folder out of which nothing of it may lead: the paper's.
    pub root: Root,
}

/// An edition as read, and what was found in reading it.
#[derive(Clone, Debug)]
pub struct ReadEdition {
    /// The edition; what could not be used is left out.
    pub edition: Edition,
    /// What was wrong.
    pub findings: Vec<Finding>,
}

impl PaperFolder {
    /// Reads the settings and finds the editions.
    pub fn open(path: &Path) -> Result<Self> {
        let settings = Settings::read(path)?;
        let paper = settings.to_paper();
        let root = Root::of(path)?;
        let (mut editions, mut unread) = (Vec::new(), Vec::new());
        for publication in &paper.publications {
            match editions_of(path, &root, &publication.id, &mut unread) {
                Ok(found) => editions.extend(found),
                Err(why) => unread.push(Unread { publication: publication.id.clone(), edition: None, why }),
            }
        }
        let mut made = Self { path: path.to_owned(), settings, paper, editions, unread };
        made.arrange();
        Ok(made)
    }

    /// Adds editions that are read from elsewhere.
    pub fn add(&mut self, editions: Vec<EditionFolder>) {
        self.editions.extend(editions);
        self.arrange();
    }

    /// Puts the editions in order, and says what readers get of them.
    fn arrange(&mut self) {
        let mut of: HashMap<Id, Vec<EditionFolder>> = HashMap::new();
        for folder in std::mem::take(&mut self.editions) {
            of.entry(folder.publication.clone()).or_default().push(folder);
        }
        for publication in &mut self.paper.publications {
            let mut found = of.remove(&publication.id).unwrap_or_default();
            found.sort_by(|a, b| a.id.cmp(&b.id));
            let language = publication.language.as_deref().unwrap_or(&self.settings.language);
            publication.newest = newest(&found, language).map(|folder| folder.id.clone());
            publication.years = found.iter().map(|folder| folder.id.date().year()).collect();
            publication.years.dedup();
            self.editions.extend(found);
        }
    }
}

/// The edition that opens where no other is asked for: the newest ordinary one in the publication's own language. An extra,
/// or the same day in another language, has an id with a suffix; so it is with all editions of some publications, of
/// which the newest in its language opens, or else the newest.
fn newest<'a>(editions: &'a [EditionFolder], language: &str) -> Option<&'a EditionFolder> {
    // One that cannot be read is found by whoever needs it.
    let is_own = |folder: &&EditionFolder| {
        let edition = folder.read().map(|read| read.edition.language);
        edition.ok().flatten().is_none_or(|own| is_same_language(&own, language))
    };
    let ordinary = |folder: &&EditionFolder| folder.id.suffix().is_none();
    let newest_first = || editions.iter().rev();
    newest_first().filter(ordinary).find(is_own).or_else(|| newest_first().find(is_own)).or(editions.last())
}

/// Whether two tags name a language that is written alike: `zh-CN` and `zh-Hans`, `en` and `en-GB`.
fn is_same_language(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    primary(one) == primary(other) && Lang::from_tag(one) == Lang::from_tag(other)
}

/// The editions of a publication. Folders that are no editions are for `masthead check` to name.
fn editions_of(
    paper: &Path,
    root: &Root,
    publication: &Id,
    unread: &mut Vec<Unread>,
) -> Result<Vec<EditionFolder>, Why> {
    let folder = paper.join(publication.as_str());
    let failed = |error: io::Error| Why::from(&error);
    match root.find(&folder).map_err(failed)? {
        Place::Nothing => return Ok(Vec::new()),
        Place::Nowhere => return Err(Why::LeadsNowhere),
        Place::Outside(to) => return Err(Why::LeadsOut(to)),
        Place::Inside(..) => {}
    }
    let mut found = Vec::new();
    // A list that breaks off is none: what it does not have may be there.
    let entries: Vec<_> = fs::read_dir(&folder).and_then(Iterator::collect).map_err(failed)?;
    for path in entries.into_iter().map(|entry: fs::DirEntry| entry.path()) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Ok(id) = EditionId::parse(name) else { continue };
        let publication = publication.clone();
        match unread::edition_file(root, &path, EDITION_FILE) {
            Ok(()) => found.push(EditionFolder { publication, id, path, root: root.clone() }),
            Err(why) => unread.push(Unread { publication, edition: Some(id), why }),
        }
    }
    unread.sort_by_key(Unread::address);
    Ok(found)
}

impl EditionFolder {
    /// The edition's file.
    pub fn file(&self) -> PathBuf {
        self.path.join(EDITION_FILE)
    }

    /// Where the edition stands in paper and site: `zzwb/2022-09-16`.
    pub fn address(&self) -> String {
        format!("{}/{}", self.publication, self.id)
    }

    /// Reads the edition, its text composed (NFC). What is not JSON at all is an error with line and column.
    pub fn read(&self) -> Result<ReadEdition> {
        let path = self.file();
        let read = read_composed(bounded::read_text(&path, bounded::EDITION)?).map_err(|error| {
            Error::input(&path, error.to_string()).help("`masthead check` names every such file of the paper")
        })?;
        let mut edition = read.value;
        // The folders decide the address; a file that says otherwise is found by `masthead check`.
        edition.publication = self.publication.clone();
        edition.id = self.id.clone();
        Ok(ReadEdition { edition, findings: read.findings })
    }
}

/// Reads an edition's text and composes it (NFC): as it stands, and where it was written with escapes.
pub fn read_composed(text: String) -> Result<Read<Edition>, Malformed> {
    let escaped = text.contains("\\u");
    let mut read = json::read_edition(&text::nfc(text))?;
    if escaped {
        let composed = text::nfc(json::edition_to_value(&read.value).to_string());
        read.value = json::read_edition(&composed)?.value;
    }
    Ok(read)
}

/// The files that an edition names, relative to its folder, each once, and what for.
pub fn named_files(edition: &Edition) -> Vec<(&str, Use)> {
    let mut files: Vec<(&str, Use)> = Vec::new();
    for_each_image(edition, &mut |image| files.push((&image.src, Use::Picture)));
    files.extend(edition.pages.iter().filter_map(|page| Some((page.pdf.as_deref()?, Use::Pdf))));
    let mut seen = std::collections::HashSet::new();
    files.retain(|(file, _)| seen.insert(*file));
    files
}

/// Every picture of an edition: facsimiles and figures.
pub fn for_each_image<'a>(edition: &'a Edition, visit: &mut impl FnMut(&'a Image)) {
    for page in &edition.pages {
        page.image.iter().for_each(&mut *visit);
        for article in &page.articles {
            article.body.iter().for_each(|block| images_of(block, visit));
        }
    }
}

/// The same, to be changed.
pub fn for_each_image_mut(edition: &mut Edition, visit: &mut impl FnMut(&mut Image)) {
    for page in &mut edition.pages {
        page.image.iter_mut().for_each(&mut *visit);
        for article in &mut page.articles {
            article.body.iter_mut().for_each(|block| images_of_mut(block, visit));
        }
    }
}

fn images_of_mut(block: &mut Block, visit: &mut impl FnMut(&mut Image)) {
    match &mut block.content {
        Content::Figure(figure) => visit(&mut figure.image),
        Content::Gallery { figures, .. } => figures.iter_mut().for_each(|figure| visit(&mut figure.image)),
        Content::FactBox { body, .. } => body.iter_mut().for_each(|block| images_of_mut(block, visit)),
        _ => {}
    }
}

fn images_of<'a>(block: &'a Block, visit: &mut impl FnMut(&'a Image)) {
    match &block.content {
        Content::Figure(figure) => visit(&figure.image),
        Content::Gallery { figures, .. } => figures.iter().for_each(|figure| visit(&figure.image)),
        Content::FactBox { body, .. } => body.iter().for_each(|block| images_of(block, visit)),
        _ => {}
    }
}

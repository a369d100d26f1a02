//! HTML of the publisher's own, around the reader: read, [checked](check) and put into pages as it is. It is the one thing
//! in a site that is trusted, and stands outside the reader's root, so the reader never touches it.

pub mod check;

use std::fs;
use std::path::{Path, PathBuf};

use super::ledger::{self, Ledger};
use crate::error::{Error, Result};
use crate::look;
use crate::paper::choices::FragmentSettings;
use crate::paper::root::{Place, Root};

/// The most that one may have. It stands in every page.
const MOST: u64 = 64 << 10;
/// The folder of the paper from which files that fragments load are published, and where they are in the site.
const FOLDER: &str = "fragments";
/// Shows the end of articles while the reader shows one.
const SCRIPT: &str = include_str!("article-end.js");

/// What stands on a page before and after the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// Above it.
    pub before: String,
    /// Below it.
    pub after: String,
}

/// A paper's fragments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragments {
    header: String,
    article_end: String,
    footer: String,
}

impl Fragments {
    /// Reads and checks them; the first fault is an error.
    pub fn load(paper: &Path, settings: &FragmentSettings) -> Result<Self> {
        let mut fragments = Self::default();
        for (name, file) in settings.files() {
            let path = paper.join(file);
            let text = read(paper, file).map_err(|message| {
                Error::input(&path, message).help("docs/paper-format.md says what may stand in a fragment")
            })?;
            match name {
                "header" => fragments.header = text,
                "footer" => fragments.footer = text,
                _ => fragments.article_end = text,
            }
        }
        Ok(fragments)
    }

    /// Every fault: the name of the file, and what is wrong with it.
    pub fn faults(paper: &Path, settings: &FragmentSettings) -> Vec<(String, String)> {
        let fault = |(_, file): (_, &str)| Some((file.to_owned(), read(paper, file).err()?));
        settings.files().filter_map(fault).collect()
    }

    /// A hash of what they put into pages.
    pub fn hash(&self) -> String {
        ledger::hash(
            [&self.header, &self.article_end, &self.footer].map(String::as_str).join("\0").as_bytes(),
        )
    }

    /// What stands around the reader on a page. The end of articles is in every page, since the reader goes on to
    /// articles by itself, and hidden where there is none.
    pub fn around(&self, base: &str, is_article: bool) -> Around {
        let part = |name: &str, attributes: &str, html: &str| {
            if html.is_empty() {
                return String::new();
            }
            format!("<{name} class=\"masthead-fragment\"{attributes}>\n{}\n</{name}>\n", html.trim_end())
        };
        let end = if is_article { " data-on=\"article\"" } else { " data-on=\"article\" hidden" };
        let script = match self.script() {
            Some(path) => format!("<script type=\"module\" src=\"{base}{path}\"></script>\n"),
            None => String::new(),
        };
        Around {
            before: part("header", "", &self.header),
            after: format!(
                "{}{}{script}",
                part("aside", end, &self.article_end),
                part("footer", "", &self.footer)
            ),
        }
    }

    fn script(&self) -> Option<String> {
        let hash = ledger::hash(SCRIPT.as_bytes());
        (!self.article_end.is_empty()).then(|| format!("assets/{}/article-end.js", &hash[..16]))
    }

    /// Writes what they load: the files of their folder, and the script.
    pub fn write(&self, paper: &Path, settings: &FragmentSettings, ledger: &Ledger) -> Result<()> {
        if let Some(path) = self.script() {
            ledger.write(&path, SCRIPT.as_bytes())?;
        }
        if *self == Self::default() {
            return Ok(());
        }
        let folder = paper.join(FOLDER);
        if look::metadata(&folder)?.is_none() {
            return Ok(());
        }
        let root = Root::of(paper)?;
        for entry in walkdir::WalkDir::new(&folder).follow_links(true).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let at = error.path().unwrap_or(&folder).to_owned();
                Error::input(&at, format!("cannot look into this: {error}"))
            })?;
            let Ok(inner) = entry.path().strip_prefix(paper) else { continue };
            let path = inner.to_string_lossy().replace('\\', "/");
            let is_hidden = path.split('/').any(|part| part.starts_with('.'));
            let is_fragment = settings.files().any(|(_, file)| file == path);
            if entry.file_type().is_file() && !is_hidden && !is_fragment {
                let file =
                    inside(&root, entry.path()).map_err(|message| Error::input(entry.path(), message))?;
                ledger.copy(&file, &path)?;
            }
        }
        Ok(())
    }
}

/// The canonical path of a file that is published for a fragment.
fn inside(root: &Root, path: &Path) -> Result<PathBuf, String> {
    match root.find(path).map_err(|error| format!("this file cannot be read: {error}"))? {
        Place::Inside(file, _) => Ok(file),
        Place::Outside(to) => {
            Err(format!("this is a symbolic link that leads out of the paper, to {}", to.display()))
        }
        Place::Nowhere | Place::Nothing => Err("this file is not there".to_owned()),
    }
}

fn read(paper: &Path, file: &str) -> Result<String, String> {
    let root = Root::of(paper).map_err(|error| error.to_string())?;
    let path = &inside(&root, &paper.join(file))?;
    let data = fs::metadata(path).map_err(|error| format!("this fragment cannot be read: {error}"))?;
    if !data.is_file() {
        return Err("this fragment is not a file".to_owned());
    }
    if data.len() > MOST {
        return Err(format!(
            "this fragment has {} KB; {} are enough for what stands in every page",
            data.len() >> 10,
            MOST >> 10
        ));
    }
    let text = fs::read_to_string(path).map_err(|error| format!("this fragment cannot be read: {error}"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    check::check(text)?;
    Ok(text.to_owned())
}

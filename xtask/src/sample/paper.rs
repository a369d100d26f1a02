//! The sample newspaper as its files say it: the editions, and the few settings that print needs.

use std::path::{Path, PathBuf};

use masthead_edition::json::read_edition;
use masthead_edition::model::Edition;

/// An edition and its folder.
pub(super) struct Held {
    /// `bcrb/2026-11-20`.
    pub(super) path: String,
    /// The folder.
    pub(super) folder: PathBuf,
    /// Its `edition.json` as text.
    pub(super) text: String,
    /// And as read.
    pub(super) edition: Edition,
}

/// The newspaper.
pub(super) struct Paper {
    /// Its editions, by publication and date.
    pub(super) editions: Vec<Held>,
    publications: Vec<(String, String)>,
    notice: String,
}

impl Paper {
    /// Reads `masthead.toml` and every edition; anything wrong in one is an error.
    pub(super) fn read(root: &Path) -> Result<Self, String> {
        let settings = read(&root.join("masthead.toml"))?;
        let (mut notice, mut publications) = (String::new(), Vec::new());
        let mut id = String::new();
        // Three plain settings are all that is wanted here; the press reads the whole file, and checks it.
        for line in settings.lines() {
            match line.split_once('=').map(|(name, value)| (name.trim(), value.trim().trim_matches('"'))) {
                Some(("notice", value)) => value.clone_into(&mut notice),
                Some(("id", value)) => value.clone_into(&mut id),
                Some(("title", value)) if !id.is_empty() => {
                    publications.push((std::mem::take(&mut id), value.to_owned()));
                }
                _ => {}
            }
        }
        let mut editions = Vec::new();
        for (publication, _) in &publications {
            let mut folders = folders(&root.join(publication))?;
            folders.sort();
            for folder in folders {
                let name = folder.file_name().unwrap_or_default().to_string_lossy();
                editions.push(held(format!("{publication}/{name}"), &folder)?);
            }
        }
        Ok(Self { editions, publications, notice })
    }

    /// A newspaper of these editions.
    #[cfg(test)]
    pub(super) fn with(editions: Vec<Held>) -> Self {
        Self { editions, publications: Vec::new(), notice: String::new() }
    }

    /// The name on an edition's nameplate.
    pub(super) fn title<'a>(&'a self, edition: &'a Edition) -> &'a str {
        let own = edition.title.as_deref();
        own.or_else(|| self.of(edition.publication.as_str())).unwrap_or_default()
    }

    fn of(&self, publication: &str) -> Option<&str> {
        self.publications.iter().find(|(id, _)| id == publication).map(|(_, title)| title.as_str())
    }

    /// The line that says that this is a sample.
    pub(super) fn notice_for(&self, is_traditional: bool) -> &str {
        // The settings say it once, in the paper's own script; the sister paper has one edition in the other.
        if is_traditional {
            "這是隨軟體附帶的樣報，其中的地名、人物和事件均為虛構。"
        } else {
            &self.notice
        }
    }
}

fn held(path: String, folder: &Path) -> Result<Held, String> {
    let file = folder.join("edition.json");
    let text = read(&file)?;
    let read = read_edition(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    if let Some(finding) = read.findings.first() {
        return Err(format!("{}: {}: {}", file.display(), finding.pointer, finding.kind.message()));
    }
    Ok(Held { path, folder: folder.to_owned(), text, edition: read.value })
}

fn folders(root: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(root).map_err(|error| format!("{}: {error}", root.display()))?;
    Ok(entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect())
}

fn read(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

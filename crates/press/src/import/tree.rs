//! The files of a source: which are pages, which are articles, of which day and which tree. Nothing is read here
//! but names. A file is known by its address ([`address`]), whatever the mirror called it on disk.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use masthead_edition::date::Date;
use walkdir::WalkDir;

use super::address;
use super::classify::classify;
use super::day::{Day, SourceFile};
use super::rules::Rules;
use crate::build::ledger;
use crate::error::{Error, Result};

/// A source looked through.
#[derive(Debug, Default)]
pub struct Tree {
    /// The source's folder.
    pub path: PathBuf,
    /// Its days, by tree and date.
    pub days: BTreeMap<(String, Date), Day>,
    /// The calendars it holds, relative to the source.
    pub calendars: Vec<String>,
    /// Paths that the rules say to pass over.
    pub ignored: usize,
    /// Web pages outside the folders of days that no layout recognises.
    pub unrecognised: Vec<String>,
    /// The trees' paths as first met, by the path in lower case: to most servers `HTML/` and `html/` are one.
    roots: HashMap<String, String>,
    /// Every other file by its path in lower case: pictures and PDFs.
    others: HashMap<String, String>,
}

impl Tree {
    /// Looks through a source.
    pub fn scan(path: &Path, rules: &Rules) -> Result<Self> {
        let mut tree = Self { path: path.to_owned(), ..Self::default() };
        let mut web_pages = Vec::new();
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let at = error.path().unwrap_or(path).to_owned();
                Error::input(&at, format!("cannot look into this: {error}"))
            })?;
            if !entry.file_type().is_file() {
                continue;
            }
            let relative = entry.path().strip_prefix(path).unwrap_or(entry.path());
            let relative = relative.to_string_lossy().replace('\\', "/");
            let stamp = entry.metadata().map(|data| {
                let modified =
                    data.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
                (data.len(), modified.map(|time| time.as_nanos()).unwrap_or_default())
            });
            web_pages.extend(tree.add(relative, stamp.unwrap_or_default(), rules));
        }
        tree.sort_out(web_pages);
        Ok(tree)
    }

    /// Takes up a file; a web page that no layout recognises is given back.
    fn add(&mut self, path: String, stamp: (u64, u128), rules: &Rules) -> Option<SourceFile> {
        if rules.ignore.iter().any(|pattern| pattern.0.is_match(&path)) {
            self.ignored += 1;
            return None;
        }
        let name = path.rsplit('/').next().unwrap_or(&path);
        if rules.calendar.files.iter().any(|file| file.eq_ignore_ascii_case(name)) {
            self.calendars.push(path);
            return None;
        }
        let Some(found) = classify(&path, &rules.layout) else {
            if address::is_web_page(&path) {
                let address = address::canonical(&path);
                return Some(SourceFile { path, address, stamp });
            }
            // A mirror names a picture with the query of its link; links mostly come without.
            self.others.entry(address::canonical(&path).to_lowercase()).or_insert_with(|| path.clone());
            self.others.insert(path.to_lowercase(), path);
            return None;
        };
        let root = self.roots.entry(found.root.to_lowercase()).or_insert(found.root).clone();
        let key = (root.clone(), found.date);
        let day = self.days.entry(key).or_insert_with(|| Day::of(root, found.layout));
        day.add(SourceFile { path, address: found.address, stamp }, found.is_page);
        None
    }

    /// What no layout recognises belongs to the day whose folder it lies in, or to none.
    fn sort_out(&mut self, web_pages: Vec<SourceFile>) {
        let folder = |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_lowercase();
        let mut folders: HashMap<String, (String, Date)> = HashMap::new();
        for (key, day) in &self.days {
            for file in day.pages.iter().chain(&day.articles) {
                folders.entry(folder(&file.path)).or_insert_with(|| key.clone());
            }
        }
        for file in web_pages {
            match folders.get(&folder(&file.path)).and_then(|key| self.days.get_mut(key)) {
                Some(day) => day.strays.push(file),
                None => self.unrecognised.push(file.path),
            }
        }
    }

    /// The file at a path that a page gives, without regard to case, if it is on disk.
    pub fn other(&self, path: &str) -> Option<&str> {
        let exact = self.others.get(&path.to_lowercase());
        exact.or_else(|| self.others.get(&address::canonical(path).to_lowercase())).map(String::as_str)
    }

    /// The names of all other files in one number.
    pub fn others_hash(&self) -> String {
        let mut names: Vec<&str> = self.others.values().map(String::as_str).collect();
        names.sort_unstable();
        ledger::hash(names.join("\n").as_bytes())
    }

    /// The days of each tree.
    pub fn roots(&self) -> BTreeMap<&str, BTreeSet<Date>> {
        let mut roots: BTreeMap<&str, BTreeSet<Date>> = BTreeMap::new();
        for (root, date) in self.days.keys() {
            roots.entry(root).or_default().insert(*date);
        }
        roots
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::day::Known;

    /// The days of a source with these files, as `day: pages | articles | copies | strays`.
    fn days(paths: &[&str]) -> (Tree, Vec<String>) {
        let rules = Rules::load(None).unwrap();
        let mut tree = Tree::default();
        let web_pages: Vec<SourceFile> =
            paths.iter().filter_map(|path| tree.add((*path).to_owned(), (1, 1), &rules)).collect();
        tree.sort_out(web_pages);
        let name = |file: &SourceFile| file.path.rsplit('/').next().unwrap().to_owned();
        let names = |files: &[SourceFile]| files.iter().map(name).collect::<Vec<_>>().join(" ");
        let days = tree.days.values().map(|day| {
            [&day.pages, &day.articles, &day.copies, &day.strays].map(|files| names(files)).join(" | ")
        });
        let days = days.collect();
        (tree, days)
    }

    #[test]
    fn a_mirrors_files_are_known_by_their_addresses() {
        let day = "html/2022-05/06";
        let (tree, found) = days(&[
            &format!("{day}/content_1.htm?div=-1"),
            &format!("{day}/content_1.htm?div=0"),
            &format!("{day}/content_2(1).htm"),
            &format!("{day}/content_2.htm"),
            &format!("{day}/content_3.htm@div=-1.html"),
            &format!("{day}/index.html"),
            &format!("{day}/node_2.htm%3Fa=1"),
            "html/index.htm",
        ]);
        assert_eq!(
            found,
            ["node_2.htm%3Fa=1 | content_1.htm?div=-1 content_2.htm content_3.htm@div=-1.html | \
              content_1.htm?div=0 content_2(1).htm | index.html"]
        );
        assert_eq!(tree.unrecognised, ["html/index.htm"]);
        let day = tree.days.values().next().unwrap();
        assert_eq!(day.articles[0].address, "html/2022-05/06/content_1.htm");
    }

    #[test]
    fn links_of_every_spelling_lead_to_the_file() {
        let rules = Rules::load(None).unwrap();
        let (tree, _) = days(&["epaper/HTML/2022-05/06/CONTENT_1.HTML", "epaper/html/2022-05/06/node_2.htm"]);
        assert_eq!(tree.days.len(), 1, "one tree, whatever the case of its folders");
        let ((_, date), day) = tree.days.iter().next().unwrap();
        let known = |path: &str| day.known(*date, path, &rules.layout);
        let article = Some(Known::Article("epaper/HTML/2022-05/06/CONTENT_1.HTML".to_owned()));
        for path in [
            "epaper/HTML/2022-05/06/CONTENT_1.HTML",
            "epaper/html/2022-05/06/content_1.htm",
            "html/2022-05/06/content_1.htm",
            "2022-05/06/content_1.htm?div=-1",
            "d/www/epaper/html/2022-05/06/content_1.htm;jsessionid=0A",
        ] {
            assert_eq!(known(path), article, "{path}");
        }
        assert!(matches!(known("html/2022-05/06/node_3.htm"), Some(Known::Page(_))), "absent, but a page");
        for path in ["html/2022-05/07/content_1.htm", "other/html/2022-05/06/content_1.htm", "res/1.jpg"] {
            assert_eq!(known(path), None, "{path}");
        }
    }
}

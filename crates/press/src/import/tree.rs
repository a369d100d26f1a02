//! The files of a source: which are pages, which are articles, of which day and which tree. Nothing is read here
//! but names.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use masthead_edition::date::Date;
use walkdir::WalkDir;

use super::rules::{Layout, Rules};
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
    /// Every other file by its path in lower case: pictures and PDFs.
    others: HashMap<String, String>,
}

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
    by_path: HashMap<String, Kind>,
}

/// A page or an article file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path relative to the source, with forward slashes.
    pub path: String,
    /// Its own name in the tree: `102`, `1335950`.
    pub id: String,
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

impl Tree {
    /// Looks through a source.
    pub fn scan(path: &Path, rules: &Rules) -> Result<Self> {
        let mut tree = Self { path: path.to_owned(), ..Self::default() };
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
            tree.add(relative, stamp.unwrap_or_default(), rules);
        }
        Ok(tree)
    }

    fn add(&mut self, path: String, stamp: (u64, u128), rules: &Rules) {
        if rules.ignore.iter().any(|pattern| pattern.0.is_match(&path)) {
            self.ignored += 1;
            return;
        }
        let name = path.rsplit('/').next().unwrap_or(&path);
        if rules.calendar.files.iter().any(|file| file.eq_ignore_ascii_case(name)) {
            self.calendars.push(path);
            return;
        }
        let Some(found) = classify(&path, &rules.layout) else {
            self.others.insert(path.to_lowercase(), path);
            return;
        };
        let day = self.days.entry((found.root.clone(), found.date)).or_insert_with(|| Day {
            root: found.root,
            layout: found.layout.to_owned(),
            ..Day::default()
        });
        let files = if found.is_page { &mut day.pages } else { &mut day.articles };
        let kind = if found.is_page { Kind::Page(files.len()) } else { Kind::Article(files.len()) };
        files.push(SourceFile { path: path.clone(), id: found.id, stamp });
        day.by_path.insert(path.to_lowercase(), kind);
    }

    /// The file at a path that a page gives, without regard to case, if it is on disk.
    pub fn other(&self, path: &str) -> Option<&str> {
        self.others.get(&path.to_lowercase()).map(String::as_str)
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

impl Day {
    /// What a path of this day is, without regard to case.
    pub fn kind(&self, path: &str) -> Option<Kind> {
        self.by_path.get(&path.to_lowercase()).copied()
    }
}

struct Found<'a> {
    root: String,
    date: Date,
    id: String,
    layout: &'a str,
    is_page: bool,
}

fn classify<'a>(path: &str, layouts: &'a [Layout]) -> Option<Found<'a>> {
    layouts.iter().find_map(|layout| {
        let (found, is_page) = match layout.page.0.captures(path) {
            Some(found) => (found, true),
            None => (layout.article.0.captures(path)?, false),
        };
        let group = |name: &str| found.name(name).map_or("", |group| group.as_str());
        let date = Date::parse(&format!("{}-{}-{}", group("year"), group("month"), group("day"))).ok()?;
        Some(Found {
            root: group("root").to_owned(),
            date,
            id: group("id").to_owned(),
            layout: &layout.name,
            is_page,
        })
    })
}

/// The tree, date and id of an article's path; `None` for any other path.
pub fn article_of(path: &str, layouts: &[Layout]) -> Option<(String, Date, String)> {
    let found = classify(path, layouts).filter(|found| !found.is_page)?;
    Some((found.root, found.date, found.id))
}

/// The path that a link in a file leads to, relative to the source: without query and fragment, `..` resolved.
/// A web address gives its own path, to be looked for in the tree.
pub fn resolve(from: &str, href: &str) -> Option<String> {
    let href = href.trim().replace('\\', "/");
    let end = href.find(['?', '#']).unwrap_or(href.len());
    let href = &href[..end];
    let (mut parts, rest): (Vec<&str>, &str) = if let Some(absolute) = href.strip_prefix('/') {
        (Vec::new(), absolute.trim_start_matches('/'))
    } else if let Some((scheme, rest)) = href.split_once(':') {
        if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
            return None;
        }
        (Vec::new(), rest.trim_start_matches('/').split_once('/')?.1)
    } else {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        (folder.split('/').filter(|part| !part.is_empty()).collect(), href)
    };
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            // A tree that was copied from a deeper place may point above itself: what is left is looked for.
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    (!parts.is_empty() && !rest.is_empty()).then(|| decode_percent(&parts.join("/")))
}

fn decode_percent(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) if byte == b'%' => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str) -> Option<(String, String, String, bool)> {
        let rules = Rules::load(None).unwrap();
        let found = classify(path, &rules.layout)?;
        Some((format!("{}:{}", found.layout, found.root), found.date.to_string(), found.id, found.is_page))
    }

    fn expect(path: &str, tree: &str, date: &str, id: &str, is_page: bool) {
        assert_eq!(found(path), Some((tree.into(), date.into(), id.into(), is_page)), "{path}");
    }

    #[test]
    fn every_layout_is_told_apart() {
        expect("html/2022-09/16/node_102.htm", "A:html/", "2022-09-16", "102", true);
        expect("zzwb/html/2022-09/16/content_1335950.htm", "A:zzwb/html/", "2022-09-16", "1335950", false);
        expect(
            "html/2026-07/23/content_58464_19727196.htm",
            "A:html/",
            "2026-07-23",
            "58464_19727196",
            false,
        );
        expect(
            "rmrb/html/2017-10/16/nbs.D110000renmrb_01.htm",
            "C:rmrb/html/",
            "2017-10-16",
            "D110000renmrb_01",
            true,
        );
        expect("html/2017-10/16/nw.D110000renmrb_20171016_1-01.htm", "C:html/", "2017-10-16", "1-01", false);
        expect("rmrb/pc/layout/202412/25/node_01.html", "D:rmrb/pc/", "2024-12-25", "01", true);
        expect(
            "rmrb/pc/content/202412/25/content_30048054.html",
            "D:rmrb/pc/",
            "2024-12-25",
            "30048054",
            false,
        );
        expect("pc/layout/202201/05/lA01.html", "D:pc/", "2022-01-05", "A01", true);
        expect("pc/con/202201/05/c123.html", "D:pc/", "2022-01-05", "123", false);
        expect("column/202201/05/node_A01.html", "D:", "2022-01-05", "A01", true);
        assert_eq!(found("html/2022-13/40/node_1.htm"), None, "no such day");
        assert_eq!(found("html/2022-09/16/index.htm"), None);
    }

    #[test]
    fn links_lead_to_paths() {
        let from = "html/2022-09/16/node_102.htm";
        assert_eq!(resolve(from, "content_1.htm?div=-1").unwrap(), "html/2022-09/16/content_1.htm");
        assert_eq!(resolve(from, "./node_102.htm").unwrap(), from);
        assert_eq!(resolve(from, "../../../res/1/a%20b.jpg").unwrap(), "res/1/a b.jpg");
        assert_eq!(resolve(from, "../../../../../x.jpg").unwrap(), "x.jpg");
        assert_eq!(
            resolve(from, "http://paper.example.cn/html/2022-09/16/content_1.htm").unwrap(),
            "html/2022-09/16/content_1.htm"
        );
        assert_eq!(resolve(from, "/res/a.jpg").unwrap(), "res/a.jpg");
        assert_eq!(resolve(from, "javascript:alert('已经是第一版')"), None);
        assert_eq!(resolve(from, "#"), None);
    }
}

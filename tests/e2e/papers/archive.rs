//! A paper of some years, made up, built by the publisher's command; and what a scan of its articles finds.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::built;

/// An article, as a scan sees it.
#[derive(Clone, Debug)]
pub(crate) struct Printed {
    /// `rb/2026-09-05/A01/11`.
    pub(crate) place: String,
    headline: String,
    paragraphs: Vec<String>,
    author: &'static str,
}

/// What is looked for beside the words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Narrowed {
    pub(crate) publication: &'static str,
    pub(crate) page: &'static str,
    pub(crate) byline: &'static str,
    pub(crate) headlines: bool,
    pub(crate) oldest_first: bool,
    pub(crate) year: &'static str,
}

const THINGS: [&str; 7] = ["河水", "麦子", "渡口", "学校", "集市", "戏台", "桥"];
const DOINGS: [&str; 5] = ["涨了三寸", "修好了", "今日开张", "停用一天", "迎来新人"];
const AUTHORS: [&str; 3] = ["林一", "周二", "陈三"];

/// Six years of a daily and, every other year, an evening paper: the newest first, as the archive lists them.
pub(crate) fn printed() -> Vec<Printed> {
    let mut all = Vec::new();
    for year in (2021..=2026).rev() {
        for month in [9, 3] {
            for (publication, pages, articles) in [("rb", 2, 3), ("wb", 1, 2)] {
                if publication == "wb" && (year % 2 == 1 || month == 3) {
                    continue;
                }
                let edition = format!("{publication}/{year}-0{month}-05");
                for page in 1..=pages {
                    for article in 1..=articles {
                        let number = (year * 31 + month * 7 + page * 5 + article * 3) as usize;
                        let (thing, doing) = (THINGS[number % 7], DOINGS[number % 5]);
                        let other = THINGS[(number / 3) % 7];
                        all.push(Printed {
                            place: format!("{edition}/A0{page}/{page}{article}"),
                            headline: format!("{thing}{doing}"),
                            paragraphs: vec![
                                format!(
                                    "{year}年的这一天，{other}边上的人说起{thing}，都说Route {} 通了。",
                                    number % 4
                                ),
                                format!("镇上的{other}{}，编号{number}。", DOINGS[(number / 2) % 5]),
                            ],
                            author: AUTHORS[number % 3],
                        });
                    }
                }
            }
        }
    }
    all
}

/// What a scan finds: terms that must occur, and with a minus those that must not.
pub(crate) fn scanned(query: &str, narrowed: Narrowed) -> Vec<String> {
    let folded = |text: &str| text.to_lowercase();
    let (out, terms): (Vec<&str>, Vec<&str>) =
        query.split_whitespace().partition(|term| term.starts_with('-'));
    // What begins with a letter or digit of a spaced script matches only where a word begins.
    let contains = |text: &str, term: &str| {
        let (text, term) = (folded(text), folded(term));
        let begins = |at: usize| !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        text.match_indices(&term)
            .any(|(at, _)| !term.starts_with(|c: char| c.is_ascii_alphanumeric()) || begins(at))
    };
    let has = |article: &Printed, term: &str| {
        let below = || article.paragraphs.iter().any(|text| contains(text, term));
        contains(&article.headline, term)
            || (!narrowed.headlines && (below() || contains(&format!("记者 {}", article.author), term)))
    };
    let mut found: Vec<String> = printed()
        .into_iter()
        .filter(|article| {
            let steps: Vec<&str> = article.place.split('/').collect();
            terms.iter().all(|term| has(article, term))
                && !out.iter().any(|term| has(article, &term[1..]))
                && (narrowed.publication.is_empty() || steps[0] == narrowed.publication)
                && steps[1].starts_with(narrowed.year)
                && (narrowed.page.is_empty() || steps[2] == narrowed.page)
                && article.author.contains(narrowed.byline)
        })
        .map(|article| article.place)
        .collect();
    if narrowed.oldest_first {
        found.reverse();
    }
    found
}

/// The built site, with pages.
pub(crate) fn site() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| built::built("archive", write))
}

/// Every file of the site that a reader loads which stands elsewhere.
pub(crate) fn files() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![site().to_owned()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            let name = path.strip_prefix(site()).expect("below").to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".json") || name.ends_with(".mha") {
                files.push((name, fs::read(&path).expect("a file")));
            }
        }
    }
    files
}

fn write(paper: &Path) {
    let settings = "title = \"两报\"\nlanguage = \"zh-Hans\"\n[[publications]]\nid = \"rb\"\ntitle = \"河口日报\"\n\
                    [[publications]]\nid = \"wb\"\ntitle = \"河口晚报\"\n";
    fs::create_dir_all(paper).expect("a folder");
    fs::write(paper.join("masthead.toml"), settings).expect("it can be written");
    let mut editions: Vec<(String, Vec<Printed>)> = Vec::new();
    for article in printed() {
        let edition = article.place.splitn(3, '/').take(2).collect::<Vec<_>>().join("/");
        match editions.last_mut() {
            Some((last, articles)) if *last == edition => articles.push(article),
            _ => editions.push((edition, vec![article])),
        }
    }
    for (edition, articles) in editions {
        let (publication, date) = edition.split_once('/').expect("two steps");
        let page = |id: &str| {
            let own = articles.iter().filter(|article| article.place.split('/').nth(2) == Some(id));
            let articles: Vec<Value> = own.map(content).collect();
            json!({ "id": id, "name": "要闻", "articles": articles })
        };
        let pages: Vec<Value> = ["A01", "A02"].map(page).into_iter().collect();
        let pages: Vec<Value> = pages.into_iter().filter(|page| page["articles"] != json!([])).collect();
        let value = json!({ "version": 1, "publication": publication, "date": date, "pages": pages });
        let folder = paper.join(&edition);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("edition.json"), value.to_string()).expect("it can be written");
    }
}

fn content(article: &Printed) -> Value {
    let body: Vec<Value> =
        article.paragraphs.iter().map(|text| json!({ "type": "paragraph", "text": text })).collect();
    json!({ "id": article.place.rsplit('/').next(), "headline": [article.headline],
            "byline": [{ "role": "记者", "names": [article.author] }], "body": body })
}

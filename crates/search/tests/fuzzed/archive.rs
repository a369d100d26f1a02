//! A small archive whose files are changed as the input says, and sealed again, so that no checksum stops them:
//! how the question is put (a byte), then changes of four bytes each (which file, where, two bytes to put there).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Mutex, OnceLock};

use masthead_edition::json::edition_from_value;
use masthead_edition::model::Edition;
use masthead_search::Query;
use masthead_search::archive::{
    Archive, Ask, ENTRY, EditionInfo, Filters, Settings, Shelf, Sink, Source, Spelling, sealed, write_archive,
};
use masthead_search::query::Term;
use serde_json::json;

#[derive(Default)]
struct Files(Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Files {
    type Error = Infallible;
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Infallible> {
        self.0.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

struct Paper(Vec<Edition>);

impl Source for Paper {
    type Error = Infallible;
    fn edition(&self, info: &EditionInfo) -> Result<Cow<'_, Edition>, Infallible> {
        Ok(Cow::Borrowed(self.0.iter().find(|edition| edition.id == info.edition).unwrap()))
    }
}

/// Two years of three days each, in two publications' worth of words.
fn files() -> &'static Vec<(String, Vec<u8>)> {
    static FILES: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    FILES.get_or_init(|| {
        let days = ["2021-03-01", "2021-03-02", "2021-11-30", "2022-01-01", "2022-09-15", "2022-09-16"];
        let edition = |date: &str| {
            let article = |n: u32| {
                json!({ "id": format!("a{n}"), "headline": [format!("河阳第{n}号"), "公报"],
                    "byline": [{ "names": ["柳青禾"] }],
                    "body": [{ "type": "paragraph", "text": format!("The council met on {date}; 本报讯 共{n}项，河水涨了三寸。") }] })
            };
            let page = json!({ "id": "A01", "section": "要闻", "articles": (0..9).map(article).collect::<Vec<_>>() });
            let value = json!({ "version": 1, "publication": "hyrb", "date": date, "pages": [page] });
            edition_from_value(value).value
        };
        let paper = Paper(days.map(edition).into());
        let info = |edition: &Edition| EditionInfo {
            publication: "hyrb".into(),
            edition: edition.id.clone(),
            articles: 9,
            content: edition.id.to_string(),
        };
        let infos: Vec<EditionInfo> = paper.0.iter().map(info).collect();
        let out = Files::default();
        let Ok(_) = write_archive(&["hyrb".into()], &infos, &paper, &out, None, &Settings::default());
        out.0.into_inner().unwrap().into_iter().collect()
    })
}

fn question(kind: u8) -> Ask {
    let typed = ["公报", "council", "河 -三寸", "\"第3号公报\"", "met 项，河", "heyangd", "水涨了三寸", "a"];
    let mut filters = Filters { headlines_only: kind & 8 != 0, ..Filters::default() };
    if kind & 16 != 0 {
        filters.page = Some("要闻".into());
    }
    if kind & 32 != 0 {
        filters.byline = Term::new("青禾");
    }
    let query = Query::parse(typed[usize::from(kind & 7)]);
    Ask {
        query,
        pinyin: Spelling::parse(typed[usize::from(kind & 7)]),
        filters,
        limit: if kind & 64 != 0 { 2 } else { usize::MAX },
        oldest_first: kind & 128 != 0,
        most_blocks: None,
    }
}

/// Nothing panics, and every question comes to an end with an answer.
pub(crate) fn check(data: &[u8]) {
    let (&kind, changes) = data.split_first().unwrap_or((&0, &[]));
    let mut all: BTreeMap<&str, Vec<u8>> =
        files().iter().map(|(path, bytes)| (path.as_str(), bytes[4..].to_vec())).collect();
    for change in changes.chunks_exact(4) {
        let path = &files()[usize::from(change[0]) % files().len()].0;
        let Some(content) = all.get_mut(path.as_str()) else { continue };
        let at = usize::from(change[1]);
        match change[2] {
            // Cut, or longer.
            0 => content.truncate(at),
            1 => content.extend(vec![change[3]; at]),
            value => {
                content.iter_mut().skip(at).take(2).for_each(|byte| *byte ^= value.wrapping_add(change[3]))
            }
        }
    }
    let Ok(archive) = Archive::read(&sealed(ENTRY, &all[ENTRY])) else { return };
    let ask = question(kind);
    let mut shelf = Shelf::default();
    for _ in 0..100 {
        let answer = archive.answer(&ask, &shelf);
        if answer.missing.is_empty() {
            assert!(answer.rows.len() <= ask.limit);
            let is_whole = answer.exact || answer.rows.len() == ask.limit;
            assert!(changes.len() >= 4 || is_whole && answer.faults.is_empty());
            return;
        }
        // An entry file may name as many files as it likes; those that are not there are soon known not to be.
        for name in answer.missing.iter().take(3000) {
            let path = name.path();
            shelf.put(
                *name,
                all.get(path.as_str()).map(|content| sealed(&path, content)).ok_or_else(String::new),
            );
        }
    }
    panic!("it asks for ever");
}

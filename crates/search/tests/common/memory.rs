//! An archive in memory, with the corpus as a paper of one page a day.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Mutex;

use masthead_edition::date::Date;
use masthead_edition::id::EditionId;
use masthead_edition::json::edition_from_value;
use masthead_edition::model::Edition;
use masthead_search::archive::{
    Answer, Archive, Ask, EditionInfo, FileName, Report, Settings, Shelf, Sink, Source, write_archive,
};
use serde_json::json;

use super::Item;

/// A site of files in memory.
#[derive(Default)]
pub(crate) struct Site(pub(crate) Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Site {
    type Error = Infallible;
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Infallible> {
        self.0.lock().unwrap().insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

impl Site {
    /// All files.
    pub(crate) fn files(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.0.lock().unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap().get(path).cloned()
    }
}

/// A paper of editions in memory.
pub(crate) struct Paper {
    pub(crate) infos: Vec<EditionInfo>,
    pub(crate) editions: BTreeMap<(String, String), Edition>,
}

impl Source for Paper {
    type Error = Infallible;
    fn edition(&self, info: &EditionInfo) -> Result<Cow<'_, Edition>, Infallible> {
        Ok(Cow::Borrowed(&self.editions[&(info.publication.clone(), info.edition.to_string())]))
    }
}

impl Paper {
    /// A paper of these editions.
    pub(crate) fn new(editions: Vec<Edition>) -> Self {
        let infos = editions
            .iter()
            .map(|edition| EditionInfo {
                publication: edition.publication.as_str().to_owned(),
                edition: edition.id.clone(),
                articles: edition.pages.iter().map(|page| page.articles.len() as u32).sum(),
                content: hash(&format!("{edition:?}")),
            })
            .collect();
        let key = |edition: &Edition| (edition.publication.as_str().to_owned(), edition.id.to_string());
        Self { infos, editions: editions.into_iter().map(|edition| (key(&edition), edition)).collect() }
    }

    /// The corpus, a day an edition.
    pub(crate) fn of_corpus(items: &[Item]) -> Self {
        let mut days: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
        items.iter().for_each(|item| days.entry(&item.date).or_default().push(item));
        Self::new(days.into_iter().map(|(date, items)| edition(date, &items)).collect())
    }

    /// Writes the archive.
    pub(crate) fn write(
        &self,
        site: &Site,
        previous: Option<&Archive>,
        settings: &Settings,
    ) -> (Archive, Report) {
        let mut publications: Vec<String> = self.infos.iter().map(|info| info.publication.clone()).collect();
        publications.sort();
        publications.dedup();
        write_archive(&publications, &self.infos, self, site, previous, settings).unwrap()
    }
}

/// A paper of two publications over some years, of invented words: every article knows its own number.
pub(crate) fn invented(first_year: i32, last_day: (i32, u8, u8)) -> Vec<Edition> {
    let day = |(year, month, day): (i32, u8, u8)| Date::new(year, month, day).unwrap().day_number();
    let mut editions = Vec::new();
    for number in (day((first_year, 1, 1))..=day(last_day)).step_by(9) {
        for publication in ["河阳日报", "河阳晚报"] {
            let date = Date::from_day_number(number).unwrap();
            let article = |page: &str, n: i64| {
                let (a, b) = (number * 7 + n, number / 30);
                let name = ["柳青禾", "安若水", "Mary Lee"][(a % 3) as usize];
                json!({
                    "id": format!("{page}-{n}"),
                    "headline": [format!("河阳第{a}号"), format!("公报甲{b}")],
                    "byline": [{ "role": "记者", "names": [name] }],
                    "body": [
                        { "type": "paragraph", "text": format!("本报讯 {publication}{page}版刊出第{a}号公报，共{}项。", a % 13) },
                        { "type": "paragraph", "text": format!("The county council met on day {number}. 乙{b}丙。") },
                    ],
                })
            };
            let page = |id: &str, section: &str| json!({ "id": id, "section": section, "articles": [article(id, 1), article(id, 2), article(id, 3)] });
            let pages = [page("A01", "要闻"), page("X04", "县乡")];
            let value =
                json!({ "version": 1, "publication": publication, "date": date.to_string(), "pages": pages });
            editions.push(edition_from_value(value).value);
        }
    }
    editions
}

fn edition(date: &str, items: &[&Item]) -> Edition {
    let article = |item: &Item| {
        let body: Vec<_> =
            item.body.iter().map(|text| json!({ "type": "paragraph", "text": text })).collect();
        let byline: Vec<_> =
            item.byline.iter().map(|name| json!({ "role": "记者", "names": [name] })).collect();
        json!({ "id": item.id, "headline": item.title, "byline": byline, "body": body })
    };
    let pages: Vec<_> = items
        .chunk_by(|a, b| a.page == b.page)
        .map(|of_page| {
            let articles: Vec<_> = of_page.iter().map(|item| article(item)).collect();
            json!({ "id": of_page[0].page, "section": of_page[0].section, "articles": articles })
        })
        .collect();
    let value = json!({ "version": 1, "publication": "xwlb", "date": date, "pages": pages });
    let edition = edition_from_value(value).value;
    assert!(EditionId::parse(date).is_ok_and(|id| id == edition.id));
    edition
}

/// Enough to tell the contents of tests apart.
fn hash(text: &str) -> String {
    let mut hasher = std::hash::DefaultHasher::new();
    std::hash::Hash::hash(text, &mut hasher);
    std::hash::Hasher::finish(&hasher).to_string()
}

/// What an answer cost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    pub(crate) bytes: usize,
    pub(crate) requests: usize,
    /// Fetches that had to wait for one another.
    pub(crate) trips: usize,
    /// Of the bytes, those of the index.
    pub(crate) index: usize,
    /// The last trip fetched index files, or at least one text.
    pub(crate) late: [usize; 2],
    /// Milliseconds of fetching, where six files are fetched at once in round trips of 60 ms at 20 Mbit/s.
    pub(crate) wait: usize,
}

/// Asks until nothing is missing, and fetches all that is named at once.
pub(crate) fn ask(archive: &Archive, site: &Site, shelf: &mut Shelf, ask: &Ask) -> (Answer, Cost) {
    ask_for(archive, site, shelf, ask, |_| usize::MAX)
}

/// The same, but no more text than is likely to be enough, again and again.
pub(crate) fn ask_as_needed(archive: &Archive, site: &Site, shelf: &mut Shelf, ask: &Ask) -> (Answer, Cost) {
    ask_for(archive, site, shelf, ask, |answer| answer.enough)
}

fn ask_for(
    archive: &Archive,
    site: &Site,
    shelf: &mut Shelf,
    ask: &Ask,
    most_texts: impl Fn(&Answer) -> usize,
) -> (Answer, Cost) {
    let mut cost = Cost::default();
    loop {
        let answer = archive.answer(ask, shelf);
        if answer.missing.is_empty() {
            return (answer, cost);
        }
        let is_text = |name: &FileName| name.path().contains("/t");
        let (texts, index): (Vec<FileName>, Vec<FileName>) =
            answer.missing.iter().partition(|name| is_text(name));
        let wanted: Vec<_> = index.iter().chain(texts.iter().take(most_texts(&answer))).collect();
        assert!(!wanted.is_empty(), "something is missing, and nothing is to be fetched");
        cost.trips += 1;
        cost.late = [0, 0];
        let before = cost.bytes;
        for name in &wanted {
            cost.requests += 1;
            let bytes = put(site, shelf, **name);
            cost.bytes += bytes;
            cost.index += if is_text(name) { 0 } else { bytes };
            cost.late[usize::from(is_text(name))] += 1;
        }
        cost.wait += 60 * wanted.len().div_ceil(6) + (cost.bytes - before) / 2500;
    }
}

fn put(site: &Site, shelf: &mut Shelf, name: FileName) -> usize {
    let bytes = site.get(&name.path());
    let size = bytes.as_ref().map_or(0, Vec::len);
    shelf.put(name, bytes.ok_or_else(|| "404 Not Found".to_owned()));
    size
}

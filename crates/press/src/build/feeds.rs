//! What can be subscribed to: all editions of a publication's newest day, as Atom (RFC 4287) and as JSON Feed 1.1.

use masthead_edition::id::Id;
use masthead_edition::model::{Article, Content, Edition, Kind, Page, Status};
use masthead_edition::place::Place;
use masthead_reader::i18n::phrases;
use serde_json::{Value, json};

use super::ledger::Ledger;
use super::markup::{escape, shorten};
use super::moment;
use super::site::Site;
use crate::error::Result;

/// How much of an article a feed tells.
const SUMMARY: usize = 200;

/// Writes the feeds of a publication: the editions of its newest day, none for one without any.
pub fn write(site: &Site, ledger: &Ledger, newest_day: &[Edition]) -> Result<()> {
    let Some(feed) = Feed::of(site, newest_day) else { return Ok(()) };
    ledger.write(&format!("{}/feed.atom", feed.publication), feed.atom().as_bytes())?;
    ledger.write(&format!("{}/feed.json", feed.publication), feed.json().to_string().as_bytes())
}

struct Feed {
    publication: Id,
    title: String,
    publisher: String,
    language: String,
    home: String,
    folder: String,
    /// When any of it was changed last.
    updated: String,
    entries: Vec<Entry>,
}

struct Entry {
    title: String,
    url: String,
    summary: String,
    authors: Vec<String>,
    section: String,
    /// Where it is another than the feed's.
    language: Option<String>,
    published: String,
    /// When it was corrected last.
    corrected: Option<String>,
}

impl Entry {
    fn updated(&self) -> &str {
        self.corrected.as_deref().unwrap_or(&self.published)
    }
}

impl Feed {
    /// A feed needs whole addresses; a site that does not know its own has none.
    fn of(site: &Site, editions: &[Edition]) -> Option<Self> {
        let publication = editions.first()?.publication.clone();
        let path = site.path(&Place::Publication(publication.clone()));
        let language = site.language(Some(&publication));
        let shown = |article: &&Article| {
            !matches!(article.status, Status::Withdrawn(_)) && article.kind != Kind::Advertisement
        };
        let pages = editions.iter().flat_map(|edition| edition.pages.iter().map(move |page| (edition, page)));
        let entries = pages.flat_map(|(edition, page)| {
            let articles = page.articles.iter().filter(shown);
            articles.filter_map(move |article| entry(site, edition, page, article, language))
        });
        let entries: Vec<Entry> = entries.collect();
        let printed = moment::of(&site.paper, &publication, editions.first()?.id.date());
        // All moments are written in one zone, so that the later one is the greater text.
        let updated =
            entries.iter().map(Entry::updated).max().map_or(printed.as_str(), |last| last.max(&printed));
        Some(Self {
            title: site.title(&publication).to_owned(),
            publisher: site.paper.title.clone(),
            language: language.to_owned(),
            home: site.url(&path)?,
            folder: site.url(&path)?,
            updated: updated.to_owned(),
            entries,
            publication,
        })
    }

    fn atom(&self) -> String {
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
             <id>{home}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n\
             <link rel=\"self\" type=\"application/atom+xml\" href=\"{}feed.atom\"/>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>\n",
            escape(&self.language),
            escape(&self.title),
            self.updated,
            escape(&self.publisher),
            escape(&self.folder),
            home = escape(&self.home),
        );
        for entry in &self.entries {
            let url = escape(&entry.url);
            let language =
                entry.language.as_deref().map(|language| format!(" xml:lang=\"{}\"", escape(language)));
            out.push_str(&format!(
                "<entry{}>\n<id>{url}</id>\n<title>{}</title>\n<updated>{}</updated>\n<published>{}</published>\n\
                 <link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n",
                language.unwrap_or_default(),
                escape(&entry.title),
                entry.updated(),
                entry.published,
            ));
            for author in &entry.authors {
                out.push_str(&format!("<author><name>{}</name></author>\n", escape(author)));
            }
            if !entry.section.is_empty() {
                out.push_str(&format!("<category term=\"{}\"/>\n", escape(&entry.section)));
            }
            out.push_str(&format!("<summary>{}</summary>\n</entry>\n", escape(&entry.summary)));
        }
        out.push_str("</feed>\n");
        out
    }

    fn json(&self) -> Value {
        let items: Vec<Value> = self
            .entries
            .iter()
            .map(|entry| {
                let authors: Vec<Value> = entry.authors.iter().map(|name| json!({ "name": name })).collect();
                let mut item = json!({
                    "id": entry.url, "url": entry.url, "title": entry.title, "content_text": entry.summary,
                    "date_published": entry.published,
                });
                if let Some(corrected) = &entry.corrected {
                    item["date_modified"] = json!(corrected);
                }
                if let Some(language) = &entry.language {
                    item["language"] = json!(language);
                }
                if !authors.is_empty() {
                    item["authors"] = authors.into();
                }
                if !entry.section.is_empty() {
                    item["tags"] = json!([entry.section]);
                }
                item
            })
            .collect();
        json!({
            "version": "https://jsonfeed.org/version/1.1", "title": self.title, "language": self.language,
            "home_page_url": self.home, "feed_url": format!("{}feed.json", self.folder),
            "authors": [{ "name": self.publisher }], "items": items,
        })
    }
}

fn entry(site: &Site, edition: &Edition, page: &Page, article: &Article, language: &str) -> Option<Entry> {
    let place = Place::Article {
        publication: edition.publication.clone(),
        edition: edition.id.clone(),
        page: page.id.clone(),
        article: article.id.clone(),
    };
    let first = article.body.iter().find_map(|block| match &block.content {
        Content::Paragraph(text) if !text.is_blank() => Some(text.joined()),
        _ => None,
    });
    let words = site.lang(Some(&edition.publication)).words();
    let moment = |date| moment::of(&site.paper, &edition.publication, date);
    let corrected = match &article.status {
        Status::Corrected(amendment) => amendment.date.map(moment),
        _ => None,
    };
    Some(Entry {
        title: phrases::headline(article, words),
        url: site.url(&site.path(&place))?,
        summary: shorten(&first.unwrap_or_default(), SUMMARY),
        authors: article.byline.iter().flat_map(|credit| credit.names.clone()).collect(),
        section: phrases::page_title(page),
        language: edition.language.clone().filter(|own| own != language),
        published: moment(edition.id.date()),
        corrected,
    })
}

//! What can be subscribed to: the newest edition of a publication, as Atom (RFC 4287) and as JSON Feed 1.1.

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

/// Writes the feeds of a publication.
pub fn write(site: &Site, ledger: &Ledger, newest: &Edition) -> Result<()> {
    let Some(feed) = Feed::of(site, newest) else { return Ok(()) };
    ledger.write(&format!("{}/feed.atom", newest.publication), feed.atom().as_bytes())?;
    ledger.write(&format!("{}/feed.json", newest.publication), feed.json().to_string().as_bytes())
}

struct Feed {
    title: String,
    publisher: String,
    language: String,
    home: String,
    folder: String,
    moment: String,
    entries: Vec<Entry>,
}

struct Entry {
    title: String,
    url: String,
    summary: String,
    authors: Vec<String>,
    section: String,
}

impl Feed {
    /// A feed needs whole addresses; a site that does not know its own has none.
    fn of(site: &Site, edition: &Edition) -> Option<Self> {
        let place = Place::Publication(edition.publication.clone());
        let path = site.path(&place);
        let shown = |article: &&Article| {
            !matches!(article.status, Status::Withdrawn(_)) && article.kind != Kind::Advertisement
        };
        let entries = edition.pages.iter().flat_map(|page| {
            page.articles.iter().filter(shown).filter_map(move |article| entry(site, edition, page, article))
        });
        Some(Self {
            title: site.title(&edition.publication).to_owned(),
            publisher: site.paper.title.clone(),
            language: edition
                .language
                .clone()
                .unwrap_or_else(|| site.language(Some(&edition.publication)).to_owned()),
            home: site.url(&path)?,
            folder: site.url(&path)?,
            moment: moment::of(&site.paper, &edition.publication, edition.id.date()),
            entries: entries.collect(),
        })
    }

    fn atom(&self) -> String {
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
             <id>{home}</id>\n<title>{}</title>\n<updated>{moment}</updated>\n<author><name>{}</name></author>\n\
             <link rel=\"self\" type=\"application/atom+xml\" href=\"{}feed.atom\"/>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>\n",
            escape(&self.language),
            escape(&self.title),
            escape(&self.publisher),
            escape(&self.folder),
            home = escape(&self.home),
            moment = self.moment,
        );
        for entry in &self.entries {
            let url = escape(&entry.url);
            out.push_str(&format!(
                "<entry>\n<id>{url}</id>\n<title>{}</title>\n<updated>{moment}</updated>\n<published>{moment}</published>\n\
                 <link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n",
                escape(&entry.title),
                moment = self.moment,
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
                    "date_published": self.moment,
                });
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

fn entry(site: &Site, edition: &Edition, page: &Page, article: &Article) -> Option<Entry> {
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
    Some(Entry {
        title: phrases::headline(article, words),
        url: site.url(&site.path(&place))?,
        summary: shorten(&first.unwrap_or_default(), SUMMARY),
        authors: article.byline.iter().flat_map(|credit| credit.names.clone()).collect(),
        section: phrases::page_title(page),
    })
}

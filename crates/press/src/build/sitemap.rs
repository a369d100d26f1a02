//! Site maps: one for each year of a publication, an index of them, and one of the latest news; `robots.txt` names
//! both. They hold whole addresses, so a site that does not know its own has none.

use std::collections::BTreeMap;

use masthead_edition::date::Date;
use masthead_edition::id::Id;
use masthead_edition::model::{Edition, Kind, Status};
use masthead_edition::place::Place;
use masthead_reader::i18n::{Lang, phrases};

use super::ledger::Ledger;
use super::markup::escape;
use super::moment;
use super::site::Site;
use crate::error::Result;

/// What a site map may hold is 50,000; a little less, so that nobody counts wrong.
const MOST: usize = 45_000;
/// What a news site map may hold.
const MOST_NEWS: usize = 1000;
const OPENING: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const SITEMAPS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// Writes the site maps, their index and `robots.txt`. `newest` are the editions of the publications' newest
/// days.
pub fn write(site: &Site, ledger: &Ledger, newest: &[Edition]) -> Result<()> {
    let index = site.url(&site.at("sitemap.xml"));
    let news = site.url(&site.at("sitemap-news.xml"));
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    if let (Some(index), Some(news)) = (index, news) {
        write_maps(site, ledger)?;
        ledger.write("sitemap-news.xml", news_map(site, newest).as_bytes())?;
        robots.push_str(&format!("Sitemap: {index}\nSitemap: {news}\n"));
    }
    ledger.write("robots.txt", robots.as_bytes())
}

fn write_maps(site: &Site, ledger: &Ledger) -> Result<()> {
    let mut years: BTreeMap<(&Id, i32), Vec<String>> = BTreeMap::new();
    let mut latest: BTreeMap<(&Id, i32), Date> = BTreeMap::new();
    for contents in &site.contents {
        let date = contents.id.date();
        let key = (&contents.publication, date.year());
        let front = Place::Edition(contents.publication.clone(), contents.id.clone());
        let places = contents.places.iter().filter(|listed| !listed.withdrawn);
        let places = places.map(|listed| (&listed.place, listed.changed));
        for (place, changed) in std::iter::once((&front, date)).chain(places) {
            let Some(url) = site.url(&site.path(place)) else { return Ok(()) };
            let entry = format!("<url><loc>{}</loc><lastmod>{changed}</lastmod></url>\n", escape(&url));
            years.entry(key).or_default().push(entry);
            let newest = latest.entry(key).or_insert(changed);
            *newest = changed.max(*newest);
        }
    }
    let mut index = format!("{OPENING}<sitemapindex xmlns=\"{SITEMAPS}\">\n");
    for (key, urls) in &years {
        for (at, part) in urls.chunks(MOST).enumerate() {
            let part_name = if at == 0 { String::new() } else { format!("-{}", at + 1) };
            let name = format!("sitemaps/{}-{:04}{part_name}.xml", key.0, key.1);
            let text = format!("{OPENING}<urlset xmlns=\"{SITEMAPS}\">\n{}</urlset>\n", part.concat());
            ledger.write(&name, text.as_bytes())?;
            let url = site.url(&site.at(&masthead_edition::place::encode(&name))).unwrap_or_default();
            let changed = latest.get(key).copied().unwrap_or_default();
            index.push_str(&format!(
                "<sitemap><loc>{}</loc><lastmod>{changed}</lastmod></sitemap>\n",
                escape(&url)
            ));
        }
    }
    index.push_str("</sitemapindex>\n");
    ledger.write("sitemap.xml", index.as_bytes())
}

/// The articles of the newest days. It is for news of two days; the clock has no part in it, so that the same paper makes
/// the same file: a publication that has stopped keeps its last day, which nobody minds.
fn news_map(site: &Site, newest: &[Edition]) -> String {
    let mut out = format!("{OPENING}<urlset xmlns=\"{SITEMAPS}\" xmlns:news=\"{NEWS}\">\n");
    let latest = newest.iter().map(|edition| edition.id.date().day_number()).max().unwrap_or_default();
    let recent = newest.iter().filter(|edition| latest - edition.id.date().day_number() < 2);
    let articles = recent.flat_map(|edition| {
        edition
            .pages
            .iter()
            .flat_map(move |page| page.articles.iter().map(move |article| (edition, page, article)))
    });
    let articles = articles.filter(|(_, _, article)| {
        !matches!(article.status, Status::Withdrawn(_)) && matches!(article.kind, Kind::Article | Kind::Photo)
    });
    for (edition, page, article) in articles.take(MOST_NEWS) {
        let place = Place::Article {
            publication: edition.publication.clone(),
            edition: edition.id.clone(),
            page: page.id.clone(),
            article: article.id.clone(),
        };
        let language =
            edition.language.as_deref().unwrap_or_else(|| site.language(Some(&edition.publication)));
        out.push_str(&format!(
            "<url><loc>{}</loc><news:news><news:publication><news:name>{}</news:name><news:language>{}</news:language>\
             </news:publication><news:publication_date>{}</news:publication_date><news:title>{}</news:title></news:news></url>\n",
            escape(&site.url(&site.path(&place)).unwrap_or_default()),
            escape(site.title(&edition.publication)),
            news_language(language),
            moment::of(&site.paper, &edition.publication, edition.id.date()),
            escape(&phrases::headline(article, Lang::from_tag(language).words())),
        ));
    }
    out.push_str("</urlset>\n");
    out
}

/// News site maps name languages by ISO 639, and Chinese by its two scripts.
fn news_language(tag: &str) -> String {
    match Lang::from_tag(tag) {
        Lang::ZhHans => "zh-cn".to_owned(),
        Lang::ZhHant => "zh-tw".to_owned(),
        Lang::En => tag.split(['-', '_']).next().unwrap_or("en").to_ascii_lowercase(),
    }
}

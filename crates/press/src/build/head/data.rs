//! JSON-LD: an article is a part of an issue, and that of a newspaper (schema.org).

use masthead_edition::model::{Edition, Kind, Status};
use masthead_edition::place::Place;
use masthead_reader::i18n::{Lang, phrases};
use serde_json::{Map, Value, json};

use super::Shown;
use crate::build::site::Site;

/// What a page is.
pub(super) fn of(site: &Site, shown: &Shown<'_>, url: Option<&str>, language: &str) -> Option<Value> {
    let mut found = match shown {
        Shown::Article(..) if shown.is_withdrawn() => return None,
        Shown::Article(..) => article(site, shown, url, language)?,
        Shown::Page(edition, _) | Shown::Front(edition) => issue(site, edition, language),
        Shown::Other => return None,
    };
    found.insert("@context".to_owned(), "https://schema.org".into());
    Some(Value::Object(found))
}

fn article(site: &Site, shown: &Shown<'_>, url: Option<&str>, language: &str) -> Option<Map<String, Value>> {
    let Shown::Article(edition, page, article) = shown else { return None };
    let words = Lang::from_tag(language).words();
    let mut map = Map::new();
    let kind = if article.kind == Kind::Advertisement { "AdvertiserContentArticle" } else { "NewsArticle" };
    put(&mut map, "@type", Some(kind));
    put(&mut map, "headline", Some(phrases::headline(article, words)));
    put(&mut map, "alternativeHeadline", article.deck.as_ref().map(|deck| deck.joined()));
    put(&mut map, "inLanguage", Some(language));
    put(&mut map, "datePublished", Some(edition.id.date().to_string()));
    if let Status::Corrected(amendment) = &article.status {
        put(&mut map, "dateModified", amendment.date.map(|date| date.to_string()));
        put(&mut map, "correction", amendment.note.clone());
    }
    put(&mut map, "url", url);
    put(&mut map, "mainEntityOfPage", url);
    if let Some((edition, image)) = shown.images().first() {
        let path = site.settings().picture(&edition.publication, &edition.id, &image.src);
        put(&mut map, "image", site.url(&path));
    }
    let authors = article.byline.iter().flat_map(|credit| &credit.names);
    let authors: Vec<Value> = authors.map(|name| json!({ "@type": "Person", "name": name })).collect();
    if !authors.is_empty() {
        map.insert("author".to_owned(), authors.into());
    }
    if !article.keywords.is_empty() {
        map.insert("keywords".to_owned(), article.keywords.clone().into());
    }
    if !article.access.is_open() {
        map.insert("isAccessibleForFree".to_owned(), false.into());
    }
    put(&mut map, "printPage", Some(page.id.as_str()));
    put(&mut map, "printSection", page.section.as_deref());
    put(&mut map, "printEdition", edition.name.as_deref().or(edition.number.as_deref()));
    put(&mut map, "articleSection", page.name.as_deref());
    map.insert("publisher".to_owned(), json!({ "@type": "NewsMediaOrganization", "name": site.paper.title }));
    map.insert("isPartOf".to_owned(), issue(site, edition, language).into());
    Some(map)
}

fn issue(site: &Site, edition: &Edition, language: &str) -> Map<String, Value> {
    let url = |place: &Place| site.url(&site.path(place));
    let mut newspaper = Map::new();
    put(&mut newspaper, "@type", Some("Newspaper"));
    put(&mut newspaper, "name", Some(site.title(&edition.publication)));
    put(&mut newspaper, "inLanguage", Some(language));
    put(&mut newspaper, "url", url(&Place::Publication(edition.publication.clone())));
    let mut map = Map::new();
    put(&mut map, "@type", Some("PublicationIssue"));
    put(&mut map, "name", edition.name.as_deref());
    put(&mut map, "issueNumber", edition.number.as_deref());
    put(&mut map, "datePublished", Some(edition.id.date().to_string()));
    put(&mut map, "url", url(&Place::Edition(edition.publication.clone(), edition.id.clone())));
    map.insert("isPartOf".to_owned(), newspaper.into());
    map
}

fn put(map: &mut Map<String, Value>, name: &str, value: Option<impl Into<String>>) {
    if let Some(value) = value {
        map.insert(name.to_owned(), Value::String(value.into()));
    }
}

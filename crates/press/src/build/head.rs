//! What a page says of itself to search engines, messengers and browsers: description, canonical link, card, data,
//! the pages before and after.

mod card;
mod data;

use masthead_edition::id::Id;
use masthead_edition::model::{Article, Content, Edition, Image, Page, Status};
use masthead_edition::place::Place;
use masthead_reader::i18n::{Lang, phrases};
use masthead_reader::queries;
use masthead_reader::render::Rendered;
use serde_json::Value;

use super::markup::shorten;
use super::site::Site;

/// How long a description is: what search engines and messengers show of one.
const DESCRIPTION: usize = 120;

/// The head of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// The title.
    pub title: String,
    /// `<meta name>`.
    pub metas: Vec<(&'static str, String)>,
    /// `<meta property>`: Open Graph.
    pub properties: Vec<(&'static str, String)>,
    /// `<link>`.
    pub links: Vec<Link>,
    /// What it is, as JSON-LD.
    pub json_ld: Option<Value>,
}

/// A link of a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub rel: &'static str,
    /// Where.
    pub href: String,
    /// Media type and title, for a feed.
    pub feed: Option<(&'static str, String)>,
}

impl Head {
    /// A head with what every page of the site has.
    pub fn new(site: &Site, title: &str, publication: Option<&Id>) -> Self {
        let mut head = Self { title: title.to_owned(), ..Self::default() };
        if site.has_vector_icon {
            head.link("icon", site.at("icon.svg"));
        } else {
            head.link("icon", site.at("icon-192.png"));
        }
        head.link("apple-touch-icon", site.at("icon-180.png"));
        head.link("manifest", site.at("manifest.webmanifest"));
        // One without an edition has no feed.
        let has_feed = |id: &&Id| {
            site.origin.is_some() && site.paper.publication(id).is_some_and(|found| found.newest.is_some())
        };
        if let Some(publication) = publication.filter(has_feed) {
            let name = site.title(publication).to_owned();
            for (file, media_type) in
                [("feed.atom", "application/atom+xml"), ("feed.json", "application/feed+json")]
            {
                let path = Place::Publication(publication.clone()).to_path();
                let href = format!("{}{file}", site.at(path.trim_start_matches('/')));
                head.links.push(Link { rel: "alternate", href, feed: Some((media_type, name.clone())) });
            }
        }
        head
    }

    fn link(&mut self, rel: &'static str, href: String) {
        self.links.push(Link { rel, href, feed: None });
    }

    /// Nobody is led here by a search engine.
    pub fn hide(&mut self) {
        self.metas.push(("robots", "noindex".to_owned()));
    }
}

/// The head of a place's page.
pub fn of(site: &Site, place: &Place, edition: Option<&Edition>, drawn: &Rendered) -> Head {
    let publication = match place {
        Place::Publication(id) | Place::Year(id, _) => Some(id),
        _ => edition.map(|edition| &edition.publication),
    };
    let mut head = Head::new(site, &drawn.title, publication);
    let lang = Lang::from_tag(&drawn.language);
    let shown = Shown::of(place, edition);
    let description = shorten(&shown.description(site, lang, publication), DESCRIPTION);
    if !description.is_empty() {
        head.metas.push(("description", description.clone()));
    }
    if matches!(place, Place::Search) || shown.is_withdrawn() {
        head.hide();
    }
    // The newest edition has an address of its own, which stays.
    let canonical = match (place, edition) {
        (Place::Newest | Place::Publication(_), Some(edition)) => {
            Place::Edition(edition.publication.clone(), edition.id.clone())
        }
        _ => place.clone(),
    };
    let url = site.url(&site.path(&canonical));
    if let Some(url) = &url {
        head.link("canonical", url.clone());
    }
    for (rel, place) in ["prev", "next"].into_iter().zip(shown.neighbours(site, &canonical)) {
        if let Some(place) = place {
            head.link(rel, site.path(&place));
        }
    }
    card::add(&mut head, site, &shown, &description, url.as_deref(), &drawn.language);
    head.json_ld = data::of(site, &shown, url.as_deref(), &drawn.language);
    head
}

/// What a page shows.
#[derive(Clone, Copy, Debug)]
enum Shown<'a> {
    Article(&'a Edition, &'a Page, &'a Article),
    Page(&'a Edition, &'a Page),
    Front(&'a Edition),
    Other,
}

impl<'a> Shown<'a> {
    fn of(place: &Place, edition: Option<&'a Edition>) -> Self {
        let Some(edition) = edition else { return Self::Other };
        match place {
            Place::Article { article, .. } => edition.article(article).and_then(|(page, _, article)| {
                Some(Self::Article(edition, edition.pages.get(page)?, article))
            }),
            Place::Page(_, _, id) => edition.page(id).map(|(_, page)| Self::Page(edition, page)),
            Place::Edition(..) | Place::Newest | Place::Publication(_) => Some(Self::Front(edition)),
            Place::Year(..) | Place::Search => None,
        }
        .unwrap_or(Self::Other)
    }

    fn is_withdrawn(&self) -> bool {
        matches!(self, Self::Article(_, _, article) if matches!(article.status, Status::Withdrawn(_)))
    }

    fn description(&self, site: &Site, lang: Lang, publication: Option<&Id>) -> String {
        let headlines = |articles: &mut dyn Iterator<Item = &Article>| {
            let listed = articles.filter(|article| !matches!(article.status, Status::Withdrawn(_)));
            let listed: Vec<String> =
                listed.map(|article| phrases::headline(article, lang.words())).collect();
            listed.join(if lang.is_chinese() { "；" } else { "; " })
        };
        match self {
            Self::Article(_, _, article) => match &article.status {
                Status::Withdrawn(amendment) => {
                    phrases::amended(lang, lang.words().withdrawn, amendment.date)
                }
                _ => opening(article),
            },
            Self::Page(_, page) => headlines(&mut page.articles.iter()),
            Self::Front(edition) => headlines(&mut edition.articles()),
            Self::Other => {
                let found = publication.and_then(|id| site.paper.publication(id)?.description.clone());
                found.unwrap_or_default()
            }
        }
    }

    /// The pictures that may stand for it, the best first: its own first one, then its page's facsimile.
    fn images(&self) -> Vec<(&'a Edition, &'a Image)> {
        let figure = |article: &'a Article| queries::thumbnail(article).map(|figure| &figure.image);
        let (edition, images) = match *self {
            // The page's facsimile shows what was withdrawn.
            Self::Article(..) if self.is_withdrawn() => return Vec::new(),
            Self::Article(edition, page, article) => (edition, [figure(article), page.image.as_ref()]),
            Self::Page(edition, page) => (edition, [page.image.as_ref(), None]),
            Self::Front(edition) => {
                let lead = queries::lead(edition)
                    .and_then(|(page, article)| figure(edition.pages.get(page)?.articles.get(article)?));
                (edition, [lead, edition.pages.first().and_then(|page| page.image.as_ref())])
            }
            Self::Other => return Vec::new(),
        };
        images.into_iter().flatten().map(|image| (edition, image)).collect()
    }

    fn neighbours(&self, site: &Site, place: &Place) -> [Option<Place>; 2] {
        match *self {
            Self::Article(edition, _, article) => {
                let Some((page, index, _)) = edition.article(&article.id) else { return [None, None] };
                [queries::previous_article(edition, page, index), queries::next_article(edition, page, index)]
                    .map(|at| {
                        let (page, index) = at?;
                        let page = edition.pages.get(page)?;
                        Some(Place::Article {
                            publication: edition.publication.clone(),
                            edition: edition.id.clone(),
                            page: page.id.clone(),
                            article: page.articles.get(index)?.id.clone(),
                        })
                    })
            }
            Self::Page(edition, page) => {
                let at = edition.page(&page.id).map_or(0, |(index, _)| index);
                [at.checked_sub(1), at.checked_add(1)].map(|index| {
                    let id = edition.pages.get(index?)?.id.clone();
                    Some(Place::Page(edition.publication.clone(), edition.id.clone(), id))
                })
            }
            Self::Front(edition) => site
                .neighbours(&edition.publication, &edition.id)
                .map(|id| Some(Place::Edition(edition.publication.clone(), id?.clone()))),
            Self::Other => {
                let Place::Year(publication, year) = place else { return [None, None] };
                let years = site.paper.publication(publication).map_or(&[][..], |found| &found.years);
                let before = years.iter().rev().find(|other| *other < year);
                let after = years.iter().find(|other| *other > year);
                [before, after].map(|year| Some(Place::Year(publication.clone(), *year?)))
            }
        }
    }
}

fn opening(article: &Article) -> String {
    let texts = article.body.iter().filter_map(|block| match &block.content {
        Content::Paragraph(text) => Some(text.joined()),
        _ => None,
    });
    let mut out = String::new();
    for text in texts {
        out.push_str(text.trim());
        if out.chars().count() > DESCRIPTION {
            break;
        }
    }
    out
}

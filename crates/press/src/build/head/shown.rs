//! What a page shows, as far as its head goes by it.

use masthead_edition::id::Id;
use masthead_edition::model::{Article, Content, Edition, Image, Page, Status};
use masthead_edition::place::Place;
use masthead_reader::i18n::{Lang, phrases};
use masthead_reader::queries;

use crate::build::site::Site;

/// How long a description is: what search engines and messengers show of one.
pub(super) const DESCRIPTION: usize = 120;

/// What a page shows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shown<'a> {
    Article(&'a Edition, &'a Page, &'a Article),
    Page(&'a Edition, &'a Page),
    Front(&'a Edition),
    Other,
}

impl<'a> Shown<'a> {
    pub(super) fn of(place: &Place, edition: Option<&'a Edition>) -> Self {
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

    pub(super) fn is_withdrawn(&self) -> bool {
        matches!(self, Self::Article(_, _, article) if matches!(article.status, Status::Withdrawn(_)))
    }

    pub(super) fn description(&self, site: &Site, lang: Lang, publication: Option<&Id>) -> String {
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
    pub(super) fn images(&self) -> Vec<(&'a Edition, &'a Image)> {
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

    pub(super) fn neighbours(&self, site: &Site, place: &Place) -> [Option<Place>; 2] {
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

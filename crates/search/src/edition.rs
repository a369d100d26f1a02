//! Search in one edition, as one types: everything is folded once, every keystroke scans it.

use masthead_edition::fields::{FieldKind, fields};
use masthead_edition::model::{Article, Edition};

use crate::excerpt::Marked;
use crate::find::highlights_in;
use crate::fold::Folded;
use crate::query::{Query, Term};

/// An edition made ready for searching.
#[derive(Clone, Debug, Default)]
pub struct EditionSearch {
    articles: Vec<SearchedArticle>,
}

#[derive(Clone, Debug)]
struct SearchedArticle {
    page: usize,
    article: usize,
    headline: String,
    fields: Vec<SearchedField>,
}

#[derive(Clone, Debug)]
struct SearchedField {
    kind: FieldKind,
    text: String,
    folded: Folded,
}

/// An article that a query found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the page in the edition.
    pub page: usize,
    /// Index of the article on the page.
    pub article: usize,
    /// The headline in one line, with what matched in it; empty where the article has none.
    pub headline: Marked,
    /// The text around the first match outside the headline, if there is one.
    pub excerpt: Option<Marked>,
}

impl Hit {
    /// Whether the headline has a match.
    pub fn in_headline(&self) -> bool {
        !self.headline.ranges.is_empty()
    }
}

impl EditionSearch {
    /// Folds an edition.
    pub fn new(edition: &Edition) -> Self {
        let articles = edition
            .pages
            .iter()
            .enumerate()
            .flat_map(|(page, content)| {
                let articles = content.articles.iter().enumerate();
                articles.map(move |(article, content)| SearchedArticle::new(page, article, content))
            })
            .collect();
        Self { articles }
    }

    /// Every article that a query finds, in the order of the edition.
    pub fn search(&self, query: &Query) -> Vec<Hit> {
        if query.is_empty() {
            return Vec::new();
        }
        self.articles
            .iter()
            .filter(|article| article.matches(query))
            .map(|article| article.hit(query))
            .collect()
    }
}

impl SearchedArticle {
    fn new(page: usize, article: usize, content: &Article) -> Self {
        let fields = fields(content)
            .into_iter()
            .map(|field| {
                let text = field.text.into_owned();
                SearchedField { kind: field.kind, folded: Folded::new(&text), text }
            })
            .collect();
        Self { page, article, headline: content.headline.join(" "), fields }
    }

    fn matches(&self, query: &Query) -> bool {
        let has = |term: &Term| self.fields.iter().any(|field| term.occurs_in(field.folded.text()));
        query.terms().iter().all(has) && !query.excluded().iter().any(has)
    }

    fn hit(&self, query: &Query) -> Hit {
        let mut headline = Marked { text: self.headline.clone(), ranges: Vec::new() };
        let mut best: Option<(usize, &SearchedField)> = None;
        for field in &self.fields {
            if field.kind == FieldKind::Headline {
                headline = Marked::whole(&field.text, highlights_in(query, &field.folded));
                continue;
            }
            // The field with the most of the terms, and of those the first.
            let has = query.terms().iter().filter(|term| term.occurs_in(field.folded.text())).count();
            if has > best.map_or(0, |(most, _)| most) {
                best = Some((has, field));
            }
        }
        let excerpt =
            best.map(|(_, field)| Marked::excerpt(&field.text, &highlights_in(query, &field.folded)));
        Hit { page: self.page, article: self.article, headline, excerpt }
    }
}

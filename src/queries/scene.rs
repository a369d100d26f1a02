//! Which view the state calls for.

use std::rc::Rc;

use masthead_edition::calendar::Calendar;
use masthead_edition::id::{EditionId, Id};
use masthead_edition::paper::Paper;
use masthead_edition::place::{Address, Place};

use super::outline::{current_key, default_publication, language};
use crate::failure::{Cause, Failure};
use crate::i18n::failures::Missing;
use crate::i18n::phrases;
use crate::state::{File, Key, Load, Opened, State};

/// An edition that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Publication and edition.
    pub key: Key,
    /// The edition.
    pub opened: Rc<Opened>,
}

impl Issue {
    /// The address of this edition's front.
    pub fn front(&self) -> Address {
        Address::from(Place::Edition(self.key.0.clone(), self.key.1.clone()))
    }

    /// The address of the page at an index.
    pub fn page(&self, page: usize) -> Option<Address> {
        let page = self.opened.edition.pages.get(page)?;
        Some(Address::from(Place::Page(self.key.0.clone(), self.key.1.clone(), page.id.clone())))
    }

    /// The address of an article by its indices.
    pub fn article(&self, page: usize, article: usize) -> Option<Address> {
        let page = self.opened.edition.pages.get(page)?;
        let article = page.articles.get(article)?;
        Some(self.article_address(&page.id, &article.id))
    }

    /// The address of an article by ids.
    pub fn article_address(&self, page: &Id, article: &Id) -> Address {
        Address::from(Place::Article {
            publication: self.key.0.clone(),
            edition: self.key.1.clone(),
            page: page.clone(),
            article: article.clone(),
        })
    }
}

/// A place that exists, offered instead of one that does not.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// Where it is.
    pub address: Address,
    /// How it is called.
    pub label: String,
}

/// A view with what it shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Scene {
    /// Something is on its way.
    Waiting,
    /// A file could not be had.
    Failed {
        /// Why.
        failure: Failure,
        /// Which.
        file: File,
        /// What can be read instead.
        near: Option<Near>,
    },
    /// The address names nothing.
    Missing {
        /// What is missing.
        what: Missing,
        /// What can be read instead.
        near: Option<Near>,
    },
    /// An edition's front.
    Front(Issue),
    /// A page, by index.
    Page(Issue, usize),
    /// An article, by page and index on it.
    Article(Issue, usize, usize),
    /// The calendar of a year.
    Calendar(Rc<Calendar>),
    /// Search in an edition.
    Search(Issue),
}

impl Scene {
    /// The edition that the view is about.
    pub fn issue(&self) -> Option<&Issue> {
        match self {
            Self::Front(issue) | Self::Page(issue, _) | Self::Article(issue, ..) | Self::Search(issue) => {
                Some(issue)
            }
            _ => None,
        }
    }

    /// The index of the page that the view is about.
    pub fn page(&self) -> Option<usize> {
        match self {
            Self::Page(_, page) | Self::Article(_, page, _) => Some(*page),
            _ => None,
        }
    }
}

/// The edition whose headlines are offered: the view's, or behind a calendar the one read last.
pub fn reading(state: &State, scene: &Scene) -> Option<Issue> {
    scene.issue().cloned().or_else(|| {
        let key = current_key(state)?;
        let opened = state.readable(&key)?.clone();
        Some(Issue { key, opened })
    })
}

/// The view for a state.
pub fn scene(state: &State) -> Scene {
    let paper = match (state.paper(), &state.paper) {
        (Some(paper), _) if !lacks_paper(state) => paper,
        (_, Load::Failed(failure)) => {
            return Scene::Failed { failure: failure.clone(), file: File::Paper, near: None };
        }
        _ => return Scene::Waiting,
    };
    if state.lost {
        return Scene::Missing { what: Missing::Address, near: near_address(state, paper) };
    }
    if let Place::Publication(id) | Place::Year(id, _) = &state.address.place
        && paper.publication(id).is_none()
    {
        return Scene::Missing { what: Missing::Publication, near: near_front(state, paper) };
    }
    if let Place::Year(publication, year) = &state.address.place {
        return calendar_scene(state, paper, publication, *year);
    }
    match current_key(state) {
        Some((publication, _)) if paper.publication(&publication).is_none() => {
            Scene::Missing { what: Missing::Publication, near: near_front(state, paper) }
        }
        Some(key) => edition_scene(state, paper, key),
        None => Scene::Missing { what: Missing::Edition, near: None },
    }
}

/// Whether the view needs more of the paper than a page carried: which years there are, or which edition is newest.
pub(super) fn lacks_paper(state: &State) -> bool {
    state.paper.ready().is_none()
        && match (&state.address.place, &state.carried) {
            (_, None) => true,
            (Place::Edition(..) | Place::Page(..) | Place::Article { .. }, _) => state.lost,
            (Place::Search, _) => current_key(state).is_none(),
            (place, Some(carried)) => *place != carried.place,
        }
}

fn calendar_scene(state: &State, paper: &Paper, publication: &Id, year: i32) -> Scene {
    let years =
        paper.publication(publication).map(|publication| publication.years.as_slice()).unwrap_or_default();
    if !years.contains(&year) {
        let nearest = years.iter().min_by_key(|other| (*other - year).abs());
        let near = nearest.map(|&year| Near {
            address: Address::from(Place::Year(publication.clone(), year)),
            label: phrases::year(language(state), year),
        });
        return Scene::Missing { what: Missing::Year, near };
    }
    match state.calendar(publication, year) {
        Load::Ready(calendar) => Scene::Calendar(calendar.clone()),
        Load::Failed(failure) => Scene::Failed {
            failure: failure.clone(),
            file: File::Calendar(publication.clone(), year),
            near: near_front(state, paper),
        },
        _ => Scene::Waiting,
    }
}

fn edition_scene(state: &State, paper: &Paper, key: Key) -> Scene {
    let opened = match (state.readable(&key), state.editions.get(&key)) {
        (Some(opened), _) => opened.clone(),
        (None, Load::Failed(failure)) => return failed_edition(state, paper, &key, failure),
        _ => return Scene::Waiting,
    };
    let issue = Issue { key, opened };
    let edition = &issue.opened.edition;
    match &state.address.place {
        Place::Search => Scene::Search(issue),
        Place::Page(_, _, id) => match edition.page(id) {
            Some((index, _)) => Scene::Page(issue, index),
            None => missing_within(state, &issue, Missing::Page),
        },
        Place::Article { article, .. } => match edition.article(article) {
            Some((page, index, _)) => Scene::Article(issue, page, index),
            None => missing_within(state, &issue, Missing::Article),
        },
        _ => Scene::Front(issue),
    }
}

fn failed_edition(state: &State, paper: &Paper, key: &Key, failure: &Failure) -> Scene {
    let near = near_edition(state, key).or_else(|| {
        let newest = near_front(state, paper)?;
        (newest.address != Address::from(Place::Edition(key.0.clone(), key.1.clone()))).then_some(newest)
    });
    // A file that the calendar names and the host has not is a fault, and may come; a day it does not name is none.
    let calendar = state.calendar(&key.0, key.1.date().year()).ready();
    let is_listed = calendar.is_some_and(|calendar| calendar.editions.iter().any(|entry| entry.id == key.1));
    match failure.cause {
        Cause::Missing | Cause::Page if !is_listed => Scene::Missing { what: Missing::Edition, near },
        _ => Scene::Failed {
            failure: failure.clone(),
            file: File::Edition(key.0.clone(), key.1.clone()),
            near,
        },
    }
}

/// A page or article that the edition lacks: its page if that exists, else the edition's front.
fn missing_within(state: &State, issue: &Issue, what: Missing) -> Scene {
    let lang = language(state);
    let page = match &state.address.place {
        Place::Article { page, .. } => issue.opened.edition.page(page),
        _ => None,
    };
    let near = match page {
        Some((index, page)) => issue.page(index).map(|address| Near {
            address,
            label: format!("{} {}", phrases::page(lang, page.id.as_str()), phrases::page_title(page)),
        }),
        None => Some(Near { address: issue.front(), label: phrases::date(lang, issue.key.1.date()) }),
    };
    Scene::Missing { what, near }
}

/// The edition nearest in time, by the calendar of that year if it is here.
fn near_edition(state: &State, key: &Key) -> Option<Near> {
    let calendar = state.calendar(&key.0, key.1.date().year()).ready()?;
    let entry = calendar
        .editions
        .iter()
        .filter(|entry| entry.id != key.1)
        .min_by_key(|entry| (entry.id.date().day_number() - key.1.date().day_number()).abs())?;
    Some(near_to(state, &key.0, &entry.id))
}

fn near_front(state: &State, paper: &Paper) -> Option<Near> {
    let publication = default_publication(state, paper)?;
    Some(near_to(state, &publication.id, publication.newest.as_ref()?))
}

fn near_to(state: &State, publication: &Id, edition: &EditionId) -> Near {
    let lang = language(state);
    let title =
        state.paper().and_then(|paper| paper.publication(publication)).map(|found| found.title.as_str());
    Near {
        address: Address::from(Place::Edition(publication.clone(), edition.clone())),
        label: format!("{} {}", title.unwrap_or(publication.as_str()), phrases::date(lang, edition.date())),
    }
}

/// What a broken address still names, or the newest edition.
fn near_address(state: &State, paper: &Paper) -> Option<Near> {
    match &state.address.place {
        Place::Edition(publication, edition) | Place::Page(publication, edition, _)
            if paper.publication(publication).is_some() =>
        {
            Some(near_to(state, publication, edition))
        }
        _ => near_front(state, paper),
    }
}

/// The address with the page that the article really stands on, and ids as the edition writes them.
pub fn mended(state: &State, scene: &Scene) -> Option<Address> {
    let Scene::Article(issue, page, article) = scene else { return None };
    let right = issue.article(*page, *article)?.place;
    if right == state.address.place {
        return None;
    }
    Some(Address { place: right, ..state.address.clone() })
}

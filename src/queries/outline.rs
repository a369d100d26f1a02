//! Which publication and which edition the reader is with, whatever the view.

use masthead_edition::id::Id;
use masthead_edition::paper::{Paper, Publication};
use masthead_edition::place::Place;

use crate::i18n::Lang;
use crate::state::{Key, State};

/// The publication and edition behind the current view.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// The publication.
    pub publication: Id,
    /// The edition, where one is known.
    pub key: Option<Key>,
}

impl Outline {
    /// What the address, the reader's last edition or the paper's newest edition say; `None` before `paper.json`.
    pub fn of(state: &State) -> Option<Self> {
        let paper = state.paper()?;
        let key = current_key(state);
        let publication = match (&state.address.place, &key) {
            (Place::Publication(id) | Place::Year(id, _), _) => id.clone(),
            (_, Some((publication, _))) => publication.clone(),
            (_, None) => default_publication(state, paper)?.id.clone(),
        };
        Some(Self { publication, key })
    }
}

/// The publication a reader opens with: the page's choice, otherwise the paper's first.
pub fn default_publication<'a>(state: &State, paper: &'a Paper) -> Option<&'a Publication> {
    let chosen = state.settings.wish.publication.as_ref().and_then(|id| paper.publication(id));
    chosen.or_else(|| paper.publications.first())
}

/// The edition that the view is about, or was about when a calendar covers it.
pub fn current_key(state: &State) -> Option<Key> {
    let newest = |publication: &Id| {
        let publication = state.paper()?.publication(publication)?;
        Some((publication.id.clone(), publication.newest.clone()?))
    };
    match &state.address.place {
        Place::Edition(publication, edition)
        | Place::Page(publication, edition, _)
        | Place::Article { publication, edition, .. } => Some((publication.clone(), edition.clone())),
        Place::Publication(publication) => newest(publication),
        Place::Search => {
            state.address.scope.clone().or_else(|| state.reading.clone()).or_else(|| default_key(state))
        }
        Place::Year(publication, _) => {
            state.reading.clone().filter(|(read, _)| read == publication).or_else(|| newest(publication))
        }
        Place::Newest => default_key(state),
    }
}

fn default_key(state: &State) -> Option<Key> {
    let publication = default_publication(state, state.paper()?)?;
    Some((publication.id.clone(), publication.newest.clone()?))
}

/// The language of the reader's own words: the page's choice, otherwise that of the text.
pub fn language(state: &State) -> Lang {
    state.settings.language.unwrap_or_else(|| Lang::from_tag(&language_of_text(state)))
}

/// The BCP 47 tag of the text shown: the edition's, its publication's, the paper's.
pub fn language_of_text(state: &State) -> String {
    let key = current_key(state);
    let edition = key.as_ref().and_then(|key| state.readable(key));
    if let Some(language) = edition.and_then(|opened| opened.edition.language.clone()) {
        return language;
    }
    let Some(paper) = state.paper() else { return "zh-Hans".to_owned() };
    let publication = match (&state.address.place, &key) {
        (Place::Publication(id) | Place::Year(id, _), _) => Some(id),
        (_, key) => key.as_ref().map(|(publication, _)| publication),
    };
    let publication = publication.and_then(|id| paper.publication(id));
    publication.and_then(|publication| publication.language.clone()).unwrap_or_else(|| {
        if paper.language.is_empty() { "zh-Hans".to_owned() } else { paper.language.clone() }
    })
}

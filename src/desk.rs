//! What every view and part is handed: the state, the words, and the way to other places.

use masthead_edition::place::{Address, Place};
use yew::{AttrValue, Callback, MouseEvent};

use crate::i18n::{Lang, Words};
use crate::queries::{self, Issue};
use crate::state::{Sheet, State};
use crate::tasks::Navigator;

/// The desk at which a view is set.
#[derive(Clone, PartialEq)]
pub struct Desk {
    /// The state that is shown.
    pub state: std::rc::Rc<State>,
    /// The language of the reader's own words.
    pub lang: Lang,
    /// Goes to places.
    pub navigator: Navigator,
}

impl Desk {
    /// The desk for a state.
    pub fn new(state: std::rc::Rc<State>, navigator: Navigator) -> Self {
        let lang = queries::language(&state);
        Self { state, lang, navigator }
    }

    /// The fixed words.
    pub fn words(&self) -> &'static Words {
        self.lang.words()
    }

    /// A link's `href`. Clicks on it are followed by the reader's root, which recognises its own addresses.
    pub fn href(&self, address: &Address) -> AttrValue {
        AttrValue::from(self.state.settings.href(address))
    }

    /// The `href` of a place.
    pub fn place_href(&self, place: Place) -> AttrValue {
        self.href(&Address::from(place))
    }

    /// The `href` of the page at an index.
    pub fn page_href(&self, issue: &Issue, page: usize) -> Option<AttrValue> {
        issue.page(page).map(|address| self.href(&address))
    }

    /// The `href` of an article by its indices.
    pub fn article_href(&self, issue: &Issue, page: usize, article: usize) -> Option<AttrValue> {
        issue.article(page, article).map(|address| self.href(&address))
    }

    /// The address of a file beside an edition.
    pub fn file(&self, issue: &Issue, path: &str) -> AttrValue {
        AttrValue::from(self.state.settings.picture(&issue.key.0, &issue.key.1, path))
    }

    /// Opens or closes a sheet.
    pub fn on_sheet(&self, sheet: Option<Sheet>) -> Callback<MouseEvent> {
        let navigator = self.navigator.clone();
        Callback::from(move |_| navigator.open_sheet(sheet))
    }

    /// The title of the publication being read.
    pub fn publication_title(&self) -> String {
        let outline = queries::Outline::of(&self.state);
        let paper = self.state.paper();
        let title = |outline: queries::Outline| Some(paper?.publication(&outline.publication)?.title.clone());
        outline.and_then(title).or_else(|| Some(paper?.title.clone())).unwrap_or_default()
    }
}

//! The bar at the thumb: five words, the current one in accent. Wide screens have the same words at the top.

use masthead_edition::place::{Address, Place};
use yew::{Html, html};

use crate::desk::Desk;
use crate::queries::Outline;
use crate::state::Sheet;

/// Which word of the bar is the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// 版面: front, pages and articles.
    Pages,
    /// 搜索.
    Search,
    /// 往期.
    Calendar,
}

/// The bar.
pub fn bottom_bar(desk: &Desk, current: Option<Tab>) -> Html {
    let words = desk.words();
    let open = desk.state.sheet;
    let link = |tab: Tab, word: &'static str, address: Address| {
        let here = open.is_none() && current == Some(tab);
        html! { <a href={desk.href(&address)} aria-current={here.then_some("true")}>{ word }</a> }
    };
    let button = |sheet: Sheet, word: &'static str| {
        html! {
            <button type="button" aria-haspopup="dialog" aria-expanded={(open == Some(sheet)).to_string()} onclick={desk.on_sheet(Some(sheet))}>
                { word }
            </button>
        }
    };
    html! {
        <nav class="mh-bottom-bar" part="toolbar" aria-label={words.main_navigation}>
            { link(Tab::Pages, words.pages, desk.front_address()) }
            { button(Sheet::Headlines, words.headlines) }
            { link(Tab::Search, words.search, desk.search_address()) }
            if let Some(calendar) = desk.calendar_address() {
                { link(Tab::Calendar, words.calendar, calendar) }
            }
            { button(Sheet::More, words.more) }
        </nav>
    }
}

impl Desk {
    /// The front of the edition being read; the newest one where none is known.
    pub fn front_address(&self) -> Address {
        Address::from(match Outline::of(&self.state) {
            Some(Outline { key: Some((publication, edition)), .. }) => Place::Edition(publication, edition),
            Some(outline) => Place::Publication(outline.publication),
            None => Place::Newest,
        })
    }

    /// Search in the edition being read.
    pub fn search_address(&self) -> Address {
        Address {
            scope: Outline::of(&self.state).and_then(|outline| outline.key),
            ..Address::from(Place::Search)
        }
    }

    /// The calendar of the year being read.
    pub fn calendar_address(&self) -> Option<Address> {
        if self.state.settings.single.is_some() {
            return None;
        }
        let outline = Outline::of(&self.state)?;
        let year = match (&self.state.address.place, &outline.key) {
            (Place::Year(_, year), _) => *year,
            (_, Some((_, edition))) => edition.date().year(),
            (_, None) => *self.state.paper()?.publication(&outline.publication)?.years.iter().max()?,
        };
        Some(Address::from(Place::Year(outline.publication, year)))
    }
}

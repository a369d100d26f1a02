//! What a prerendered page carries so that it is live without waiting: the very data it was rendered from.
//!
//! It stands in the page as `<script type="application/json">`, with `<` written as `\u003c`, so that no text of
//! a newspaper can end the script. A reader hydrates only where [`Island::build`] is its own and the page's
//! structure has the [`crate::fingerprint`] that the page says.

mod around;
mod cut;
mod state;

pub use around::Around;
use masthead_edition::calendar::Calendar;
use masthead_edition::json;
use masthead_edition::model::Edition;
use masthead_edition::paper::Paper;
use masthead_edition::place::{Address, Place};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The build of reader and press: pages of another build are rendered anew instead of hydrated.
pub const BUILD: &str = env!("MASTHEAD_BUILD");

/// The data of one page.
#[derive(Clone, Debug, PartialEq)]
pub struct Island {
    /// The build that rendered the page.
    pub build: String,
    /// The place it shows.
    pub address: Address,
    /// The paper and the calendars, as far as the page's controls need them.
    pub around: Around,
    /// The edition, whole or in part.
    pub edition: Option<Edition>,
    /// Whether bodies were left out of the edition.
    pub partial: bool,
}

impl Island {
    /// The island of a place, which shows that edition or is read beside it.
    pub fn new(paper: &Paper, calendars: &[&Calendar], edition: Option<&Edition>, address: Address) -> Self {
        let key = edition.map(|edition| (&edition.publication, &edition.id));
        Self::of(Around::new(paper, calendars, &address.place, key), edition, address)
    }

    /// The same, from what is around the place.
    pub fn of(around: Around, edition: Option<&Edition>, address: Address) -> Self {
        // A year's calendar is about no edition.
        let edition = edition.filter(|_| !matches!(address.place, Place::Year(..)));
        let part = edition.and_then(|edition| cut::cut(edition, &address.place));
        Self {
            build: BUILD.to_owned(),
            partial: part.is_some(),
            edition: part.or_else(|| edition.cloned()),
            around,
            address,
        }
    }

    /// The island's text, safe inside a script element.
    pub fn to_json(&self, fingerprint: &str) -> String {
        let file = IslandFile {
            build: self.build.clone(),
            fingerprint: fingerprint.to_owned(),
            address: self.address.to_path(),
            paper: json::paper_to_value(&self.around.paper),
            calendars: self.around.calendars.iter().map(json::calendar_to_value).collect(),
            edition: self.edition.as_ref().map(json::edition_to_value),
            partial: self.partial,
        };
        serde_json::to_value(file).unwrap_or_default().to_string().replace('<', "\\u003c")
    }

    /// Reads an island; `None` where it is not one. With it comes the fingerprint that the page says.
    pub fn from_json(text: &str) -> Option<(Self, String)> {
        let file: IslandFile = serde_json::from_str(text).ok()?;
        let calendars = file.calendars.into_iter();
        let island = Self {
            build: file.build,
            address: Address::parse(&file.address).ok()?,
            around: Around {
                paper: json::paper_from_value(file.paper).value,
                calendars: calendars.map(|calendar| json::calendar_from_value(calendar).value).collect(),
            },
            edition: file.edition.map(|edition| json::edition_from_value(edition).value),
            partial: file.partial,
        };
        Some((island, file.fingerprint))
    }
}

/// An island as it stands in a page.
#[derive(Serialize, Deserialize)]
struct IslandFile {
    build: String,
    fingerprint: String,
    address: String,
    paper: Value,
    #[serde(default)]
    calendars: Vec<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edition: Option<Value>,
    #[serde(default)]
    partial: bool,
}

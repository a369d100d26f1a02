//! What a prerendered page carries so that it is live without waiting: the very data it was rendered from.
//!
//! It stands in the page as `<script type="application/json">`, with `<` written as `\u003c`, so that no text of
//! a newspaper can end the script. A reader hydrates only where [`Island::build`] is its own and the page's
//! structure has the [`crate::fingerprint`] that the page says.

mod cut;

use masthead_edition::calendar::Calendar;
use masthead_edition::json;
use masthead_edition::model::Edition;
use masthead_edition::paper::Paper;
use masthead_edition::place::Address;
use masthead_edition::value::{Map, Value};

/// The build of reader and press: pages of another build are rendered anew instead of hydrated.
pub const BUILD: &str = env!("MASTHEAD_BUILD");

/// The data of one page.
#[derive(Clone, Debug, PartialEq)]
pub struct Island {
    /// The build that rendered the page.
    pub build: String,
    /// The place it shows.
    pub address: Address,
    /// The paper.
    pub paper: Paper,
    /// The calendars that the page's controls need.
    pub calendars: Vec<Calendar>,
    /// The edition, whole or in part.
    pub edition: Option<Edition>,
    /// Whether bodies were left out of the edition.
    pub partial: bool,
}

impl Island {
    /// The island of a place. `calendars` are those that its controls need: of its year, of the years beside it where
    /// it is the first or last of its own, and of the sister papers' same year.
    pub fn new(paper: &Paper, calendars: Vec<Calendar>, edition: Option<&Edition>, address: Address) -> Self {
        let part = edition.and_then(|edition| cut::cut(edition, &address.place));
        Self {
            build: BUILD.to_owned(),
            partial: part.is_some(),
            edition: part.or_else(|| edition.cloned()),
            paper: paper.clone(),
            calendars,
            address,
        }
    }

    /// The island's text, safe inside a script element.
    pub fn to_json(&self, fingerprint: &str) -> String {
        let mut map = serde_json::Map::new();
        map.insert("build".into(), self.build.as_str().into());
        map.insert("fingerprint".into(), fingerprint.into());
        map.insert("address".into(), self.address.to_path().into());
        map.insert("paper".into(), json::paper_to_value(&self.paper));
        map.insert("calendars".into(), self.calendars.iter().map(json::calendar_to_value).collect());
        if let Some(edition) = &self.edition {
            map.insert("edition".into(), json::edition_to_value(edition));
        }
        map.insert("partial".into(), self.partial.into());
        serde_json::Value::Object(map).to_string().replace('<', "\\u003c")
    }

    /// Reads an island; `None` where it is not one. With it comes the fingerprint that the page says.
    pub fn from_json(text: &str) -> Option<(Self, String)> {
        let Ok(Value::Object(mut map)) = Value::parse(text) else { return None };
        let text_of = |map: &Map, name: &str| Some(map.get(name)?.as_str()?.to_owned());
        let island = Self {
            build: text_of(&map, "build")?,
            address: Address::parse(&text_of(&map, "address")?).ok()?,
            paper: json::paper_from_value(map.remove("paper")?).value,
            calendars: match map.remove("calendars") {
                Some(Value::Array(values)) => {
                    values.into_iter().map(|value| json::calendar_from_value(value).value).collect()
                }
                _ => Vec::new(),
            },
            edition: map.remove("edition").map(|value| json::edition_from_value(value).value),
            partial: map.get("partial") == Some(&Value::Bool(true)),
        };
        Some((island, text_of(&map, "fingerprint")?))
    }
}

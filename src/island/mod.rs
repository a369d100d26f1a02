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
        let mut map = serde_json::Map::new();
        map.insert("build".into(), self.build.as_str().into());
        map.insert("fingerprint".into(), fingerprint.into());
        map.insert("address".into(), self.address.to_path().into());
        map.insert("paper".into(), json::paper_to_value(&self.around.paper));
        map.insert("calendars".into(), self.around.calendars.iter().map(json::calendar_to_value).collect());
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
            around: Around {
                paper: json::paper_from_value(map.remove("paper")?).value,
                calendars: match map.remove("calendars") {
                    Some(Value::Array(values)) => {
                        values.into_iter().map(|value| json::calendar_from_value(value).value).collect()
                    }
                    _ => Vec::new(),
                },
            },
            edition: map.remove("edition").map(|value| json::edition_from_value(value).value),
            partial: map.get("partial") == Some(&Value::Bool(true)),
        };
        Some((island, text_of(&map, "fingerprint")?))
    }
}

//! How strings and numbers are written in the files, where their type in memory says less: paths, links, names by their
//! rules, language tags, sizes, years, polygons. A field names one of these in `deserialize_with` and for its schema.

use serde::de::{Deserialize, Deserializer, Error};

use crate::finding::{FindingKind, Refusal};
use crate::id::{EditionId, Id};
use crate::reference::{check_home, check_link, check_path};

/// The path of a file in the edition's folder.
#[derive(serde::Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct FilePath(String);

impl TryFrom<String> for FilePath {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        check_path(&text).map_err(|error| Refusal::new(FindingKind::BadPath, error))?;
        Ok(Self(text))
    }
}

impl From<FilePath> for String {
    fn from(word: FilePath) -> Self {
        word.0
    }
}

/// A link out of a text.
#[derive(serde::Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct WebLink(String);

impl TryFrom<String> for WebLink {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        check_link(&text).map_err(|error| Refusal::new(FindingKind::BadLink, error))?;
        Ok(Self(text))
    }
}

impl From<WebLink> for String {
    fn from(word: WebLink) -> Self {
        word.0
    }
}

/// The publisher's home link.
#[derive(serde::Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct HomeLink(String);

impl TryFrom<String> for HomeLink {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        check_home(&text).map_err(|error| Refusal::new(FindingKind::BadLink, error))?;
        Ok(Self(text))
    }
}

impl From<HomeLink> for String {
    fn from(word: HomeLink) -> Self {
        word.0
    }
}

/// The address of a site; it ends in a slash whether or not it is written so.
#[derive(serde::Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct SiteAddress(String);

impl TryFrom<String> for SiteAddress {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        let WebLink(mut text) = text.try_into()?;
        if !text.ends_with('/') {
            text.push('/');
        }
        Ok(Self(text))
    }
}

impl From<SiteAddress> for String {
    fn from(word: SiteAddress) -> Self {
        word.0
    }
}

/// A BCP 47 language tag.
#[derive(serde::Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct LanguageTag(String);

impl TryFrom<String> for LanguageTag {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        if is_language_tag(&text) { Ok(Self(text)) } else { Err(Refusal::new(FindingKind::BadLanguage, "")) }
    }
}

impl From<LanguageTag> for String {
    fn from(word: LanguageTag) -> Self {
        word.0
    }
}

/// The name of a publication.
#[derive(serde::Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct PublicationName(Id);

impl TryFrom<String> for PublicationName {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        Id::publication(&text).map(Self).map_err(Refusal::from)
    }
}

impl From<PublicationName> for Id {
    fn from(word: PublicationName) -> Self {
        word.0
    }
}

/// The name of a page or of an article.
#[derive(serde::Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct NameInEdition(Id);

impl TryFrom<String> for NameInEdition {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        Id::in_edition(&text).map(Self).map_err(Refusal::from)
    }
}

impl From<NameInEdition> for Id {
    fn from(word: NameInEdition) -> Self {
        word.0
    }
}

/// The name of an edition's folder.
#[derive(serde::Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct EditionName(EditionId);

impl TryFrom<String> for EditionName {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        EditionId::parse(&text).map(Self).map_err(|error| Refusal::new(FindingKind::BadDate, error))
    }
}

impl From<EditionName> for EditionId {
    fn from(word: EditionName) -> Self {
        word.0
    }
}

/// The width or the height of a picture.
#[derive(serde::Deserialize)]
#[serde(try_from = "u32")]
pub(crate) struct Size(u32);

impl TryFrom<u32> for Size {
    type Error = Refusal;

    fn try_from(number: u32) -> Result<Self, Refusal> {
        if number > 0 { Ok(Self(number)) } else { Err(Refusal::new(FindingKind::BadNumber, "")) }
    }
}

impl From<Size> for u32 {
    fn from(word: Size) -> Self {
        word.0
    }
}

/// A year.
#[derive(serde::Deserialize)]
#[serde(try_from = "i32")]
pub(crate) struct Year(i32);

impl TryFrom<i32> for Year {
    type Error = Refusal;

    fn try_from(number: i32) -> Result<Self, Refusal> {
        let is_year = (1..=9999).contains(&number);
        if is_year { Ok(Self(number)) } else { Err(Refusal::new(FindingKind::BadYear, "")) }
    }
}

impl From<Year> for i32 {
    fn from(word: Year) -> Self {
        word.0
    }
}

fn is_language_tag(tag: &str) -> bool {
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let first = tag.split('-').next().unwrap_or_default();
    tag.len() <= 35
        && tag.split('-').all(is_part)
        && first.len() > 1
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// A polygon on the page image: x and y as fractions of its width and height, 0 to 1.
pub type Region = Vec<(f64, f64)>;

/// A polygon of at least three points, each between 0 and 1.
pub(crate) struct Polygon(Region);

impl<'de> Deserialize<'de> for Polygon {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // Whatever is wrong within is wrong with the polygon.
        let region = Region::deserialize(from).ok().filter(is_polygon);
        region.map(Self).ok_or_else(|| D::Error::custom(Refusal::new(FindingKind::BadRegion, "")))
    }
}

fn is_polygon(points: &Region) -> bool {
    let is_fraction = |number: f64| (0.0..=1.0).contains(&number);
    points.len() >= 3 && points.iter().all(|(x, y)| is_fraction(*x) && is_fraction(*y))
}

impl From<Polygon> for Region {
    fn from(polygon: Polygon) -> Self {
        polygon.0
    }
}

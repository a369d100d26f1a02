//! Names of publications, pages, articles and blocks.
//!
//! A name must do as a folder on every system a newspaper's files pass through, as a part of an address, and as
//! something a person reads aloud over the telephone. So: letters and digits of any script, `-`, `_`, `.` and the
//! middle dot; nothing invisible, nothing that a file system or a browser reads as something else.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::finding::{FindingKind, Refusal};

/// The longest name in bytes of UTF-8: some forty Chinese characters. File systems allow 255 for a name, and the
/// press adds endings of its own.
pub const LONGEST: usize = 120;

/// Names of the site's root that are not files; a publication never has a dot, so files need no list.
const RESERVED_FOR_SITE: [&str; 11] = [
    "archive", "assets", "calendar", "feed", "feeds", "index", "pagefind", "paper", "reader", "search",
    "sitemap",
];

/// Files that the site puts beside pages and articles.
const RESERVED_IN_EDITION: [&str; 2] = ["edition.json", "index.html"];

/// Names that Windows keeps for devices, with every ending too: `aux`, `aux.txt`.
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];

/// A publication, page, article or block by its name. Cheap to clone.
///
/// Names are written as the publisher writes them; two that differ in case alone are the same
/// ([`Self::same`]), since some file systems and many people do not tell them apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(Arc<str>);

/// Why a text cannot be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdError {
    /// It is empty.
    Empty,
    /// It has more than [`LONGEST`] bytes.
    TooLong,
    /// It has a character that names do not have.
    Character(char),
    /// It begins or ends with a dot, or has two in a row.
    Dots,
    /// It is a name that the site or an operating system needs itself.
    Reserved,
    /// It reads as a year or a date, where a publication is to be named.
    Date,
}

impl Id {
    /// A name by the rules that hold for all of them.
    pub fn new(text: &str) -> Result<Self, IdError> {
        check(text)?;
        Ok(Self(text.into()))
    }

    /// The name of a publication: a folder in the site's root, so it must be none of the site's own, no file,
    /// and nothing that reads as a date.
    pub fn publication(text: &str) -> Result<Self, IdError> {
        check(text)?;
        if text.contains('.') {
            return Err(IdError::Character('.'));
        }
        if text.chars().all(|c| c.is_ascii_digit() || c == '-') || text.get(..10).is_some_and(is_date) {
            return Err(IdError::Date);
        }
        let id = Self(text.into());
        if RESERVED_FOR_SITE.contains(&id.folded().as_str()) { Err(IdError::Reserved) } else { Ok(id) }
    }

    /// The name of a page or of an article: a folder in the edition's.
    pub fn in_edition(text: &str) -> Result<Self, IdError> {
        let id = Self::new(text)?;
        if RESERVED_IN_EDITION.contains(&id.folded().as_str()) { Err(IdError::Reserved) } else { Ok(id) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two names are the same without regard to case.
    pub fn same(&self, other: &Self) -> bool {
        self.0 == other.0 || lower(&self.0).eq(lower(&other.0))
    }

    /// The name in lower case: equal for names that are the [`Self::same`].
    pub fn folded(&self) -> String {
        lower(&self.0).collect()
    }
}

#[cfg(feature = "publisher")]
fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// A browser reads names that the press found to differ, and needs this for an address that was typed in another case
/// only: ASCII letters do. Unicode's table would be a hundredth of the reader.
#[cfg(not(feature = "publisher"))]
fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| c.to_ascii_lowercase())
}

impl TryFrom<String> for Id {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        Self::new(&text).map_err(Refusal::from)
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.as_str().to_owned()
    }
}

impl From<IdError> for Refusal {
    fn from(error: IdError) -> Self {
        Self::new(FindingKind::BadId, error)
    }
}

/// The empty name, which is no name.
impl Default for Id {
    fn default() -> Self {
        Self("".into())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_date(text: &str) -> bool {
    Date::parse(text).is_ok()
}

fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > LONGEST {
        return Err(IdError::TooLong);
    }
    if let Some(c) = text.chars().find(|c| !is_admitted(*c)) {
        return Err(IdError::Character(c));
    }
    if text.starts_with('.') || text.ends_with('.') || text.contains("..") {
        return Err(IdError::Dots);
    }
    let stem = text.split('.').next().unwrap_or(text);
    if is_device(stem) { Err(IdError::Reserved) } else { Ok(()) }
}

fn is_device(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    match bytes.len() {
        3 => DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)),
        4 => {
            (bytes[..3].eq_ignore_ascii_case(b"com") || bytes[..3].eq_ignore_ascii_case(b"lpt"))
                && bytes[3].is_ascii_digit()
        }
        _ => false,
    }
}

/// Letters and digits of every script, the marks without which some scripts cannot be written, and four joiners.
/// Whatever is invisible, turns the direction of writing or separates paths is none of these.
fn is_admitted(c: char) -> bool {
    match c {
        '-' | '_' | '.' | '·' => true,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        // The combining grapheme joiner and the Hangul fillers count as marks or letters, and are invisible.
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => false,
        // Combining accents; Hebrew and Arabic points; vowel signs of India and South-East Asia.
        '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{109F}' => {
            true
        }
        '\u{1780}'..='\u{17B3}' | '\u{17B6}'..='\u{17D3}' => true,
        _ => is_letter(c),
    }
}

#[cfg(feature = "publisher")]
fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

/// A browser reads names that the press admitted, and refuses what could do harm in one that it did not.
#[cfg(not(feature = "publisher"))]
fn is_letter(c: char) -> bool {
    !c.is_control() && !c.is_whitespace() && !crate::reference::is_invisible(c)
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a name is missing"),
            Self::TooLong => write!(f, "the name is longer than {LONGEST} bytes"),
            Self::Character('.') => f.write_str("a publication's name has no dot"),
            Self::Character(c) => write!(f, "{c:?} cannot stand in a name"),
            Self::Dots => f.write_str("a name does not begin or end with a dot, nor have two in a row"),
            Self::Reserved => f.write_str("the site or an operating system needs this name itself"),
            Self::Date => f.write_str("a publication's name must not read as a year or a date"),
        }
    }
}

impl std::error::Error for IdError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_newspapers_use() {
        for text in [
            "zzwb",
            "X04",
            "A01",
            "1335950",
            "郑州晚报",
            "新郑时报",
            "Ärzte-Zeitung",
            "हिन्दी",
            "ข่าวสด",
            "n3121-01",
            "v1.2",
            "a·b",
        ] {
            assert_eq!(Id::new(text).map(|id| id.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn names_that_would_do_harm() {
        use IdError::*;
        for (text, error) in [
            ("", Empty),
            ("a/b", Character('/')),
            ("a\\b", Character('\\')),
            ("..", Dots),
            ("a..b", Dots),
            (".hidden", Dots),
            ("end.", Dots),
            ("javascript:x", Character(':')),
            ("a b", Character(' ')),
            ("a\u{3000}b", Character('\u{3000}')),
            ("a\nb", Character('\n')),
            ("a\0", Character('\0')),
            ("a\u{202E}b", Character('\u{202E}')),
            ("a\u{200B}b", Character('\u{200B}')),
            ("a\u{FEFF}", Character('\u{FEFF}')),
            ("a\u{3164}b", Character('\u{3164}')),
            ("a?b", Character('?')),
            ("a#b", Character('#')),
            ("a%2fb", Character('%')),
            ("<b>", Character('<')),
            ("a／b", Character('／')),
            ("CON", Reserved),
            ("nul.json", Reserved),
            ("Com7", Reserved),
        ] {
            assert_eq!(Id::new(text), Err(error), "{text:?}");
        }
        assert_eq!(Id::new(&"版".repeat(41)), Err(TooLong));
        assert!(Id::new(&"版".repeat(40)).is_ok());
        assert!(Id::new("com77").is_ok() && Id::new("console").is_ok());
    }

    #[test]
    fn a_publication_is_not_called_like_something_else() {
        for text in [
            "search",
            "Search",
            "ASSETS",
            "paper",
            "paper.json",
            "robots.txt",
            "2022",
            "20220916",
            "2022-09-16",
            "2022-09-16-extra",
        ] {
            assert!(Id::publication(text).is_err(), "{text}");
        }
        for text in ["zzwb", "daily-2022", "晚报", "36kr", "x2022-09-16"] {
            assert!(Id::publication(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_page_is_not_called_like_a_file_beside_it() {
        assert_eq!(Id::in_edition("Edition.json"), Err(IdError::Reserved));
        assert_eq!(Id::in_edition("index.html"), Err(IdError::Reserved));
        assert!(Id::in_edition("search").is_ok());
    }

    #[test]
    fn case_does_not_tell_names_apart() {
        let id = |text| Id::new(text).unwrap();
        assert!(id("X04").same(&id("x04")));
        assert!(id("ÄRZTE").same(&id("ärzte")));
        assert!(!id("X04").same(&id("X05")));
        assert_ne!(id("X04"), id("x04"));
        assert_eq!(id("ÄX").folded(), id("äx").folded());
    }
}

//! Where a reader is, and its address. The one grammar of addresses: the press writes files by it, the reader
//! follows links by it, and both as path (`/zzwb/2022-09-16/`) and as fragment (`#/zzwb/2022-09-16/`).
//!
//! ```text
//! /                                  newest edition
//! /zzwb/                             newest edition of that publication
//! /zzwb/2022/                        calendar of a year
//! /zzwb/2022-09-16/                  edition
//! /zzwb/2022-09-16/X04/              page
//! /zzwb/2022-09-16/X04/1335950/      article        ?q=… marks words in it, #p3 or #id leads to a block
//! /search/?q=…&in=zzwb/2022-09-16    search, in that edition
//! ```
//!
//! Parameters of others (`?from=singlemessage`) are passed over, the last slash may be missing, and `index.html`
//! may stand at the end, since hosts and messengers do all that to addresses.

mod percent;

use crate::id::{EditionId, Id};
pub use percent::encode;
use percent::{decode, encode_parameter};

/// A place in the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The newest edition of the publication that comes first.
    #[default]
    Newest,
    /// The newest edition of a publication.
    Publication(Id),
    /// The calendar of a year of a publication.
    Year(Id, i32),
    /// An edition: its front page and headlines.
    Edition(Id, EditionId),
    /// A page.
    Page(Id, EditionId, Id),
    /// An article.
    Article {
        /// The publication.
        publication: Id,
        /// The edition.
        edition: EditionId,
        /// The page; where the article stands on another, the article decides.
        page: Id,
        /// The article.
        article: Id,
    },
    /// Search.
    Search,
}

/// A place, and how it is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Address {
    /// The place.
    pub place: Place,
    /// What is searched for, or marked in an article. An empty query is none.
    pub query: Option<String>,
    /// The edition that is searched; without one, the reader decides.
    pub scope: Option<(Id, EditionId)>,
    /// A block of the article: a paragraph (`p3`) or a block's own id.
    pub block: Option<Id>,
}

/// An address that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The nearest address that does: as much of the beginning as could be understood.
    pub nearest: Address,
}

impl From<Place> for Address {
    fn from(place: Place) -> Self {
        Self { place, ..Self::default() }
    }
}

impl Place {
    /// The path of the place under the site's root: begins and ends with a slash, percent-encoded.
    pub fn to_path(&self) -> String {
        let path = match self {
            Self::Newest => "/".to_owned(),
            Self::Publication(publication) => format!("/{publication}/"),
            Self::Year(publication, year) => format!("/{publication}/{year:04}/"),
            Self::Edition(publication, edition) => format!("/{publication}/{edition}/"),
            Self::Page(publication, edition, page) => format!("/{publication}/{edition}/{page}/"),
            Self::Article { publication, edition, page, article } => {
                format!("/{publication}/{edition}/{page}/{article}/")
            }
            Self::Search => "/search/".to_owned(),
        };
        encode(&path)
    }
}

impl Address {
    /// The address as a path under the site's root, with what follows it: `/search/?q=…`.
    pub fn to_path(&self) -> String {
        let mut out = self.without_block();
        if let Some(block) = &self.block {
            out.push('#');
            out.push_str(&encode(block.as_str()));
        }
        out
    }

    /// The address as a fragment of the host's page: `#/zzwb/2022-09-16/`. The block is a parameter here.
    pub fn to_hash(&self) -> String {
        let mut out = format!("#{}", self.without_block());
        if let Some(block) = &self.block {
            push_parameter(&mut out, "at", &encode(block.as_str()));
        }
        out
    }

    fn without_block(&self) -> String {
        let mut out = self.place.to_path();
        if let Some(query) = self.query.as_ref().filter(|query| !query.is_empty()) {
            push_parameter(&mut out, "q", &encode_parameter(query));
        }
        if let Some((publication, edition)) = &self.scope {
            push_parameter(&mut out, "in", &encode(&format!("{publication}/{edition}")));
        }
        out
    }

    /// Reads a path under the site's root, with the parameters and the fragment that follow it.
    #[allow(clippy::result_large_err, reason = "the nearest address is an address too")]
    pub fn parse(text: &str) -> Result<Self, Lost> {
        let (text, block) = text.split_once('#').unwrap_or((text, ""));
        let (path, parameters) = text.split_once('?').unwrap_or((text, ""));
        let (place, is_whole) = parse_path(path);
        let mut address = Self::from(place);
        address.set_block(block);
        for (name, value) in parameters.split('&').filter_map(|parameter| parameter.split_once('=')) {
            address.set_parameter(name, &value.replace('+', " "));
        }
        if is_whole { Ok(address) } else { Err(Lost { nearest: address }) }
    }

    /// Reads a fragment with or without its `#`. An empty one is the newest edition.
    #[allow(clippy::result_large_err, reason = "the nearest address is an address too")]
    pub fn parse_hash(text: &str) -> Result<Self, Lost> {
        Self::parse(text.strip_prefix('#').unwrap_or(text))
    }

    fn set_parameter(&mut self, name: &str, value: &str) {
        let Some(value) = decode(value) else { return };
        match name {
            "q" if !value.is_empty() => self.query = Some(value),
            "in" => {
                let scope = value.split_once('/').and_then(|(publication, edition)| {
                    Some((Id::publication(publication).ok()?, EditionId::parse(edition).ok()?))
                });
                self.scope = scope.or(self.scope.take());
            }
            "at" => self.set_block(&value),
            _ => {}
        }
    }

    /// A fragment that names no block is the host's own affair (`#:~:text=…`).
    fn set_block(&mut self, text: &str) {
        let block = decode(text).and_then(|text| Id::new(&text).ok());
        self.block = block.or(self.block.take());
    }
}

fn push_parameter(out: &mut String, name: &str, value: &str) {
    out.push(if out.contains('?') { '&' } else { '?' });
    out.push_str(name);
    out.push('=');
    out.push_str(value);
}

/// The place that a path names, and whether all of the path was understood.
fn parse_path(path: &str) -> (Place, bool) {
    let path =
        path.strip_suffix("index.html").filter(|path| path.is_empty() || path.ends_with('/')).unwrap_or(path);
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.is_empty() {
        return (Place::Newest, true);
    }
    let mut steps = path.split('/').map(decode);
    let mut next = || steps.next().map(Option::unwrap_or_default);
    let place = descend(&mut next);
    let is_whole = place.1 && next().is_none();
    (place.0, is_whole)
}

/// Takes steps as long as they mean something; `false` where one did not.
fn descend(next: &mut impl FnMut() -> Option<String>) -> (Place, bool) {
    let Some(step) = next() else { return (Place::Newest, true) };
    if step == "search" {
        return (Place::Search, true);
    }
    let Ok(publication) = Id::publication(&step) else { return (Place::Newest, false) };
    let Some(step) = next() else { return (Place::Publication(publication), true) };
    if let Some(year) = parse_year(&step) {
        return (Place::Year(publication, year), true);
    }
    let Ok(edition) = EditionId::parse(&step) else { return (Place::Publication(publication), false) };
    let Some(step) = next() else { return (Place::Edition(publication, edition), true) };
    let Ok(page) = Id::in_edition(&step) else { return (Place::Edition(publication, edition), false) };
    let Some(step) = next() else { return (Place::Page(publication, edition, page), true) };
    match Id::in_edition(&step) {
        Ok(article) => (Place::Article { publication, edition, page, article }, true),
        Err(_) => (Place::Page(publication, edition, page), false),
    }
}

fn parse_year(step: &str) -> Option<i32> {
    let is_year = step.len() == 4 && step.bytes().all(|byte| byte.is_ascii_digit());
    if is_year { step.parse().ok().filter(|year| *year > 0) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    fn edition(text: &str) -> EditionId {
        EditionId::parse(text).unwrap()
    }

    fn seed() -> Place {
        Place::Article {
            publication: id("zzwb"),
            edition: edition("2022-09-16"),
            page: id("X04"),
            article: id("1335950"),
        }
    }

    #[test]
    fn every_place_has_its_address() {
        for (place, path) in [
            (Place::Newest, "/"),
            (Place::Publication(id("zzwb")), "/zzwb/"),
            (Place::Year(id("zzwb"), 2022), "/zzwb/2022/"),
            (Place::Edition(id("zzwb"), edition("2022-09-16-extra")), "/zzwb/2022-09-16-extra/"),
            (Place::Page(id("zzwb"), edition("2022-09-16"), id("X04")), "/zzwb/2022-09-16/X04/"),
            (seed(), "/zzwb/2022-09-16/X04/1335950/"),
            (Place::Search, "/search/"),
            (Place::Publication(id("晚报")), "/%E6%99%9A%E6%8A%A5/"),
        ] {
            let address = Address::from(place);
            assert_eq!(address.to_path(), path);
            assert_eq!(address.to_hash(), format!("#{path}"));
            assert_eq!(Address::parse(path), Ok(address.clone()));
            assert_eq!(Address::parse_hash(&address.to_hash()), Ok(address));
        }
    }

    #[test]
    fn what_follows_a_place_comes_back() {
        let mut address = Address::from(seed());
        address.query = Some("共青团 & 改革+#?".into());
        address.block = Some(id("p3"));
        assert!(address.to_path().ends_with("#p3"));
        assert_eq!(Address::parse(&address.to_path()), Ok(address.clone()));
        assert!(address.to_hash().ends_with("&at=p3"));
        assert_eq!(Address::parse_hash(&address.to_hash()), Ok(address));

        let search = Address {
            query: Some("篾".into()),
            scope: Some((id("zzwb"), edition("2022-09-16"))),
            ..Address::from(Place::Search)
        };
        assert_eq!(search.to_path(), "/search/?q=%E7%AF%BE&in=zzwb/2022-09-16");
        assert_eq!(Address::parse(&search.to_path()), Ok(search));
    }

    #[test]
    fn addresses_as_hosts_and_messengers_leave_them() {
        let article = Ok(Address::from(seed()));
        for text in [
            "/zzwb/2022-09-16/X04/1335950",
            "zzwb/2022-09-16/X04/1335950/",
            "/zzwb/2022-09-16/X04/1335950/index.html",
            "/zzwb/2022-09-16/X04/1335950/?from=singlemessage&isappinstalled=0",
            "/zzwb/2022-09-16/X04/1335950/?q=",
            "/zzwb/2022-09-16/X04/1335950/#:~:text=%E5%85%B1",
            "/zzwb/2022-09-16/X04/1335950/#",
            "/%7Azwb/2022-09-16/X04/1335950/",
        ] {
            assert_eq!(Address::parse(text), article, "{text}");
        }
        let searched = Address::parse("/search/?q=two+words").unwrap();
        assert_eq!(searched.query.as_deref(), Some("two words"));
        for text in ["", "/", "index.html", "/index.html", "#", "#/"] {
            assert_eq!(Address::parse_hash(text), Ok(Address::default()), "{text}");
        }
    }

    #[test]
    fn a_lost_address_knows_the_nearest_place() {
        let publication = Place::Publication(id("zzwb"));
        let of_day = Place::Edition(id("zzwb"), edition("2022-09-16"));
        let page = Place::Page(id("zzwb"), edition("2022-09-16"), id("X04"));
        for (text, nearest) in [
            ("/assets/", Place::Newest),
            ("/../zzwb/", Place::Newest),
            ("//evil.example/", Place::Newest),
            ("/robots.txt", Place::Newest),
            ("/%ff/", Place::Newest),
            ("/%2e%2e/", Place::Newest),
            ("/zzwb/2022-13-01/", publication.clone()),
            ("/zzwb/2022.json", publication.clone()),
            ("/zzwb/0000/", publication.clone()),
            ("/zzwb/2022/09/", Place::Year(id("zzwb"), 2022)),
            ("/zzwb/2022-09-16/edition.json", of_day.clone()),
            ("/zzwb/2022-09-16//", of_day),
            ("/zzwb/2022-09-16/X04/a%2Fb/", page),
            ("/zzwb/2022-09-16/X04/1335950/more/", seed()),
            ("/search/more/", Place::Search),
        ] {
            assert_eq!(Address::parse(text).map_err(|lost| lost.nearest.place), Err(nearest), "{text}");
        }
        let lost = Address::parse("/search/more/?q=篾").unwrap_err();
        assert_eq!(lost.nearest.query.as_deref(), Some("篾"));
    }
}

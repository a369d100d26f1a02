//! How the page that carries a reader set it up, and the addresses that follow from it.

use masthead_edition::id::{EditionId, Id};
use masthead_edition::place::{Address, Place, encode};

use crate::i18n::Lang;
use crate::web::host::Host;

/// How a place becomes an address of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Routing {
    /// A path under the site's root: `/zzwb/2022-09-16/`.
    #[default]
    Path,
    /// A fragment of the host's address: `#/zzwb/2022-09-16/`.
    Hash,
    /// Address, history and title of the page are somebody else's; links lead to the site's own pages.
    None,
}

impl Routing {
    /// From the attribute's text; anything unknown is [`Routing::Path`].
    pub fn from_attribute(text: &str) -> Self {
        match text {
            "hash" => Self::Hash,
            "none" => Self::None,
            _ => Self::Path,
        }
    }
}

/// The place that the page asks for by its attributes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wish {
    /// The publication.
    pub publication: Option<Id>,
    /// The edition.
    pub edition: Option<EditionId>,
    /// The page.
    pub page: Option<Id>,
    /// The article.
    pub article: Option<Id>,
    /// What to search for, or to mark in the article.
    pub query: Option<String>,
}

impl Wish {
    /// As much of the wish as can be a place: a page or an article is one of an edition. The edition is the wish's own,
    /// or the given one.
    pub fn address(&self, given: Option<&(Id, EditionId)>) -> Address {
        let publication = self.publication.clone().or_else(|| Some(given?.0.clone()));
        let edition = self.edition.clone().or_else(|| Some(given?.1.clone()));
        let key = publication.clone().zip(edition);
        let query = self.query.clone();
        let place = match (key.clone(), self.page.clone(), self.article.clone()) {
            (Some((publication, edition)), page, Some(article)) => {
                // The article knows its page better.
                Place::Article {
                    publication,
                    edition,
                    page: page.unwrap_or_else(|| article.clone()),
                    article,
                }
            }
            _ if query.is_some() => return Address { query, scope: key, ..Address::from(Place::Search) },
            (Some((publication, edition)), Some(page), None) => Place::Page(publication, edition, page),
            (Some((publication, edition)), None, None) => Place::Edition(publication, edition),
            (None, ..) => publication.map_or(Place::Newest, Place::Publication),
        };
        Address { query, ..Address::from(place) }
    }
}

/// What the page said. All of it stays the same for a server's rendering and the browser's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Where the paper's files are; ends in `/`.
    pub src: String,
    /// The name of the one `edition.json` that is there, where no site is around it.
    pub single: Option<String>,
    /// How places become addresses.
    pub routing: Routing,
    /// What stands before a fragment: the page's own address, where its `<base>` would lead elsewhere.
    pub page: String,
    /// The reader's own language, where the page chose one; otherwise the edition's.
    pub language: Option<Lang>,
    /// The place to open first, where the page chose one.
    pub wish: Wish,
    /// Whether the reader stands in somebody else's page, in a shadow root with slots.
    pub embedded: bool,
    /// Whether the element has been taken out of the page: then nothing happens.
    pub paused: bool,
    /// The page that listens.
    pub host: Host,
}

impl Settings {
    /// Settings for files at `src`: a folder, or one `edition.json`.
    pub fn new(src: &str) -> Self {
        let (folder, name) = src.rsplit_once('/').unwrap_or(("", src));
        if name.ends_with(".json") {
            let single = Some(name.to_owned());
            return Self { src: format!("{folder}/"), single, ..Self::default() };
        }
        let mut src = src.to_owned();
        if !src.ends_with('/') {
            src.push('/');
        }
        Self { src, ..Self::default() }
    }

    /// Whether the address, the history and the title of the page are the reader's to change.
    pub fn has_address(&self) -> bool {
        self.routing != Routing::None && !self.paused
    }

    /// Whether places are fragments. One file has no site around it whose pages a path could name.
    fn by_hash(&self) -> bool {
        self.routing == Routing::Hash || self.single.is_some()
    }

    /// The address of a place as a link carries it.
    pub fn href(&self, address: &Address) -> String {
        if self.by_hash() {
            return format!("{}{}", self.page, address.to_hash());
        }
        let path = address.to_path();
        format!("{}{}", self.src, path.strip_prefix('/').unwrap_or(&path))
    }

    /// The place a link of the reader leads to; `None` for every other link.
    pub fn place_of(&self, href: &str) -> Option<Result<Address, Address>> {
        let parsed = if self.by_hash() {
            let href = href.strip_prefix(&self.page)?;
            href.starts_with("#/").then_some(())?;
            Address::parse_hash(href)
        } else {
            let rest = href.strip_prefix(&self.src)?;
            if rest.starts_with('/') {
                return None;
            }
            Address::parse(&format!("/{rest}"))
        };
        Some(parsed.map_err(|error| error.nearest))
    }

    /// The address of a file of the paper, from its path under the root.
    pub fn file(&self, path: &str) -> String {
        format!("{}{path}", self.src)
    }

    /// The address of an edition's `edition.json`.
    pub fn edition_file(&self, publication: &Id, edition: &EditionId) -> String {
        self.picture(publication, edition, "edition.json")
    }

    /// The address of a picture or PDF in an edition's folder.
    pub fn picture(&self, publication: &Id, edition: &EditionId, path: &str) -> String {
        if self.single.is_some() {
            return self.file(&encode(path));
        }
        self.file(&encode(&format!("{publication}/{edition}/{path}")))
    }
}

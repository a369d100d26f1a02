//! How the page that carries a reader set it up, and the addresses that follow from it.

use masthead_edition::id::{EditionId, Id};
use masthead_edition::place::Address;

use crate::i18n::Lang;

/// How a place becomes an address of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Routing {
    /// A path under the site's root: `/zzwb/2022-09-16/`.
    #[default]
    Path,
    /// A fragment of the host's address: `#/zzwb/2022-09-16/`.
    Hash,
}

impl Routing {
    /// From the attribute's text; anything unknown is [`Routing::Path`].
    pub fn from_attribute(text: &str) -> Self {
        if text.eq_ignore_ascii_case("hash") { Self::Hash } else { Self::Path }
    }
}

/// What the page said. All of it stays the same for a server's rendering and the browser's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Where the paper's files are; ends in `/`.
    pub src: String,
    /// How places become addresses.
    pub routing: Routing,
    /// The reader's own language, where the page chose one; otherwise the edition's.
    pub language: Option<Lang>,
    /// The publication to open first, where the page chose one.
    pub publication: Option<Id>,
}

impl Settings {
    /// Settings for files at `src`.
    pub fn new(src: &str) -> Self {
        let mut src = src.to_owned();
        if !src.ends_with('/') {
            src.push('/');
        }
        Self { src, ..Self::default() }
    }

    /// The address of a place as a link carries it.
    pub fn href(&self, address: &Address) -> String {
        match self.routing {
            Routing::Path => {
                let path = address.to_path();
                format!("{}{}", self.src, path.strip_prefix('/').unwrap_or(&path))
            }
            Routing::Hash => address.to_hash(),
        }
    }

    /// The place a link of the reader leads to; `None` for every other link.
    pub fn place_of(&self, href: &str) -> Option<Result<Address, Address>> {
        let parsed = match self.routing {
            Routing::Path => {
                let rest = href.strip_prefix(&self.src)?;
                if rest.starts_with('/') {
                    return None;
                }
                Address::parse(&format!("/{rest}"))
            }
            Routing::Hash => {
                href.starts_with("#/").then_some(())?;
                Address::parse_hash(href)
            }
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
        let folder = masthead_edition::place::encode(&format!("{publication}/{edition}/{path}"));
        self.file(&folder)
    }
}

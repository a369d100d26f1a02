//! The head of a page as data, and what every page of a site has in it.

use masthead_edition::id::Id;
use masthead_edition::place::Place;
use serde_json::Value;

use crate::build::site::Site;

/// The head of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// The title.
    pub title: String,
    /// `<meta name>`.
    pub metas: Vec<(&'static str, String)>,
    /// `<meta property>`: Open Graph.
    pub properties: Vec<(&'static str, String)>,
    /// `<link>`.
    pub links: Vec<Link>,
    /// What it is, as JSON-LD.
    pub json_ld: Option<Value>,
}

/// A link of a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub rel: &'static str,
    /// Where.
    pub href: String,
    /// Media type and title, for a feed.
    pub feed: Option<(&'static str, String)>,
}

impl Head {
    /// A head with what every page of the site has.
    pub fn new(site: &Site, title: &str, publication: Option<&Id>) -> Self {
        let mut head = Self { title: title.to_owned(), ..Self::default() };
        if site.has_vector_icon {
            head.link("icon", site.at("icon.svg"));
        } else {
            head.link("icon", site.at("icon-192.png"));
        }
        head.link("apple-touch-icon", site.at("icon-180.png"));
        head.link("manifest", site.at("manifest.webmanifest"));
        // One without an edition has no feed.
        let has_feed = |id: &&Id| {
            site.origin.is_some() && site.paper.publication(id).is_some_and(|found| found.newest.is_some())
        };
        if let Some(publication) = publication.filter(has_feed) {
            let name = site.title(publication).to_owned();
            for (file, media_type) in
                [("feed.atom", "application/atom+xml"), ("feed.json", "application/feed+json")]
            {
                let path = Place::Publication(publication.clone()).to_path();
                let href = format!("{}{file}", site.at(path.trim_start_matches('/')));
                head.links.push(Link { rel: "alternate", href, feed: Some((media_type, name.clone())) });
            }
        }
        head
    }

    pub(super) fn link(&mut self, rel: &'static str, href: String) {
        self.links.push(Link { rel, href, feed: None });
    }

    /// Nobody is led here by a search engine.
    pub fn hide(&mut self) {
        self.metas.push(("robots", "noindex".to_owned()));
    }
}

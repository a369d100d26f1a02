//! What a browser cannot list: the paper's titles, its publications, their newest editions and years
//! (`paper.json`). The press writes it from `masthead.toml` and the folders; a publisher never does.

use crate::id::{EditionId, Id};
use crate::model::Extra;

/// A paper: everything one site shows.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = crate::schema::add_version))]
pub struct Paper {
    /// The name of the site, shown where no single publication is meant.
    pub title: String,
    /// BCP 47 tag of its text, unless a publication or an edition says otherwise.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::LanguageTag"))]
    pub language: String,
    /// IANA name of the zone by which "today" is decided.
    pub time_zone: Option<String>,
    /// The link back to the publisher's own site (返回主页).
    pub home: Option<Link>,
    /// The rights line (版权声明).
    pub rights: Option<String>,
    /// The ICP filing number (ICP备案).
    pub icp: Option<String>,
    /// The public security filing number (公安备案).
    pub police: Option<String>,
    /// A line that every reader is shown.
    pub notice: Option<String>,
    /// The public address of the site, ending in a slash.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::WebLink>"))]
    pub base_url: Option<String>,
    /// Whether there is an archive (`archive/`) by which all editions are searched.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub archive: bool,
    /// The publications in their order.
    pub publications: Vec<Publication>,
    /// Unknown fields.
    pub extra: Extra,
}

/// A link with its label.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// Where it leads: a web address, or a path on the site's own host.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::HomeLink"))]
    pub href: String,
    /// What it says; a reader has a word of its own for none.
    pub label: Option<String>,
    /// Unknown fields.
    pub extra: Extra,
}

/// A publication (报纸).
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Publication {
    /// Its id: its folder, and a part of its addresses.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::PublicationName"))]
    pub id: Id,
    /// Its title: 郑州晚报.
    pub title: String,
    /// BCP 47 tag of its editions, where it differs from the paper's.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::LanguageTag>"))]
    pub language: Option<String>,
    /// One sentence about it.
    pub description: Option<String>,
    /// IANA name of its time zone, where it differs from the paper's.
    pub time_zone: Option<String>,
    /// Its newest edition.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::EditionName>"))]
    pub newest: Option<EditionId>,
    /// The years it has editions of, in order.
    #[cfg_attr(feature = "schema", schemars(default, inner(range(min = 1, max = 9999))))]
    pub years: Vec<i32>,
    /// Unknown fields.
    pub extra: Extra,
}

impl Paper {
    /// The publication of that name.
    pub fn publication(&self, id: &Id) -> Option<&Publication> {
        self.publications.iter().find(|publication| publication.id.same(id))
    }
}

//! What a browser cannot list: the paper's titles, its publications, their newest editions and years
//! (`paper.json`). The press writes it from `masthead.toml` and the folders; a publisher never does.

use serde::{Deserialize, Serialize, Serializer};

use crate::id::{EditionId, Id};
use crate::model::common::{Extra, Version, is_default};
use crate::read::fields::{field, field_as, list, needed, needed_as, needed_list, optional, optional_as};
use crate::read::record::{Record, object};
use crate::words::{EditionName, HomeLink, LanguageTag, PublicationName, SiteAddress, Year};

/// A paper: everything one site shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Paper {
    /// The version of the format.
    #[serde(deserialize_with = "needed")]
    pub version: Version,
    /// The name of the site, shown where no single publication is meant.
    #[serde(deserialize_with = "needed")]
    pub title: String,
    /// BCP 47 tag of its text, unless a publication or an edition says otherwise.
    #[cfg_attr(feature = "schema", schemars(with = "LanguageTag"))]
    #[serde(
        default,
        deserialize_with = "field_as::<LanguageTag, _, _>",
        skip_serializing_if = "String::is_empty"
    )]
    pub language: String,
    /// IANA name of the zone by which "today" is decided.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// The link back to the publisher's own site (返回主页).
    #[serde(default, deserialize_with = "optional_as::<Record<Link>, _, _>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home: Option<Link>,
    /// The rights line (版权声明).
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// The ICP filing number (ICP备案).
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub icp: Option<String>,
    /// The public security filing number (公安备案).
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub police: Option<String>,
    /// A line that every reader is shown.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// The public address of the site, ending in a slash.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::words::WebLink>"))]
    #[serde(default, deserialize_with = "optional_as::<SiteAddress, _, _>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// Whether there is an archive (`archive/`) by which all editions are searched.
    #[serde(default, deserialize_with = "field", skip_serializing_if = "is_default")]
    pub archive: bool,
    /// The publications in their order.
    #[serde(deserialize_with = "needed_list::<Record<Publication>, _, _>")]
    pub publications: Vec<Publication>,
    /// Unknown fields.
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(flatten, skip_deserializing))]
    pub extra: Extra,
}

/// A link with its label.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// Where it leads: a web address, or a path on the site's own host.
    #[cfg_attr(feature = "schema", schemars(with = "HomeLink"))]
    #[serde(deserialize_with = "needed_as::<HomeLink, _, _>")]
    pub href: String,
    /// What it says; a reader has a word of its own for none.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Unknown fields.
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(flatten, skip_deserializing))]
    pub extra: Extra,
}

/// A publication (报纸).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Publication {
    /// Its id: its folder, and a part of its addresses.
    #[cfg_attr(feature = "schema", schemars(with = "PublicationName"))]
    #[serde(deserialize_with = "needed_as::<PublicationName, _, _>")]
    pub id: Id,
    /// Its title: 郑州晚报.
    #[serde(deserialize_with = "needed")]
    pub title: String,
    /// BCP 47 tag of its editions, where it differs from the paper's.
    #[cfg_attr(feature = "schema", schemars(with = "Option<LanguageTag>"))]
    #[serde(default, deserialize_with = "optional_as::<LanguageTag, _, _>")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// One sentence about it.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// IANA name of its time zone, where it differs from the paper's.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Its newest edition.
    #[cfg_attr(feature = "schema", schemars(with = "Option<EditionName>"))]
    #[serde(default, deserialize_with = "optional_as::<EditionName, _, _>", serialize_with = "as_name")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newest: Option<EditionId>,
    /// The years it has editions of, in order.
    #[cfg_attr(feature = "schema", schemars(inner(range(min = 1, max = 9999))))]
    #[serde(default, deserialize_with = "list::<Year, _, _>")]
    pub years: Vec<i32>,
    /// Unknown fields.
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(flatten, skip_deserializing))]
    pub extra: Extra,
}

impl Paper {
    /// The publication of that name.
    pub fn publication(&self, id: &Id) -> Option<&Publication> {
        self.publications.iter().find(|publication| publication.id.same(id))
    }
}

object!(Paper: "version", "title", "publications");

object!(Link: "href");

object!(Publication: "id", "title");

fn as_name<S: Serializer>(id: &Option<EditionId>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&id.clone().unwrap_or_default())
}

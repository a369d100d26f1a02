//! `masthead.toml`: what the publisher says of the whole paper. docs/paper-format.md describes every field.

use std::path::Path;

use masthead_edition::id::Id;
use masthead_edition::paper::{Link, Paper, Publication};
use masthead_edition::reference;
use serde::Deserialize;

use super::choices::{FragmentSettings, PictureSettings, SubscriberSettings};
use crate::bounded;
use crate::error::{Error, Result};

/// The file's name.
pub const FILE: &str = "masthead.toml";

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The name of the site.
    pub title: String,
    /// The language of its text (BCP 47).
    #[serde(default = "default_language")]
    pub language: String,
    /// The zone by which "today" is decided (IANA).
    pub time_zone: Option<String>,
    /// The link back to the newspaper's own site.
    pub home: Option<Home>,
    /// The rights line.
    pub rights: Option<String>,
    /// The ICP filing number.
    pub icp: Option<String>,
    /// The public security filing number.
    pub police: Option<String>,
    /// A line every reader is shown.
    pub notice: Option<String>,
    /// The public address of the site.
    pub base_url: Option<String>,
    /// How pictures are made smaller.
    #[serde(default)]
    pub pictures: PictureSettings,
    /// What is to be seen of articles for subscribers.
    #[serde(default)]
    pub subscribers: SubscriberSettings,
    /// HTML of the publisher's own, around the reader.
    #[serde(default)]
    pub fragments: FragmentSettings,
    /// The publications in their order.
    #[serde(default)]
    pub publications: Vec<PublicationSettings>,
}

/// The link back to the newspaper's own site.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: Option<String>,
}

/// One `[[publications]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicationSettings {
    /// Its folder, and part of every address.
    pub id: String,
    /// The name on the nameplate.
    pub title: String,
    /// The language of its editions, where it differs.
    pub language: Option<String>,
    /// One sentence about it.
    pub description: Option<String>,
    /// Its time zone, where it differs.
    pub time_zone: Option<String>,
    /// Where its old addresses began: `https://zzwb.zynews.cn/` for `html/2022-09/16/content_1335950.htm`.
    pub old_addresses: Option<String>,
}

fn default_language() -> String {
    "zh-Hans".to_owned()
}

/// Something wrong in the settings: a JSON pointer to the field, what is wrong, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsFinding {
    /// Where.
    pub pointer: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub advice: String,
}

impl Settings {
    /// Reads a paper's settings. What is not TOML, or lacks what every paper needs, is an error.
    pub fn read(paper: &Path) -> Result<Self> {
        let path = paper.join(FILE);
        if !path.exists() {
            let error = Error::input(paper, format!("there is no {FILE} here, so this is not a paper"));
            return Err(error.help(format!(
                "make one with `masthead new {}`, or give the folder that holds it",
                paper.display()
            )));
        }
        let text = bounded::read_text(&path, bounded::SETTINGS)?;
        Self::parse(&text).map_err(|message| {
            Error::input(&path, message).help("docs/paper-format.md describes every field of this file")
        })
    }

    /// Reads the text of a `masthead.toml`; the error has line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())
    }

    /// What is wrong with the values.
    pub fn findings(&self) -> Vec<SettingsFinding> {
        let mut findings = Vec::new();
        let mut add = |pointer: String, message: String, advice: &str| {
            findings.push(SettingsFinding { pointer, message, advice: advice.to_owned() });
        };
        if self.title.trim().is_empty() {
            add("/title".into(), "the title is empty".into(), "write the name of the site");
        }
        if let Some(home) = &self.home
            && let Err(error) = reference::check_home(&home.href)
        {
            add("/home/href".into(), error.to_string(), "write a web address, or a path such as \"/\"");
        }
        if let Some(url) = &self.base_url
            && !is_base_url(url)
        {
            let advice =
                "write the site's address with its scheme and a slash at the end: https://paper.example.com/";
            add("/base_url".into(), format!("{url:?} is not the address of a site"), advice);
        }
        self.pictures.findings(&mut add);
        self.subscribers.findings(&mut add);
        self.fragments.findings(&mut add);
        if self.publications.is_empty() {
            add(
                "/publications".into(),
                "no publication is named".into(),
                "add a [[publications]] with id and title",
            );
        }
        for (index, publication) in self.publications.iter().enumerate() {
            let pointer = format!("/publications/{index}/id");
            match Id::publication(&publication.id) {
                Err(error) => add(pointer, error.to_string(), "choose a short name such as \"zzwb\""),
                Ok(id) => {
                    let earlier = &self.publications[..index];
                    if earlier.iter().any(|other| Id::new(&other.id).is_ok_and(|other| other.same(&id))) {
                        add(
                            pointer,
                            format!("the id {id} is given twice"),
                            "give each publication its own id",
                        );
                    }
                }
            }
            if publication.title.trim().is_empty() {
                add(
                    format!("/publications/{index}/title"),
                    "the title is empty".into(),
                    "write the publication's name",
                );
            }
        }
        findings
    }

    /// The paper as readers get it, with no editions yet. Publications with an id that cannot be are left out.
    pub fn to_paper(&self) -> Paper {
        let publications = self.publications.iter().filter_map(|publication| {
            Some(Publication {
                id: Id::publication(&publication.id).ok()?,
                title: publication.title.clone(),
                language: publication.language.clone(),
                description: publication.description.clone(),
                time_zone: publication.time_zone.clone(),
                ..Publication::default()
            })
        });
        let home = self.home.as_ref().filter(|home| reference::check_home(&home.href).is_ok());
        Paper {
            title: self.title.clone(),
            language: self.language.clone(),
            time_zone: self.time_zone.clone(),
            home: home.map(|home| Link {
                href: home.href.clone(),
                label: home.label.clone(),
                ..Link::default()
            }),
            rights: self.rights.clone(),
            icp: self.icp.clone(),
            police: self.police.clone(),
            notice: self.notice.clone(),
            base_url: self.base_url.clone().filter(|url| is_base_url(url)),
            // Every site that is built has one.
            archive: true,
            publications: publications.collect(),
            ..Paper::default()
        }
    }
}

fn is_base_url(url: &str) -> bool {
    let web = url.starts_with("https://") || url.starts_with("http://");
    web && url.ends_with('/') && !url.contains(['?', '#']) && reference::check_link(url).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointers(text: &str) -> Vec<String> {
        Settings::parse(text).unwrap().findings().into_iter().map(|finding| finding.pointer).collect()
    }

    #[test]
    fn a_misspelt_field_is_named_with_its_line() {
        let error = Settings::parse("title = \"a\"\ntitel = \"b\"\n").unwrap_err();
        assert!(error.contains("line 2") && error.contains("titel"), "{error}");
    }

    #[test]
    fn values_that_cannot_be() {
        let text = r#"
            title = " "
            base_url = "paper.example.com"
            home = { href = "javascript:alert(1)" }
            [[publications]]
            id = "search"
            title = "A"
            [[publications]]
            id = "zzwb"
            title = "B"
            [[publications]]
            id = "ZZWB"
            title = ""
        "#;
        let expected = [
            "/title",
            "/home/href",
            "/base_url",
            "/publications/0/id",
            "/publications/2/id",
            "/publications/2/title",
        ];
        assert_eq!(pointers(text), expected);
        assert_eq!(pointers("title = \"a\""), ["/publications"]);
    }

    #[test]
    fn what_cannot_be_used_does_not_reach_readers() {
        let text = "title = \"a\"\nbase_url = \"x\"\nhome = { href = \"data:x\" }\n[[publications]]\nid = \"..\"\ntitle = \"b\"";
        let paper = Settings::parse(text).unwrap().to_paper();
        assert_eq!((paper.home, paper.base_url, paper.publications.len()), (None, None, 0));
        assert_eq!(paper.language, "zh-Hans");
    }
}

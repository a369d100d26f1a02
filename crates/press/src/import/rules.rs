//! The rules by which a tree is read: a TOML file built into the command, which a publisher's own file extends.
//!
//! What differs between newspapers' templates belongs in the rules; what is true of all of them is in the code.

use regex::{Regex, RegexBuilder};
use scraper::Selector;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use toml::{Table, Value};

/// The rules built into the command, for `--show-rules`.
pub const BUILT_IN: &str = include_str!("../../rules/founder.toml");

/// All rules, compiled.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    version: u64,
    /// Paths that are never imported.
    pub ignore: Vec<Pattern>,
    /// Folder names that say nothing about the publication.
    pub containers: Vec<String>,
    /// How the paths of pages and articles look.
    pub layout: Vec<Layout>,
    /// The tree's own calendars.
    pub calendar: CalendarRules,
    /// Fields of page files.
    pub page: PageRules,
    /// Fields of article files.
    pub article: ArticleRules,
    /// What is done to texts.
    pub text: TextRules,
    /// How a section is told from a page's name.
    pub section: SectionRules,
    /// Bylines in running text.
    pub byline: BylineRules,
    /// 下转 and 上接.
    pub jump: JumpRules,
    /// Entries that are not ordinary articles.
    pub entries: EntryRules,
    /// Pictures.
    pub pictures: PictureRules,
}

/// One way that a tree's paths look.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Its name in reports.
    pub name: String,
    /// What it is, for people.
    #[serde(default)]
    pub about: String,
    /// Paths of pages; groups `root`, `year`, `month`, `day`, `id`.
    pub page: Pattern,
    /// Paths of articles, with the same groups.
    pub article: Pattern,
    /// Two paths that are so, a page's and an article's, for people.
    #[serde(default)]
    pub examples: Vec<String>,
}

impl Layout {
    /// How its paths look, for people.
    pub fn names(&self) -> String {
        if self.examples.is_empty() {
            format!("pages {} and articles {}", self.page.0, self.article.0)
        } else {
            self.examples.join(" and ")
        }
    }
}

/// The tree's own calendars.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarRules {
    /// File names.
    pub files: Vec<String>,
    /// Elements that hold a date.
    pub dates: Vec<String>,
    /// Elements that hold an edition.
    pub entries: Vec<String>,
    /// Elements that may hold its number.
    pub numbers: Vec<String>,
    /// How a number is written: group `number`.
    pub number: Pattern,
}

/// Fields of page files.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageRules {
    /// Image maps.
    pub map: Vec<Source>,
    /// The picture with the map.
    pub image: Vec<Source>,
    /// Links to all pages.
    pub list: Vec<Source>,
    /// Where the page names itself.
    pub title: Vec<Source>,
    /// How a page is named: groups `code` and `name`.
    pub label: Pattern,
    /// How else the list of pages may name it, with the same groups.
    pub list_label: Vec<Pattern>,
    /// Links to pages that are no entries of the list.
    pub not_label: Pattern,
    /// Where the page may say the edition's number.
    pub dateline: Vec<Source>,
    /// How that is written: group `number`.
    pub number: Pattern,
    /// Links to the page as PDF.
    pub pdf: Vec<Source>,
    /// Links to the page's articles.
    pub headlines: Vec<Source>,
    /// A headline written by script: group `title`.
    pub script_title: Pattern,
    /// Width of the map's picture where nothing says it.
    pub fallback_width: u32,
    /// Height of the map's picture where nothing says it.
    pub fallback_height: u32,
}

/// Fields of article files.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleRules {
    /// 引题.
    pub kicker: Vec<Source>,
    /// 标题.
    pub headline: Vec<Source>,
    /// 副题.
    pub deck: Vec<Source>,
    /// 作者.
    pub author: Vec<Source>,
    /// 正文.
    pub body: Vec<Source>,
    /// Pictures outside the body.
    pub figures: Vec<Source>,
    /// Their captions, where these stand elsewhere.
    pub caption: Vec<Source>,
    /// 来源.
    pub source: Vec<Source>,
    /// Keywords.
    pub keywords: Vec<Source>,
    /// Elements that are no part of any field.
    pub skip: Vec<Source>,
}

/// What is done to texts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextRules {
    /// Placeholders that nobody filled.
    pub placeholder: Pattern,
    /// Lines of the template.
    pub drop: Vec<Pattern>,
    /// Beginnings of a second line of print.
    pub joiners: Vec<String>,
    /// What ends a sentence.
    pub endings: String,
    /// What a subhead does not end with.
    pub not_subhead: String,
    /// The longest subhead, in characters.
    pub subhead_length: usize,
}

/// How a section is told from a page's name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRules {
    /// What a section's name ends with.
    pub endings: Vec<String>,
}

/// Bylines in running text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BylineRules {
    /// Roles as printed.
    pub roles: Vec<String>,
    /// Roles that also follow the name.
    pub trailing: Vec<String>,
    /// A dateline that names the reporter: group `byline`.
    pub dateline: Pattern,
}

/// 下转 and 上接.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JumpRules {
    /// At an article's end: group `page`.
    pub to: Pattern,
    /// At an article's beginning: groups `page` and perhaps `title`.
    pub from: Pattern,
}

/// Entries that are not ordinary articles, by headline.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRules {
    /// Advertisements.
    pub advertisement: Vec<Pattern>,
    /// Notices.
    pub notice: Vec<Pattern>,
    /// Photos.
    pub photo: Vec<Pattern>,
    /// Left out.
    pub drop: Vec<Pattern>,
    /// The name of a page that holds advertisements only.
    pub advertisement_page: Pattern,
}

/// Pictures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureRules {
    /// The template's own.
    pub ignore: Vec<Pattern>,
    /// The smallest side of a picture that is one.
    pub smallest: usize,
    /// How a caption after a picture begins.
    pub caption_begins: Vec<Pattern>,
    /// The longest caption, in characters.
    pub caption_length: usize,
}

/// A regular expression, without regard to case.
#[derive(Clone, Debug)]
pub struct Pattern(pub Regex);

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let built = RegexBuilder::new(&text).case_insensitive(true).build();
        built.map(Self).map_err(|error| D::Error::custom(format!("not a pattern: {error}")))
    }
}

/// One place where a field may stand.
#[derive(Clone, Debug)]
pub enum Source {
    /// Elements by CSS selector.
    Css(Selector),
    /// Elements by CSS selector, before the headline.
    Before(Selector),
    /// Elements by CSS selector, after the headline.
    After(Selector),
    /// Siblings of the headline before it.
    Previous(Beside),
    /// Siblings of the headline after it.
    Next(Beside),
    /// What stands between two comments.
    Comment(String),
    /// A value of the property comment.
    Property(String),
}

/// Siblings of a headline.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Which siblings.
    pub sibling: Selector,
    /// Of which headline; of any where there is none.
    pub headline: Option<Selector>,
}

/// `h3 ~ h1` before a headline, `h1 ~ h3` after it: the sibling's selector and the headline's.
fn split_beside(css: &str, after: bool) -> (&str, Option<&str>) {
    match css.split_once(" ~ ") {
        Some((headline, sibling)) if after => (sibling, Some(headline)),
        Some((sibling, headline)) => (sibling, Some(headline)),
        None => (css, None),
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let selector = |css: &str| {
            Selector::parse(css)
                .map_err(|error| D::Error::custom(format!("not a CSS selector: {css} ({error})")))
        };
        match text.split_once(':') {
            Some(("comment", name)) => Ok(Self::Comment(name.to_owned())),
            Some(("property", name)) => Ok(Self::Property(name.to_ascii_lowercase())),
            Some(("before", css)) => selector(css).map(Self::Before),
            Some(("after", css)) => selector(css).map(Self::After),
            Some(("previous", css)) => {
                let (sibling, headline) = split_beside(css, false);
                let headline = headline.map(selector).transpose()?;
                Ok(Self::Previous(Beside { sibling: selector(sibling)?, headline }))
            }
            Some(("next", css)) => {
                let (sibling, headline) = split_beside(css, true);
                let headline = headline.map(selector).transpose()?;
                Ok(Self::Next(Beside { sibling: selector(sibling)?, headline }))
            }
            _ => selector(&text).map(Self::Css),
        }
    }
}

impl Rules {
    /// The built-in rules, extended by a publisher's own if given. The error is for the publisher's file.
    pub fn load(extension: Option<&str>) -> Result<Self, String> {
        let mut table: Table = BUILT_IN.parse().map_err(|error: toml::de::Error| error.to_string())?;
        if let Some(text) = extension {
            let more: Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
            extend(&mut table, more);
        }
        let rules: Self =
            Value::Table(table).try_into().map_err(|error: toml::de::Error| error.to_string())?;
        if rules.version == 1 {
            Ok(rules)
        } else {
            Err(format!("these rules are of version {}; this command reads version 1", rules.version))
        }
    }
}

/// Lists grow at the front, tables are extended, single values are replaced.
fn extend(base: &mut Table, more: Table) {
    for (name, value) in more {
        match (base.get_mut(&name), value) {
            (Some(Value::Table(old)), Value::Table(new)) => extend(old, new),
            (Some(Value::Array(old)), Value::Array(mut new)) => {
                new.append(old);
                *old = new;
            }
            (_, value) => {
                base.insert(name, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_rules_are_whole() {
        let rules = Rules::load(None).unwrap();
        assert_eq!(rules.layout.len(), 3);
    }

    #[test]
    fn a_publishers_lists_come_first_and_single_values_replace() {
        let own = "[article]\nheadline = ['div.my-title']\n[page]\nfallback_width = 400\n";
        let rules = Rules::load(Some(own)).unwrap();
        let built_in = Rules::load(None).unwrap();
        assert_eq!(rules.article.headline.len(), built_in.article.headline.len() + 1);
        assert!(matches!(&rules.article.headline[0], Source::Css(_)));
        assert_eq!(rules.page.fallback_width, 400);
    }

    #[test]
    fn mistakes_are_named() {
        let mistake = Rules::load(Some("[article]\nheadline = ['td..x']\n")).unwrap_err();
        assert!(mistake.contains("td..x"), "{mistake}");
        let mistake = Rules::load(Some("[artikel]\nheadline = []\n")).unwrap_err();
        assert!(mistake.contains("artikel"), "{mistake}");
        let mistake = Rules::load(Some("[jump]\nto = '('\n")).unwrap_err();
        assert!(mistake.contains("not a pattern"), "{mistake}");
    }
}

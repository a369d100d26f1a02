//! The tables of `masthead.toml` that say how a site is made: pictures, articles for subscribers, fragments of the
//! publisher's own. Each may be left out.

use masthead_edition::model::{Block, Content, Run, Text};
use masthead_edition::reference;
use masthead_reader::i18n::Lang;
use serde::Deserialize;

/// Takes a finding: JSON pointer, what is wrong, how to mend it.
type Add<'a> = &'a mut dyn FnMut(String, String, &str);

/// `[pictures]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PictureSettings {
    /// In which widths, ascending; none: pictures are published as they are and no other way.
    pub widths: Vec<u32>,
    /// How well, from 1 to 100.
    pub quality: u8,
}

impl Default for PictureSettings {
    fn default() -> Self {
        // Beside a headline; a column on a phone of one, two and three dots to a point; a column on a large screen.
        Self { widths: vec![240, 480, 960, 1440, 2160], quality: 80 }
    }
}

impl PictureSettings {
    pub(super) fn findings(&self, add: Add<'_>) {
        const WIDTHS: std::ops::RangeInclusive<u32> = 16..=8192;
        let ascending = self.widths.is_sorted_by(|a, b| a < b);
        if !ascending || !self.widths.iter().all(|width| WIDTHS.contains(width)) || self.widths.len() > 12 {
            let message = format!("{:?} are no widths for pictures", self.widths);
            add(
                "/pictures/widths".into(),
                message,
                "write at most twelve, from 16 to 8192, the smallest first",
            );
        }
        if !(1..=100).contains(&self.quality) {
            add(
                "/pictures/quality".into(),
                format!("{} is no quality", self.quality),
                "write a number from 1 to 100; 80 is usual",
            );
        }
    }
}

/// `[subscribers]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SubscriberSettings {
    /// How many paragraphs everybody reads.
    pub preview: usize,
    /// The line below them.
    pub note: Option<String>,
    /// Where the line leads.
    pub href: Option<String>,
    /// Whether the images of the pages on which such articles stand are published.
    pub page_images: bool,
    /// Whether bodies are published in spite of all: something else keeps them from those who do not pay.
    pub publish: bool,
}

impl Default for SubscriberSettings {
    fn default() -> Self {
        Self { preview: 1, note: None, href: None, page_images: true, publish: false }
    }
}

impl SubscriberSettings {
    pub(super) fn findings(&self, add: Add<'_>) {
        if let Some(href) = &self.href
            && let Err(error) = reference::check_link(href)
        {
            add(
                "/subscribers/href".into(),
                error.to_string(),
                "write a web address: https://www.example.com/subscribe",
            );
        }
    }

    /// What stands in place of what is left out.
    pub fn block(&self, language: &str) -> Block {
        let text = self.note.clone().unwrap_or_else(|| {
            match Lang::from_tag(language) {
                Lang::ZhHans => "全文供订阅者阅读。",
                Lang::ZhHant => "全文供訂閱者閱讀。",
                Lang::En => "The full article is for subscribers.",
            }
            .to_owned()
        });
        let text = match self.href.as_ref().filter(|href| reference::check_link(href).is_ok()) {
            Some(href) => Text(vec![Run::Link { text: Text::plain(text), href: href.clone() }]),
            None => Text::plain(text),
        };
        Block { content: Content::Note(text), ..Block::default() }
    }
}

/// `[fragments]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FragmentSettings {
    /// The file that stands above the reader on every page.
    pub header: Option<String>,
    /// The one below it on pages of articles.
    pub article_end: Option<String>,
    /// The one at the foot of every page.
    pub footer: Option<String>,
}

impl FragmentSettings {
    /// The files by the names of their fields.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [("header", &self.header), ("article_end", &self.article_end), ("footer", &self.footer)]
            .into_iter()
            .filter_map(|(name, file)| Some((name, file.as_deref()?)))
    }

    pub(super) fn findings(&self, add: Add<'_>) {
        for (name, file) in self.files() {
            if let Err(error) = reference::check_path(file) {
                add(
                    format!("/fragments/{name}"),
                    error.to_string(),
                    "name a file beside masthead.toml: fragments/footer.html",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Settings;

    fn findings(text: &str) -> Vec<String> {
        let text = format!("title = \"a\"\n[[publications]]\nid = \"a\"\ntitle = \"a\"\n{text}");
        Settings::parse(&text).unwrap().findings().into_iter().map(|finding| finding.pointer).collect()
    }

    #[test]
    fn what_cannot_be_chosen_is_said() {
        assert_eq!(findings(""), [""; 0]);
        assert_eq!(findings("[pictures]\nwidths = []"), [""; 0], "none at all");
        assert_eq!(
            findings("[pictures]\nwidths = [640, 320]\nquality = 0"),
            ["/pictures/widths", "/pictures/quality"]
        );
        assert_eq!(findings("[pictures]\nwidths = [1]"), ["/pictures/widths"]);
        assert_eq!(findings("[subscribers]\nhref = \"javascript:x\""), ["/subscribers/href"]);
        assert_eq!(findings("[fragments]\nfooter = \"../footer.html\""), ["/fragments/footer"]);
    }

    #[test]
    fn the_line_for_those_who_do_not_subscribe() {
        let line = |settings: &SubscriberSettings, language| match settings.block(language).content {
            Content::Note(text) => text,
            other => panic!("{other:?}"),
        };
        assert_eq!(line(&SubscriberSettings::default(), "zh-TW").joined(), "全文供訂閱者閱讀。");
        let own = SubscriberSettings {
            note: Some("订阅".into()),
            href: Some("https://example.com/".into()),
            ..SubscriberSettings::default()
        };
        assert!(
            matches!(&line(&own, "en").0[..], [Run::Link { href, .. }] if href == "https://example.com/")
        );
    }
}

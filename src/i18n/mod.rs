//! The reader's own words in three languages, chosen at compile time: no lookup, no file, no `Intl`, so that
//! the first view is the same on a server and in a browser.
//!
//! [`Words`] holds fixed words, one constant per language; what must be composed (dates, counts, places) is in
//! [`phrases`], what went wrong in [`failures`].

mod en;
pub mod failures;
mod han_numerals;
pub mod phrases;
mod words;
mod zh_hans;
mod zh_hant;

use std::cell::Cell;

pub use words::Words;

/// A language of the reader's own words. The newspaper's text may be in any language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// 简体中文.
    #[default]
    ZhHans,
    /// 繁體中文.
    ZhHant,
    /// English.
    En,
}

thread_local! {
    static CURRENT: Cell<Lang> = const { Cell::new(Lang::ZhHans) };
}

/// The language last spoken by a reader of this module, for what must be said when no state is left to ask.
pub fn current() -> Lang {
    CURRENT.get()
}

/// A reader speaks this language.
pub fn set_current(lang: Lang) {
    CURRENT.set(lang);
}

impl Lang {
    /// The best language for a BCP 47 tag: Chinese by script or by region, English for everything else.
    pub fn from_tag(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        if parts.next() != Some("zh") {
            return Self::En;
        }
        let traditional = parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"));
        if traditional && !tag.contains("hans") { Self::ZhHant } else { Self::ZhHans }
    }

    /// The tag for `lang` attributes.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// The fixed words of this language.
    pub fn words(self) -> &'static Words {
        match self {
            Self::ZhHans => &zh_hans::WORDS,
            Self::ZhHant => &zh_hant::WORDS,
            Self::En => &en::WORDS,
        }
    }

    /// Whether this is Chinese in either script.
    pub fn is_chinese(self) -> bool {
        self != Self::En
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_chooses_by_script_before_region() {
        for (tag, lang) in [
            ("zh", Lang::ZhHans),
            ("zh-CN", Lang::ZhHans),
            ("zh-Hans-HK", Lang::ZhHans),
            ("zh-TW", Lang::ZhHant),
            ("zh_Hant", Lang::ZhHant),
            ("zh-hk", Lang::ZhHant),
            ("en-GB", Lang::En),
            ("fr", Lang::En),
        ] {
            assert_eq!(Lang::from_tag(tag), lang, "{tag}");
        }
    }
}

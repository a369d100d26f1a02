//! What an article gives to a segment: its stored text, and its keys in each family of the index.

use masthead_edition::fields::{FieldKind, fields};
use masthead_edition::model::{Article, Edition};

use crate::archive::editions::{EditionRow, PageRow};
use crate::archive::gram::{Key, walk, walk_head};
use crate::archive::pinyin;
use crate::archive::text::Stored;
use crate::fold::fold_into;

/// Between two bylines, so that no phrase runs from one into the next.
const BETWEEN: u32 = 2;

/// An edition, ready for the index.
pub(super) struct Gathered {
    pub(super) row: EditionRow,
    pub(super) articles: Vec<Grams>,
}

/// An article's text and keys, as they come; a key may be there twice.
#[derive(Default)]
pub(super) struct Grams {
    /// As it stands in a block of text, where that is wanted.
    pub(super) stored: Option<String>,
    /// All fields, folded, each on a line of its own.
    pub(super) folded: String,
    /// Bytes of all fields, for what is reported.
    pub(super) text_bytes: u64,
    pub(super) singles: Vec<Key>,
    pub(super) pairs: Vec<Key>,
    pub(super) headline_singles: Vec<Key>,
    pub(super) headlines: Vec<(Key, u32)>,
    pub(super) bylines: Vec<(Key, u32)>,
    /// Of headlines and bylines.
    pub(super) pinyin: Vec<Key>,
}

/// Takes an edition apart. `stored` says whether its text is to be stored.
pub(super) fn edition(edition: &Edition, stored: bool) -> Gathered {
    let publication = edition.publication.as_str();
    let name = edition.id.to_string();
    let mut row = EditionRow {
        publication: publication.to_owned(),
        edition: name.clone(),
        date: edition.id.date(),
        pages: Vec::new(),
    };
    let mut articles = Vec::new();
    let mut seen = Seen::new();
    for page in &edition.pages {
        let count = page.articles.len() as u32;
        let section = page.section.clone().unwrap_or_default();
        row.pages.push(PageRow { id: page.id.as_str().to_owned(), section, articles: count });
        for content in &page.articles {
            let stored = stored.then(|| Stored {
                publication: publication.to_owned(),
                edition: name.clone(),
                page: page.id.as_str().to_owned(),
                article: content.id.as_str().to_owned(),
                fields: Vec::new(),
            });
            articles.push(article(content, stored, &mut seen));
        }
    }
    Gathered { row, articles }
}

fn article(article: &Article, mut stored: Option<Stored>, seen: &mut Seen) -> Grams {
    let mut grams =
        Grams { singles: Vec::with_capacity(256), pairs: Vec::with_capacity(512), ..Grams::default() };
    seen.clear();
    let mut folded = String::new();
    let mut byline_start = 0;
    for field in fields(article) {
        grams.text_bytes += field.text.len() as u64;
        folded.clear();
        fold_into(&field.text, &mut folded);
        walk(&folded, |gram| {
            if seen.is_new(gram.key, gram.single) {
                let keys = if gram.single { &mut grams.singles } else { &mut grams.pairs };
                keys.push(gram.key);
            }
        });
        if matches!(field.kind, FieldKind::Headline | FieldKind::Byline) {
            pinyin::walk(&folded, |key| grams.pinyin.push(key));
        }
        match field.kind {
            FieldKind::Headline => walk_head(&folded, |gram| {
                if gram.single {
                    grams.headline_singles.push(gram.key);
                } else {
                    grams.headlines.push((gram.key, gram.start as u32));
                }
            }),
            FieldKind::Byline => {
                walk_head(&folded, |gram| grams.bylines.push((gram.key, byline_start + gram.start as u32)));
                byline_start += folded.chars().count() as u32 + BETWEEN;
            }
            _ => {}
        }
        grams.folded.push_str(&folded);
        // No folded text has a line break, and no gram runs over one.
        grams.folded.push('\n');
        if let Some(stored) = &mut stored {
            stored.fields.push((field.kind, field.text.into_owned()));
        }
    }
    grams.stored = stored.map(|stored| {
        let mut text = String::new();
        stored.write(&mut text);
        text
    });
    grams
}

/// Most keys that an article has twice, so that they are not all sorted. What it forgets does no harm.
struct Seen(Vec<u64>);

impl Seen {
    const BITS: u32 = 11;

    fn new() -> Self {
        Self(vec![u64::MAX; 1 << Self::BITS])
    }

    fn clear(&mut self) {
        self.0.fill(u64::MAX);
    }

    fn is_new(&mut self, key: Key, single: bool) -> bool {
        let packed = key.number << 3 | (key.kind as u64) << 1 | u64::from(single);
        let at = packed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - Self::BITS);
        self.0.get_mut(at as usize).is_none_or(|known| std::mem::replace(known, packed) != packed)
    }
}

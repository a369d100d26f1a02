//! Folding: the one rule by which text is compared, and the way back from folded text to the text as printed.
//!
//! 1. Each code point alone goes through one generated table ([`table`]): NFKC, lower case, traditional to
//!    simplified, radicals to their characters, variant quotes, dashes, middle dots, ellipses and zeros to one, control
//!    characters and what has no width to nothing. The text is expected to be NFC, as editions are from `check` and `import` on; a browser normalises what a reader typed.
//! 2. A full stop between two Chinese characters is a middle dot, and the letter o beside a Chinese numeral a zero
//!    ([`context`]).
//! 3. White space is kept, as one space, only between two letters, marks or digits of scripts that put spaces
//!    between words; elsewhere it is dropped, so that a headline's line break inside a phrase vanishes.
//!
//! Folding twice changes nothing.

mod context;
mod segments;
pub(crate) mod table;

use std::ops::Range;

use context::Context;
use segments::Segments;
pub use table::{DamagedTable, install, is_installed};
use table::{Fold, Table};

/// Text folded for comparison, with the way back to where each part of it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    segments: Segments,
}

impl Folded {
    /// Folds a text and remembers where everything came from.
    pub fn new(source: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(source.len()), segments: Segments::default() };
        each_folded(source, |c, from| {
            folded.segments.push(folded.text.len(), c.len_utf8(), from);
            folded.text.push(c);
        });
        folded.segments.shrink();
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part of the source that a part of the folded text came from: from the start of the first character's
    /// origin to the end of the last one's. Empty for an empty range.
    pub fn source_range(&self, folded: Range<usize>) -> Range<usize> {
        self.segments.source_range(folded)
    }
}

/// Folds a text, without the way back.
pub fn fold(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    fold_into(source, &mut out);
    out
}

/// Folds a text onto the end of a string, as if nothing stood before it.
pub fn fold_into(source: &str, out: &mut String) {
    each_folded(source, |c, _| out.push(c));
}

/// Whether a folded character is a letter, mark or digit of a script that puts spaces between words. Words of such
/// scripts have borders; Chinese has none.
pub fn is_spaced(folded: char) -> bool {
    Table::get().spaced(folded)
}

/// Gives every folded character with the bytes of the source that it came from.
fn each_folded(source: &str, mut give: impl FnMut(char, Range<usize>)) {
    let table = Table::get();
    let mut last_spaced = false;
    let mut blank: Option<Range<usize>> = None;
    let is_spaced = |c: char| table.spaced(c);
    let mut context = Context::new(&is_spaced, |c: char, from: Range<usize>| {
        if c == ' ' {
            blank = Some(blank.as_ref().map_or(from.start, |blank| blank.start)..from.end);
            return;
        }
        let spaced = table.spaced(c);
        if let Some(blank) = blank.take()
            && last_spaced
            && spaced
        {
            give(' ', blank);
        }
        last_spaced = spaced;
        give(c, from);
    });
    for (start, c) in source.char_indices() {
        let from = start..start + c.len_utf8();
        match table.fold(c) {
            Fold::Same => context.take(c, from),
            Fold::One(folded) => context.take(folded, from),
            Fold::Many(folded) => folded.chars().for_each(|c| context.take(c, from.clone())),
            Fold::Removed => {}
        }
    }
    context.finish();
}

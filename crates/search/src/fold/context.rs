//! What a character is beside its neighbours. A few are written for others that look alike, and only their neighbours say
//! which was meant:
//!
//! - a full stop between two Chinese characters is a middle dot: `约翰．史密斯` as `约翰·史密斯`;
//! - the letter o beside a Chinese numeral, and in no word, is a zero: `二Ｏ二三` as `二〇二三`.
//!
//! Spaces are passed over, since between such they mean nothing.

use std::ops::Range;

/// Folded characters on their way to `give`, those held back whose right neighbour is not known yet.
pub(super) struct Context<'a, G> {
    give: G,
    is_spaced: &'a dyn Fn(char) -> bool,
    /// The last one that is no space.
    before: Option<char>,
    held: Vec<(char, Range<usize>)>,
}

impl<'a, G: FnMut(char, Range<usize>)> Context<'a, G> {
    pub(super) fn new(is_spaced: &'a dyn Fn(char) -> bool, give: G) -> Self {
        Self { give, is_spaced, before: None, held: Vec::new() }
    }

    /// Takes the next character and where it came from.
    #[inline]
    pub(super) fn take(&mut self, c: char, from: Range<usize>) {
        if !self.held.is_empty() {
            if c == ' ' || c == 'o' && self.held[0].0 == 'o' {
                self.held.push((c, from));
                return;
            }
            self.release(Some(c));
        }
        let may_be_another = match c {
            '.' => self.before.is_some_and(is_han),
            'o' => !self.before.is_some_and(self.is_spaced),
            _ => false,
        };
        if may_be_another {
            self.held.push((c, from));
            return;
        }
        if c != ' ' {
            self.before = Some(c);
        }
        (self.give)(c, from);
    }

    /// There is no more.
    pub(super) fn finish(mut self) {
        self.release(None);
    }

    /// Gives what was held back, now that its right neighbour is known.
    fn release(&mut self, after: Option<char>) {
        let meant = match self.held.first() {
            Some(('.', _)) if after.is_some_and(is_han) => Some('·'),
            Some(('o', _)) => {
                let is_beside = self.before.is_some_and(is_numeral) || after.is_some_and(is_numeral);
                (is_beside && !after.is_some_and(self.is_spaced)).then_some('〇')
            }
            _ => None,
        };
        for (c, from) in std::mem::take(&mut self.held) {
            let c = meant.filter(|_| c != ' ').unwrap_or(c);
            if c != ' ' {
                self.before = Some(c);
            }
            (self.give)(c, from);
        }
    }
}

/// A Chinese character, but for the zero.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_numeral(c: char) -> bool {
    matches!(c, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
}

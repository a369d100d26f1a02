//! `<ruby>`: which gloss stands over which characters, however the element is written.

use std::sync::Arc;

use crate::import::styled::{Gloss, Style};
use crate::import::text;

/// A stretch of text in one style.
type Stretch = (String, Style);

/// The characters and glosses of a `<ruby>` that are not yet written.
#[derive(Default)]
pub(super) struct Ruby {
    bases: Vec<Vec<Stretch>>,
    glosses: Vec<String>,
    part: Part,
    /// The next characters are a base of their own.
    is_new: bool,
}

#[derive(Default, PartialEq, Eq)]
enum Part {
    #[default]
    Base,
    Gloss,
    Bracket,
}

impl Ruby {
    pub(super) fn begin_base(&mut self) {
        self.is_new = true;
    }

    pub(super) fn begin_gloss(&mut self) {
        self.part = Part::Gloss;
        self.glosses.push(String::new());
    }

    pub(super) fn begin_bracket(&mut self) {
        self.part = Part::Bracket;
    }

    pub(super) fn end_part(&mut self) {
        self.part = Part::Base;
        self.is_new = true;
    }

    /// Whether a text is the base of another gloss than those so far.
    pub(super) fn begins_anew(&self, text: &str) -> bool {
        self.is_base(text) && !self.glosses.is_empty()
    }

    /// White space between the parts says nothing, nor do the brackets for readers without ruby.
    fn is_base(&self, text: &str) -> bool {
        match self.part {
            Part::Base => !text.trim().is_empty(),
            Part::Bracket => text.chars().any(char::is_alphabetic),
            Part::Gloss => false,
        }
    }

    pub(super) fn push(&mut self, text: &str, style: &Style) {
        if self.is_base(text) {
            if std::mem::take(&mut self.is_new) || self.bases.is_empty() {
                self.bases.push(Vec::new());
            }
            if let Some(base) = self.bases.last_mut() {
                base.push((text.to_owned(), style.clone()));
            }
        } else if self.part == Part::Gloss
            && let Some(gloss) = self.glosses.last_mut()
        {
            gloss.push_str(text);
        }
    }

    /// What there is so far, each stretch with its gloss. Glosses are numbered on from `number`.
    pub(super) fn take(&mut self, number: &mut usize) -> Vec<Stretch> {
        let mut bases = std::mem::take(&mut self.bases);
        let mut glosses: Vec<String> =
            std::mem::take(&mut self.glosses).iter().map(|gloss| text::line(gloss)).collect();
        glosses.retain(|gloss| !gloss.is_empty());
        self.is_new = false;
        if bases.is_empty() {
            // A gloss over nothing is still text.
            return glosses.into_iter().map(|gloss| (gloss, Style::default())).collect();
        }
        if glosses.len() > 1 && bases.len() == 1 {
            bases = letters(&bases[0]).filter(|letters| letters.len() == glosses.len()).unwrap_or(bases);
        }
        if glosses.len() == 1 && bases.len() > 1 {
            bases = vec![bases.concat()];
        }
        if glosses.len() > bases.len() {
            let rest = glosses.split_off(bases.len() - 1);
            glosses.push(rest.join(" "));
        }
        let mut glosses = glosses.into_iter();
        let mut stretches = Vec::new();
        for base in bases {
            let gloss = glosses.next().map(|text| {
                *number += 1;
                Gloss { number: *number, text: Arc::from(text) }
            });
            stretches.extend(
                base.into_iter().map(|(text, style)| (text, Style { gloss: gloss.clone(), ..style })),
            );
        }
        stretches
    }
}

/// Each character as a base of its own.
fn letters(base: &[Stretch]) -> Option<Vec<Vec<Stretch>>> {
    let [(text, style)] = base else { return None };
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    Some(letters.map(|letter| vec![(letter.to_string(), style.clone())]).collect())
}

//! Text with styles while it is being repaired: stretches that can be cut at any letter, unlike the model's runs.

use masthead_edition::model::{Run, Text};
use masthead_edition::reference;

use super::text::{self, Spacing};

/// How a stretch of text is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Bold.
    pub strong: bool,
    /// Italic or otherwise stressed.
    pub emphasis: bool,
    /// Where it leads.
    pub link: Option<String>,
    /// The gloss over it.
    pub gloss: Option<String>,
}

/// Text in stretches of one style each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Styled(Vec<(String, Style)>);

/// Takes letters as they come from a file and makes a line of them.
#[derive(Debug, Default)]
pub struct LineBuilder {
    line: Styled,
    spacing: Spacing,
    indent: usize,
}

impl LineBuilder {
    /// Adds text of one style.
    pub fn push(&mut self, raw: &str, style: &Style) {
        for letter in raw.chars() {
            let Some((space, letter)) = self.spacing.next(letter) else {
                if self.line.0.is_empty() && matches!(letter, '\u{3000}' | '\u{a0}') {
                    self.indent += if letter == '\u{3000}' { 2 } else { 1 };
                }
                continue;
            };
            for letter in space.into_iter().chain([letter]) {
                self.line.push(letter, style);
            }
        }
    }

    /// The finished line, and whether it was indented as a paragraph is.
    pub fn finish(self) -> (Styled, bool) {
        const INDENT: usize = 4;
        let mut line = self.line;
        for (stretch, _) in &mut line.0 {
            *stretch = text::nfc(std::mem::take(stretch));
        }
        (line, self.indent >= INDENT)
    }
}

impl Styled {
    /// Text of no particular style.
    pub fn plain(text: &str) -> Self {
        Self(vec![(text.to_owned(), Style::default())])
    }

    fn push(&mut self, letter: char, style: &Style) {
        match self.0.last_mut() {
            Some((stretch, last)) if last == style => stretch.push(letter),
            _ => self.0.push((letter.to_string(), style.clone())),
        }
    }

    /// The text alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|(stretch, _)| stretch.as_str()).collect()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(stretch, _)| stretch.is_empty())
    }

    /// Whether all of it is bold.
    pub fn is_bold(&self) -> bool {
        !self.is_empty() && self.0.iter().all(|(stretch, style)| style.strong || stretch.trim().is_empty())
    }

    /// The same without bold: a subhead says what bold said.
    #[must_use]
    pub fn without_bold(&self) -> Self {
        let mut out = Self::default();
        for (stretch, style) in &self.0 {
            let style = Style { strong: false, ..style.clone() };
            stretch.chars().for_each(|letter| out.push(letter, &style));
        }
        out
    }

    /// The parts before and from a byte of the text, white space at the cut removed.
    #[must_use]
    pub fn split(&self, at: usize) -> (Self, Self) {
        let (mut before, mut after) = (Self::default(), Self::default());
        let mut position = 0;
        for (stretch, style) in &self.0 {
            for (index, letter) in stretch.char_indices() {
                if position + index < at { before.push(letter, style) } else { after.push(letter, style) }
            }
            position += stretch.len();
        }
        before.trim_end();
        after.trim_start();
        (before, after)
    }

    /// One text after another.
    #[must_use]
    pub fn then(mut self, other: &Self) -> Self {
        for (stretch, style) in &other.0 {
            stretch.chars().for_each(|letter| self.push(letter, style));
        }
        self
    }

    fn trim_end(&mut self) {
        while let Some((stretch, _)) = self.0.last_mut() {
            stretch.truncate(stretch.trim_end().len());
            if !stretch.is_empty() {
                return;
            }
            self.0.pop();
        }
    }

    fn trim_start(&mut self) {
        while let Some((stretch, _)) = self.0.first_mut() {
            *stretch = stretch.trim_start().to_owned();
            if !stretch.is_empty() {
                return;
            }
            self.0.remove(0);
        }
    }

    /// As the model has it.
    pub fn to_text(&self) -> Text {
        Text(self.0.iter().map(|(stretch, style)| run(stretch, style)).collect())
    }
}

fn run(stretch: &str, style: &Style) -> Run {
    let mut run = Run::Plain(stretch.to_owned());
    if let Some(gloss) = &style.gloss {
        run = Run::Ruby { gloss: gloss.clone(), base: Text(vec![run]) };
    }
    if style.emphasis {
        run = Run::Emphasis(Text(vec![run]));
    }
    if style.strong {
        run = Run::Strong(Text(vec![run]));
    }
    match style.link.as_ref().filter(|href| reference::check_link(href).is_ok()) {
        Some(href) => Run::Link { text: Text(vec![run]), href: href.clone() },
        None => run,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(parts: &[(&str, bool)]) -> (Styled, bool) {
        let mut builder = LineBuilder::default();
        for (text, strong) in parts {
            builder.push(text, &Style { strong: *strong, ..Style::default() });
        }
        builder.finish()
    }

    #[test]
    fn white_space_collapses_across_styles() {
        let (styled, indented) =
            line(&[("\u{3000}\u{3000}近日\n ", false), ("\n新郑市", true), (" ok", false)]);
        assert_eq!((styled.text().as_str(), indented), ("近日新郑市 ok", true));
        assert_eq!(styled.to_text().0.len(), 3);
        assert!(!line(&[("近日", false)]).1);
    }

    #[test]
    fn a_cut_keeps_styles() {
        let (styled, _) = line(&[("甲乙", false), ("丙 丁", true)]);
        let at = styled.text().find('丁').unwrap();
        let (before, after) = styled.split(at);
        assert_eq!((before.text().as_str(), after.text().as_str()), ("甲乙丙", "丁"));
        assert!(after.is_bold() && !before.is_bold());
        assert!(!after.without_bold().is_bold());
    }

    #[test]
    fn a_link_that_may_not_be_followed_is_text() {
        let style = Style { link: Some("javascript:alert(1)".into()), ..Style::default() };
        let mut builder = LineBuilder::default();
        builder.push("看", &style);
        assert_eq!(builder.finish().0.to_text(), Text::plain("看"));
    }
}

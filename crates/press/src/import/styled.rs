//! Text with styles while it is being repaired: stretches that can be cut at any letter, unlike the model's runs.

use std::sync::Arc;

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
    pub link: Option<Arc<str>>,
    /// The gloss over it.
    pub gloss: Option<Gloss>,
}

/// A gloss, and the number that tells two with the same text apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gloss {
    /// Counted up in a body.
    pub number: usize,
    /// What stands over the text.
    pub text: Arc<str>,
}

impl Style {
    /// A link that readers may follow; one that is longer than any address is none.
    pub fn link(href: &str) -> Option<Arc<str>> {
        const LONGEST: usize = 2048;
        let href = href.trim();
        (href.len() <= LONGEST && reference::check_link(href).is_ok()).then(|| Arc::from(href))
    }
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

    /// The last letter so far.
    pub fn last(&self) -> Option<char> {
        self.line.0.last().and_then(|(stretch, _)| stretch.chars().next_back())
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

    /// Texts with a space between each two.
    pub fn spaced(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            if !all.is_empty() {
                all.push_str(" ", &Style::default());
            }
            all = all.then(&part);
        }
        all
    }

    fn push(&mut self, letter: char, style: &Style) {
        self.push_str(letter.encode_utf8(&mut [0; 4]), style);
    }

    fn push_str(&mut self, text: &str, style: &Style) {
        match self.0.last_mut() {
            Some((stretch, last)) if last == style => stretch.push_str(text),
            _ => self.0.push((text.to_owned(), style.clone())),
        }
    }

    /// The text alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|(stretch, _)| stretch.as_str()).collect()
    }

    /// How long the text is, in bytes.
    pub fn len(&self) -> usize {
        self.0.iter().map(|(stretch, _)| stretch.len()).sum()
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
            out.push_str(stretch, &Style { strong: false, ..style.clone() });
        }
        out
    }

    /// The parts before and from a byte of the text, white space at the cut removed.
    #[must_use]
    pub fn split(&self, at: usize) -> (Self, Self) {
        let mut parts = self.split_at_each(&[at]).into_iter();
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    }

    /// The parts between bytes of the text, which ascend; white space at the cuts is removed.
    #[must_use]
    pub fn split_at_each(&self, cuts: &[usize]) -> Vec<Self> {
        let mut parts = vec![Self::default(); cuts.len() + 1];
        let (mut part, mut position) = (0, 0);
        for (stretch, style) in &self.0 {
            let mut start = 0;
            while let Some(cut) = cuts.get(part).filter(|cut| **cut < position + stretch.len()) {
                let end = cut.saturating_sub(position);
                if start < end {
                    parts[part].push_str(&stretch[start..end], style);
                }
                (start, part) = (end, part + 1);
            }
            if start < stretch.len() {
                parts[part].push_str(&stretch[start..], style);
            }
            position += stretch.len();
        }
        for (number, part) in parts.iter_mut().enumerate() {
            if number < cuts.len() {
                part.trim_end();
            }
            if number > 0 {
                part.trim_start();
            }
        }
        parts
    }

    /// One text after another.
    #[must_use]
    pub fn then(mut self, other: &Self) -> Self {
        for (stretch, style) in &other.0 {
            self.push_str(stretch, style);
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
        let blank = self.0.iter().take_while(|(stretch, _)| stretch.trim().is_empty()).count();
        self.0.drain(..blank);
        if let Some((stretch, _)) = self.0.first_mut() {
            *stretch = stretch.trim_start().to_owned();
        }
    }

    /// As the model has it: a link is one run, however many styles it has.
    pub fn to_text(&self) -> Text {
        let mut runs = Vec::new();
        for linked in self.0.chunk_by(|(_, one), (_, other)| one.link == other.link) {
            let inner = linked.iter().map(|(stretch, style)| run(stretch, style));
            match linked.first().and_then(|(_, style)| style.link.as_ref()) {
                Some(href) => runs.push(Run::Link { text: Text(inner.collect()), href: href.to_string() }),
                None => runs.extend(inner),
            }
        }
        Text(runs)
    }
}

fn run(stretch: &str, style: &Style) -> Run {
    let mut run = Run::Plain(stretch.to_owned());
    if let Some(gloss) = &style.gloss {
        run = Run::Ruby { gloss: gloss.text.to_string(), base: Text(vec![run]) };
    }
    if style.emphasis {
        run = Run::Emphasis(Text(vec![run]));
    }
    if style.strong {
        run = Run::Strong(Text(vec![run]));
    }
    run
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
        let style = Style { link: Style::link("javascript:alert(1)"), ..Style::default() };
        let mut builder = LineBuilder::default();
        builder.push("看", &style);
        assert_eq!(builder.finish().0.to_text(), Text::plain("看"));
    }

    #[test]
    fn a_link_is_one_run_and_cuts_are_made_in_one_go() {
        let link = Style { link: Style::link("https://example.com/"), ..Style::default() };
        let mut builder = LineBuilder::default();
        builder.push("看", &link);
        builder.push("这里", &Style { strong: true, ..link });
        builder.push(" 再看", &Style::default());
        let (styled, _) = builder.finish();
        assert_eq!(styled.to_text().0.len(), 2);
        let parts: Vec<String> = styled.split_at_each(&[3, 6, 10]).iter().map(Styled::text).collect();
        assert_eq!(parts, ["看", "这", "里", "再看"]);
        assert_eq!(Style::link(&format!("https://example.com/{}", "a".repeat(3000))), None);
    }
}

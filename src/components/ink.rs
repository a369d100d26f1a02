//! Text on the page: typed runs, with what was searched for marked in it.

use std::ops::Range;
use std::rc::Rc;

use masthead_edition::model::{Run, Text};
use masthead_search::{Query, highlights};
use yew::{Html, html};

use super::long_words::set;
use crate::i18n::Words;

/// The bytes of the longest base and gloss that are set one over the other: such a pair is never broken over lines.
const LONGEST_RUBY: usize = 90;

/// Sets text, marking the matches of a query.
#[derive(Clone)]
pub struct Ink {
    query: Option<Rc<Query>>,
    words: &'static Words,
}

impl Ink {
    /// Ink that marks what the query of an address asks for.
    pub fn new(query: Option<&str>, words: &'static Words) -> Self {
        let query = query.map(Query::parse).filter(|query| !query.is_empty()).map(Rc::new);
        Self { query, words }
    }

    /// Plain text.
    pub fn plain(&self, text: &str) -> Html {
        marked(text, &self.ranges(text))
    }

    /// Lines of a headline, searched as one phrase; a match may run over the break.
    pub fn lines(&self, lines: &[String]) -> Html {
        let ranges = self.ranges(&lines.join("\n"));
        let mut start = 0;
        html! {
            for line in lines {
                <span class="mh-line">{ {
                    let line_start = start;
                    start += line.len() + 1;
                    marked_part(line, line_start, &ranges)
                } }</span>
                { " " }
            }
        }
    }

    /// Text with runs.
    pub fn text(&self, text: &Text) -> Html {
        let ranges = if self.query.is_some() { self.ranges(&text.joined()) } else { Vec::new() };
        let mut at = 0;
        self.runs(text, &mut at, &ranges)
    }

    fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        self.query.as_ref().map(|query| highlights(query, text)).unwrap_or_default()
    }

    fn runs(&self, text: &Text, at: &mut usize, ranges: &[Range<usize>]) -> Html {
        let mut out = Vec::with_capacity(text.0.len());
        for run in &text.0 {
            out.push(self.run(run, at, ranges));
        }
        out.into_iter().collect()
    }

    fn run(&self, run: &Run, at: &mut usize, ranges: &[Range<usize>]) -> Html {
        match run {
            Run::Plain(text) | Run::Unknown { text, .. } => {
                let html = marked_part(text, *at, ranges);
                *at += text.len();
                html
            }
            Run::Strong(text) => html! { <strong>{ self.runs(text, at, ranges) }</strong> },
            Run::Emphasis(text) => html! { <em>{ self.runs(text, at, ranges) }</em> },
            Run::Link { text, href } => self.link(href, self.runs(text, at, ranges)),
            Run::Extended { run, .. } => self.run(run, at, ranges),
            Run::Ruby { gloss, base } => {
                let start = *at;
                let base = self.runs(base, at, ranges);
                let is_long = *at - start + gloss.len() > LONGEST_RUBY;
                html! { <ruby data-is={is_long.then_some("long")}>{ base }<rp>{ "（" }</rp><rt>{ set(gloss) }</rt><rp>{ "）" }</rp></ruby> }
            }
        }
    }

    /// The model admits http, https, mailto and tel alone; an edition built by hand is checked again here, since
    /// this is the one place where an address out of a newspaper becomes a link.
    fn link(&self, href: &str, text: Html) -> Html {
        if masthead_edition::reference::check_link(href).is_err() {
            return text;
        }
        if href.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http")) {
            html! {
                <a href={href.to_owned()} target="_blank" rel="noopener noreferrer">
                    { text }<span class="mh-unseen">{ format!(" ({})", self.words.opens_outside) }</span>
                </a>
            }
        } else {
            html! { <a href={href.to_owned()} target="_self">{ text }</a> }
        }
    }
}

/// Text with marks at byte ranges.
pub fn marked(text: &str, ranges: &[Range<usize>]) -> Html {
    marked_part(text, 0, ranges)
}

/// Text that starts at an offset of the field in which the ranges were found.
fn marked_part(text: &str, start: usize, ranges: &[Range<usize>]) -> Html {
    let mut out: Vec<Html> = Vec::new();
    let mut done = 0;
    for range in ranges {
        let from = range.start.max(start).saturating_sub(start).min(text.len());
        let to = range.end.max(start).saturating_sub(start).min(text.len());
        if from >= to || from < done {
            continue;
        }
        if from > done {
            out.push(set(&text[done..from]));
        }
        out.push(html! { <mark>{ set(&text[from..to]) }</mark> });
        done = to;
    }
    if done == 0 {
        return set(text);
    }
    if done < text.len() {
        out.push(set(&text[done..]));
    }
    out.into_iter().collect()
}

//! Reading parsed HTML: where a field stands, and what its text is. Nothing here knows what the fields mean.

use std::collections::HashSet;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node, Selector};

use super::lines::{self, DomNode};
use super::nesting;
use super::note::Notes;
use super::property::{self, Properties};
use super::rules::{Beside, Source};

/// A parsed file.
#[derive(Debug)]
pub struct Document {
    /// The parsed text.
    pub html: Html,
    /// Its property comments.
    pub properties: Properties,
    skip: HashSet<NodeId>,
    flattened: usize,
}

/// A field that was found.
#[derive(Debug)]
pub struct Field {
    /// Its lines.
    pub lines: Vec<String>,
    /// The element that holds it, if one does.
    pub node: Option<NodeId>,
}

impl Document {
    /// Parses a decoded file. What the `skip` sources find is part of no field.
    pub fn parse(text: &str, skip: &[Source]) -> Self {
        let (properties, text) = property::cut(text);
        let nesting::Parsed { html, flattened } = nesting::document(&text);
        let skip = skip
            .iter()
            .filter_map(|source| if let Source::Css(selector) = source { Some(selector) } else { None })
            .flat_map(|selector| html.select(selector).map(|element| element.id()).collect::<Vec<_>>())
            .collect();
        Self { properties, html, skip, flattened }
    }

    /// Says what had to be mended before the file could be read.
    pub fn tell(&self, notes: &mut Notes) {
        if self.flattened > 0 {
            let message = format!(
                "elements stand within elements too deeply; {} were read as if they were closed where they begin, their text was kept",
                self.flattened
            );
            notes.guessed("nested-too-deep", message);
        }
        if self.properties.were_cut_short {
            notes.repaired(
                "property-comment",
                "a value of the property comment holds the end of a comment; it was read to its own end",
            );
        }
    }

    /// Everything that a source finds, each as the nodes it consists of.
    pub fn find(&self, source: &Source, headline: Option<NodeId>) -> Vec<Vec<DomNode<'_>>> {
        match source {
            Source::Css(selector) => self.html.select(selector).map(|element| vec![*element]).collect(),
            Source::Before(selector) => self.around(selector, headline).0,
            Source::After(selector) => self.around(selector, headline).1,
            Source::Previous(beside) => self.beside(beside, headline, false),
            Source::Next(beside) => self.beside(beside, headline, true),
            Source::Comment(name) => self.between(name),
            Source::Property(_) => Vec::new(),
        }
    }

    /// The first text that any of the sources gives.
    pub fn field(&self, sources: &[Source], headline: Option<NodeId>) -> Option<Field> {
        sources.iter().find_map(|source| {
            if let Source::Property(name) = source {
                let lines = self.properties.lines(name).to_vec();
                return (!lines.is_empty()).then_some(Field { lines, node: None });
            }
            self.find(source, headline).into_iter().find_map(|nodes| {
                let lines = self.lines(&nodes);
                let node = nodes.first().map(|node| node.id());
                (!lines.is_empty()).then_some(Field { lines, node })
            })
        })
    }

    /// The lines of some nodes' text.
    pub fn lines(&self, nodes: &[DomNode<'_>]) -> Vec<String> {
        lines::of(nodes, &|node| self.is_skipped(node))
    }

    /// Whether a node is part of no field.
    pub fn is_skipped(&self, node: &DomNode<'_>) -> bool {
        self.skip.contains(&node.id())
    }

    /// Elements before the headline, nearest first, and elements after it.
    fn around(
        &self,
        selector: &Selector,
        headline: Option<NodeId>,
    ) -> (Vec<Vec<DomNode<'_>>>, Vec<Vec<DomNode<'_>>>) {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let Some(headline) = headline.and_then(|id| self.html.tree.get(id)) else { return (before, after) };
        let within: HashSet<NodeId> =
            headline.descendants().chain(headline.ancestors()).map(|node| node.id()).collect();
        let mut passed = false;
        for node in self.html.tree.root().descendants() {
            passed |= node.id() == headline.id();
            let matched = ElementRef::wrap(node).is_some_and(|element| selector.matches(&element));
            if matched && !within.contains(&node.id()) {
                if passed { after.push(vec![node]) } else { before.push(vec![node]) }
            }
        }
        before.reverse();
        (before, after)
    }

    /// Siblings of the headline, nearest first.
    fn beside(&self, beside: &Beside, headline: Option<NodeId>, after: bool) -> Vec<Vec<DomNode<'_>>> {
        let matches = |selector: &Selector, node: &DomNode<'_>| {
            ElementRef::wrap(*node).is_some_and(|element| selector.matches(&element))
        };
        let headline = headline.and_then(|id| self.html.tree.get(id));
        let is_meant = |node: &DomNode<'_>| beside.headline.as_ref().is_none_or(|only| matches(only, node));
        let Some(headline) = headline.filter(is_meant) else { return Vec::new() };
        let siblings: Box<dyn Iterator<Item = DomNode<'_>>> =
            if after { Box::new(headline.next_siblings()) } else { Box::new(headline.prev_siblings()) };
        siblings.filter(|node| matches(&beside.sibling, node)).map(|node| vec![node]).collect()
    }

    /// The nodes after the last comment of that name, in the element that holds it.
    pub fn after_comment(&self, name: &str) -> Vec<DomNode<'_>> {
        let mut nodes = self.html.tree.root().descendants();
        nodes
            .by_ref()
            .filter(|node| is_comment(node, name, false))
            .last()
            .map_or_else(Vec::new, |node| node.next_siblings().collect())
    }

    /// The outermost nodes between each comment of that name and the one that ends it. A comment that nothing ends gives
    /// nothing: where its text stops is not known.
    fn between(&self, name: &str) -> Vec<Vec<DomNode<'_>>> {
        let mut ranges: Vec<Vec<DomNode<'_>>> = Vec::new();
        let mut range: Option<Vec<DomNode<'_>>> = None;
        let mut open: Option<NodeId> = None;
        for edge in self.html.tree.root().traverse() {
            match (edge, &mut range) {
                (Edge::Open(node), Some(_)) if is_comment(&node, name, true) => {
                    ranges.extend(range.take());
                    open = None;
                }
                (Edge::Open(node), Some(nodes)) => {
                    if open.is_none() {
                        open = Some(node.id());
                        nodes.push(node);
                    }
                }
                (Edge::Open(node), None) => range = is_comment(&node, name, false).then(Vec::new),
                (Edge::Close(node), _) if open == Some(node.id()) => open = None,
                (Edge::Close(_), _) => {}
            }
        }
        ranges
    }
}

/// Whether a node is the comment of that name, or the one that ends it.
fn is_comment(node: &DomNode<'_>, name: &str, end: bool) -> bool {
    let Node::Comment(text) = node.value() else { return false };
    let text = text.trim().trim_start_matches('<').trim_end_matches('>');
    let text = if end { text.strip_prefix('/') } else { Some(text) };
    text.is_some_and(|text| text.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::rules::Rules;

    fn source(text: &str) -> Source {
        #[derive(serde::Deserialize)]
        struct One {
            one: Source,
        }
        toml::from_str::<One>(&format!("one = {text:?}")).unwrap().one
    }

    fn first(html: &str, from: &str) -> Option<Vec<String>> {
        let document = Document::parse(html, &Rules::load(None).unwrap().article.skip);
        document.field(&[source(from)], None).map(|field| field.lines)
    }

    #[test]
    fn between_comments() {
        let html = "<td><!--<npm:article-title>-->一<br>二<!--</npm:article-title>--></td>";
        assert_eq!(first(html, "comment:npm:article-title").unwrap(), ["一", "二"]);
        let html =
            "<div><!--enpcontent--><!--enpcontent--><p>甲</p><p>乙</p><!--/enpcontent--><p>外</p></div>";
        assert_eq!(first(html, "comment:enpcontent").unwrap(), ["甲", "乙"]);
        assert_eq!(first("<div><!--enpcontent--><p>甲</p></div>", "comment:enpcontent"), None);
    }

    #[test]
    fn webdings_are_not_text() {
        let html = r#"<p><span style="font-size:12px;font-family:webdings">3</span>上一篇 下一篇<FONT face=Webdings>4</FONT></p>"#;
        assert_eq!(first(html, "p").unwrap(), ["上一篇 下一篇"]);
    }

    #[test]
    fn before_and_after_the_headline() {
        let html = "<table><tr><td class=a>引</td></tr><tr><td class=t>题</td></tr><tr><td class=a>副</td></tr></table>";
        let document = Document::parse(html, &[]);
        let headline = document.field(&[source("td.t")], None).unwrap().node;
        let field = |from: &str| document.field(&[source(from)], headline).map(|field| field.lines);
        assert_eq!(field("before:td.a").unwrap(), ["引"]);
        assert_eq!(field("after:td.a").unwrap(), ["副"]);
        assert_eq!(document.field(&[source("after:td.a")], None).map(|field| field.lines), None);
    }

    #[test]
    fn a_date_beside_the_byline_is_skipped() {
        let html = "<p class=sec>本报记者　张三 <span class=date>《日报》（2026年07月29日 05版）</span></p>";
        assert_eq!(first(html, "p.sec").unwrap(), ["本报记者\u{3000}张三"]);
    }
}

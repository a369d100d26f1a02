//! The block of a page that holds most of its text, for articles whose body no rule finds.

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::Node;

use super::dom::Document;
use super::elements::{is_block, is_decoration};
use super::lines::DomNode;
use super::text;

/// The densest block, and the texts that stand elsewhere.
pub struct Dense<'a> {
    /// The block, if any is dense enough.
    pub block: Option<DomNode<'a>>,
    /// Texts outside it, links and headings apart.
    pub elsewhere: Vec<String>,
}

/// Less is no paragraph of an article.
const FEWEST_LETTERS: usize = 20;
/// What a block is worth to the one around it, so that the innermost block that holds all of the text is found.
const WORTH: f64 = 0.95;

/// Finds the densest block: paragraphs count by their letters, links and headings apart.
pub fn find(document: &Document, headline: Option<NodeId>) -> Dense<'_> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut best: Option<(f64, DomNode<'_>)> = None;
    let mut texts: Vec<(DomNode<'_>, String)> = Vec::new();
    let mut links = 0_usize;
    let mut passed_over: Option<NodeId> = None;
    for edge in document.html.tree.root().traverse() {
        match edge {
            Edge::Open(_) if passed_over.is_some() => {}
            Edge::Open(node) => match node.value() {
                Node::Text(text) => {
                    if let Some(block) = open.last_mut() {
                        block.add(text, links > 0);
                    }
                }
                Node::Element(element) => {
                    let is_furniture = is_decoration(element)
                        || document.is_skipped(&node)
                        || Some(node.id()) == headline
                        || is_of_the_page(element.name());
                    if is_furniture {
                        passed_over = Some(node.id());
                    } else if is_block(element) {
                        open.push(Open { node, text: String::new(), letters: 0, linked: 0, within: 0.0 });
                    } else {
                        links += usize::from(element.name() == "a");
                    }
                }
                _ => {}
            },
            Edge::Close(node) if passed_over == Some(node.id()) => passed_over = None,
            Edge::Close(_) if passed_over.is_some() => {}
            Edge::Close(node) => {
                let Some(element) = node.value().as_element() else { continue };
                if !is_block(element) {
                    links -= usize::from(element.name() == "a");
                    continue;
                }
                let Some(block) = open.pop() else { continue };
                let score = block.score();
                // A paragraph is no body, but what holds it.
                let is_paragraph = element.name() == "p";
                if let Some(above) = open.last_mut() {
                    above.within += if is_paragraph { score } else { WORTH * score };
                }
                if !is_paragraph && score > best.map_or(0.0, |(most, _)| most) {
                    best = Some((score, block.node));
                }
                if block.letters > block.linked {
                    texts.push((block.node, text::line(&block.text)));
                }
            }
        }
    }
    let block = best.map(|(_, node)| node);
    let is_within = |inner: &DomNode<'_>| {
        block.is_some_and(|block| {
            inner.id() == block.id() || inner.ancestors().any(|above| above.id() == block.id())
        })
    };
    texts.retain(|(node, _)| !is_within(node));
    Dense { block, elsewhere: texts.into_iter().map(|(_, text)| text).collect() }
}

/// A block that is open.
struct Open<'a> {
    node: DomNode<'a>,
    /// Its own text, and how many letters of it stand in links and in none.
    text: String,
    letters: usize,
    linked: usize,
    /// The scores of the blocks in it.
    within: f64,
}

impl Open<'_> {
    fn add(&mut self, text: &str, is_link: bool) {
        self.text.push_str(text);
        let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
        if is_link { self.linked += letters } else { self.letters += letters }
    }

    fn score(&self) -> f64 {
        let is_paragraph =
            self.letters >= FEWEST_LETTERS && self.letters > self.linked && is_sentence(&self.text);
        self.within + if is_paragraph { self.letters as f64 } else { 0.0 }
    }
}

fn is_of_the_page(name: &str) -> bool {
    matches!(name, "title" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "nav" | "header" | "footer" | "aside")
}

fn is_sentence(line: &str) -> bool {
    line.contains(['。', '！', '？', '；', '，'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "渡口今天换上新船，每天早上六点开第一班，晚上九点收最后一班。";

    fn found(html: &str) -> (Option<String>, Vec<String>) {
        let document = Document::parse(html, &[]);
        let Dense { block, elsewhere } = find(&document, None);
        (block.map(|block| document.lines(&[block]).join("|")), elsewhere)
    }

    #[test]
    fn the_innermost_block_that_holds_all_of_the_text() {
        let paragraphs = format!("<p>{LONG}</p><p>{LONG}</p>");
        let both = format!("{LONG}|{LONG}");
        for body in [
            format!("<div class=zw>{paragraphs}</div>"),
            format!("<div class=zw><x-content>{paragraphs}</x-content></div>"),
            format!("<div class=zw>{LONG}<br>{LONG}</div>"),
            format!("<div class=zw><div>{LONG}</div><div>{LONG}</div></div>"),
        ] {
            let page = format!(
                "<table><tr><td>日报<td><a href=a>{LONG}{LONG}{LONG}</a></table><h1>新船</h1><div>{body}</div>"
            );
            assert_eq!(found(&page).0.as_deref(), Some(both.as_str()), "{body}");
        }
    }

    #[test]
    fn a_table_in_a_body_is_not_the_body() {
        let table = format!("<table><tr><td><p>{LONG}</p><p>{LONG}</p></td></tr></table>");
        let page = format!("<div><div class=zw><p>{LONG}</p>{table}<p>短句</p></div></div>");
        assert_eq!(found(&page), (Some(format!("{LONG}|{LONG}|{LONG}|短句")), Vec::new()));
    }

    #[test]
    fn what_stands_elsewhere_is_given_too_and_too_little_is_nothing() {
        let page = format!(
            "<div><div><p>{LONG}</p><p>{LONG}</p></div></div><div>河湾日报社<a href=x>版权</a></div>"
        );
        assert_eq!(found(&page).1, ["河湾日报社版权"]);
        let little = found("<div><p>2022年5月6日</p><a href=x>上一篇</a></div>");
        assert_eq!(little, (None, vec!["2022年5月6日".to_owned()]));
    }
}

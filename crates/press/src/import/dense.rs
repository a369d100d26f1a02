//! The block of a page that holds most of its text, for articles whose body no rule finds.

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::Node;

use super::dom::{Document, DomNode, is_block, is_decoration};
use super::text;

/// The densest block, and the paragraphs that stand elsewhere.
pub struct Block<'a> {
    /// The block.
    pub node: DomNode<'a>,
    /// Texts outside it that read as an article's.
    pub elsewhere: Vec<String>,
}

/// Less is no article's text.
const FEWEST_LETTERS: usize = 40;
const FEWEST_IN_A_PARAGRAPH: usize = 20;

/// Finds the densest block: its own text and that of the paragraphs in it, links and headings apart. What stands two
/// blocks deep counts a little less, so that the innermost block that holds all of the text is found.
pub fn find(document: &Document, headline: Option<NodeId>) -> Option<Block<'_>> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut best: Option<(usize, DomNode<'_>)> = None;
    let mut paragraphs: Vec<(DomNode<'_>, String)> = Vec::new();
    let mut links = 0_usize;
    let mut passed_over: Option<NodeId> = None;
    for edge in document.html.tree.root().traverse() {
        match edge {
            Edge::Open(_) if passed_over.is_some() => {}
            Edge::Open(node) => match node.value() {
                Node::Text(text) if links == 0 => {
                    if let Some(block) = open.last_mut() {
                        block.text.push_str(text);
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
                        open.push(Open { node, text: String::new(), inner: 0, deeper: 0 });
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
                let line = text::line(&block.text);
                let own = line.chars().filter(|letter| letter.is_alphabetic()).count();
                let score = own + block.inner + block.deeper * 9 / 10;
                if let Some(above) = open.last_mut() {
                    above.inner += own;
                    above.deeper += block.inner;
                }
                if own >= FEWEST_IN_A_PARAGRAPH && is_sentence(&line) {
                    paragraphs.push((block.node, line));
                }
                if best.is_none_or(|(most, _)| score > most) {
                    best = Some((score, block.node));
                }
            }
        }
    }
    let (_, node) = best.filter(|(score, _)| *score >= FEWEST_LETTERS)?;
    let is_within = |inner: &DomNode<'_>| {
        inner.id() == node.id() || inner.ancestors().any(|above| above.id() == node.id())
    };
    let (inside, outside): (Vec<_>, Vec<_>) = paragraphs.into_iter().partition(|(inner, _)| is_within(inner));
    (!inside.is_empty())
        .then(|| Block { node, elsewhere: outside.into_iter().map(|(_, text)| text).collect() })
}

/// A block that is open.
struct Open<'a> {
    node: DomNode<'a>,
    /// Its own text.
    text: String,
    /// Letters in the blocks directly in it, and in those within them.
    inner: usize,
    deeper: usize,
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

    fn found(html: &str) -> Option<(String, Vec<String>)> {
        let document = Document::parse(html, &[]);
        let block = find(&document, None)?;
        Some((document.lines(&[block.node]).join("|"), block.elsewhere))
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
            assert_eq!(found(&page), Some((both.clone(), Vec::new())), "{body}");
        }
    }

    #[test]
    fn what_stands_elsewhere_is_given_too_and_too_little_is_nothing() {
        let other = "另外一段话在页面的别处，也有足够的字数来当作一个段落。";
        let page = format!(
            "<div><div><p>{LONG}</p><p>{LONG}</p></div></div><div><div><div><p>{other}</p></div></div></div>"
        );
        assert_eq!(found(&page).unwrap().1, [other]);
        assert_eq!(found("<div><p>2022年5月6日</p><a href=x>上一篇</a></div>"), None);
    }
}

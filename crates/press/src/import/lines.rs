//! The text of parsed nodes, line by line as it is read.

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::elements::{is_block, is_decoration};
use super::text;

/// A node of a parsed file.
pub type DomNode<'a> = NodeRef<'a, Node>;

/// The lines of some nodes' text: broken at `<br>` and at block elements, each as it is read, none empty.
pub fn of(nodes: &[DomNode<'_>], skip: &dyn Fn(&DomNode<'_>) -> bool) -> Vec<String> {
    let mut lines = Lines::default();
    for node in nodes {
        let mut passed_over: Option<NodeId> = None;
        for edge in node.traverse() {
            match edge {
                Edge::Open(_) if passed_over.is_some() => {}
                Edge::Open(node) if is_left_out(&node) || skip(&node) => passed_over = Some(node.id()),
                Edge::Open(node) => {
                    if let Node::Text(text) = node.value() {
                        lines.raw.push_str(text);
                    } else if breaks_line(&node) {
                        lines.end();
                    }
                }
                Edge::Close(node) if passed_over == Some(node.id()) => passed_over = None,
                Edge::Close(node) => {
                    if passed_over.is_none() && breaks_line(&node) {
                        lines.end();
                    }
                }
            }
        }
    }
    lines.end();
    lines.whole
}

#[derive(Default)]
struct Lines {
    whole: Vec<String>,
    raw: String,
}

impl Lines {
    fn end(&mut self) {
        let line = text::line(&std::mem::take(&mut self.raw));
        if !line.is_empty() {
            self.whole.push(line);
        }
    }
}

fn is_left_out(node: &DomNode<'_>) -> bool {
    node.value().as_element().is_some_and(is_decoration)
}

fn breaks_line(node: &DomNode<'_>) -> bool {
    node.value().as_element().is_some_and(|element| is_block(element) || element.name() == "br")
}

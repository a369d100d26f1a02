//! The structure of a page's element as it stands, in one number.

use web_sys::{Element, Node};

use crate::fingerprint::Fingerprint;

/// The [`Fingerprint`] of everything within an element.
pub fn fingerprint(root: &Element) -> String {
    let mut print = Fingerprint::default();
    let mut next = root.first_child();
    while let Some(node) = next {
        match node.node_type() {
            Node::ELEMENT_NODE => print.open(&node.node_name()),
            Node::COMMENT_NODE => print.comment(),
            _ => {}
        }
        next = node.first_child().or_else(|| after(&node, root, &mut print));
    }
    print.finish()
}

/// The node that follows one without children, closing every element that ends before it.
fn after(node: &Node, root: &Element, print: &mut Fingerprint) -> Option<Node> {
    let mut node = node.clone();
    loop {
        if node.node_type() == Node::ELEMENT_NODE {
            print.close();
        }
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent_node()?;
        if node.is_same_node(Some(root)) {
            return None;
        }
    }
}

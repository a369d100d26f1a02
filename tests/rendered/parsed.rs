//! Markup as an HTML parser understands it, in a body element.

use masthead_reader::fingerprint::Fingerprint;
use scraper::{ElementRef, Html, Node, Selector};

pub(crate) struct Parsed(Html);

impl Parsed {
    pub(crate) fn new(html: &str) -> Self {
        Self(Html::parse_document(&format!("<!DOCTYPE html><body><div id=\"root\">{html}</div>")))
    }

    fn root(&self) -> ElementRef<'_> {
        self.0.select(&Selector::parse("#root").unwrap()).next().unwrap()
    }

    /// The structure that the browser's reader will meet.
    pub(crate) fn fingerprint(&self) -> String {
        let mut print = Fingerprint::default();
        walk(*self.root(), &mut print);
        print.finish()
    }

    /// The text of every element that fits a selector, white space folded.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.root().select(&selector).map(text_of).collect()
    }

    /// The values of an attribute of every element that fits a selector.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.root().select(&selector).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }
}

/// What is read, white space folded: neither glosses nor what is there for the ear alone.
fn text_of(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    push_text(*element, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push_text(within: ego_tree::NodeRef<'_, Node>, out: &mut String) {
    for child in within.children() {
        match child.value() {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => {
                let is_aside = matches!(element.name(), "rt" | "rp")
                    || element.classes().any(|class| class == "mh-unseen");
                if !is_aside {
                    push_text(child, out);
                }
            }
            _ => {}
        }
    }
}

fn walk(within: ego_tree::NodeRef<'_, Node>, print: &mut Fingerprint) {
    for child in within.children() {
        match child.value() {
            Node::Element(element) => {
                print.open(element.name());
                walk(child, print);
                print.close();
            }
            Node::Comment(_) => print.comment(),
            _ => {}
        }
    }
}

//! HTML to a tree whose depth is bounded, in time and memory linear in the text.
//!
//! The standard's tree builder looks through its open elements at nearly every tag and opens all unclosed formatting
//! elements again in each paragraph, so that a page of nothing but start tags would cost the square of its length.
//! Here an element beyond the bound is closed where it begins: it holds nothing, its text stays in the tree.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use ego_tree::NodeId;
use html5ever::interface::{Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use html5ever::{LocalName, QualName, TokenizerResult, local_name, ns};
use scraper::{Html, HtmlTreeSink};

use super::attributes;

/// The most elements that may be open at once, formatting elements that are to be opened again included.
const MOST_OPEN: usize = 256;

/// Nodes that a token may add to the tree, and those that it may add once beyond that: more come only from formatting
/// elements that nothing closes.
const NODES_A_TOKEN: usize = 6;
const NODES_AT_ONCE: usize = 1024;

/// A parsed text.
#[derive(Debug)]
pub struct Parsed {
    /// The tree.
    pub html: Html,
    /// How many elements were closed early to keep to the bounds.
    pub flattened: usize,
}

/// Parses a whole document.
pub fn document(text: &str) -> Parsed {
    let sink = HtmlTreeSink::new(Html::new_document());
    parse(TreeBuilder::new(sink, TreeBuilderOpts::default()), text)
}

/// Parses a part of a document's body.
pub fn fragment(text: &str) -> Parsed {
    let sink = HtmlTreeSink::new(Html::new_fragment());
    let body = create_element(&sink, QualName::new(None, ns!(html), local_name!("body")), Vec::new());
    parse(TreeBuilder::new_for_fragment(sink, body, None, TreeBuilderOpts::default()), text)
}

fn parse(builder: TreeBuilder<NodeId, HtmlTreeSink>, text: &str) -> Parsed {
    let bounded = Bounded {
        builder,
        closed: RefCell::default(),
        in_raw_text: Cell::default(),
        budget: Cell::new(NODES_AT_ONCE),
        flattened: Cell::default(),
    };
    let tokenizer = Tokenizer::new(bounded, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&attributes::bounded(text)));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    Parsed { flattened: tokenizer.sink.flattened.get(), html: tokenizer.sink.builder.sink.finish() }
}

/// Stands between the tokenizer and the tree builder.
struct Bounded {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    /// Elements that were closed early, by name: their own end tags are passed over.
    closed: RefCell<HashMap<LocalName, usize>>,
    /// Within `<script>` and its like the builder takes text and the end tag, nothing else.
    in_raw_text: Cell<bool>,
    /// How many nodes the tree may have by now.
    budget: Cell<usize>,
    flattened: Cell<usize>,
}

impl TokenSink for Bounded {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let tag = match &token {
            Token::TagToken(tag) => Some((tag.kind, tag.name.clone())),
            _ => None,
        };
        if let Some((TagKind::EndTag, name)) = &tag
            && !self.in_raw_text.get()
            && self.was_closed(name)
        {
            return TokenSinkResult::Continue;
        }
        let result = self.builder.process_token(token, line);
        match (&result, tag) {
            (TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext, _) => self.in_raw_text.set(true),
            (_, Some((TagKind::EndTag, _))) => self.in_raw_text.set(false),
            (TokenSinkResult::Continue, Some((TagKind::StartTag, name))) => self.bound_depth(name, line),
            _ => {}
        }
        self.bound_formatting(line);
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Bounded {
    fn was_closed(&self, name: &LocalName) -> bool {
        let mut closed = self.closed.borrow_mut();
        let Some(count) = closed.get_mut(name).filter(|count| **count > 0) else { return false };
        *count -= 1;
        true
    }

    fn bound_depth(&self, name: LocalName, line: u64) {
        if is_void(&name) || self.open() <= MOST_OPEN {
            return;
        }
        self.close(&name, line);
        self.flattened.set(self.flattened.get() + 1);
        *self.closed.borrow_mut().entry(name).or_default() += 1;
    }

    /// Closes all formatting elements once they have been opened again too often.
    fn bound_formatting(&self, line: u64) {
        self.budget.set(self.budget.get() + NODES_A_TOKEN);
        if self.in_raw_text.get() || self.nodes() <= self.budget.get() {
            return;
        }
        for name in FORMATTING {
            let name = LocalName::from(name);
            let mut open = self.open();
            loop {
                self.close(&name, line);
                let left = self.open();
                if left >= open {
                    break;
                }
                self.flattened.set(self.flattened.get() + 1);
                open = left;
            }
        }
        self.budget.set(self.nodes() + NODES_AT_ONCE);
    }

    fn close(&self, name: &LocalName, line: u64) {
        let tag = Tag {
            kind: TagKind::EndTag,
            name: name.clone(),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        // What an end tag asks of the tokenizer concerns scripts alone.
        let _ = self.builder.process_token(Token::TagToken(tag), line);
    }

    /// How many elements are open or are to be opened again.
    fn open(&self) -> usize {
        let count = Count::default();
        self.builder.trace_handles(&count);
        count.0.get()
    }

    fn nodes(&self) -> usize {
        self.builder.sink.0.borrow().tree.nodes().len()
    }
}

#[derive(Default)]
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

/// Elements that the builder opens again in the next paragraph where nothing closes them.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that are never open.
fn is_void(name: &LocalName) -> bool {
    matches!(
        &**name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "image"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(html: &Html) -> usize {
        let (mut depth, mut deepest) = (0_usize, 0);
        for edge in html.tree.root().traverse() {
            match edge {
                ego_tree::iter::Edge::Open(_) => depth += 1,
                ego_tree::iter::Edge::Close(_) => depth -= 1,
            }
            deepest = deepest.max(depth);
        }
        deepest
    }

    fn text(html: &Html) -> String {
        html.tree.values().filter_map(|node| node.as_text().map(|text| text.to_string())).collect()
    }

    /// Depth and nodes for a text's bytes.
    fn measured(text: &str) -> (usize, usize) {
        let parsed = document(text);
        (depth(&parsed.html), parsed.html.tree.nodes().len())
    }

    #[test]
    fn an_ordinary_page_is_parsed_as_the_standard_says() {
        let page = "<!doctype html><title>日报</title><body><table><tr><td><font size=2><p>甲<b>乙</p><p>丙</b>丁\
            <li>戊<ul><li>己<li>庚</ul><ruby>字<rt>zì</ruby><script>if (a < b) { '<b>' }</script></table>辛";
        assert_eq!(document(page).html, Html::parse_document(page));
        assert_eq!(document(page).flattened, 0);
        assert_eq!(fragment("<p>甲<b>乙</p>丙").html, Html::parse_fragment("<p>甲<b>乙</p>丙"));
    }

    #[test]
    fn depth_is_bounded_and_the_text_stays() {
        let open = [
            "b",
            "div",
            "span",
            "ul><li",
            "table><tr><td",
            "font size=1",
            "svg><g",
            "blockquote",
            "ruby",
            "x-y",
        ];
        for open in open {
            let page = format!("{}底{}", format!("<{open}>层").repeat(3000), "</p>面".repeat(10));
            let parsed = document(&page);
            assert!(depth(&parsed.html) < 4 * MOST_OPEN, "{open}: {}", depth(&parsed.html));
            assert!(parsed.flattened > 1000, "{open}");
            assert_eq!(text(&parsed.html).matches('层').count(), 3000, "{open}");
            assert!(
                text(&parsed.html).contains('底') && text(&parsed.html).matches('面').count() == 10,
                "{open}"
            );
        }
    }

    #[test]
    fn a_raw_text_after_its_like_was_closed_early_still_ends() {
        let page =
            format!("{}<svg><script></svg><style>a</style><script>b</script><p>底", "<div>".repeat(400));
        assert!(text(&document(&page).html).ends_with('底'));
    }

    #[test]
    fn nodes_are_linear_in_the_text_whatever_is_left_open() {
        let fonts = |count: usize| (0..count).map(|size| format!("<font size={size}>")).collect::<String>();
        let pages: [&dyn Fn(usize) -> String; 4] = [
            &|size| format!("{}{}", fonts(200), "<p>甲".repeat(size)),
            &|size| (0..size).map(|number| format!("<p><b id={number}>甲</p>")).collect(),
            &|size| "<b><i><u><p>甲</b>乙</i>".repeat(size),
            &|size| "<table><b><tr><i>甲<td><p></table>".repeat(size),
        ];
        for (number, page) in pages.into_iter().enumerate() {
            for size in [1000, 2000, 4000] {
                let page = page(size);
                let (_, nodes) = measured(&page);
                assert!(nodes < 2 * page.len() + 10_000, "page {number} of {}: {nodes} nodes", page.len());
            }
        }
    }
}

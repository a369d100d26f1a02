//! Where an article's body is: at the places that the rules name, else where a file's text is densest.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeId;
use scraper::ElementRef;

use super::dense::{self, Dense};
use super::lines::DomNode;
use super::note::{Notes, excerpt, whole};
use super::piece::{self, Piece, Sheet};
use super::rules::Source;
use super::text::{is_han, squeezed};

/// A body as it stands in its file.
#[derive(Default)]
pub struct Found<'a> {
    /// What is in it.
    pub pieces: Vec<Piece>,
    /// The nodes that it consists of.
    pub nodes: Vec<DomNode<'a>>,
}

/// Finds the body of an article. `figures` are nodes that are read as pictures beside it.
pub fn find<'a>(
    sheet: Sheet<'a>,
    headline: Option<NodeId>,
    figures: &HashSet<NodeId>,
    notes: &mut Notes,
) -> Found<'a> {
    let places: Vec<Vec<DomNode<'a>>> =
        sheet.rules.article.body.iter().flat_map(|source| sheet.document.find(source, None)).collect();
    let named =
        places.iter().enumerate().find_map(|(index, nodes)| Some((index, read(sheet, nodes, notes)?)));
    if let Some((index, found)) = named {
        let mut parts = Parts::of(sheet, figures, found);
        for nodes in places.iter().skip(index + 1) {
            parts.add(nodes, notes);
        }
        return parts.join();
    }
    let is_named = !places.is_empty();
    unended(sheet, notes).or_else(|| densest(sheet, headline, is_named, notes)).unwrap_or_default()
}

/// The pieces of some nodes, if there are any.
fn read<'a>(sheet: Sheet<'a>, nodes: &[DomNode<'a>], notes: &mut Notes) -> Option<Found<'a>> {
    let mut local = Notes::default();
    let pieces = piece::pieces(sheet, nodes, &mut local);
    if pieces.is_empty() {
        return None;
    }
    notes.0.append(&mut local.0);
    Some(Found { pieces, nodes: nodes.to_vec() })
}

/// A body that may stand in several places.
struct Parts<'a, 'f> {
    sheet: Sheet<'a>,
    figures: &'f HashSet<NodeId>,
    parts: Vec<Found<'a>>,
    /// The nodes of the parts and of the figures beside them.
    taken: HashSet<NodeId>,
    /// Everything that holds a part.
    above: HashSet<NodeId>,
    /// What the parts have, to recognise it elsewhere.
    texts: HashSet<String>,
    pictures: HashSet<String>,
}

impl<'a, 'f> Parts<'a, 'f> {
    fn of(sheet: Sheet<'a>, figures: &'f HashSet<NodeId>, found: Found<'a>) -> Self {
        let mut parts = Self {
            sheet,
            figures,
            parts: Vec::new(),
            taken: figures.clone(),
            above: HashSet::new(),
            texts: HashSet::new(),
            pictures: HashSet::new(),
        };
        parts.take(found);
        parts
    }

    fn take(&mut self, part: Found<'a>) {
        for piece in &part.pieces {
            self.texts.extend(piece.texts().iter().map(|text| squeezed(text)));
            if let Piece::Picture(picture) = piece {
                self.texts.extend(picture.caption.iter().map(|line| squeezed(line)));
                self.pictures.insert(picture.src.clone());
            }
        }
        self.taken.extend(part.nodes.iter().map(|node| node.id()));
        self.above.extend(part.nodes.iter().flat_map(|node| node.ancestors()).map(|node| node.id()));
        self.parts.push(part);
    }

    fn knows(&self, piece: &Piece) -> bool {
        let knows = |text: &String| self.texts.contains(&squeezed(text));
        match piece {
            Piece::Picture(picture) => {
                self.pictures.contains(&picture.src) && picture.caption.iter().all(knows)
            }
            other => other.texts().iter().all(knows),
        }
    }

    /// Another place of the body: the same text once more is passed over, what is new there is added.
    fn add(&mut self, nodes: &[DomNode<'a>], notes: &mut Notes) {
        let is_taken = |node: &DomNode<'_>| {
            self.taken.contains(&node.id()) || node.ancestors().any(|above| self.taken.contains(&above.id()))
        };
        if nodes.iter().all(is_taken) {
            return;
        }
        let mut local = Notes::default();
        let mut pieces = piece::pieces_without(self.sheet, nodes, &self.taken, &mut local);
        pieces.retain(|piece| !self.knows(piece));
        let Some(first) = pieces.first() else { return };
        let text = first.texts().join(" ");
        let message = format!("the body stands in several places; this is from another: {}", excerpt(&text));
        notes.guessed("body-in-parts", message);
        notes.0.append(&mut local.0);
        if nodes.iter().any(|node| self.above.contains(&node.id())) {
            // A place around others is read as a whole, in its own order. What there is to say of it was said.
            let place: HashSet<NodeId> = nodes.iter().map(|node| node.id()).collect();
            let is_within = |node: &DomNode<'_>| node.ancestors().any(|above| place.contains(&above.id()));
            self.parts.retain(|part| !part.nodes.first().is_some_and(is_within));
            pieces = piece::pieces_without(self.sheet, nodes, self.figures, &mut Notes::default());
        }
        self.take(Found { pieces, nodes: nodes.to_vec() });
    }

    /// All parts in the order of the file.
    fn join(mut self) -> Found<'a> {
        if self.parts.len() > 1 {
            let nodes = self.sheet.document.html.tree.root().descendants();
            let order: HashMap<NodeId, usize> = nodes.enumerate().map(|(at, node)| (node.id(), at)).collect();
            self.parts.sort_by_key(|part| part.nodes.first().and_then(|node| order.get(&node.id())));
        }
        let mut all = Found::default();
        for mut part in self.parts {
            all.pieces.append(&mut part.pieces);
            all.nodes.append(&mut part.nodes);
        }
        all
    }
}

/// What follows a comment of the rules that nothing ends, in the element that holds it.
fn unended<'a>(sheet: Sheet<'a>, notes: &mut Notes) -> Option<Found<'a>> {
    sheet.rules.article.body.iter().find_map(|source| {
        let Source::Comment(name) = source else { return None };
        let nodes = sheet.document.after_comment(name);
        let found = read(sheet, &nodes, notes)?;
        let message = format!(
            "nothing ends the comment {name}; the rest of the element that holds it was taken for the body"
        );
        notes.guessed("body", message);
        Some(found)
    })
}

/// `is_named` says that the rules find a place, which is empty: then there need be no body.
fn densest<'a>(
    sheet: Sheet<'a>,
    headline: Option<NodeId>,
    is_named: bool,
    notes: &mut Notes,
) -> Option<Found<'a>> {
    let Dense { block, mut elsewhere } = dense::find(sheet.document, headline);
    elsewhere.retain(|text| text.contains(is_han));
    let found = block.and_then(|node| read(sheet, &[node], notes));
    if let Some(element) = found.as_ref().and(block).and_then(ElementRef::wrap) {
        let said = ["id", "class"]
            .into_iter()
            .find_map(|name| Some(format!(" {name}={:?}", element.attr(name)?)))
            .unwrap_or_default();
        let message = format!(
            "no rule finds the body; the densest text was taken for it, in <{}{said}>: add it to the rules to be sure",
            element.value().name()
        );
        notes.guessed("body", message);
    }
    if !elsewhere.is_empty() && (found.is_some() || !is_named) {
        let message = format!("text that no rule names: {}", whole(&elsewhere.join(" ")));
        notes.guessed("left-out-text", message);
    }
    found
}

//! Where an article's body is: at the places that the rules name, else where a file's text is densest.

use std::collections::HashSet;

use ego_tree::NodeId;
use scraper::ElementRef;

use super::dense;
use super::dom::DomNode;
use super::note::{Notes, excerpt, whole};
use super::piece::{self, Piece, Sheet};
use super::rules::Source;
use super::text::squeezed;

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
        return parts.found;
    }
    unended(sheet, notes).or_else(|| densest(sheet, headline, notes)).unwrap_or_default()
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
    found: Found<'a>,
    /// The nodes of the body and of the figures beside it.
    taken: HashSet<NodeId>,
    /// What the body has, to recognise it elsewhere.
    texts: HashSet<String>,
    pictures: HashSet<String>,
}

impl<'a, 'f> Parts<'a, 'f> {
    fn of(sheet: Sheet<'a>, figures: &'f HashSet<NodeId>, found: Found<'a>) -> Self {
        let taken = found.nodes.iter().map(|node| node.id()).chain(figures.iter().copied()).collect();
        let mut parts = Self {
            sheet,
            figures,
            taken,
            texts: HashSet::new(),
            pictures: HashSet::new(),
            found: Found::default(),
        };
        found.pieces.iter().for_each(|piece| parts.learn(piece));
        parts.found = found;
        parts
    }

    fn learn(&mut self, piece: &Piece) {
        self.texts.extend(piece.texts().iter().map(|text| squeezed(text)));
        if let Piece::Picture(picture) = piece {
            self.texts.extend(picture.caption.iter().map(|line| squeezed(line)));
            self.pictures.insert(picture.src.clone());
        }
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
        let more = piece::pieces_without(self.sheet, nodes, &self.taken, &mut local);
        let more: Vec<Piece> = more.into_iter().filter(|piece| !self.knows(piece)).collect();
        let Some(first) = more.first() else { return };
        let message = format!(
            "the body stands in several places; this is from another: {}",
            excerpt(&first.texts().join(" "))
        );
        notes.guessed("body-in-parts", message);
        notes.0.append(&mut local.0);
        more.iter().for_each(|piece| self.learn(piece));
        self.taken.extend(nodes.iter().map(|node| node.id()));
        let place: HashSet<NodeId> = nodes.iter().map(|node| node.id()).collect();
        let is_around = |node: &DomNode<'_>| node.ancestors().any(|above| place.contains(&above.id()));
        if self.found.nodes.iter().all(is_around) {
            // All of the outer place, in its own order. What there is to say of it was said.
            self.found.pieces = piece::pieces_without(self.sheet, nodes, self.figures, &mut Notes::default());
            self.found.nodes = nodes.to_vec();
        } else {
            self.found.pieces.extend(more);
            self.found.nodes.extend_from_slice(nodes);
        }
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

fn densest<'a>(sheet: Sheet<'a>, headline: Option<NodeId>, notes: &mut Notes) -> Option<Found<'a>> {
    let dense::Block { node, elsewhere } = dense::find(sheet.document, headline)?;
    let found = read(sheet, &[node], notes)?;
    let name = ElementRef::wrap(node).map(|element| {
        let said =
            ["id", "class"].into_iter().find_map(|name| Some(format!(" {name}={:?}", element.attr(name)?)));
        format!("<{}{}>", element.value().name(), said.unwrap_or_default())
    });
    let message = format!(
        "no rule finds the body; the densest text was taken for it, in {}: add it to the rules to be sure",
        name.unwrap_or_default()
    );
    notes.guessed("body", message);
    if !elsewhere.is_empty() {
        let message = format!("text outside the body that was guessed: {}", whole(&elsewhere.join(" ")));
        notes.guessed("left-out-text", message);
    }
    Some(found)
}

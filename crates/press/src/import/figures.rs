//! The pictures of an article that stand outside its body.

use std::collections::HashSet;

use ego_tree::NodeId;
use scraper::ElementRef;

use super::dom::Document;
use super::lines::DomNode;
use super::note::{Notes, whole};
use super::piece::{self, Look, Picture, Sheet};
use super::rules::Rules;

/// The places that the rules name, each as its nodes, none within another.
pub struct Places<'a>(Vec<Vec<DomNode<'a>>>);

impl<'a> Places<'a> {
    /// Finds them.
    pub fn find(document: &'a Document, rules: &Rules) -> Self {
        let mut seen: HashSet<NodeId> = HashSet::new();
        let mut places = Vec::new();
        for source in &rules.article.figures {
            for nodes in document.find(source, None) {
                let is_new = |node: &DomNode<'_>| !is_within(node, &seen);
                if nodes.iter().all(is_new) && nodes.iter().any(has_picture) {
                    seen.extend(nodes.iter().map(|node| node.id()));
                    places.push(nodes);
                }
            }
        }
        Self(places)
    }

    /// All nodes of all places.
    pub fn nodes(&self) -> HashSet<NodeId> {
        self.0.iter().flatten().map(|node| node.id()).collect()
    }
}

fn has_picture(node: &DomNode<'_>) -> bool {
    node.descendants().any(|inner| inner.value().as_element().is_some_and(|element| element.name() == "img"))
}

fn is_within(node: &DomNode<'_>, nodes: &HashSet<NodeId>) -> bool {
    nodes.contains(&node.id()) || node.ancestors().any(|above| nodes.contains(&above.id()))
}

/// The pictures beside a body: those at the places of the rules, then those that stand between the headline and the
/// body and are on disk.
pub fn beside(
    sheet: Sheet<'_>,
    places: &Places<'_>,
    body: &[DomNode<'_>],
    headline: Option<NodeId>,
    notes: &mut Notes,
) -> Vec<Picture> {
    let mut taken: HashSet<NodeId> = body.iter().map(|node| node.id()).collect();
    let mut pictures = Vec::new();
    for nodes in places.0.iter().filter(|nodes| !nodes.iter().any(|node| is_within(node, &taken))) {
        pictures.extend(piece::pictures(sheet, nodes, notes));
    }
    taken.extend(places.nodes());
    // A caption of its own belongs to the first picture that has none.
    if let Some(bare) = pictures.iter_mut().find(|picture: &&mut Picture| picture.caption.is_empty())
        && let Some(caption) = sheet.document.field(&sheet.rules.article.caption, None)
    {
        bare.caption = caption.lines;
    }
    pictures.extend(around(sheet, body, headline, &taken, notes));
    pictures
}

/// Pictures that no rule names, in the element that holds both headline and body, unless that is the whole page.
fn around(
    sheet: Sheet<'_>,
    body: &[DomNode<'_>],
    headline: Option<NodeId>,
    taken: &HashSet<NodeId>,
    notes: &mut Notes,
) -> Vec<Picture> {
    let Some(headline) = headline.and_then(|id| sheet.document.html.tree.get(id)) else { return Vec::new() };
    let above: HashSet<NodeId> = headline.ancestors().map(|node| node.id()).collect();
    let Some(both) = body.first().and_then(|node| node.ancestors().find(|node| above.contains(&node.id())))
    else {
        return Vec::new();
    };
    let elements = || both.descendants().filter_map(ElementRef::wrap);
    let is_of_a_page =
        |element: ElementRef<'_>| element.value().name() == "map" || element.attr("usemap").is_some();
    if elements().any(is_of_a_page) {
        return Vec::new();
    }
    let mut pictures = Vec::new();
    for image in elements().filter(|element| element.value().name() == "img" && !is_within(element, taken)) {
        let Some(src) = image.attr("src").map(str::trim).filter(|src| !src.is_empty()) else { continue };
        let smallest = u32::try_from(sheet.rules.pictures.smallest).unwrap_or(u32::MAX);
        match (sheet.look)(src) {
            Look::File(_, width, height) if width >= smallest && height >= smallest => {
                let message = format!(
                    "no rule names this picture; it stands beside the body and was taken: {}",
                    whole(src)
                );
                notes.guessed("picture-beside", message);
                pictures.push(Picture { src: src.to_owned(), alt: None, caption: Vec::new() });
            }
            Look::Absent => {
                let message =
                    format!("a picture beside the body, which no rule names, is not there: {}", whole(src));
                notes.missing("picture", message);
            }
            _ => {}
        }
    }
    pictures
}

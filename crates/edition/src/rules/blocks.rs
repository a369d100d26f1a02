//! Blocks: their names occur once, pictures have sizes, no fact box stands in another.

use super::names::Names;
use super::unknown;
use crate::finding::FindingKind;
use crate::model::block::{Block, Content, Figure};
use crate::model::image::Image;
use crate::read::at::At;
use crate::read::findings::Findings;

/// Keeps the rules of one article's blocks.
pub(super) struct Blocks<'a> {
    findings: &'a Findings,
    names: Names,
    paragraphs: usize,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(findings: &'a Findings) -> Self {
        Self { findings, names: Names::default(), paragraphs: 0 }
    }

    pub(super) fn check(&mut self, body: &mut [Block], list: &At, in_box: bool) {
        for (block, index) in body.iter_mut().zip(self.findings.places(list)) {
            self.block(block, &list.index(index), in_box);
        }
    }

    fn block(&mut self, block: &mut Block, at: &At, in_box: bool) {
        self.name(block, at);
        unknown::fields(&block.extra, at, self.findings);
        let findings = self.findings;
        match &mut block.content {
            Content::Figure(figure) => check_figure(figure, at, findings),
            Content::Gallery { figures, .. } => {
                let list = at.name("figures");
                for (figure, index) in figures.iter_mut().zip(findings.places(&list)) {
                    let at = list.index(index);
                    check_figure(figure, &at, findings);
                    unknown::fields(&figure.image.extra, &at, findings);
                }
            }
            Content::FactBox { body, .. } => {
                if in_box {
                    findings.find(at, FindingKind::NestedFactBox, "");
                }
                self.check(body, &at.name("body"), true);
            }
            Content::Unknown { kind, .. } if !kind.is_empty() => {
                findings.find_else(&at.name("type"), FindingKind::UnknownBlock, kind);
            }
            _ => {}
        }
    }

    /// The block's own name. It must differ from the names of the others, and from those that paragraphs without one
    /// have by their number.
    fn name(&mut self, block: &mut Block, at: &At) {
        let is_paragraph = matches!(block.content, Content::Paragraph(_));
        self.paragraphs += usize::from(is_paragraph);
        match &block.id {
            Some(id) if self.names.take(id.folded()) => {}
            Some(id) => {
                self.findings.find(&at.name("id"), FindingKind::DuplicateId, id.as_str());
                block.id = None;
            }
            None if is_paragraph => {
                self.names.take(format!("p{}", self.paragraphs));
            }
            None => {}
        }
    }
}

/// A figure without a file still has its caption to show.
fn check_figure(figure: &mut Figure, at: &At, findings: &Findings) {
    check_size(&figure.image, at, findings);
    if figure.image.src.is_empty() {
        let extra = std::mem::take(&mut figure.image.extra);
        figure.image = Image { extra, ..Image::default() };
    }
}

/// A picture keeps its room by its size.
pub(super) fn check_size(image: &Image, at: &At, findings: &Findings) {
    for (name, size) in [("width", image.width), ("height", image.height)] {
        if size == 0 {
            findings.find_else(&at.name(name), FindingKind::NoSize, "");
        }
    }
}

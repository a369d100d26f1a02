//! Blocks of a body.

use super::edition::{image_fields, put_image};
use super::names::Names;
use super::object::{At, Object};
use super::reader::Reader;
use super::text::text_to_value;
use super::writer::{Writer, Written};
use crate::finding::{FindingKind, Shape};
use crate::id::Id;
use crate::model::{Block, Content, Extra, Figure};
use crate::value::Value;

/// Names that blocks of an article have so far.
#[derive(Default)]
pub(super) struct BlockNames {
    taken: Names,
    paragraphs: usize,
}

impl Reader {
    pub(super) fn body(
        &mut self,
        elements: Vec<Value>,
        at: &At,
        names: &mut BlockNames,
        in_box: bool,
    ) -> Vec<Block> {
        let mut body = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            body.extend(self.block(element, at.index(index), names, in_box));
        }
        body
    }

    fn block(&mut self, value: Value, at: At, names: &mut BlockNames, in_box: bool) -> Option<Block> {
        let mut object = self.object(value, at)?;
        let kind = match object.fields.get("type") {
            Some(Value::String(kind)) => kind.clone(),
            Some(other) => {
                self.wrong(&at.name("type"), Shape::String, other);
                String::new()
            }
            None => {
                self.find(&at.name("type"), FindingKind::MissingField, "");
                String::new()
            }
        };
        if !is_known(&kind) {
            if !kind.is_empty() {
                self.find(&at.name("type"), FindingKind::UnknownBlock, &kind);
            }
            // Nothing within can be judged by this version: the block stays as it is.
            let id = object.fields.get("id").and_then(Value::as_str).and_then(|id| Id::new(id).ok());
            let id = id.filter(|id| names.taken.take(id.folded()));
            let content = Content::Unknown { kind, value: Value::Object(object.fields) };
            return Some(Block { id, content, extra: Extra::new() });
        }
        object.fields.remove("type");
        let id = self.block_id(&mut object, names, kind == "paragraph");
        let content = match kind.as_str() {
            "paragraph" => Content::Paragraph(self.needed_text(&mut object, "text")),
            "subhead" => Content::Subhead(self.needed_text(&mut object, "text")),
            "note" => Content::Note(self.needed_text(&mut object, "text")),
            "figure" => Content::Figure(self.figure(&mut object)),
            "gallery" => self.gallery(&mut object),
            "quote" => Content::Quote {
                text: self.needed_text(&mut object, "text"),
                by: self.string(&mut object, "by"),
            },
            "list" => {
                let ordered = self.bool(&mut object, "ordered");
                let items = self.needed_list(&mut object, "items");
                Content::List { ordered, items: self.texts_of(items, &at.name("items")) }
            }
            "table" => self.table(&mut object),
            _ => {
                if in_box {
                    self.find(&at, FindingKind::NestedFactBox, "");
                }
                let title = self.text(&mut object, "title");
                let body = self.needed_list(&mut object, "body");
                Content::FactBox { title, body: self.body(body, &at.name("body"), names, true) }
            }
        };
        Some(Block { id, content, extra: self.rest(object) })
    }

    /// The block's own name. It must differ from the names of the others, and from those that paragraphs without
    /// one have by their number.
    fn block_id(&mut self, object: &mut Object, names: &mut BlockNames, is_paragraph: bool) -> Option<Id> {
        let id = self.id(object, "id", Id::new);
        if is_paragraph {
            names.paragraphs += 1;
        }
        let Some(id) = id else {
            if is_paragraph {
                names.taken.take(format!("p{}", names.paragraphs));
            }
            return None;
        };
        if names.taken.take(id.folded()) {
            return Some(id);
        }
        self.find(&object.at.name("id"), FindingKind::DuplicateId, id.as_str());
        None
    }

    /// A figure's fields. One without a file still has its caption to show.
    fn figure(&mut self, object: &mut Object) -> Figure {
        let image = image_fields(self, object).unwrap_or_default();
        Figure {
            image,
            caption: self.text(object, "caption"),
            credit: self.string(object, "credit"),
            alt: self.string(object, "alt"),
        }
    }

    fn gallery(&mut self, object: &mut Object) -> Content {
        let elements = self.needed_list(object, "figures");
        let at = object.at;
        let at = at.name("figures");
        let mut figures = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            let Some(mut object) = self.object(element, at.index(index)) else { continue };
            let mut figure = self.figure(&mut object);
            figure.image.extra = self.rest(object);
            figures.push(figure);
        }
        Content::Gallery { figures, caption: self.text(object, "caption") }
    }

    fn table(&mut self, object: &mut Object) -> Content {
        let caption = self.text(object, "caption");
        let header = self.list(object, "header");
        let header = self.texts_of(header, &object.at.name("header"));
        let elements = self.needed_list(object, "rows");
        let at = object.at.name("rows");
        let mut rows = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            match element {
                Value::Array(cells) => rows.push(self.texts_of(cells, &at.index(index))),
                other => self.wrong(&at.index(index), Shape::List, &other),
            }
        }
        Content::Table { caption, header, rows }
    }
}

fn is_known(kind: &str) -> bool {
    matches!(
        kind,
        "paragraph" | "subhead" | "figure" | "gallery" | "quote" | "list" | "table" | "fact-box" | "note"
    )
}

pub(super) fn block_to_value(block: &Block) -> Written {
    let mut out = Writer::new(&block.extra);
    let kind = match &block.content {
        Content::Paragraph(text) => {
            out.put("text", text_to_value(text));
            "paragraph"
        }
        Content::Subhead(text) => {
            out.put("text", text_to_value(text));
            "subhead"
        }
        Content::Note(text) => {
            out.put("text", text_to_value(text));
            "note"
        }
        Content::Figure(figure) => {
            put_figure(&mut out, figure);
            "figure"
        }
        Content::Gallery { figures, caption } => {
            out.needed_list("figures", figures, |figure| {
                let mut out = Writer::default();
                put_figure(&mut out, figure);
                out.finish()
            });
            out.text("caption", caption.as_ref());
            "gallery"
        }
        Content::Quote { text, by } => {
            out.put("text", text_to_value(text));
            out.string("by", by.as_ref());
            "quote"
        }
        Content::List { ordered, items } => {
            out.put("ordered", *ordered);
            out.needed_list("items", items, text_to_value);
            "list"
        }
        Content::Table { caption, header, rows } => {
            out.text("caption", caption.as_ref());
            out.list("header", header, text_to_value);
            out.needed_list("rows", rows, |cells| cells.iter().map(text_to_value).collect());
            "table"
        }
        Content::FactBox { title, body } => {
            out.text("title", title.as_ref());
            out.needed_list("body", body, block_to_value);
            "fact-box"
        }
        Content::Unknown { value, .. } => return value.clone().into(),
    };
    out.put("type", kind);
    if let Some(id) = &block.id {
        out.put("id", id.as_str());
    }
    out.finish()
}

fn put_figure(out: &mut Writer, figure: &Figure) {
    put_image(out, &figure.image);
    out.text("caption", figure.caption.as_ref());
    out.string("credit", figure.credit.as_ref());
    out.string("alt", figure.alt.as_ref());
}

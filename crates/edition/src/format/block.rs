//! Blocks: one flat object. Which of its fields mean something depends on its `type`.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::tag::Tag;
use super::text::rest;
use crate::finding::{FindingKind, Refusal};
use crate::id::Id;
use crate::model::block::{Block, Content, Figure};
use crate::model::common::{Extra, is_default};
use crate::model::image::Image;
use crate::model::text::Text;
use crate::read::again::{Varied, varied};
use crate::read::fields::{field, field_as, kept, list, optional, optional_as};
use crate::read::list::{Cells, Elements};
use crate::read::record::Record;
use crate::words::{FilePath, Size};

/// Every field that a block of any type may have.
#[derive(Default, PartialEq, Deserialize, serde::Serialize)]
pub(crate) struct BlockFile {
    #[serde(rename = "type", default, deserialize_with = "field", skip_serializing_if = "is_default")]
    kind: String,
    #[serde(default, deserialize_with = "optional_as::<Id, _, _>", skip_serializing_if = "is_default")]
    id: Option<Id>,
    #[serde(default, deserialize_with = "kept", skip_serializing_if = "is_default")]
    text: Option<Text>,
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "is_default")]
    by: Option<String>,
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "is_default")]
    title: Option<Text>,
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "is_default")]
    caption: Option<Text>,
    #[serde(default, deserialize_with = "optional_as::<FilePath, _, _>", skip_serializing_if = "is_default")]
    src: Option<String>,
    #[serde(default, deserialize_with = "field_as::<Size, _, _>", skip_serializing_if = "is_default")]
    width: u32,
    #[serde(default, deserialize_with = "field_as::<Size, _, _>", skip_serializing_if = "is_default")]
    height: u32,
    #[serde(default, deserialize_with = "list::<Size, _, _>", skip_serializing_if = "is_default")]
    widths: Vec<u32>,
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "is_default")]
    credit: Option<String>,
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "is_default")]
    alt: Option<String>,
    #[serde(default, deserialize_with = "optional_as::<Elements<Record<Figure>, Figure>, _, _>")]
    #[serde(skip_serializing_if = "is_default")]
    figures: Option<Vec<Figure>>,
    #[serde(default, deserialize_with = "kept", skip_serializing_if = "is_default")]
    ordered: Option<bool>,
    #[serde(
        default,
        deserialize_with = "optional_as::<Cells<Text>, _, _>",
        skip_serializing_if = "is_default"
    )]
    items: Option<Vec<Text>>,
    #[serde(default, deserialize_with = "field_as::<Cells<Text>, _, _>", skip_serializing_if = "is_default")]
    header: Vec<Text>,
    #[serde(default, deserialize_with = "optional_as::<Elements<Cells<Text>, Vec<Text>>, _, _>")]
    #[serde(skip_serializing_if = "is_default")]
    rows: Option<Vec<Vec<Text>>>,
    #[serde(default, deserialize_with = "optional_as::<Elements<Block, Block>, _, _>")]
    #[serde(skip_serializing_if = "is_default")]
    body: Option<Vec<Block>>,
    #[cfg_attr(feature = "publisher", serde(flatten, deserialize_with = "crate::read::parse::unknown"))]
    #[cfg_attr(not(feature = "publisher"), serde(skip))]
    extra: Extra,
}

/// The fields that a block of a type needs; `None` for a type that this version does not know.
fn needed(kind: &str) -> Option<&'static [&'static str]> {
    Some(match kind {
        "paragraph" | "subhead" | "note" | "quote" => &["text"],
        "figure" => &["src"],
        "gallery" => &["figures"],
        "list" => &["items"],
        "table" => &["rows"],
        "fact-box" => &["body"],
        _ => return None,
    })
}

impl BlockFile {
    fn has(&self, name: &str) -> bool {
        match name {
            "text" => self.text.is_some(),
            "src" => self.src.is_some(),
            "figures" => self.figures.is_some(),
            "items" => self.items.is_some(),
            "rows" => self.rows.is_some(),
            _ => self.body.is_some(),
        }
    }

    /// Takes what a type of block has.
    fn take(&mut self, kind: &str) -> Content {
        match kind {
            "paragraph" => Content::Paragraph(self.text.take().unwrap_or_default()),
            "subhead" => Content::Subhead(self.text.take().unwrap_or_default()),
            "note" => Content::Note(self.text.take().unwrap_or_default()),
            "quote" => Content::Quote { text: self.text.take().unwrap_or_default(), by: self.by.take() },
            "figure" => Content::Figure(self.take_figure()),
            "gallery" => Content::Gallery {
                figures: self.figures.take().unwrap_or_default(),
                caption: self.caption.take(),
            },
            "list" => Content::List {
                ordered: self.ordered.take().unwrap_or_default(),
                items: self.items.take().unwrap_or_default(),
            },
            "table" => Content::Table {
                caption: self.caption.take(),
                header: std::mem::take(&mut self.header),
                rows: self.rows.take().unwrap_or_default(),
            },
            _ => Content::FactBox { title: self.title.take(), body: self.body.take().unwrap_or_default() },
        }
    }

    fn take_figure(&mut self) -> Figure {
        let image = Image {
            src: self.src.take().unwrap_or_default(),
            width: std::mem::take(&mut self.width),
            height: std::mem::take(&mut self.height),
            widths: std::mem::take(&mut self.widths),
            extra: Extra::new(),
        };
        Figure { image, caption: self.caption.take(), credit: self.credit.take(), alt: self.alt.take() }
    }
}

impl Varied for Block {
    type Look = Tag;
    type Record = BlockFile;

    fn needed(tag: &Tag) -> Option<&'static [&'static str]> {
        needed(&tag.kind)
    }

    fn of_record(mut file: BlockFile, tag: &Tag) -> Self {
        let content = file.take(&tag.kind);
        let (id, mut extra) = (file.id.take(), std::mem::take(&mut file.extra));
        file.kind.clear();
        // The fields of another type that stand in this one: to it, they are unknown.
        extra.extend(rest(&file));
        Self { id, content, extra }
    }

    fn of_strict(mut file: BlockFile) -> Result<Self, Refusal> {
        let tag = Tag { kind: std::mem::take(&mut file.kind) };
        let needed = needed(&tag.kind).ok_or_else(|| Refusal::new(FindingKind::UnknownBlock, &tag.kind))?;
        match needed.iter().find(|name| !file.has(name)) {
            Some(name) => Err(Refusal::new(FindingKind::MissingField, name)),
            None => Ok(Self::of_record(file, &tag)),
        }
    }

    // Nothing within can be judged by this version: the block stays as it is.
    fn of_unknown(fields: Map<String, Value>, tag: &Tag) -> Self {
        let id = fields.get("id").and_then(Value::as_str).and_then(|id| Id::new(id).ok());
        let content = Content::Unknown { kind: tag.kind.clone(), value: Value::Object(fields) };
        Self { id, content, extra: Extra::new() }
    }

    fn of_text(_: &str) -> Option<Self> {
        None
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        varied(from)
    }
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if let Content::Unknown { value, .. } = &self.content {
            return value.serialize(to);
        }
        let mut fields = to.serialize_map(None)?;
        put(&self.content, &mut fields)?;
        put_some(&mut fields, "id", self.id.as_ref())?;
        for (name, value) in &self.extra {
            fields.serialize_entry(name, value)?;
        }
        fields.end()
    }
}

fn put<M: SerializeMap>(content: &Content, fields: &mut M) -> Result<(), M::Error> {
    let tag = |fields: &mut M, kind| fields.serialize_entry("type", kind);
    match content {
        Content::Paragraph(text) => {
            tag(fields, "paragraph")?;
            fields.serialize_entry("text", text)
        }
        Content::Subhead(text) => {
            tag(fields, "subhead")?;
            fields.serialize_entry("text", text)
        }
        Content::Note(text) => {
            tag(fields, "note")?;
            fields.serialize_entry("text", text)
        }
        Content::Quote { text, by } => {
            tag(fields, "quote")?;
            put_some(fields, "by", by.as_ref())?;
            fields.serialize_entry("text", text)
        }
        Content::Figure(figure) => {
            tag(fields, "figure")?;
            let Figure { image, caption, credit, alt } = figure;
            let Image { src, width, height, widths, extra } = image;
            put_some(fields, "src", Some(src).filter(|src| !src.is_empty()))?;
            put_some(fields, "width", Some(width).filter(|width| **width > 0))?;
            put_some(fields, "height", Some(height).filter(|height| **height > 0))?;
            put_some(fields, "widths", Some(widths).filter(|widths| !widths.is_empty()))?;
            put_some(fields, "caption", caption.as_ref())?;
            put_some(fields, "credit", credit.as_ref())?;
            put_some(fields, "alt", alt.as_ref())?;
            extra.iter().try_for_each(|(name, value)| fields.serialize_entry(name, value))
        }
        Content::Gallery { figures, caption } => {
            tag(fields, "gallery")?;
            put_some(fields, "caption", caption.as_ref())?;
            fields.serialize_entry("figures", figures)
        }
        Content::List { ordered, items } => {
            tag(fields, "list")?;
            fields.serialize_entry("ordered", ordered)?;
            fields.serialize_entry("items", items)
        }
        Content::Table { caption, header, rows } => {
            tag(fields, "table")?;
            put_some(fields, "caption", caption.as_ref())?;
            put_some(fields, "header", Some(header).filter(|header| !header.is_empty()))?;
            fields.serialize_entry("rows", rows)
        }
        Content::FactBox { title, body } => {
            tag(fields, "fact-box")?;
            put_some(fields, "title", title.as_ref())?;
            fields.serialize_entry("body", body)
        }
        Content::Unknown { .. } => Ok(()),
    }
}

fn put_some<M: SerializeMap, T: Serialize>(
    fields: &mut M,
    name: &'static str,
    value: Option<&T>,
) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| fields.serialize_entry(name, value))
}

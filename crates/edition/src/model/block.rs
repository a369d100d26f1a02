//! The blocks of a body. Their form in a file is one flat object ([`crate::json`]).

use serde::Serialize;
use serde_json::Value;

use crate::id::Id;
use crate::model::common::Extra;
use crate::model::image::Image;
use crate::model::text::Text;

/// A block of a body, with its own id where the publisher gives one.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Block {
    /// Address of the block within the article; paragraphs without one are `p1`, `p2` ….
    pub id: Option<Id>,
    /// What it is.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub content: Content,
    /// Unknown fields.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

/// The content of a block.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(tag = "type", rename_all = "kebab-case"))]
pub enum Content {
    /// 段落.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::text::TextOfBlock"))]
    Paragraph(Text),
    /// 小标题.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::text::TextOfBlock"))]
    Subhead(Text),
    /// A picture with caption and credit.
    Figure(Figure),
    /// Several figures shown together.
    Gallery {
        /// The figures.
        figures: Vec<Figure>,
        /// A caption for all of them.
        caption: Option<Text>,
    },
    /// A quotation set apart.
    Quote {
        /// What is quoted.
        text: Text,
        /// Whose words.
        by: Option<String>,
    },
    /// A list.
    List {
        /// Numbered.
        #[cfg_attr(feature = "schema", schemars(default))]
        ordered: bool,
        /// The items.
        items: Vec<Text>,
    },
    /// A table; every cell is a field of its own for search.
    Table {
        /// Caption.
        caption: Option<Text>,
        /// Header cells; may be empty.
        #[cfg_attr(feature = "schema", schemars(default))]
        header: Vec<Text>,
        /// Rows of cells.
        rows: Vec<Vec<Text>>,
    },
    /// A fact box (资料): blocks under a title, no fact box within.
    FactBox {
        /// Its title.
        title: Option<Text>,
        /// Its blocks.
        body: Vec<Block>,
    },
    /// An editor's note, contact line or the like.
    #[cfg_attr(feature = "schema", schemars(with = "crate::model::text::TextOfBlock"))]
    Note(Text),
    /// A type this version does not know, kept as it was.
    #[cfg_attr(feature = "schema", schemars(skip))]
    Unknown {
        /// The unknown type's name.
        kind: String,
        /// The whole block as read.
        value: Value,
    },
}

impl Default for Content {
    fn default() -> Self {
        Self::Paragraph(Text::default())
    }
}

/// A picture in a body.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figure {
    /// File and size.
    #[serde(flatten)]
    pub image: Image,
    /// 图片说明.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<Text>,
    /// 摄影.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// What is to be seen, for those who do not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

//! The types of an edition. What is here is data alone: no parsing ([`crate::json`]), no rules
//! ([`crate::id`]), no searching ([`crate::fields`]).

use crate::date::Date;
use crate::id::{EditionId, Id};
use crate::value::{Map, Value};

/// Fields that this version does not know, kept so that a round trip loses nothing.
pub type Extra = Map;

/// The version of `edition.json`, `paper.json` and the year calendars that this crate writes.
pub const VERSION: i64 = 1;

/// One publication on one date (期).
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = crate::schema::add_version))]
pub struct Edition {
    /// The publication's id (报纸).
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::PublicationName"))]
    pub publication: Id,
    /// Date, and suffix where it is not the first edition of that day.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub id: EditionId,
    /// The edition's own name: 号外.
    pub name: Option<String>,
    /// The running number as printed (第7890期): text, since papers print what they like.
    pub number: Option<String>,
    /// The nameplate, where it differs from the publication's title.
    pub title: Option<String>,
    /// BCP 47 tag of the edition's text, where it differs from the publication's.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::LanguageTag>"))]
    pub language: Option<String>,
    /// The rights line, where it differs from the paper's.
    pub rights: Option<String>,
    /// Pages in reading order.
    pub pages: Vec<Page>,
    /// Unknown fields.
    pub extra: Extra,
}

/// One page (版).
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page {
    /// `A01`, `X04`: text, never a number.
    pub id: Id,
    /// The section (叠、子报) it belongs to: 新郑时报.
    pub section: Option<String>,
    /// The page's name (版名): 聚焦.
    pub name: Option<String>,
    /// The facsimile (版面图).
    pub image: Option<Image>,
    /// The page as PDF, relative to the edition's folder.
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::FilePath>"))]
    pub pdf: Option<String>,
    /// Old addresses that lead here.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::FilePath>", default))]
    pub aliases: Vec<String>,
    /// Articles in reading order.
    pub articles: Vec<Article>,
    /// Unknown fields.
    pub extra: Extra,
}

/// A picture file with its size in pixels, so that its room is kept before it arrives.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Image {
    /// Path relative to the edition's folder.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::FilePath"))]
    pub src: String,
    /// Width in pixels.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub width: u32,
    /// Height in pixels.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub height: u32,
    /// Widths in which a built site has the picture as WebP too, ascending: `<src>.<width>.webp`.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub widths: Vec<u32>,
    /// Unknown fields.
    pub extra: Extra,
}

/// One article (篇).
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(transform = crate::schema::add_jump))]
pub struct Article {
    /// Unique in its edition, without regard to case.
    pub id: Id,
    /// What kind of thing it is, where it is not an ordinary article.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub kind: Kind,
    /// 引题.
    pub kicker: Option<Text>,
    /// 标题, in the lines of print; one phrase for search.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Lines", default))]
    pub headline: Vec<String>,
    /// 副题.
    pub deck: Option<Text>,
    /// Who wrote, photographed, edited it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub byline: Vec<Credit>,
    /// 来源: the agency or paper it was taken from.
    pub source: Option<String>,
    /// Keywords.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub keywords: Vec<String>,
    /// Polygons on the page image (热区).
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::Polygon>", default))]
    pub regions: Vec<Region>,
    /// The article that this one is continued in (下转).
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub jump_to: Option<Id>,
    /// The article that this one continues (上接).
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub jump_from: Option<Id>,
    /// Published, corrected or withdrawn.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub status: Status,
    /// Old addresses that lead here.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::FilePath>", default))]
    pub aliases: Vec<String>,
    /// Who is to read the whole of it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub access: Access,
    /// The body. Empty for a bare photo or advertisement.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub body: Vec<Block>,
    /// Unknown fields.
    pub extra: Extra,
}

/// What an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename_all = "lowercase"))]
pub enum Kind {
    /// An ordinary article: `kind` is absent.
    #[default]
    Article,
    /// A photo with a caption and no text of its own.
    Photo,
    /// An advertisement; always marked as one.
    Advertisement,
    /// A notice (公告).
    Notice,
}

/// Who is to read the whole of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename_all = "lowercase"))]
pub enum Access {
    /// Everybody: `access` is absent.
    #[default]
    Everyone,
    /// Those who subscribe: a site has its beginning alone.
    Subscribers,
}

/// Names in one role of a byline: 记者 杨宜锦.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Credit {
    /// 记者, 通讯员, 文/图, By …: as printed. May be empty.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub role: String,
    /// The names.
    pub names: Vec<String>,
    /// Unknown fields.
    pub extra: Extra,
}

/// A polygon on the page image: x and y as fractions of its width and height, 0 to 1.
pub type Region = Vec<(f64, f64)>;

/// Whether an article stands as it was printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Status {
    /// As printed.
    #[default]
    Published,
    /// Changed after publication; the note says what.
    Corrected(Amendment),
    /// Taken back; the body is gone.
    Withdrawn(Amendment),
}

/// When and why an article was changed or withdrawn.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Amendment {
    /// The day of the change.
    pub date: Option<Date>,
    /// What was changed or why, in the publication's language.
    pub note: Option<String>,
    /// Unknown fields.
    pub extra: Extra,
}

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
    pub extra: Extra,
}

/// The content of a block.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(tag = "type", rename_all = "kebab-case"))]
pub enum Content {
    /// 段落.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::TextOfBlock"))]
    Paragraph(Text),
    /// 小标题.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::TextOfBlock"))]
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
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::TextOfBlock"))]
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
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figure {
    /// File and size.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub image: Image,
    /// 图片说明.
    pub caption: Option<Text>,
    /// 摄影.
    pub credit: Option<String>,
    /// What is to be seen, for those who do not see it.
    pub alt: Option<String>,
}

/// Text with typed runs. Plain text is one [`Run::Plain`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text(pub Vec<Run>);

/// A stretch of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Run {
    /// Text as it is.
    Plain(String),
    /// Bold.
    Strong(Text),
    /// Emphasis.
    Emphasis(Text),
    /// A link: http, https, mailto or tel.
    Link {
        /// What is shown.
        text: Text,
        /// Where it leads.
        href: String,
    },
    /// A gloss over a base (注音); the gloss is not searched.
    Ruby {
        /// The gloss.
        gloss: String,
        /// What it stands over.
        base: Text,
    },
    /// A run this version does not know: its text, and the run as it was.
    Unknown {
        /// The plain text found inside.
        text: String,
        /// The whole run as read.
        value: Value,
    },
    /// A run this version knows, with fields it does not know.
    Extended {
        /// The run.
        run: Box<Run>,
        /// Unknown fields.
        extra: Extra,
    },
}

impl Image {
    /// The file that holds the picture in one of its [widths](Self::widths).
    pub fn at_width(&self, width: u32) -> String {
        format!("{}.{width}.webp", self.src)
    }
}

impl Text {
    /// Text of one plain run.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Run::Plain(text.into())])
    }

    /// Runs joined, glosses left out: what is searched, counted and read aloud.
    pub fn joined(&self) -> String {
        let mut out = String::new();
        self.push_to(&mut out);
        out
    }

    fn push_to(&self, out: &mut String) {
        self.0.iter().for_each(|run| run.push_to(out));
    }

    /// Whether there is nothing to be seen.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(Run::is_blank)
    }
}

impl Run {
    fn push_to(&self, out: &mut String) {
        match self {
            Self::Plain(text) | Self::Unknown { text, .. } => out.push_str(text),
            Self::Strong(text) | Self::Emphasis(text) | Self::Link { text, .. } => text.push_to(out),
            Self::Ruby { base, .. } => base.push_to(out),
            Self::Extended { run, .. } => run.push_to(out),
        }
    }

    fn is_blank(&self) -> bool {
        match self {
            Self::Plain(text) => text.trim().is_empty(),
            Self::Strong(text) | Self::Emphasis(text) | Self::Link { text, .. } => text.is_blank(),
            Self::Ruby { base, .. } => base.is_blank(),
            // Nobody knows what a later version shows.
            Self::Unknown { .. } => false,
            Self::Extended { run, .. } => run.is_blank(),
        }
    }
}

impl Edition {
    /// Whether it was read from a file of a version that this program does not know.
    pub fn is_of_unknown_version(&self) -> bool {
        self.extra.contains_key("version")
    }

    /// The page of that name, and where it is.
    pub fn page(&self, id: &Id) -> Option<(usize, &Page)> {
        self.pages.iter().enumerate().find(|(_, page)| page.id.same(id))
    }

    /// The article of that name, on whatever page it stands: the page's index, the article's index on it.
    pub fn article(&self, id: &Id) -> Option<(usize, usize, &Article)> {
        self.pages.iter().enumerate().find_map(|(at, page)| {
            let (index, article) =
                page.articles.iter().enumerate().find(|(_, article)| article.id.same(id))?;
            Some((at, index, article))
        })
    }

    /// Every article in reading order.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.pages.iter().flat_map(|page| &page.articles)
    }
}

//! Texts with typed runs.

use serde_json::Value;

use crate::model::common::Extra;
use crate::read::fields::Blank;

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

impl Run {
    fn holds_nothing(&self) -> bool {
        match self {
            Self::Plain(text) => text.trim().is_empty(),
            Self::Strong(text) | Self::Emphasis(text) => Blank::is_blank(text),
            Self::Ruby { gloss, base } => gloss.trim().is_empty() && Blank::is_blank(base),
            Self::Link { .. } | Self::Unknown { .. } | Self::Extended { .. } => false,
        }
    }
}

impl Blank for Text {
    /// Whether nothing is lost without it. A link whose text is empty cannot be seen, but it says where it leads.
    fn is_blank(&self) -> bool {
        self.0.iter().all(Run::holds_nothing)
    }
}

/// The text of a block that is nothing but a text.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
pub(crate) struct TextOfBlock {
    /// The text.
    #[expect(dead_code, reason = "it is here for its schema")]
    text: Text,
}

//! What reading a file found to be wrong: where, what, and how to mend it.
//!
//! Reading ([`crate::json`]) does not stop at a finding: what can be used is used. `masthead check` shows findings to the
//! publisher.

use std::fmt;

/// Something wrong at one place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: a JSON pointer (RFC 6901) such as `/pages/0/articles/2/id`; empty for the whole file.
    pub pointer: String,
    /// What is wrong.
    pub kind: FindingKind,
    /// What stands there, shortened; empty where the pointer says it all.
    pub found: String,
    /// The reason, where the kind alone does not say it: which rule a name or a path breaks.
    pub reason: String,
}

/// Why a value is refused: the kind of finding, and the reason in words. Its text carries both, so that it passes
/// through an error that keeps nothing but a text, as those of deserializers do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The kind.
    pub kind: FindingKind,
    /// The reason; may be empty.
    pub reason: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Readers get less than was meant.
    Warning,
    /// Something was refused or is missing.
    Error,
}

/// What JSON has at a place, or should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    String,
    /// A string, or a list of runs.
    Text,
    /// A number.
    Number,
    /// True or false.
    Bool,
    /// A list.
    List,
    /// An object.
    Object,
    /// Null.
    Null,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// The file is of a version that this program does not know.
    UnknownVersion,
    /// A field that every such object needs is not there.
    MissingField,
    /// A field has the wrong type; it was passed over.
    WrongType {
        /// What should be there.
        expected: Shape,
        /// What is there.
        found: Shape,
    },
    /// A field that stands twice in its object; the last one counts.
    DuplicateKey,
    /// A field that the format does not know; it is kept and not shown.
    UnknownField,
    /// A block type that the format does not know.
    UnknownBlock,
    /// A run that the format does not know.
    UnknownRun,
    /// A `kind` of article that the format does not know.
    UnknownKind,
    /// An `access` that the format does not know.
    UnknownAccess,
    /// A `status` that the format does not know.
    UnknownStatus,
    /// A name against the rules; it was refused.
    BadId,
    /// A name that occurs twice where names are unique.
    DuplicateId,
    /// Not a date.
    BadDate,
    /// A year that is not four digits, or an edition that is not of the calendar's year.
    BadYear,
    /// The path of a file against the rules; it was refused.
    BadPath,
    /// A link against the rules; its text stays, the link was refused.
    BadLink,
    /// Not a language tag.
    BadLanguage,
    /// A number that is not whole, too large, negative, or a picture's size of 0.
    BadNumber,
    /// A picture without its width or height.
    NoSize,
    /// A region that is not a polygon of at least three points within the page.
    BadRegion,
    /// A jump to an article that the edition does not have.
    LostJump,
    /// A jump that the article at its other end does not answer.
    OneWayJump,
    /// A fact box within a fact box.
    NestedFactBox,
    /// An article that is withdrawn and has a body all the same; the body was left out.
    WithdrawnBody,
    /// An ordinary article without a headline.
    NoHeadline,
    /// A value that is refused for another reason; it was passed over.
    BadValue,
    /// There were more findings than are worth listing.
    More,
}

impl FindingKind {
    /// Its name for scripts, which stays the same: `duplicate-id`.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnknownVersion => "unknown-version",
            Self::MissingField => "missing-field",
            Self::WrongType { .. } => "wrong-type",
            Self::DuplicateKey => "duplicate-key",
            Self::UnknownField => "unknown-field",
            Self::UnknownBlock => "unknown-block",
            Self::UnknownRun => "unknown-run",
            Self::UnknownKind => "unknown-kind",
            Self::UnknownAccess => "unknown-access",
            Self::UnknownStatus => "unknown-status",
            Self::BadId => "bad-id",
            Self::DuplicateId => "duplicate-id",
            Self::BadDate => "bad-date",
            Self::BadYear => "bad-year",
            Self::BadPath => "bad-path",
            Self::BadLink => "bad-link",
            Self::BadLanguage => "bad-language",
            Self::BadNumber => "bad-number",
            Self::NoSize => "no-size",
            Self::BadRegion => "bad-region",
            Self::LostJump => "lost-jump",
            Self::OneWayJump => "one-way-jump",
            Self::NestedFactBox => "nested-fact-box",
            Self::WithdrawnBody => "withdrawn-body",
            Self::NoHeadline => "no-headline",
            Self::BadValue => "bad-value",
            Self::More => "more",
        }
    }

    /// How bad it is.
    pub fn severity(self) -> Severity {
        match self {
            Self::UnknownField | Self::OneWayJump | Self::WithdrawnBody | Self::NoHeadline => Severity::Note,
            Self::UnknownVersion
            | Self::UnknownBlock
            | Self::UnknownRun
            | Self::UnknownKind
            | Self::UnknownAccess
            | Self::NoSize
            | Self::LostJump
            | Self::NestedFactBox
            | Self::More => Severity::Warning,
            // An article that somebody meant to take back would be read on.
            Self::UnknownStatus
            | Self::MissingField
            | Self::WrongType { .. }
            | Self::DuplicateKey
            | Self::BadValue
            | Self::BadId
            | Self::DuplicateId
            | Self::BadDate
            | Self::BadYear
            | Self::BadPath
            | Self::BadLink
            | Self::BadLanguage
            | Self::BadNumber
            | Self::BadRegion => Severity::Error,
        }
    }

    /// What is wrong, without the place.
    pub fn message(self) -> String {
        let fixed = match self {
            Self::UnknownVersion => "the file is of a version that this program does not know",
            Self::MissingField => "this field is missing",
            Self::WrongType { expected, found } => {
                return format!("expected {}, found {}", expected.name(), found.name());
            }
            Self::DuplicateKey => "this field stands twice in its object; the last one counts",
            Self::BadValue => "this value is refused",
            Self::UnknownField => "the format has no field of this name here; it is kept, and not shown",
            Self::UnknownBlock => "the format has no block of this type; readers see its text at most",
            Self::UnknownRun => "the format has no run like this; readers see its text at most",
            Self::UnknownKind => "the format has no article of this kind; it is shown as an ordinary one",
            Self::UnknownAccess => {
                "the format has no such access; the article is for subscribers alone, lest a slip give it away"
            }
            Self::UnknownStatus => "the format has no such status; the article is shown as published",
            Self::BadId => "this cannot be a name",
            Self::DuplicateId => "this name occurs before, perhaps with other capitals",
            Self::BadDate => "this is not a date",
            Self::BadYear => "this is not the year, or not of the year, that the file is about",
            Self::BadPath => "this path of a file is refused",
            Self::BadLink => "this link is refused",
            Self::BadLanguage => "this is not a language tag",
            Self::BadNumber => "this is not a whole number, or it is out of range",
            Self::NoSize => "the picture's size is missing; the page will jump when the picture arrives",
            Self::BadRegion => "this region is not a polygon within the page; it is passed over",
            Self::LostJump => "the edition has no article of this name to jump to",
            Self::OneWayJump => "the article at the other end of this jump does not lead back",
            Self::NestedFactBox => "a fact box stands within a fact box",
            Self::WithdrawnBody => "the article is withdrawn; its body is left out",
            Self::NoHeadline => "this article has no headline",
            Self::More => "there are more findings than are listed",
        };
        fixed.to_owned()
    }

    /// How to mend it.
    pub fn advice(self) -> &'static str {
        match self {
            Self::UnknownVersion => {
                "use a newer Masthead, or write \"version\": 1 if the file keeps to version 1"
            }
            Self::MissingField => "write the field; docs/edition-format.md says what belongs in it",
            Self::WrongType { .. } | Self::BadValue => {
                "write the field as docs/edition-format.md describes it"
            }
            Self::DuplicateKey => "remove one of the two",
            Self::UnknownField => {
                "look for a misspelling; begin fields of your own with \"x-\" to silence this note"
            }
            Self::UnknownAccess => "write \"subscribers\", or leave the field out",
            Self::UnknownBlock | Self::UnknownRun | Self::UnknownKind | Self::UnknownStatus => {
                "look for a misspelling, or use a newer Masthead"
            }
            Self::BadId => "use letters, digits, \"-\", \"_\" and single dots, at most 120 bytes of them",
            Self::DuplicateId => "give each its own name; capitals alone do not tell names apart",
            Self::BadDate => "write dates like 2022-09-16",
            Self::BadYear => "write the year as a number of four digits, and list only its editions",
            Self::BadPath => "name a file in the edition's folder, like \"X04.webp\" or \"pictures/1.webp\"",
            Self::BadLink => "links begin with https://, http://, mailto: or tel: and have no spaces",
            Self::BadLanguage => "write a tag like zh-Hans, zh-Hant or en",
            Self::BadNumber => "write a whole number, such as the picture's size in pixels",
            Self::NoSize => "write the picture's \"width\" and \"height\" in pixels",
            Self::BadRegion => "write at least three [x, y] pairs between 0 and 1",
            Self::LostJump => "name the id of an article in the same edition, or leave the jump out",
            Self::OneWayJump => {
                "give the other article a \"jump\" with \"from\" or \"to\" that names this one"
            }
            Self::NestedFactBox => "put the inner box after the outer one",
            Self::WithdrawnBody => "remove the body from the file, so that the text is stored nowhere",
            Self::NoHeadline => {
                "write the headline, or a \"kind\" if it is a photo, an advertisement or a notice"
            }
            Self::More => "mend the first ones and check again",
        }
    }
}

impl Shape {
    /// The shape that has that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        use Shape::{Bool, List, Null, Number, Object, String, Text};
        [String, Text, Number, Bool, List, Object, Null].into_iter().find(|shape| shape.name() == name)
    }

    /// What it is called in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Text => "a text (a string or a list of runs)",
            Self::Number => "a number",
            Self::Bool => "true or false",
            Self::List => "a list",
            Self::Object => "an object",
            Self::Null => "null",
        }
    }
}

/// The kinds of which a [`Refusal`] may be.
const REFUSALS: [FindingKind; 12] = [
    FindingKind::BadId,
    FindingKind::BadDate,
    FindingKind::BadYear,
    FindingKind::BadPath,
    FindingKind::BadLink,
    FindingKind::BadLanguage,
    FindingKind::BadNumber,
    FindingKind::BadRegion,
    FindingKind::UnknownBlock,
    FindingKind::UnknownRun,
    FindingKind::DuplicateKey,
    FindingKind::MissingField,
];

impl Refusal {
    /// A refusal with its reason.
    pub fn new(kind: FindingKind, reason: impl fmt::Display) -> Self {
        Self { kind, reason: reason.to_string() }
    }

    /// Reads back what [`Display`](fmt::Display) wrote. Any other text is the reason of a [`FindingKind::BadValue`].
    pub fn parse(text: &str) -> Self {
        let (code, reason) = text.split_once(": ").unwrap_or((text, ""));
        match REFUSALS.into_iter().find(|kind| kind.code() == code) {
            Some(kind) => Self::new(kind, reason),
            None => Self::new(FindingKind::BadValue, text),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.code())?;
        if self.reason.is_empty() { Ok(()) } else { write!(f, ": {}", self.reason) }
    }
}

impl std::error::Error for Refusal {}

impl Finding {
    /// What is wrong, without the place.
    pub fn message(&self) -> String {
        let message = self.kind.message();
        if self.reason.is_empty() { message } else { format!("{message}: {}", self.reason) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "/" } else { &self.pointer };
        write!(f, "{place}: {}", self.message())?;
        if self.found.is_empty() { Ok(()) } else { write!(f, " ({:?})", self.found) }
    }
}

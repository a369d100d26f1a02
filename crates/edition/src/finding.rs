//! What reading a file found to be wrong: where, what, and how to mend it.
//!
//! Reading ([`crate::json`]) never stops at a finding: what can be used is used. The press shows findings to the
//! publisher; the reader only asks for their [`FindingKind`], so the sentences here cost it nothing.

use std::fmt;

use crate::id::IdError;
use crate::reference::ReferenceError;

/// Something wrong at one place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: a JSON pointer (RFC 6901) such as `/pages/0/articles/2/id`; empty for the whole file.
    pub pointer: String,
    /// What is wrong.
    pub kind: FindingKind,
    /// What stands there, shortened; empty where the pointer says it all.
    pub found: String,
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
    BadId(IdError),
    /// A name that occurs twice where names are unique.
    DuplicateId,
    /// Not a date.
    BadDate,
    /// A year that is not four digits, or an edition that is not of the calendar's year.
    BadYear,
    /// The path of a file against the rules; it was refused.
    BadPath(ReferenceError),
    /// A link against the rules; its text stays, the link was refused.
    BadLink(ReferenceError),
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
    /// There were more findings than are worth listing.
    More,
}

impl FindingKind {
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
            | Self::BadId(_)
            | Self::DuplicateId
            | Self::BadDate
            | Self::BadYear
            | Self::BadPath(_)
            | Self::BadLink(_)
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
            Self::UnknownField => "the format has no field of this name here; it is kept, and not shown",
            Self::UnknownBlock => "the format has no block of this type; readers see its text at most",
            Self::UnknownRun => "the format has no run like this; readers see its text at most",
            Self::UnknownKind => "the format has no article of this kind; it is shown as an ordinary one",
            Self::UnknownAccess => {
                "the format has no such access; the article is for subscribers alone, lest a slip give it away"
            }
            Self::UnknownStatus => "the format has no such status; the article is shown as published",
            Self::BadId(reason) => return format!("this cannot be a name: {reason}"),
            Self::DuplicateId => "this name occurs before, perhaps with other capitals",
            Self::BadDate => "this is not a date",
            Self::BadYear => "this is not the year, or not of the year, that the file is about",
            Self::BadPath(reason) => return format!("this path of a file is refused: {reason}"),
            Self::BadLink(reason) => return format!("this link is refused: {reason}"),
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
            Self::WrongType { .. } => "write the field as docs/edition-format.md describes it",
            Self::UnknownField => {
                "look for a misspelling; begin fields of your own with \"x-\" to silence this note"
            }
            Self::UnknownAccess => "write \"subscribers\", or leave the field out",
            Self::UnknownBlock | Self::UnknownRun | Self::UnknownKind | Self::UnknownStatus => {
                "look for a misspelling, or use a newer Masthead"
            }
            Self::BadId(_) => "use letters, digits, \"-\", \"_\" and single dots, at most 120 bytes of them",
            Self::DuplicateId => "give each its own name; capitals alone do not tell names apart",
            Self::BadDate => "write dates like 2022-09-16",
            Self::BadYear => "write the year as a number of four digits, and list only its editions",
            Self::BadPath(_) => {
                "name a file in the edition's folder, like \"X04.webp\" or \"pictures/1.webp\""
            }
            Self::BadLink(_) => "links begin with https://, http://, mailto: or tel: and have no spaces",
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

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "/" } else { &self.pointer };
        write!(f, "{place}: {}", self.kind.message())?;
        if self.found.is_empty() { Ok(()) } else { write!(f, " ({:?})", self.found) }
    }
}

//! What is there, where a paper's editions are, and cannot be read as one. A build must not take it for an edition that
//! the publisher removed.

use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use masthead_edition::id::{EditionId, Id};

use super::root::{Place, Root};

/// A publication's or an edition's folder that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The publication, as its folder is called.
    pub publication: Id,
    /// The edition; none where it is the folder of the publication.
    pub edition: Option<EditionId>,
    /// Why.
    pub why: Why,
}

/// Why something cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// This user may not.
    Denied,
    /// The system says why.
    Failed(String),
    /// A folder without the edition's file: it may not have been copied yet.
    NoEditionFile,
    /// It is a file where a folder is to be, or the other way about.
    OtherKind,
    /// A symbolic link to something that is not there.
    LeadsNowhere,
    /// A symbolic link to something outside the paper.
    LeadsOut(PathBuf),
}

impl Unread {
    /// Where it is in the paper: `zzwb/2022-09-16`.
    pub fn address(&self) -> String {
        match &self.edition {
            Some(edition) => format!("{}/{edition}", self.publication),
            None => self.publication.to_string(),
        }
    }
}

impl From<&io::Error> for Why {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => Self::OtherKind,
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Denied => f.write_str("it is there, and this user has no permission to read it"),
            Self::Failed(error) => write!(f, "it is there and cannot be read: {error}"),
            Self::NoEditionFile => f.write_str("there is no edition.json in this folder"),
            Self::OtherKind => {
                f.write_str("it is a file where a folder is to be, or a folder where a file is to be")
            }
            Self::LeadsNowhere => f.write_str("this is a symbolic link to something that is not there"),
            Self::LeadsOut(to) => {
                write!(f, "this is a symbolic link that leads out of the paper, to {}", to.display())
            }
        }
    }
}

impl Why {
    /// What to do about it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Denied => "let this user read it (chmod, chown), or run the command as another",
            Self::Failed(_) => "look at the disk and at how it is mounted",
            Self::NoEditionFile => "put the edition's file there, or remove the folder",
            Self::OtherKind => "rename it, or put the edition's folder in its place",
            Self::LeadsNowhere => "mount what it leads to, or remove the link",
            Self::LeadsOut(_) => "put what it leads to into the paper's folder, or mount it there",
        }
    }
}

/// Looks whether the folder of an edition has a file that can be read.
pub(super) fn edition_file(root: &Root, folder: &Path, file: &str) -> Result<(), Why> {
    let file = folder.join(file);
    match root.find(&file).map_err(|error| Why::from(&error))? {
        Place::Inside(found, data) if data.is_file() => {
            File::open(found).map(drop).map_err(|error| Why::from(&error))
        }
        Place::Inside(..) => Err(Why::OtherKind),
        Place::Outside(to) => Err(Why::LeadsOut(to)),
        Place::Nowhere => Err(Why::LeadsNowhere),
        Place::Nothing => match root.find(folder).map_err(|error| Why::from(&error))? {
            Place::Nowhere => Err(Why::LeadsNowhere),
            Place::Outside(to) => Err(Why::LeadsOut(to)),
            Place::Inside(_, data) if !data.is_dir() => Err(Why::OtherKind),
            Place::Inside(..) | Place::Nothing => Err(Why::NoEditionFile),
        },
    }
}

//! The one error type of the command: what happened, where, and what to do next.
//!
//! Findings in a newspaper's files are not errors of the program; they are collected by [`crate::check`] and by
//! the import's [report](crate::import::report). An [`Error`] ends the command.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What every fallible function here returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a command ended; each has its exit code (see `masthead help`, docs/publishing.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The work was done, and what was found is not good enough: exit code 1.
    Findings,
    /// The command line asks for something that cannot be: exit code 2.
    Usage,
    /// A file given by the publisher cannot be used: exit code 3.
    Input,
    /// The machine failed: disk full, no permission; exit code 4.
    Io,
    /// Another run holds the lock, and `--no-wait` was given: exit code 5.
    Busy,
}

impl Kind {
    /// The process's exit code.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Input => 3,
            Self::Io => 4,
            Self::Busy => 5,
        }
    }
}

/// Why a command ended.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    path: Option<PathBuf>,
    help: Option<String>,
}

impl Error {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), path: None, help: None }
    }

    /// The work was done, but what was found is not good enough.
    pub fn findings(message: impl Into<String>) -> Self {
        Self::new(Kind::Findings, message)
    }

    /// The command line asks for something that cannot be.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// A file of the publisher's cannot be used.
    pub fn input(path: &Path, message: impl Into<String>) -> Self {
        Self { path: Some(path.to_owned()), ..Self::new(Kind::Input, message) }
    }

    /// The machine failed while something was done to a file; `doing` reads like "write" or "read".
    pub fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        let mut made = Self::new(Kind::Io, format!("cannot {doing} this: {error}"));
        made.path = Some(path.to_owned());
        made.help = match error.kind() {
            io::ErrorKind::NotFound => Some("check the path; nothing is there".into()),
            io::ErrorKind::PermissionDenied => Some("check who owns it and what its folder permits".into()),
            io::ErrorKind::StorageFull => {
                Some("make room on the disk and run the command again; what was finished is kept".into())
            }
            _ => None,
        };
        made
    }

    /// Another run is at work where this one was to be, and it was not to wait.
    pub fn busy(folder: &Path, message: impl Into<String>) -> Self {
        Self { path: Some(folder.to_owned()), ..Self::new(Kind::Busy, message) }
    }

    /// A thread panicked while it held what others need: what it left may be half done, and is not to be used.
    pub fn poisoned() -> Self {
        Self::new(Kind::Io, "a part of this run ended before its time").help(
            "nothing was changed by it; run the command again, and report it with what was printed above if it recurs",
        )
    }

    /// A file of the command's own is not what it wrote there.
    pub fn damaged(path: &Path, error: &serde_json::Error) -> Self {
        Self::input(
            path,
            format!("this file of masthead's own is damaged, as after a loss of power: {error}"),
        )
    }

    /// Adds what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Why the command ended.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What happened, without place and advice.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The file it happened at.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What to do next.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}: ", path.display())?;
        }
        f.write_str(&self.message)?;
        if let Some(help) = &self.help {
            write!(f, "\n  {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

//! Findings, and how they are told: to people by file, to scripts as JSON.

use masthead_edition::finding::Severity;
use serde::Serialize;

use super::position::Position;
use crate::error::{Error, Result};
use crate::paper::unread::Why;
use crate::ui::{DIM, GREEN, RED, Ui, YELLOW, counted, printable};
use crate::write;

/// Something wrong in a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The file or folder, relative to the paper.
    pub file: String,
    /// The place in it, a JSON pointer; empty for the whole file.
    pub pointer: String,
    /// The same as line and column, where the file can be read.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// How bad it is.
    #[serde(serialize_with = "severity")]
    pub severity: Severity,
    /// The same name for the same thing, for scripts.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What stands there.
    pub found: String,
    /// How to mend it.
    pub advice: String,
}

/// Everything found in a paper.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// How many editions were looked at.
    pub editions: usize,
    /// What is wrong.
    pub findings: Vec<Found>,
}

impl Found {
    /// A finding about a whole file.
    pub fn new(file: &str, severity: Severity, code: &str, message: &str) -> Self {
        Self {
            file: file.to_owned(),
            pointer: String::new(),
            position: None,
            severity,
            code: code.to_owned(),
            message: message.to_owned(),
            found: String::new(),
            advice: String::new(),
        }
    }

    /// What is there and cannot be read.
    pub fn unread(file: &str, why: &Why) -> Self {
        let message = why.to_string();
        let found = match why {
            Why::Denied => Self::new(file, Severity::Error, "no-permission", &message),
            Why::Failed(_) => Self::new(file, Severity::Error, "unreadable", &message),
            Why::NoEditionFile | Why::OtherKind => {
                Self::new(file, Severity::Error, "no-edition-file", &message)
            }
            Why::LeadsNowhere => Self::new(file, Severity::Error, "dead-link", &message),
            Why::LeadsOut(_) => Self::new(file, Severity::Error, "outside-link", &message),
        };
        found.mend(why.advice())
    }

    /// The place in the file.
    #[must_use]
    pub fn at(mut self, pointer: &str) -> Self {
        pointer.clone_into(&mut self.pointer);
        self
    }

    /// The line and the column.
    #[must_use]
    pub fn stands(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    /// What stands there.
    #[must_use]
    pub fn with(mut self, found: &str) -> Self {
        found.clone_into(&mut self.found);
        self
    }

    /// How to mend it.
    #[must_use]
    pub fn mend(mut self, advice: &str) -> Self {
        advice.clone_into(&mut self.advice);
        self
    }
}

fn severity<S: serde::Serializer>(severity: &Severity, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(name(*severity))
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

impl Report {
    /// How many findings are that bad.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Prints everything.
    pub fn print(&self, ui: &Ui) -> Result<()> {
        if ui.json {
            println!("{}", write::json_pretty(self)?);
            return Ok(());
        }
        let mut last = "";
        // Who asks for quiet hears of what is wrong, and a note is about nothing wrong.
        for finding in self.findings.iter().filter(|finding| !ui.quiet || finding.severity > Severity::Note) {
            if finding.file != last {
                anstream::println!("{}", printable(&finding.file));
                last = &finding.file;
            }
            let style = match finding.severity {
                Severity::Error => RED,
                Severity::Warning => YELLOW,
                Severity::Note => DIM,
            };
            let mut place =
                finding.position.map(|at| format!("{}:{} ", at.line, at.column)).unwrap_or_default();
            if !finding.pointer.is_empty() {
                place.push_str(&format!("{} ", finding.pointer));
            }
            let found = if finding.found.is_empty() {
                String::new()
            } else {
                format!(" ({})", printable(&finding.found))
            };
            anstream::println!(
                "  {}{style}{}:{style:#} {}{found}",
                printable(&place),
                name(finding.severity),
                printable(&finding.message)
            );
            if !finding.advice.is_empty() {
                anstream::println!("    {DIM}{}{DIM:#}", finding.advice);
            }
        }
        let counts =
            [Severity::Error, Severity::Warning, Severity::Note].map(|severity| self.count(severity));
        if self.findings.is_empty() {
            ui.say(&format!("{GREEN}nothing wrong{GREEN:#} in {}", counted(self.editions, "edition")));
        } else {
            let [errors, warnings, notes] = counts;
            ui.say(&format!(
                "{}: {}, {}, {}",
                counted(self.editions, "edition"),
                counted(errors, "error"),
                counted(warnings, "warning"),
                counted(notes, "note")
            ));
        }
        Ok(())
    }

    /// Whether the paper is good enough.
    pub fn verdict(&self, strict: bool) -> Result<()> {
        let errors = self.count(Severity::Error);
        let warnings = self.count(Severity::Warning);
        match (errors, warnings) {
            (0, 0) => Ok(()),
            (0, _) if !strict => Ok(()),
            (0, warnings) => {
                Err(Error::findings(format!("{}, and --strict asks for none", counted(warnings, "warning"))))
            }
            (errors, _) => Err(Error::findings(format!("{} in this paper", counted(errors, "error")))),
        }
    }
}

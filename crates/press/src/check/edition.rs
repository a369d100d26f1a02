//! One edition: what its file says, whether the folder agrees, and whether the files it names are there.

use std::fs;

use masthead_edition::finding::{Finding, FindingKind, Severity};
use masthead_edition::id::EditionId;
use masthead_edition::json::{self, Malformed};
use masthead_edition::reference;
use serde_json::Value;

use super::position::{Position, Ruler};
use super::report::Found;
use super::{characters, files};
use crate::import::text;
use crate::paper::EditionFolder;
use crate::paper::asset::Use;
use crate::paper::folder::EDITION_FILE;
use crate::paper::unread::Why;

/// More places of damage than this in one file help nobody.
const MOST_DAMAGED: usize = 100;

/// An edition looked at.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What is wrong.
    pub findings: Vec<Found>,
    /// Its publication.
    pub publication: String,
    /// The old addresses it answers to: file, pointer, address.
    pub aliases: Vec<(String, String, String)>,
}

/// Looks at one edition.
pub fn check(folder: &EditionFolder) -> Checked {
    let file = format!("{}/{EDITION_FILE}", folder.address());
    let mut checked = Checked { publication: folder.publication.to_string(), ..Checked::default() };
    let Some(text) = text(folder, &file, &mut checked.findings) else { return checked };
    let Some((value, found)) = read(&text, &file, &mut checked.findings) else { return checked };

    for finding in found {
        let (severity, advice) = if is_measured(folder, &value, &finding) {
            (Severity::Note, "nothing need be done: `masthead build` measures the picture")
        } else {
            (finding.kind.severity(), finding.kind.advice())
        };
        let found = Found::new(&file, severity, finding.kind.code(), &finding.message());
        checked.findings.push(found.at(&finding.pointer).with(&finding.found).mend(advice));
    }
    check_address(folder, &file, &value, &mut checked.findings);

    let mut named = vec![EDITION_FILE.to_owned()];
    let mut pointer = String::new();
    walk(&value, &mut pointer, &mut |pointer, name, value| {
        match (name, value) {
            (_, Value::String(path)) if is_file(name, value) => {
                named.push(path.clone());
            }
            ("aliases", Value::Array(aliases)) => {
                for (index, alias) in aliases.iter().enumerate() {
                    if let Some(alias) = alias.as_str() {
                        checked.aliases.push((file.clone(), format!("{pointer}/{index}"), alias.to_owned()));
                    }
                }
            }
            _ => {}
        }
        check_value(folder, &file, pointer, name, value, &mut checked.findings);
    });
    files::check_strays(folder, &named, &mut checked.findings);
    checked
}

/// Whether a finding is about a size that the press finds by itself.
fn is_measured(folder: &EditionFolder, value: &Value, finding: &Finding) -> bool {
    let (picture, _) = finding.pointer.rsplit_once('/').unwrap_or_default();
    let src = value.pointer(picture).and_then(|picture| picture.get("src")).and_then(Value::as_str);
    finding.kind == FindingKind::NoSize && src.is_some_and(|src| files::size(folder, src).is_some())
}

/// The file's text. Where bytes of it are no text, each such place is told, and the rest is looked at all the same.
fn text(folder: &EditionFolder, file: &str, findings: &mut Vec<Found>) -> Option<String> {
    let bytes = match fs::read(folder.file()) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.push(Found::unread(file, &Why::from(&error)));
            return None;
        }
    };
    let (mut text, mut byte, mut damage) = (String::with_capacity(bytes.len()), 0, Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        byte += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            damage.push((text.len(), byte));
            text.push(char::REPLACEMENT_CHARACTER);
            byte += chunk.invalid().len();
        }
    }
    let mut ruler = Ruler::new(&text);
    for (at, byte) in damage.into_iter().take(MOST_DAMAGED) {
        let found = Found::new(file, Severity::Error, "not-utf8", &format!("byte {byte} is not UTF-8"));
        let advice = "save the file as UTF-8, and look whether the text is whole there";
        findings.push(found.stands(ruler.at(at)).mend(advice));
    }
    Some(text)
}

/// The file as a value, and what reading it as an edition finds.
fn read(text: &str, file: &str, findings: &mut Vec<Found>) -> Option<(Value, Vec<Finding>)> {
    let refused = |error: &Malformed| match error {
        Malformed::Syntax { line, column, message } => {
            let message = format!("this is not JSON: {message}");
            let position = Position { line: *line, column: *column };
            let found = Found::new(file, Severity::Error, "not-json", &message).stands(position);
            found.mend("look at that line and column for a missing comma, quote or bracket")
        }
        error => {
            let found = Found::new(file, Severity::Error, "too-large", &error.to_string());
            found.mend("divide the edition, or look for what fills the file")
        }
    };
    let read = json::read_edition(text);
    if let Err(error @ (Malformed::Syntax { .. } | Malformed::TooLarge)) = &read {
        findings.push(refused(error));
        return None;
    }
    let value: Value = serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).ok()?;
    // One that is no edition is told as an edition without what it needs.
    let found = read.map_or_else(|_| json::edition_from_value(value.clone()).findings, |read| read.findings);
    Some((value, found))
}

/// The folders decide where an edition stands; a file that says otherwise was put into the wrong one.
fn check_address(folder: &EditionFolder, file: &str, value: &Value, findings: &mut Vec<Found>) {
    if let Some(publication) = value["publication"].as_str()
        && publication != folder.publication.as_str()
    {
        let message = "the file names another publication than the folder it lies in";
        let found = Found::new(file, Severity::Error, "wrong-publication", message).at("/publication");
        findings.push(found.with(publication).mend("move the folder, or correct the file"));
    }
    if let Some(date) = value["date"].as_str()
        && EditionId::parse(date).is_ok_and(|id| id.date() != folder.id.date())
    {
        let message = "the file has another date than the folder it lies in";
        let found = Found::new(file, Severity::Error, "wrong-date", message).at("/date");
        findings.push(found.with(date).mend("move the folder, or correct the file"));
    }
}

fn walk<'a>(value: &'a Value, pointer: &mut String, visit: &mut impl FnMut(&str, &str, &'a Value)) {
    let length = pointer.len();
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                pointer.push('/');
                pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
                visit(pointer, name, value);
                walk(value, pointer, visit);
                pointer.truncate(length);
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                pointer.push_str(&format!("/{index}"));
                visit(pointer, "", value);
                walk(value, pointer, visit);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

/// Whether a field names a file that could be one of the edition's.
fn is_file(name: &str, value: &Value) -> bool {
    matches!(name, "src" | "pdf") && value.as_str().is_some_and(|path| reference::check_path(path).is_ok())
}

fn check_value(
    folder: &EditionFolder,
    file: &str,
    pointer: &str,
    name: &str,
    value: &Value,
    findings: &mut Vec<Found>,
) {
    if let Value::String(text) = value {
        characters::check(file, pointer, text, findings);
    }
    if let Value::String(path) = value
        && is_file(name, value)
    {
        let wanted = if name == "pdf" { Use::Pdf } else { Use::Picture };
        if files::check(folder, file, (pointer, path), wanted, findings) {
            return;
        }
    }
    match value {
        Value::String(string) if text::nfc(string.clone()) != *string => {
            let message = "this text is not in Unicode normal form C; search and links could miss it";
            let found = Found::new(file, Severity::Note, "not-nfc", message).at(pointer);
            findings.push(
                found.mend(
                    "nothing need be done: `masthead build` composes it; better compose it at the source",
                ),
            );
        }
        Value::Object(map) => {
            if let Some(path) = map.get("src").and_then(Value::as_str)
                && reference::check_path(path).is_ok()
            {
                files::check_size(folder, path, file, pointer, map, findings);
            }
        }
        _ => {}
    }
}

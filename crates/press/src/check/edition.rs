//! One edition: what its file says, whether the folder agrees, and whether the files it names are there.

use std::fs;
use std::path::Path;

use masthead_edition::finding::{Finding, FindingKind, Severity};
use masthead_edition::id::EditionId;
use masthead_edition::json::{self, Malformed};
use masthead_edition::reference;
use serde_json::Value;

use super::position::{Position, Ruler};
use super::report::Found;
use crate::import::text;
use crate::paper::folder::EDITION_FILE;
use crate::paper::{EditionFolder, picture};

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
            ("src" | "pdf", Value::String(path)) if reference::check_path(path).is_ok() => {
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
    check_strays(folder, &named, &mut checked.findings);
    checked
}

/// Whether a finding is about a size that the press finds by itself.
fn is_measured(folder: &EditionFolder, value: &Value, finding: &Finding) -> bool {
    let (picture, _) = finding.pointer.rsplit_once('/').unwrap_or_default();
    let src = value.pointer(picture).and_then(|picture| picture.get("src")).and_then(Value::as_str);
    finding.kind == FindingKind::NoSize
        && src.is_some_and(|src| picture::size(&folder.path.join(src)).is_some())
}

/// The file's text. Where bytes of it are no text, each such place is told, and the rest is looked at all the same.
fn text(folder: &EditionFolder, file: &str, findings: &mut Vec<Found>) -> Option<String> {
    let bytes = match fs::read(folder.file()) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.push(Found::new(file, Severity::Error, "unreadable", &error.to_string()));
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

fn check_value(
    folder: &EditionFolder,
    file: &str,
    pointer: &str,
    name: &str,
    value: &Value,
    findings: &mut Vec<Found>,
) {
    match value {
        Value::String(path)
            if matches!(name, "src" | "pdf")
                && reference::check_path(path).is_ok()
                && !folder.path.join(path).is_file() =>
        {
            let found =
                Found::new(file, Severity::Error, "missing-file", "this file is not in the edition's folder");
            findings
                .push(found.at(pointer).with(path).mend("put the file there, or take it out of the edition"));
        }
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
                check_size(&folder.path.join(path), file, pointer, map, findings);
            }
        }
        _ => {}
    }
}

fn check_size(
    file_path: &Path,
    file: &str,
    pointer: &str,
    map: &serde_json::Map<String, Value>,
    findings: &mut Vec<Found>,
) {
    if !file_path.is_file() {
        return;
    }
    let Some((width, height)) = picture::size(file_path) else {
        let found = Found::new(
            file,
            Severity::Error,
            "not-a-picture",
            "this file is not a picture that browsers show",
        );
        let src = map.get("src").and_then(Value::as_str).unwrap_or_default();
        findings.push(
            found.at(&format!("{pointer}/src")).with(src).mend("use WebP, AVIF, JPEG, PNG, GIF or SVG"),
        );
        return;
    };
    let said = ["width", "height"].map(|name| map.get(name).and_then(Value::as_u64).unwrap_or_default());
    let is = [u64::from(width), u64::from(height)];
    // Another size of the same shape reserves the same room.
    let same_shape = said[0] * is[1] == said[1] * is[0];
    if said != is && said.iter().all(|side| *side > 0) && !same_shape {
        let message = format!("the picture is {} × {}, so the page would jump when it arrives", is[0], is[1]);
        let found = Found::new(file, Severity::Warning, "wrong-size", &message).at(pointer);
        findings.push(found.with(&format!("{} × {}", said[0], said[1])).mend("correct width and height"));
    }
}

/// Files that nothing names are not published; often they are a picture whose name was misspelt.
fn check_strays(folder: &EditionFolder, named: &[String], findings: &mut Vec<Found>) {
    for entry in walkdir::WalkDir::new(&folder.path).sort_by_file_name().into_iter().flatten() {
        let Ok(relative) = entry.path().strip_prefix(&folder.path) else { continue };
        let relative = relative.to_string_lossy().replace('\\', "/");
        let hidden = relative.split('/').any(|part| part.starts_with('.'));
        if entry.file_type().is_file() && !hidden && !named.contains(&relative) {
            let file = format!("{}/{relative}", folder.address());
            let found =
                Found::new(&file, Severity::Note, "stray-file", "no field of the edition names this file");
            findings.push(found.mend("name it in edition.json, or remove it; it is not published"));
        }
    }
}

//! The files beside an edition: whether those that it names are there and are what they say they are, and which ones it
//! does not name.

use masthead_edition::finding::Severity;
use serde_json::Value;

use super::report::Found;
use crate::paper::asset::{self, Asset, Fault, Use};
use crate::paper::unread::Why;
use crate::paper::{EditionFolder, picture};

/// Looks at a named file, given with the place that names it. Says whether something is wrong with it.
pub(super) fn check(
    folder: &EditionFolder,
    file: &str,
    (pointer, path): (&str, &str),
    wanted: Use,
    findings: &mut Vec<Found>,
) -> bool {
    let found = match asset::look(&folder.root, &folder.path.join(path), wanted) {
        Ok(Asset::Sound(_)) => return false,
        Ok(Asset::Doubtful(_, fault) | Asset::Refused(fault)) => of_fault(file, &fault),
        Ok(Asset::Missing) => {
            Found::new(file, Severity::Error, "missing-file", "this file is not in the edition's folder")
                .mend("put the file there, or take it out of the edition")
        }
        Err(error) => Found::unread(file, &Why::from(&error)),
    };
    findings.push(found.at(pointer).with(path));
    true
}

fn of_fault(file: &str, fault: &Fault) -> Found {
    let message = fault.to_string();
    let found = match fault {
        Fault::LeadsOut(_) => Found::new(file, Severity::Error, "outside-link", &message),
        Fault::NotAPdf => Found::new(file, Severity::Error, "not-a-pdf", &message),
        Fault::NotAPicture => Found::new(file, Severity::Error, "not-a-picture", &message),
        Fault::EndingOfOtherUse(_) => Found::new(file, Severity::Error, "bad-ending", &message),
        Fault::EndingOfOtherFormat { is_shown: false } => {
            Found::new(file, Severity::Warning, "other-format", &message)
        }
        Fault::EndingOfOtherFormat { is_shown: true } => {
            Found::new(file, Severity::Note, "other-format", &message)
        }
        Fault::CutOff => Found::new(file, Severity::Warning, "cut-off", &message),
    };
    found.mend(fault.advice())
}

/// The size of a picture of the edition's.
pub(super) fn size(folder: &EditionFolder, path: &str) -> Option<(u32, u32)> {
    folder.root.file(&folder.path.join(path)).and_then(|file| picture::size(&file))
}

/// Compares the size that the edition says with that of the picture. One that is no picture, or not there, was told.
pub(super) fn check_size(
    folder: &EditionFolder,
    path: &str,
    file: &str,
    pointer: &str,
    map: &serde_json::Map<String, Value>,
    findings: &mut Vec<Found>,
) {
    let Some((width, height)) = size(folder, path) else {
        let is_sound = asset::look(&folder.root, &folder.path.join(path), Use::Picture);
        if matches!(is_sound, Ok(Asset::Sound(_) | Asset::Doubtful(_, Fault::EndingOfOtherFormat { .. }))) {
            let found = of_fault(file, &Fault::NotAPicture);
            findings.push(found.at(&format!("{pointer}/src")).with(path));
        }
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
pub(super) fn check_strays(folder: &EditionFolder, named: &[String], findings: &mut Vec<Found>) {
    for entry in walkdir::WalkDir::new(&folder.path).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let at = error.path().and_then(|path| path.strip_prefix(&folder.path).ok());
                let at = at.map(|path| path.display().to_string()).unwrap_or_default();
                let why = error.io_error().map_or_else(|| Why::Failed(error.to_string()), Why::from);
                findings.push(Found::unread(&format!("{}/{at}", folder.address()), &why));
                continue;
            }
        };
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

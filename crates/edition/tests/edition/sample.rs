//! The sample newspaper of this repository is read without a finding, and written as it was read.

use std::fs;
use std::path::{Path, PathBuf};

use masthead_edition::json;
use masthead_edition::model::{Content, Edition, Status};
use serde_json::Value;

/// Every `edition.json` of the sample, with its path.
pub(crate) fn editions() -> Vec<(PathBuf, String)> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample");
    let folders = |path: &Path| {
        let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
        folders.sort();
        folders
    };
    let files = folders(&sample)
        .into_iter()
        .flat_map(|publication| folders(&publication))
        .map(|folder| folder.join("edition.json"));
    let files: Vec<_> = files.filter(|file| file.exists()).collect();
    assert!(files.len() >= 5, "the sample has at least five editions");
    files.into_iter().map(|file| (file.clone(), fs::read_to_string(&file).unwrap())).collect()
}

#[test]
fn it_is_read_without_a_finding() {
    for (file, text) in editions() {
        let read = json::read_edition(&text).unwrap();
        assert_eq!(read.findings, [], "{}", file.display());
        let folder = file.parent().unwrap();
        let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        assert_eq!(read.value.id.to_string(), name(folder), "{}", file.display());
        assert_eq!(read.value.publication.to_string(), name(folder.parent().unwrap()), "{}", file.display());
    }
}

#[test]
fn it_is_written_as_it_was_read() {
    for (file, text) in editions() {
        let mut before: Value = serde_json::from_str(&text).unwrap();
        drop_empty_lists(&mut before);
        let mut after = json::edition_to_value(&json::read_edition(&text).unwrap().value);
        drop_empty_lists(&mut after);
        // Not assert_eq: it would print two newspapers.
        assert!(after == before, "{}", file.display());
    }
}

/// An empty list says what an absent one says.
fn drop_empty_lists(value: &mut Value) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(drop_empty_lists),
        Value::Object(fields) => {
            fields.retain(|_, value| !value.as_array().is_some_and(Vec::is_empty));
            fields.values_mut().for_each(drop_empty_lists);
        }
        _ => {}
    }
}

/// The sample is what shows the format: if a block type, a run or a status vanished from it, nobody would see it.
#[test]
fn it_shows_the_whole_format() {
    let editions: Vec<Edition> =
        editions().iter().map(|(_, text)| json::read_edition(text).unwrap().value).collect();
    let articles = || editions.iter().flat_map(Edition::articles);
    let has_block = |test: fn(&Content) -> bool| {
        articles().any(|article| article.body.iter().any(|block| test(&block.content)))
    };
    assert!(has_block(|content| matches!(content, Content::Paragraph(_))));
    assert!(has_block(|content| matches!(content, Content::Subhead(_))));
    assert!(has_block(|content| matches!(content, Content::Figure(_))));
    assert!(has_block(|content| matches!(content, Content::Gallery { .. })));
    assert!(has_block(|content| matches!(content, Content::Quote { .. })));
    assert!(has_block(|content| matches!(content, Content::List { .. })));
    assert!(has_block(|content| matches!(content, Content::Table { .. })));
    assert!(has_block(|content| matches!(content, Content::FactBox { .. })));
    assert!(has_block(|content| matches!(content, Content::Note(_))));
    assert!(articles().any(|article| article.jump.to.is_some()));
    assert!(articles().any(|article| article.jump.from.is_some()));
    assert!(articles().any(|article| matches!(article.status, Status::Corrected(_))));
    let texts: String = editions.iter().map(|edition| format!("{edition:?}")).collect();
    for run in ["Strong(", "Emphasis(", "Link {", "Ruby {"] {
        assert!(texts.contains(run), "{run}");
    }
}

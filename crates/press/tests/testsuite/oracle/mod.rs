//! Nothing is lost without a word: every run of Chinese characters of an article's body, and every picture of it, stands
//! in the edition, or the report says where it went.
//!
//! [`source`] reads bodies from the files themselves, with nothing of the import's own code; [`trees`] holds the rule
//! over every tree that the tests have; `generated` makes trees of every construct in random combination.

mod source;
mod trees;

use std::collections::BTreeSet;

use regex::Regex;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::case::Case;

/// What an article's file holds.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// The article's file in the source.
    pub(crate) path: String,
    /// Texts of the body.
    pub(crate) texts: Vec<String>,
    /// The links of its pictures.
    pub(crate) pictures: Vec<String>,
}

/// What an import made and said.
pub(crate) struct Imported {
    editions: Vec<Value>,
    /// The report's remarks by file: the code and the message.
    notes: Vec<(String, String, String)>,
    /// Names of pictures in an edition's folder, and where each was copied from.
    copies: Vec<(String, String)>,
}

impl Imported {
    /// Reads what the last import left in `paper`.
    pub(crate) fn read(case: &Case, report: &Value) -> Self {
        let mut imported = Self { editions: Vec::new(), notes: Vec::new(), copies: Vec::new() };
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        for edition in report["editions"].as_array().unwrap() {
            let address = format!("{}/{}", text(&edition["publication"]), text(&edition["edition"]));
            imported.editions.push(case.json(&format!("paper/{address}/edition.json")));
            let state = case.json(&format!("paper/.masthead/import/{address}.json"));
            let copies = state["copies"].as_object().unwrap().iter();
            imported.copies.extend(copies.map(|(name, copy)| (name.clone(), text(&copy["from"]))));
            for (file, notes) in edition["files"].as_object().unwrap() {
                for note in notes.as_array().unwrap() {
                    imported.notes.push((file.clone(), text(&note["code"]), text(&note["message"])));
                }
            }
        }
        imported
    }

    /// Everything of an article that is neither in the edition nor in the report.
    pub(crate) fn lost(&self, wanted: &Wanted) -> Vec<String> {
        let said: Vec<&(String, String, String)> =
            self.notes.iter().filter(|(file, ..)| *file == wanted.path).collect();
        let mut kept = String::new();
        let mut names = BTreeSet::new();
        let is_elsewhere = said.iter().any(|(_, code, _)| code == "repeated-text" || code == "duplicate");
        let (mut found, mut is_jump) = (false, false);
        for article in self.articles() {
            let own = article["aliases"]
                .as_array()
                .is_some_and(|paths| paths.iter().any(|path| *path == wanted.path));
            found |= own;
            is_jump |= own && article.get("jump").is_some();
            if own || is_elsewhere {
                collect(article, &mut kept, &mut names);
            }
        }
        if !found {
            return vec![format!("{}: no article of the edition is of this file", wanted.path)];
        }
        for (_, _, message) in &said {
            kept.push('\n');
            kept.push_str(message);
        }
        let kept = squeezed(&kept);
        // A printed pointer that was tied is data of the two articles.
        let mark =
            Regex::new("(下转|上接|转|接)第?[A-Z]?[0-9一二三四五六七八九十]{1,3}版(·[^）]*)?").unwrap();
        let texts =
            wanted.texts.iter().map(|text| if is_jump { mark.replace_all(text, "。") } else { text.into() });
        let texts = texts.flat_map(|text| runs(&text)).filter(|run| !kept.contains(run.as_str()));
        let pictures = wanted.pictures.iter().filter(|src| {
            let told = said.iter().any(|(_, _, message)| message.contains(src.as_str()));
            let target =
                src.trim_start_matches("../").trim_start_matches("./").trim_start_matches('/').to_lowercase();
            let copied = self
                .copies
                .iter()
                .any(|(name, from)| from.to_lowercase().ends_with(&target) && names.contains(name));
            !told && !copied
        });
        texts.chain(pictures.cloned()).map(|lost| format!("{}: {lost}", wanted.path)).collect()
    }

    /// Whether the report says of a file that it is left out for another of its address, and has another text.
    pub(crate) fn is_another_text(&self, path: &str) -> bool {
        let mut notes = self.notes.iter().filter(|(file, ..)| file == path);
        notes.any(|(_, code, message)| code == "second-copy" && message.contains("says something else"))
    }

    fn articles(&self) -> impl Iterator<Item = &Value> {
        let pages =
            self.editions.iter().flat_map(|edition| edition["pages"].as_array().into_iter().flatten());
        pages.flat_map(|page| page["articles"].as_array().into_iter().flatten())
    }

    /// Whether `--strict` must refuse.
    pub(crate) fn has_doubts(report: &Value) -> bool {
        let files = report["editions"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|edition| edition["files"].as_object().unwrap().values());
        files
            .flat_map(|notes| notes.as_array().unwrap())
            .any(|note| note["weight"] == "guessed" || note["weight"] == "missing")
    }
}

/// All texts of an article one after another, and the files of its pictures.
fn collect(value: &Value, texts: &mut String, pictures: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => texts.push_str(text),
        Value::Array(values) => values.iter().for_each(|value| collect(value, texts, pictures)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value) {
                    ("src", Value::String(src)) => {
                        pictures.insert(src.clone());
                    }
                    ("href" | "id" | "type" | "aliases" | "regions" | "jump" | "ruby", _) => {}
                    (_, value) => collect(value, texts, pictures),
                }
                if !matches!(name.as_str(), "link" | "strong" | "emphasis" | "over" | "ruby" | "href") {
                    texts.push('\n');
                }
            }
            // A gloss stands over the text, not in it.
            if let Some(gloss) = fields.get("ruby").and_then(Value::as_str) {
                texts.push_str(&format!("\n{gloss}\n"));
            }
        }
        _ => {}
    }
}

/// White space within a line says nothing; the end of a text ends a run.
fn squeezed(text: &str) -> String {
    text.nfc().filter(|letter| *letter == '\n' || !letter.is_whitespace()).collect()
}

/// The runs of Chinese characters of a text.
pub(crate) fn runs(text: &str) -> Vec<String> {
    let is_han = |letter: char| {
        matches!(letter, '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}')
    };
    let composed: String = text.nfc().collect();
    composed.split(|letter| !is_han(letter)).filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

#[test]
fn what_is_lost_is_found() {
    let article = serde_json::json!({ "aliases": ["a.htm"], "body": [{ "type": "paragraph",
        "text": ["上河", { "strong": "村收" }, "麦，", { "link": "看这里", "href": "https://example.com/" }] },
        { "type": "figure", "src": "1.png" }] });
    let imported = Imported {
        editions: vec![serde_json::json!({ "pages": [{ "articles": [article] }] })],
        notes: vec![("a.htm".into(), "template-line".into(), "a line of the template: 上一篇".into())],
        copies: vec![("1.png".into(), "res/a/1.png".into()), ("2.png".into(), "res/2.png".into())],
    };
    let wanted = |texts: &[&str], pictures: &[&str]| Wanted {
        path: "a.htm".into(),
        texts: texts.iter().map(ToString::to_string).collect(),
        pictures: pictures.iter().map(ToString::to_string).collect(),
    };
    assert!(imported.lost(&wanted(&["上河村收麦，看这里", "上一篇"], &["../../a/1.png"])).is_empty());
    assert_eq!(imported.lost(&wanted(&["上河村种麦，看", "下一篇"], &["../2.png"])).len(), 3);
    assert_eq!(imported.lost(&Wanted { path: "b.htm".into(), ..Wanted::default() }).len(), 1);
}

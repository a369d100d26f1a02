//! The package for npm, in `target/dist/masthead-reader/`: the built reader, its types, what editors want to know of the
//! tag, and the hash of every file. It is made by `cargo xtask dist`, and looked over by publint.
//!
//! What the tag can do stands in `docs/embedding.md` and `docs/theming.md`, whose tables the browser tests check against
//! the code; what editors are told is made from those tables.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha384};

use crate::tools::{self, Need};
use crate::{Outcome, dist, licences, no_arguments, self_host, shell};

const TAG: &str = "masthead-reader";
/// Says what of a file is not as its schema says: the arguments are the library, the schema, the file.
const VALIDATE: &str = "const [, ajv, schema, file] = process.argv; const { default: Ajv } = require(ajv);
const check = new Ajv({ strict: false, allErrors: true }).compile(require(schema));
if (!check(require(file))) { console.error(check.errors); process.exit(1); }";
/// What a page loads.
pub(crate) const BUILT: &[&str] = &[
    "masthead.js",
    "masthead-old.js",
    "masthead-reader.js",
    "masthead-reader_bg.wasm",
    "masthead-folding.bin",
    "masthead.css",
    "masthead-archive.js",
    "masthead-archive-view.js",
    "masthead-archive.wasm",
    "masthead-archive.bin",
];

/// Under which terms.
pub(crate) const LEGAL: &[&str] = &["LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.txt"];
/// The crates that are compiled into those files, and what for.
const CRATES: [&str; 2] = ["masthead-reader", "masthead-archive"];
const BROWSER: &str = "wasm32-unknown-unknown";

/// `cargo xtask package`: the package and the zip alone, of what was built last.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    no_arguments(arguments)?;
    let folder = dist::target().join("dist").join(TAG);
    make(&folder)?;
    self_host::make(&folder)
}

/// Makes the package of the build that is in `dist/`.
pub(crate) fn make(folder: &Path) -> Outcome {
    tools::require(Need::Package)?;
    drop(fs::remove_dir_all(folder));
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let copy = |from: &Path, name: &str| {
        fs::copy(from.join(name), folder.join(name))
            .map_err(|error| format!("{}: {error}", from.join(name).display()))
    };
    for name in BUILT {
        copy(&shell::dist(), name)?;
    }
    for name in ["README.md", "masthead-reader.d.ts"] {
        copy(&shell::root().join("packages").join(TAG), name)?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&shell::root(), name)?;
    }
    let write = |name: &str, value: &Value| {
        let text = format!("{value:#}\n");
        fs::write(folder.join(name), text).map_err(|error| format!("{name}: {error}"))
    };
    let tables = Tables::read()?;
    let terms = licences::text(&CRATES, BROWSER)?;
    fs::write(folder.join("THIRD-PARTY.txt"), terms).map_err(|error| format!("THIRD-PARTY.txt: {error}"))?;
    fs::write(folder.join("package.json"), manifest()?).map_err(|error| format!("package.json: {error}"))?;
    write("custom-elements.json", &tables.custom_elements())?;
    write("web-types.json", &tables.web_types())?;
    write("vscode.html-custom-data.json", &tables.vscode())?;
    write("integrity.json", &integrity(folder)?)?;
    let (schema, ajv) = tools::manifest_schema();
    let mut node = shell::program("node");
    node.arg("--eval").arg(VALIDATE).arg(ajv).arg(schema).arg(folder.join("custom-elements.json"));
    shell::run(&mut node)?;
    shell::run(shell::program(tools::publint()).current_dir(folder).args(["run", ".", "--strict"]))
}

/// `package.json` as it is written, in its order, which means something, with the version of the workspace.
fn manifest() -> Result<String, String> {
    let text = read("packages/masthead-reader/package.json")?;
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    Ok(text.replacen("\"version\": \"0.0.0\"", &version, 1))
}

/// `{ "masthead.js": "sha384-…" }`, as an `integrity` attribute has it.
fn integrity(folder: &Path) -> Result<Value, String> {
    let mut hashes = serde_json::Map::new();
    for name in BUILT {
        let content = fs::read(folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
        hashes.insert(
            (*name).to_owned(),
            format!("sha384-{}", STANDARD.encode(Sha384::digest(&content))).into(),
        );
    }
    Ok(hashes.into())
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(shell::root().join(path)).map_err(|error| format!("{path}: {error}"))
}

/// The tables of the documentation: under each heading the name and the description of each row.
struct Tables(BTreeMap<String, Vec<(String, String)>>);

impl Tables {
    fn read() -> Result<Self, String> {
        let tables = Self::parse(&(read("docs/embedding.md")? + &read("docs/theming.md")?));
        for heading in [
            "Attributes",
            "Methods and properties",
            "Events",
            "Slots",
            "Parts",
            "States",
            "Custom properties",
        ] {
            if tables.rows(heading).is_empty() {
                return Err(format!("docs/embedding.md and docs/theming.md have no table under “{heading}”"));
            }
        }
        Ok(tables)
    }

    fn parse(text: &str) -> Self {
        let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        let mut heading = String::new();
        for line in text.lines() {
            if let Some(title) = line.strip_prefix("## ") {
                title.clone_into(&mut heading);
            } else if let Some((name, rest)) = line.strip_prefix("| `").and_then(|row| row.split_once("` | "))
            {
                let description = rest.split(" | ").next().unwrap_or_default().trim_end_matches(" |");
                tables.entry(heading.clone()).or_default().push((name.to_owned(), description.to_owned()));
            }
        }
        Self(tables)
    }

    fn rows(&self, heading: &str) -> &[(String, String)] {
        self.0.get(heading).map(Vec::as_slice).unwrap_or_default()
    }

    /// `[{ "name": …, "description": … }]`.
    fn named(&self, heading: &str) -> Value {
        self.rows(heading)
            .iter()
            .map(|(name, description)| json!({ "name": name, "description": description }))
            .collect()
    }

    /// The manifest that tools for custom elements read: schema version 1.
    fn custom_elements(&self) -> Value {
        let text = json!({ "text": "string" });
        let attribute = |(name, description): &(String, String)| json!({ "name": name, "fieldName": name, "description": description, "type": text });
        let attributes: Vec<Value> = self.rows("Attributes").iter().map(attribute).collect();
        let field = |(name, description): &(String, String)| json!({ "kind": "field", "name": name, "attribute": name, "reflects": true, "description": description, "type": text });
        // `font` is for the stylesheet, and no property.
        let mut members: Vec<Value> =
            self.rows("Attributes").iter().filter(|(name, _)| name != "font").map(field).collect();
        members.extend(self.rows("Methods and properties").iter().map(|(name, description)| {
            match name.split_once('(') {
                Some((name, parameters)) => {
                    let parameters = parameters.trim_end_matches(')').split(", ").filter(|name| !name.is_empty());
                    let parameters: Vec<Value> = parameters.map(|name| json!({ "name": name })).collect();
                    json!({ "kind": "method", "name": name, "description": description, "parameters": parameters })
                }
                None => json!({ "kind": "field", "name": name, "readonly": true, "description": description }),
            }
        }));
        let event = |(name, description): &(String, String)| json!({ "name": name, "description": description, "type": { "text": "CustomEvent" } });
        let events: Vec<Value> = self.rows("Events").iter().map(event).collect();
        json!({
            "schemaVersion": "1.0.0",
            "modules": [{
                "kind": "javascript-module",
                "path": "masthead.js",
                "declarations": [{
                    "kind": "class", "name": "MastheadReader", "customElement": true, "tagName": TAG,
                    "superclass": { "name": "HTMLElement" },
                    "description": "A newspaper's editions, readable in any page.",
                    "attributes": attributes, "members": members, "events": events,
                    "slots": self.named("Slots"), "cssParts": self.named("Parts"),
                    "cssProperties": self.named("Custom properties"), "cssStates": self.named("States"),
                }],
                "exports": [{
                    "kind": "custom-element-definition", "name": TAG,
                    "declaration": { "name": "MastheadReader", "module": "masthead.js" },
                }],
            }],
        })
    }

    /// What JetBrains' editors read.
    fn web_types(&self) -> Value {
        json!({
            "$schema": "https://json.schemastore.org/web-types",
            "name": TAG, "version": env!("CARGO_PKG_VERSION"), "description-markup": "markdown",
            "contributions": { "html": { "elements": [{
                "name": TAG,
                "description": "A newspaper's editions, readable in any page.",
                "attributes": self.named("Attributes"),
                "slots": self.named("Slots"),
                "js": { "events": self.named("Events") },
                "css": { "properties": self.named("Custom properties"), "parts": self.named("Parts") },
            }] } },
        })
    }

    /// What VS Code reads.
    fn vscode(&self) -> Value {
        let mut attributes = self.named("Attributes");
        let values = [
            ("theme", ["auto", "light", "dark"].as_slice()),
            ("routing", &["path", "hash", "none"]),
            ("loading", &["lazy", "eager"]),
        ];
        for attribute in attributes.as_array_mut().into_iter().flatten() {
            if let Some((_, values)) = values.iter().find(|(name, _)| attribute["name"] == *name) {
                attribute["values"] = values.iter().map(|value| json!({ "name": value })).collect();
            }
        }
        json!({ "version": 1.1, "tags": [{
            "name": TAG, "description": "A newspaper's editions, readable in any page.", "attributes": attributes,
        }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_under_their_headings() {
        let tables = Tables::parse(
            "## A\n| x | y |\n|---|---|\n| `a` | one | two |\n| `b(c)` | three |\n## B\n| `d` | e |\n",
        );
        assert_eq!(tables.rows("A"), [("a".into(), "one".into()), ("b(c)".into(), "three".into())]);
        assert_eq!(tables.rows("B"), [("d".into(), "e".into())]);
    }

    #[test]
    fn editors_are_told_what_the_types_say() {
        let tables = Tables::read().unwrap();
        let types = read("packages/masthead-reader/masthead-reader.d.ts").unwrap();
        let members = &tables.custom_elements()["modules"][0]["declarations"][0]["members"];
        for member in members.as_array().unwrap() {
            let name = member["name"].as_str().unwrap();
            let is_typed = [": ", "("].iter().any(|after| types.contains(&format!(" {name}{after}")));
            assert!(is_typed, "masthead-reader.d.ts has no {name}");
        }
        for (event, _) in tables.rows("Events") {
            assert!(
                types.contains(&format!("\"{event}\": CustomEvent")),
                "masthead-reader.d.ts has no {event}"
            );
        }
        assert_eq!(types.matches("\": CustomEvent").count(), tables.rows("Events").len());
    }

    #[test]
    fn the_package_lists_every_file_that_is_made() {
        let manifest: Value = serde_json::from_str(&manifest().unwrap()).unwrap();
        assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
        let files: Vec<&str> =
            manifest["files"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        for name in BUILT.iter().chain(LEGAL).chain(&[
            "custom-elements.json",
            "web-types.json",
            "integrity.json",
            "masthead-reader.d.ts",
        ]) {
            assert!(files.contains(name), "{name}");
        }
    }
}

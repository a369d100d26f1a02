//! What the tag can do, as the documentation's tables say it, told to editors: `custom-elements.json`, and what JetBrains'
//! editors and VS Code read besides. The browser tests check the tables against the code.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::places;
use crate::release_files::PACKAGE;

/// The tables of the documentation: under each heading the name and the description of each row.
pub(super) struct Tables(BTreeMap<String, Vec<(String, String)>>);

impl Tables {
    pub(super) fn read() -> Result<Self, String> {
        let tables = Self::parse(&(places::read("docs/embedding.md")? + &places::read("docs/theming.md")?));
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

    pub(super) fn rows(&self, heading: &str) -> &[(String, String)] {
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
    pub(super) fn custom_elements(&self) -> Value {
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
                    "kind": "class", "name": "MastheadReader", "customElement": true, "tagName": PACKAGE,
                    "superclass": { "name": "HTMLElement" },
                    "description": "A newspaper's editions, readable in any page.",
                    "attributes": attributes, "members": members, "events": events,
                    "slots": self.named("Slots"), "cssParts": self.named("Parts"),
                    "cssProperties": self.named("Custom properties"), "cssStates": self.named("States"),
                }],
                "exports": [{
                    "kind": "custom-element-definition", "name": PACKAGE,
                    "declaration": { "name": "MastheadReader", "module": "masthead.js" },
                }],
            }],
        })
    }

    /// What JetBrains' editors read.
    pub(super) fn web_types(&self) -> Value {
        json!({
            "$schema": "https://json.schemastore.org/web-types",
            "name": PACKAGE, "version": env!("CARGO_PKG_VERSION"), "description-markup": "markdown",
            "contributions": { "html": { "elements": [{
                "name": PACKAGE,
                "description": "A newspaper's editions, readable in any page.",
                "attributes": self.named("Attributes"),
                "slots": self.named("Slots"),
                "js": { "events": self.named("Events") },
                "css": { "properties": self.named("Custom properties"), "parts": self.named("Parts") },
            }] } },
        })
    }

    /// What VS Code reads.
    pub(super) fn vscode(&self) -> Value {
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
            "name": PACKAGE, "description": "A newspaper's editions, readable in any page.", "attributes": attributes,
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
        let types = places::read("packages/masthead-reader/masthead-reader.d.ts").unwrap();
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
}

//! Writes what was measured into an edition's file, and leaves everything else in it as it was.
//!
//! The file is meant to be read by people: fields stand in the order of the format's description, one space of
//! indentation, points of a polygon on one line.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// What was measured on one page.
pub(super) struct Measured {
    /// The page's id.
    pub(super) page: String,
    /// The image's width.
    pub(super) width: u32,
    /// The image's height.
    pub(super) height: u32,
    /// Whether the page was printed to PDF as well.
    pub(super) has_pdf: bool,
    /// The polygons of every article.
    pub(super) regions: BTreeMap<String, Vec<Vec<[f64; 2]>>>,
}

/// An edition's text with its pages' images, and its articles' regions.
pub(super) fn with_pages(text: &str, measured: &[Measured]) -> Result<String, String> {
    let mut edition: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    for page in list(&mut edition, "pages") {
        let Some(fields) = page.as_object_mut() else { continue };
        let id = fields.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let Some(found) = measured.iter().find(|found| found.page == id) else { continue };
        let image = json!({ "src": format!("{id}.webp"), "width": found.width, "height": found.height });
        fields.insert("image".to_owned(), image);
        if found.has_pdf {
            fields.insert("pdf".to_owned(), format!("{id}.pdf").into());
        } else {
            fields.remove("pdf");
        }
        for article in list(page, "articles") {
            let Some(fields) = article.as_object_mut() else { continue };
            let id = fields.get("id").and_then(Value::as_str).unwrap_or_default();
            if let Some(regions) = found.regions.get(id) {
                fields.insert("regions".to_owned(), json!(regions));
            }
        }
    }
    let mut out = String::new();
    write(&edition, 0, &mut out);
    out.push('\n');
    Ok(out)
}

fn list<'a>(value: &'a mut Value, name: &str) -> impl Iterator<Item = &'a mut Value> {
    value.get_mut(name).and_then(Value::as_array_mut).into_iter().flatten()
}

/// The order of fields, for all objects of the format at once.
#[rustfmt::skip]
const ORDER: [&str; 46] = [
    "version", "publication", "type", "date", "suffix", "id", "kind", "section", "name", "number", "title",
    "language", "rights", "image", "pdf", "kicker", "headline", "deck", "role", "names", "byline", "source",
    "keywords", "jump", "to", "from", "regions", "status", "note", "strong", "emphasis", "ruby", "over", "link",
    "href", "src", "width", "height", "text", "by", "ordered", "items", "header", "rows", "figures", "caption",
];

fn rank(name: &str) -> usize {
    ORDER.iter().position(|known| *known == name).unwrap_or(match name {
        // What is long, or belongs to the pictures, comes last.
        "credit" => 100,
        "alt" => 101,
        "aliases" => 102,
        "body" | "articles" | "pages" => 104,
        _ => 103,
    })
}

fn write(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(fields) if !fields.is_empty() => write_object(fields, depth, out),
        Value::Array(items) if !items.is_empty() => {
            if is_points(value) {
                let points: Vec<String> = items.iter().map(Value::to_string).collect();
                out.push_str(&format!("[{}]", points.join(", ")));
                return;
            }
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                line(at, depth + 1, out);
                write(item, depth + 1, out);
            }
            close(depth, ']', out);
        }
        _ => out.push_str(&value.to_string()),
    }
}

fn write_object(fields: &Map<String, Value>, depth: usize, out: &mut String) {
    let mut names: Vec<&String> = fields.keys().collect();
    names.sort_by_key(|name| (rank(name), name.as_str()));
    out.push('{');
    for (at, name) in names.into_iter().enumerate() {
        line(at, depth + 1, out);
        out.push_str(&format!("{}: ", Value::from(name.as_str())));
        if let Some(field) = fields.get(name) {
            write(field, depth + 1, out);
        }
    }
    close(depth, '}', out);
}

/// A polygon: a list of pairs of numbers.
fn is_points(value: &Value) -> bool {
    let pair = |point: &Value| {
        point.as_array().is_some_and(|pair| !pair.is_empty() && pair.iter().all(Value::is_number))
    };
    value.as_array().is_some_and(|points| points.iter().all(pair))
}

fn line(at: usize, depth: usize, out: &mut String) {
    out.push_str(if at == 0 { "\n" } else { ",\n" });
    out.push_str(&" ".repeat(depth));
}

fn close(depth: usize, bracket: char, out: &mut String) {
    out.push('\n');
    out.push_str(&" ".repeat(depth));
    out.push(bracket);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured() -> Vec<Measured> {
        let regions = [("a1".to_owned(), vec![vec![[0.1, 0.2], [0.9, 0.2], [0.9, 0.5]]])];
        vec![Measured {
            page: "A01".to_owned(),
            width: 1200,
            height: 1760,
            has_pdf: true,
            regions: regions.into(),
        }]
    }

    #[test]
    fn measures_are_written_and_the_rest_stays() {
        let text = r#"{"pages":[{"id":"A01","articles":[{"id":"a1","headline":["一"],"body":[],"own":1}]},{"id":"A02","articles":[]}],"date":"2026-11-20","version":1}"#;
        let once = with_pages(text, &measured()).unwrap();
        let value: Value = serde_json::from_str(&once).unwrap();
        assert_eq!(value["pages"][0]["image"], json!({"src": "A01.webp", "width": 1200, "height": 1760}));
        assert_eq!(value["pages"][0]["pdf"], "A01.pdf");
        assert_eq!(value["pages"][0]["articles"][0]["own"], 1);
        assert!(value["pages"][1].get("image").is_none());
        assert!(once.starts_with("{\n \"version\": 1,\n \"date\""), "{once}");
        assert!(once.contains("\n      [[0.1,0.2], [0.9,0.2], [0.9,0.5]]\n"), "{once}");
        assert_eq!(with_pages(&once, &measured()).unwrap(), once, "a second time changes nothing");
    }
}

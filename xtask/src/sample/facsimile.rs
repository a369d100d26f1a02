//! Page images: sets each page of an edition, draws it, and records where its articles stand on it.

use std::collections::BTreeMap;
use std::path::Path;

use masthead_edition::model::Page;
use rayon::iter::{Either, IntoParallelRefIterator, ParallelIterator};
use serde_json::Value;

use super::art::Gallery;
use super::browser::Browser;
use super::compose::{self, Sheet, WIDTH};
use super::json::{self, Measured};
use super::output::write_if_changed;
use super::paper::{Held, Paper};
use super::webp;
use crate::outcome::Outcome;

/// The pages that are also stored as PDF: one in Chinese, and one in English.
const AS_PDF: [(&str, &str); 2] = [("bcrb/2026-11-20", "A02"), ("bcwb/2026-11-20-english", "E2")];

/// What the page's script hands back.
struct Set {
    /// The size of type, and how one article after the other was set, for the person who looks at the pages.
    summary: String,
    /// The boxes of each article, in pixels: left, top, right, bottom.
    boxes: BTreeMap<String, Vec<[f64; 4]>>,
}

/// Sets the pages of an edition, draws them, and writes their regions into `edition.json`.
pub(super) fn set(
    paper: &Paper,
    held: &Held,
    gallery: &Gallery,
    browser: &Browser,
    chosen: &(dyn Fn(&str) -> bool + Sync),
) -> Outcome {
    let wanted = |page: &&Page| chosen(&format!("{}/{}", held.path, page.id.as_str()));
    let pages: Vec<&Page> = held.edition.pages.iter().filter(wanted).collect();
    // A page that cannot be set does not keep the others from it.
    let set = pages.par_iter().map(|page| {
        let done = one(paper, held, page, gallery, browser);
        done.map_err(|error| format!("{} {}: {error}", held.path, page.id.as_str()))
    });
    let (measured, failed): (Vec<_>, Vec<_>) = set.partition_map(|result| match result {
        Ok(page) => Either::Left(page),
        Err(error) => Either::Right(error),
    });
    if !failed.is_empty() {
        return Err(failed.join("\n"));
    }
    let text = json::with_pages(&held.text, &measured)?;
    write_if_changed(&held.folder.join("edition.json"), text.as_bytes())
}

fn one(
    paper: &Paper,
    held: &Held,
    page: &Page,
    gallery: &Gallery,
    browser: &Browser,
) -> Result<Measured, String> {
    let id = page.id.as_str();
    let height = Sheet::of(&held.edition, page).height;
    let name = format!("{}-{id}", held.path.replace('/', "-"));
    let (raw, set, png) =
        ["raw.html", "html", "png"].map(|end| browser.scratch().join(format!("{name}.{end}"))).into();
    write(&raw, &compose::page(paper, &held.edition, page, gallery)?)?;
    let html = browser.dump(&raw, WIDTH, height)?;
    let found = result(&html)?;
    println!("  {} {id}  {}", held.path, found.summary);
    write(&set, &html)?;
    browser.screenshot(&set, &png, WIDTH, height)?;
    webp::encode(&png, &held.folder.join(format!("{id}.webp")), &webp::PAGE)?;
    let has_pdf = AS_PDF.contains(&(held.path.as_str(), id));
    if has_pdf {
        let file = browser.scratch().join(format!("{name}.pdf"));
        browser.pdf(&set, &file)?;
        let bytes = std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let day = held.edition.id.date().to_string().replace('-', "");
        write_if_changed(&held.folder.join(format!("{id}.pdf")), &undated(bytes, &day))?;
    }
    let missing = page.articles.iter().find(|article| !found.boxes.contains_key(article.id.as_str()));
    if let Some(article) = missing {
        return Err(format!("article {} is not on its page", article.id.as_str()));
    }
    let regions = found
        .boxes
        .into_iter()
        .map(|(id, boxes)| (id, boxes.iter().map(|edges| polygon(edges, height)).collect()));
    Ok(Measured { page: id.to_owned(), width: WIDTH, height, has_pdf, regions: regions.collect() })
}

/// A rectangle in pixels as a polygon in fractions of the page.
fn polygon([left, top, right, bottom]: &[f64; 4], height: u32) -> Vec<[f64; 2]> {
    let part =
        |value: f64, whole: u32| ((value / f64::from(whole)).clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0;
    let point = |x: f64, y: f64| [part(x, WIDTH), part(y, height)];
    vec![point(*left, *top), point(*right, *top), point(*right, *bottom), point(*left, *bottom)]
}

fn result(html: &str) -> Result<Set, String> {
    let start = "<script id=\"result\" type=\"application/json\">";
    let text =
        html.split_once(start).and_then(|(_, rest)| rest.split_once("</script>")).map(|(text, _)| text);
    let text = text.filter(|text| !text.is_empty()).ok_or("its script broke off")?;
    let value: Value = serde_json::from_str(text).map_err(|error| format!("its script said: {error}"))?;
    if let Some(why) = value["failed"].as_str() {
        return Err(format!("the page cannot be set: {why}"));
    }
    if let Some(over) = value["overflow"].as_array().and_then(|list| list.first()) {
        return Err(format!("something runs out of its box: {over}"));
    }
    let rectangle = |value: &Value| {
        let numbers: Option<Vec<f64>> = value.as_array()?.iter().map(Value::as_f64).collect();
        <[f64; 4]>::try_from(numbers?).ok()
    };
    let boxes = value["regions"].as_object().into_iter().flatten().map(|(id, list)| {
        (id.clone(), list.as_array().into_iter().flatten().filter_map(rectangle).collect())
    });
    Ok(Set { boxes: boxes.collect(), summary: value["summary"].as_str().unwrap_or_default().to_owned() })
}

/// A PDF says when it was made, which would make every run's file another one: the edition's day stands for it.
fn undated(mut bytes: Vec<u8>, day: &str) -> Vec<u8> {
    for name in [&b"/CreationDate (D:"[..], &b"/ModDate (D:"[..]] {
        let mut from = 0;
        while let Some(at) = find(&bytes[from..], name).map(|at| from + at + name.len()) {
            let stamp = format!("{day}000000");
            if let Some(place) = bytes.get_mut(at..at + stamp.len()) {
                place.copy_from_slice(stamp.as_bytes());
            }
            from = at;
        }
    }
    bytes
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

fn write(file: &Path, text: &str) -> Outcome {
    std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_becomes_fractions_of_four_decimals() {
        let region = polygon(&[44.0, 250.3, 1156.0, 1760.4], 1760);
        assert_eq!(region, [[0.0367, 0.1422], [0.9633, 0.1422], [0.9633, 1.0], [0.0367, 1.0]]);
    }

    #[test]
    fn a_pdf_bears_the_date_of_its_edition() {
        let pdf = b"<</CreationDate (D:20310102030405+00'00')\n/ModDate (D:20310102030405+00'00')>>".to_vec();
        let text = String::from_utf8(undated(pdf, "20261120")).unwrap();
        assert_eq!(text.matches("D:20261120000000+00'00'").count(), 2, "{text}");
    }
}

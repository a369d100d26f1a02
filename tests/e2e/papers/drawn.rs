//! Pages as the press writes them: the reader drawn natively inside the tag, with the data that it was drawn from.

use masthead_edition::calendar::Calendar;
use masthead_edition::json;
use masthead_edition::place::{Address, Place};
use masthead_reader::island::BUILD;
use masthead_reader::render::render;
use masthead_reader::{Island, Settings};
use serde_json::Value;

use super::{AT, Paper};
use crate::harness::{Browser, dist};

/// A reader takes over the pages of its own build alone: the one that draws here must be the one that is tested.
fn is_of_the_tested_build() -> bool {
    let wasm = std::fs::read(dist().join("masthead-reader_bg.wasm")).expect("a built reader");
    wasm.windows(BUILD.len()).any(|window| window == BUILD.as_bytes())
}

/// Puts a paper on the browser's site with a drawn page at a place, which has no script yet.
pub(crate) async fn carry_drawn(browser: &Browser, paper: &Paper, place: &str) {
    let page = drawn(paper, place).await;
    put(browser, paper, place, &page);
}

/// The same with the page changed on its way.
pub(crate) async fn carry_changed(
    browser: &Browser,
    paper: &Paper,
    place: &str,
    change: impl Fn(String) -> String,
) {
    let page = drawn(paper, place).await;
    let changed = change(page.clone());
    assert_ne!(changed, page, "the change changes something");
    put(browser, paper, place, &changed);
}

fn put(browser: &Browser, paper: &Paper, place: &str, page: &str) {
    for (path, content) in paper.files() {
        browser.site.put(&format!("{AT}{path}"), content);
    }
    browser.site.put(&format!("{AT}{}", place.split('?').next().unwrap_or_default()), page);
}

/// Makes the drawn page live.
pub(crate) async fn bring_to_life(browser: &Browser) {
    browser.run("return import('/masthead.js').then(() => true)", vec![]).await;
}

async fn drawn(paper: &Paper, place: &str) -> String {
    assert!(is_of_the_tested_build(), "dist/ was built from other sources; run `cargo xtask build`");
    let files = paper.files();
    let text = |path: &str| {
        let (_, content) = files.iter().find(|(found, _)| found == path)?;
        Some(String::from_utf8(content.clone()).expect("a file of text"))
    };
    let about = json::read_paper(&text("paper.json").expect("a paper")).expect("JSON").value;
    let address = Address::parse(&format!("/{place}")).expect("a place");
    let key = match &address.place {
        Place::Edition(publication, edition)
        | Place::Page(publication, edition, _)
        | Place::Article { publication, edition, .. } => Some((publication.clone(), edition.clone())),
        _ => address.scope.clone(),
    };
    let edition = key.map(|(publication, edition)| {
        let file = text(&format!("{publication}/{edition}/edition.json")).expect("an edition");
        json::read_edition(&file).expect("JSON").value
    });
    let calendars =
        files.iter().filter(|(path, _)| path.ends_with(".json") && !path.ends_with("edition.json"));
    let calendars = calendars.filter(|(path, _)| path != "paper.json").map(|(_, content)| {
        let value: Value = serde_json::from_slice(content).expect("JSON");
        json::calendar_from_value(value).value
    });
    let calendars: Vec<Calendar> = calendars.collect();
    let island = Island::new(&about, &calendars.iter().collect::<Vec<_>>(), edition.as_ref(), address);
    let rendered = render(Settings::new(AT), &island).await;
    format!(
        r#"<!DOCTYPE html>
<html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{}</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/page.css">
<link rel="stylesheet" href="/masthead.css"></head>
<body><masthead-reader src="{AT}" routing="path"><div class="mh-root">{}</div><script type="application/json" class="mh-island">{}</script></masthead-reader></body></html>"#,
        rendered.language, rendered.title, rendered.html, rendered.island
    )
}

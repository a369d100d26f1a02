//! Tests: reading an article costs in proportion to its file, whatever stands in it. Times are compared within one run:
//! four times the file may take a little more than four times as long on a busy machine; the square would be sixteen.

use std::time::{Duration, Instant};

use masthead_edition::model::Content;

use super::article;
use super::dom::Document;
use super::note::Notes;
use super::piece::{Look, Sheet};
use super::rules::Rules;

/// How long an article takes to read, at best, and how many 河 its body has.
fn read(html: &str, rules: &Rules) -> (Duration, usize) {
    let mut best = Duration::MAX;
    let mut letters = 0;
    for _ in 0..3 {
        let start = Instant::now();
        let document = Document::parse(html, &rules.article.skip);
        let sheet = Sheet { document: &document, rules, look: &|_| Look::Absent };
        let mut notes = Notes::default();
        let article = article::read(sheet, &[], &mut notes);
        best = best.min(start.elapsed());
        let count = |text: &str| text.matches('河').count();
        letters = article
            .body
            .blocks
            .iter()
            .map(|block| match &block.content {
                Content::Paragraph(text) | Content::Subhead(text) | Content::Note(text) => {
                    count(&text.joined())
                }
                Content::List { items, .. } => items.iter().map(|item| count(&item.joined())).sum(),
                Content::Table { rows, .. } => rows.iter().flatten().map(|cell| count(&cell.joined())).sum(),
                Content::Figure(figure) => {
                    figure.caption.as_ref().map_or(0, |caption| count(&caption.joined()))
                }
                _ => 0,
            })
            .sum();
    }
    (best, letters)
}

/// Reads a file of a size and of four times that, and compares. A machine that is busy at one of the two moments is asked
/// again; what grows too fast does so each time.
fn grows_with_the_file(name: &str, size: usize, page: impl Fn(usize) -> String) {
    const MOST: f64 = 9.0;
    const TRIES: usize = 4;
    let rules = Rules::load(None).unwrap();
    let (small, large) = (page(size), page(4 * size));
    let ratio = || {
        // What every file costs.
        let empty = read("<h1>题</h1>", &rules).0;
        let [small, large] = [&small, &large].map(|page| read(page, &rules).0.saturating_sub(empty));
        large.as_secs_f64() / small.as_secs_f64().max(1e-9)
    };
    let mut ratios: Vec<f64> = Vec::new();
    while ratios.len() < TRIES && ratios.iter().all(|ratio| *ratio >= MOST) {
        ratios.push(ratio());
    }
    println!("{name}: {ratios:.2?} times as long for four times as much");
    assert!(
        ratios.iter().any(|ratio| *ratio < MOST),
        "{name}: {ratios:.2?} times as long for four times as much"
    );
}

fn body(inner: &str) -> String {
    format!("<h1>题</h1><founder-content>{inner}</founder-content>")
}

#[test]
fn elements_within_elements() {
    for open in [
        "<ul><li>河",
        "<table><tr><td>河",
        "<div>河",
        "<b>河",
        "<ruby>河",
        "<span>河",
        "<blockquote><ul>河<table>",
        "<h2>河",
    ] {
        grows_with_the_file(open, 1000, |size| body(&open.repeat(size)));
    }
    grows_with_the_file("fonts of their own", 700, |size| {
        body(&(0..size).map(|size| format!("<font size={size}>河<p>")).collect::<String>())
    });
}

#[test]
fn elements_beside_elements() {
    for one in [
        "<p>河湾。</p>",
        "<br>河",
        "<span>河</span>",
        "<table class=pci_c><tr><td><img src=a.png></table>",
        "<img src=a.png>河",
        "<table><tr><td rowspan=9 colspan=9>河<tr><td>湾</table>",
        "<ruby>河<rt>hé</ruby>",
        "<h3>河</h3>",
        "<iframe></iframe>",
        "<ul><li>河</ul>",
        "<a href=https://example.com/>河</a>",
    ] {
        grows_with_the_file(one, 1000, |size| body(&one.repeat(size)));
    }
    grows_with_the_file("rows", 1000, |size| {
        body(&format!("<table>{}", "<tr><td rowspan=3>河<td>湾".repeat(size)))
    });
    grows_with_the_file("columns", 1500, |size| {
        body(&format!("<table><tr>{0}<tr>{0}", "<td rowspan=2>河".repeat(size)))
    });
}

#[test]
fn places_beside_places() {
    grows_with_the_file("bodies", 1500, |size| {
        (0..size).map(|number| format!("<founder-content>河{number}</founder-content>")).collect()
    });
    grows_with_the_file("comments", 1000, |size| {
        "<!--enpcontent-->河<!--/enpcontent--><!--enpcontent-->".repeat(size)
    });
    grows_with_the_file("spans beside the headline", 1000, |size| {
        format!("{}<strong style='font-size:23px'>题</strong>{0}", "<span></span>".repeat(size))
    });
    grows_with_the_file("headings without a headline", 1000, |size| {
        "<h3></h3><h2></h2><h4></h4>".repeat(size)
    });
    grows_with_the_file("no rule finds it", 1000, |size| {
        "<div><p>河湾渡口，今天通船。</p></div>".repeat(size)
    });
    grows_with_the_file("properties", 1000, |size| {
        format!("<!--enpproperty {}", "<title>河<author>".repeat(size))
    });
}

#[test]
fn lines_of_great_length() {
    grows_with_the_file("glued paragraphs", 1500, |size| body(&"河湾。湾河。河河。湾湾。 ".repeat(size)));
    grows_with_the_file("brackets in a headline", 2000, |size| {
        format!("<h1>{}{}</h1>", "（河 湾".repeat(size), "）".repeat(size))
    });
    grows_with_the_file("attributes", 2000, |size| {
        body(&format!("<p{}>河", (0..size).map(|number| format!(" a{number}")).collect::<String>()))
    });
    grows_with_the_file("a link around everything", 700, |size| {
        let href = format!("https://example.com/{}", "a".repeat(2000));
        body(&format!("<a href={href}>{}", "<b>河</b>湾".repeat(size)))
    });
}

#[test]
fn text_is_kept_however_deep_it_stands() {
    let rules = Rules::load(None).unwrap();
    for open in
        ["<ul><li>河", "<table><tr><td>河", "<div>河", "<b>河", "<ruby>河", "<h2>河", "<ol><table><li><td>河"]
    {
        assert_eq!(read(&body(&open.repeat(5000)), &rules).1, 5000, "{open}");
    }
}

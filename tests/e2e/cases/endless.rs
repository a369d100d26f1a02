//! Words of a megabyte, in every field of an edition: nothing hangs. A word may take some times as long to set as as much
//! ordinary text in the same field; what it must not take is the square of it, which for a megabyte is hours.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::archive;
use crate::harness::{Browser, DESKTOP, Device, PHONE, on};
use crate::papers::{AT, Paper, Routing, carry};

const LENGTH: usize = 1_000_000;
/// How many times as long a word may take as four times a quarter of ordinary text; a machine that has more to do makes
/// some difference.
const TIMES: f64 = 6.0;
/// What everything takes.
const LEAST: Duration = Duration::from_millis(1500);

/// An edition with a text in one field, and the date that it is of.
fn edition(field: &str, text: &str) -> Value {
    let mut body = vec![json!({ "type": "paragraph", "text": "后面的一段。" })];
    let figure = |name: &str| {
        let mut figure = json!({ "type": "figure", "src": "1.webp", "width": 4, "height": 3 });
        figure[name] = json!(text);
        figure
    };
    let block = match field {
        "paragraph" | "subhead" | "note" => Some(json!({ "type": field, "text": text })),
        "strong" => Some(json!({ "type": "paragraph", "text": [{ "strong": text }] })),
        "link" => {
            Some(json!({ "type": "paragraph", "text": [{ "link": text, "href": "https://example.com/" }] }))
        }
        "ruby" => Some(json!({ "type": "paragraph", "text": [{ "ruby": "注", "over": text }] })),
        "gloss" => Some(json!({ "type": "paragraph", "text": [{ "ruby": text, "over": "底" }] })),
        "caption" | "credit" | "alt" => Some(figure(field)),
        "quote" => Some(json!({ "type": "quote", "text": text })),
        "by" => Some(json!({ "type": "quote", "text": "语", "by": text })),
        "list" => Some(json!({ "type": "list", "items": [text, "二"] })),
        "table" => Some(json!({ "type": "table", "caption": text, "rows": [["格"]] })),
        "header" => Some(json!({ "type": "table", "header": ["头", text], "rows": [["格", "子"]] })),
        "cell" => Some(json!({ "type": "table", "header": ["头", "部"], "rows": [["格", text]] })),
        "box" => {
            Some(json!({ "type": "fact-box", "title": text, "body": [{ "type": "note", "text": "记" }] }))
        }
        "unknown" => Some(json!({ "type": "hologram", "text": text })),
        _ => None,
    };
    body.splice(0..0, block);
    let mut article = json!({ "id": "1", "headline": ["标题"], "body": body });
    let mut page = json!({ "id": "A01", "section": "叠", "name": "版" });
    let mut edition = json!({});
    match field {
        "headline" => article["headline"] = json!(["第一行", text]),
        "kicker" | "deck" | "source" => article[field] = json!(text),
        "role" => article["byline"] = json!([{ "role": text, "names": ["人"] }]),
        "name" => article["byline"] = json!([{ "role": "记者", "names": [text] }]),
        "keyword" => article["keywords"] = json!([text]),
        "amendment" => article["status"] = json!({ "type": "corrected", "note": text }),
        "section" | "page name" => page[field.trim_start_matches("page ")] = json!(text),
        "edition name" | "title" | "rights" | "number" => {
            edition[field.trim_start_matches("edition ")] = json!(text)
        }
        _ => {}
    }
    page["articles"] = json!([article, { "id": "2", "headline": ["另一篇"], "body": [] }]);
    edition["pages"] = json!([page, { "id": "A02", "name": "二", "articles": [] }]);
    edition
}

/// A paper with a text in one field of its own, or of its edition. A sister came out on the same day.
fn paper(field: &str, text: &str) -> Paper {
    let mut about = json!({ "title": "报", "language": "zh-Hans" });
    let (mut publication, mut sister) =
        (json!({ "id": "hb", "title": "刊" }), json!({ "id": "zb", "title": "姊妹" }));
    match field {
        "notice" | "icp" | "police" => about[field] = json!(text),
        "paper's rights" => about["rights"] = json!(text),
        "home" => about["home"] = json!({ "href": "/home/", "label": text }),
        "publication" => publication["title"] = json!(text),
        "sister" => sister["title"] = json!(text),
        _ => {}
    }
    let other =
        json!({ "pages": [{ "id": "A01", "articles": [{ "id": "1", "headline": ["别的"], "body": [] }] }] });
    Paper::new(about)
        .publication(publication)
        .edition("2026-03-02", edition(field, text))
        .publication(sister)
        .edition("2026-03-02", other)
}

/// How long it takes to open an article, its front, its page, the headline sheet and a search that finds it.
async fn takes(browser: &Browser, field: &str, text: &str) -> Duration {
    carry(browser, &paper(field, text), Routing::Path, "");
    let start = Instant::now();
    browser.open(&format!("{AT}hb/2026-03-02/A01/1/")).await;
    let view = async |place: &str, name: &str| {
        let there = "
            if (root.querySelector('.mh-reader')?.dataset.view !== arguments[0]) return false;
            return root.querySelector('.mh-reader').offsetHeight && document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        browser
            .until(
                &format!("{name} of a long {field} at {place}, as wide as the window"),
                there,
                vec![json!(name)],
            )
            .await;
    };
    view("A01/1/", "article").await;
    if !matches!(field, "edition name" | "number" | "alt" | "sister") {
        let whole = "return root.querySelector('.mh-reader').textContent.length >= arguments[0]";
        browser
            .until(&format!("all of a long {field}"), whole, vec![json!(text.trim().chars().count())])
            .await;
    }
    if field == "headline" {
        let title = "return document.title.length >= arguments[0]";
        browser.until("a long title", title, vec![json!(text.trim().chars().count())]).await;
    }
    if !is_text(field) {
        let sheet = "
            const button = (name) => [...root.querySelectorAll('button')].find((button) => visible(button) && named(button).startsWith(name));
            if (!root.querySelector('dialog')) (button(arguments[0]) ?? button('标题'))?.click();
            return root.querySelector('dialog[open]')?.offsetHeight";
        // Other papers are in a sheet of their own where there is no room for them above.
        let name = if field == "sister" { "更多" } else { "标题" };
        browser.until(&format!("the sheet {name} with a long {field}"), sheet, vec![json!(name)]).await;
    }
    // What is in a text is not on other pages.
    let elsewhere = [("/hb/2026-03-02/A01/", "page"), ("/hb/2026-03-02/", "front")];
    let found = [
        ("/search/?q=%E5%90%8E%E9%9D%A2&in=hb/2026-03-02", "search"),
        ("/hb/2026-03-02/A01/1/?q=%E5%90%8E%E9%9D%A2", "article"),
    ];
    for (place, name) in elsewhere.into_iter().filter(|_| !is_text(field)).chain(found) {
        browser.run("host.open(arguments[0])", vec![json!(place)]).await;
        view(place, name).await;
    }
    browser.rest().await;
    start.elapsed()
}

fn is_text(field: &str) -> bool {
    [TEXT, RUNS, REST].iter().any(|fields| fields.contains(&field))
}

fn nothing_hangs(device: Device, fields: &[&str]) {
    // Where lines are longer the square of a third is seen as well.
    let length = if device.touch { LENGTH } else { LENGTH / 3 };
    let word = "w".repeat(length);
    let ordinary = "words of a line ".repeat(length / 4 / 16);
    on(device, async |browser| {
        // The picture is not there.
        if fields.contains(&"caption") {
            browser.expect("1.webp");
        }
        for field in fields {
            let usual = takes(browser, field, &ordinary).await * 4;
            let long = takes(browser, field, &word).await;
            println!("{field} on {}: {long:.1?} instead of {usual:.1?}", device.label());
            let most = usual.max(LEAST).mul_f64(TIMES);
            assert!(long < most, "a long {field} takes {long:.1?} instead of {usual:.1?}");
        }
    });
}

const HEAD: &[&str] = &["headline", "kicker", "deck", "source", "role", "name", "keyword", "amendment"];
const TEXT: &[&str] = &["paragraph", "subhead", "note", "quote", "by", "list"];
const RUNS: &[&str] = &["strong", "link", "ruby", "gloss"];
const REST: &[&str] = &["caption", "credit", "alt", "table", "header", "cell", "box", "unknown"];
const PAPER: &[&str] = &["notice", "icp", "police", "paper's rights", "home", "publication", "sister"];
const PAGE: &[&str] = &["section", "page name", "edition name", "title", "rights", "number"];

#[test]
fn in_the_head_of_an_article_on_a_phone() {
    nothing_hangs(PHONE, HEAD);
}

#[test]
fn in_the_head_of_an_article_on_a_desktop() {
    nothing_hangs(DESKTOP, HEAD);
}

#[test]
fn in_its_text_on_a_phone() {
    nothing_hangs(PHONE, TEXT);
}

#[test]
fn in_its_text_on_a_desktop() {
    nothing_hangs(DESKTOP, TEXT);
}

#[test]
fn in_runs_on_a_phone() {
    nothing_hangs(PHONE, RUNS);
}

#[test]
fn in_runs_on_a_desktop() {
    nothing_hangs(DESKTOP, RUNS);
}

#[test]
fn in_pictures_and_tables_on_a_phone() {
    nothing_hangs(PHONE, REST);
}

#[test]
fn in_pictures_and_tables_on_a_desktop() {
    nothing_hangs(DESKTOP, REST);
}

#[test]
fn in_the_publishers_own_lines_on_a_phone() {
    nothing_hangs(PHONE, PAPER);
}

#[test]
fn in_the_publishers_own_lines_on_a_desktop() {
    nothing_hangs(DESKTOP, PAPER);
}

#[test]
fn around_articles_on_a_phone() {
    nothing_hangs(PHONE, PAGE);
}

#[test]
fn around_articles_on_a_desktop() {
    nothing_hangs(DESKTOP, PAGE);
}

/// What draws the archive's results is another script. Here it draws what a test answers.
#[test]
fn in_results_of_the_archive() {
    let answer = |text: &str| {
        let row = json!({ "publication": "sb", "edition": "2026-03-02", "page": "A02", "article": "104",
            "headline": ["", "清淤", text], "excerpt": [text, "清淤", "的事"] });
        let answer = json!({ "rows": [row], "total": 1, "exact": true, "more": false, "years": [], "faults": [], "done": true });
        format!(
            "export function ask(question, listener) {{ setTimeout(() => listener({answer})); return () => {{}}; }}"
        )
    };
    on(PHONE, async |browser| {
        let takes = async |text: &str| {
            archive::carry(
                browser,
                &format!(r#"<masthead-reader src="{AT}" routing="path"></masthead-reader>"#),
            );
            browser.site.put("/masthead-archive.js", answer(text));
            let start = Instant::now();
            browser.open(&format!("{AT}search/?q=%E6%B8%85%E6%B7%A4")).await;
            let whole = "
                const hit = root.querySelector('.mh-archive .mh-hits a');
                return hit && hit.offsetHeight && hit.textContent.length > arguments[0] * 2
                    && document.documentElement.scrollWidth <= document.documentElement.clientWidth";
            browser.until("a long result", whole, vec![json!(text.chars().count())]).await;
            browser.rest().await;
            start.elapsed()
        };
        let usual = takes(&"words of a line ".repeat(LENGTH / 4 / 16)).await * 4;
        for letters in ["w", "。"] {
            let long = takes(&letters.repeat(LENGTH)).await;
            assert!(
                long < usual.max(LEAST).mul_f64(TIMES),
                "a long result takes {long:.1?} instead of {usual:.1?}"
            );
        }
    });
}

/// Letters that join, signs between which no line may break, one letter with a megabyte of accents: each takes its own
/// time, so that it is compared with a quarter of itself, of which it is four times as long. The square is sixteen.
fn nothing_hangs_whatever_it_is_of(field: &str, words: &[&str]) {
    const OF_A_QUARTER: f64 = 8.0;
    on(PHONE, async |browser| {
        for letters in words {
            let quarter = takes(browser, field, &letters.repeat(LENGTH / 4)).await;
            let long = takes(browser, field, &letters.repeat(LENGTH)).await;
            println!("{field} of {letters:?}: {long:.1?}, a quarter of it {quarter:.1?}");
            let most = quarter.max(LEAST).mul_f64(OF_A_QUARTER);
            assert!(long < most, "a {field} of {letters:?} takes {long:.1?}, a quarter of it {quarter:.1?}");
        }
    });
}

const JOINED: &[&str] = &["AV", "。", "」", "\u{645}"];
const MARKED: &[&str] = &["\u{202e}a", "x\u{a0}", "\u{2019}", "1"];

#[test]
fn a_headline_of_letters_that_join() {
    nothing_hangs_whatever_it_is_of("headline", JOINED);
}

#[test]
fn a_headline_of_signs_that_do_not_break() {
    nothing_hangs_whatever_it_is_of("headline", MARKED);
}

#[test]
fn a_paragraph_of_letters_that_join() {
    nothing_hangs_whatever_it_is_of("paragraph", JOINED);
}

#[test]
fn a_paragraph_of_signs_that_do_not_break() {
    nothing_hangs_whatever_it_is_of("paragraph", MARKED);
}

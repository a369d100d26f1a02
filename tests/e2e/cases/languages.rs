//! The reader's own words, in the language of the paper or of the page that carries it.

use serde_json::json;

use crate::harness::{Browser, DESKTOP, PHONE, on, on_each};
use crate::papers::small::small;
use crate::papers::{Paper, Routing, carry, read, read_at};

/// A paper of one edition of one article, in a language.
fn paper_in(language: &str) -> Paper {
    Paper::new(json!({ "title": "試報", "language": language, "home": { "href": "/" } }))
        .publication(json!({ "id": "sb", "title": "試報" }))
        .edition(
            "2026-03-02",
            json!({ "number": "12", "pages": [
                { "id": "A1", "name": "新聞", "articles": [{ "id": "1", "headline": ["第一則"], "body": [{ "type": "paragraph", "text": "內文。" }] }] },
                { "id": "A2", "articles": [{ "id": "2", "headline": ["第二則"], "body": [] }] },
            ] }),
        )
}

async fn says(browser: &Browser, words: &[&str]) {
    for word in words {
        browser.see(word).await;
    }
}

#[test]
fn a_paper_in_traditional_characters_has_a_reader_in_traditional_characters() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read(browser, &paper_in("zh-Hant-TW")).await;
        says(browser, &["2026年3月2日", "星期一", "農曆丙午年正月十四", "第12期", "搜尋"]).await;
        browser.gives("return root.querySelector('.mh-reader').lang", vec![], "zh-Hant").await;
        browser.accessible("a front in traditional characters").await;
        browser.tap("第一則").await;
        browser.see("內文。").await;
        browser.control("下一篇").await;
    });
}

#[test]
fn an_english_paper_has_an_english_reader() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read(browser, &paper_in("en")).await;
        says(browser, &["2 March 2026", "Monday", "No. 12", "2 pages", "Search", "Archive"]).await;
        assert!(!browser.texts("main").await.concat().contains('农'));
        browser.accessible("a front in English").await;
        browser.tap("Archive").await;
        browser.see("March 2026").await;
        // English weeks begin on Monday.
        browser.gives("return text(root.querySelector('table th'))", vec![], "Mo").await;
        browser.holds("table tbody tr:first-child td:last-child", &["1"]).await;
        browser.accessible("a calendar in English").await;
    });
}

#[test]
fn the_page_that_carries_the_reader_may_choose_its_words() {
    on(PHONE, async |browser| {
        carry(browser, &small(), Routing::Path, r#"lang="en""#);
        browser.open("/paper/sb/2026-03-02/A02/104/").await;
        browser.find("main h1").await;
        says(browser, &["Search", "Headlines", "接着说清淤的事"]).await;
        // The text stays what it is, for those who hear it.
        browser.gives("return root.querySelector('main').lang", vec![], "zh-Hans").await;
    });
}

#[test]
fn an_edition_in_another_language_brings_its_own_words() {
    on(PHONE, async |browser| {
        let paper = small().edition(
            "2026-03-06-english",
            json!({ "language": "en", "name": "English", "title": "The Evening Sample", "pages": [{ "id": "E1", "articles": [
                { "id": "e1", "headline": ["A Bridge Is Closed"], "body": [{ "type": "paragraph", "text": "It opens again on Friday." }] },
            ] }] }),
        );
        read_at(browser, &paper, "wb/2026-03-06-english/").await;
        says(browser, &["The Evening Sample", "6 March 2026", "Friday", "Search"]).await;
        browser.tap("Search").await;
        browser.fill("input[type=search]", "OPENS AGAIN").await;
        browser.see("1 article").await;
        browser.accessible("search in English").await;
    });
}

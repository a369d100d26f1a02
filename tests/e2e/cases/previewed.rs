//! A paper beside its preview: what is edited is seen at once, what is broken is said, and the publisher's own fragments
//! stay where they are while somebody reads.

use std::fs;

use serde_json::json;

use super::built::is_live;
use crate::harness::{PHONE, on};
use crate::papers::built::{Served, begun_paper};

#[test]
fn an_edited_paper_is_seen_at_once_and_a_broken_one_says_what_is_wrong() {
    let (paper, edition) = begun_paper("previewed");
    let text = fs::read_to_string(&edition).expect("an edition");
    // For as long as the browser: an open page asks for its preview.
    let site = Served::new(&paper);
    on(PHONE, async |browser| {
        fs::write(&edition, &text).expect("it can be written");
        site.open(browser, "").await;
        is_live(browser).await;
        browser.see("这一期报纸").await;

        fs::write(&edition, text.replace("这一期报纸", "改过的报纸")).expect("it can be written");
        browser.see("改过的报纸").await;
        is_live(browser).await;

        fs::write(&edition, "{ \"pages\": <b>broken</b>").expect("it can be written");
        let says = "return document.querySelector('.masthead-preview.is-broken pre')?.textContent";
        let says = browser.until("what is wrong", says, vec![]).await;
        let says = says.as_str().expect("a text");
        assert!(says.contains("edition.json: ") && says.contains("line 1"), "{says}");
        let markup = browser.run("return document.querySelector('.masthead-preview b')", vec![]).await;
        assert_eq!(markup, json!(null), "text stays text");
        browser.see("改过的报纸").await;

        fs::write(&edition, &text).expect("it can be written");
        browser
            .until("it is mended", "return !document.querySelector('.masthead-preview.is-broken')", vec![])
            .await;
        browser.see("这一期报纸").await;
    });
}

#[test]
fn fragments_of_the_publishers_own_stay_while_the_reader_moves() {
    let (paper, _) = begun_paper("fragments");
    let file = paper.join("masthead.toml");
    let fragments = "[fragments]\nheader = \"fragments/header.html\"\narticle_end = \"fragments/end.html\"\n\n[[publications]]";
    let settings = fs::read_to_string(&file).expect("settings").replacen("[[publications]]", fragments, 1);
    fs::write(&file, settings).expect("it can be written");
    fs::create_dir(paper.join("fragments")).expect("a folder");
    fs::write(paper.join("fragments/header.html"), "<p>河湾网</p>").expect("it can be written");
    fs::write(paper.join("fragments/end.html"), "<p>订阅通讯</p>").expect("it can be written");

    let site = Served::new(&paper);
    on(PHONE, async |browser| {
        site.open(browser, "").await;
        is_live(browser).await;
        let shown = "return document.querySelector('[data-on=article]').hidden === arguments[0]";
        browser.until("a front page without the end of articles", shown, vec![json!(true)]).await;
        browser.run("document.querySelector('header.masthead-fragment').isTheSame = true", vec![]).await;
        browser.tap_at("a[href$='/A01/1/']").await;
        browser.until("the end of articles", shown, vec![json!(false)]).await;
        browser.back().await;
        browser.until("a front page again", shown, vec![json!(true)]).await;
        let kept = "return document.querySelector('header.masthead-fragment').isTheSame";
        browser.gives_for("the reader moved, and the page stayed", kept, vec![], json!(true)).await;

        // An article that is opened as a page has its end from the beginning.
        let place = browser
            .run("return document.querySelector(\"a[href$='/A01/1/']\").pathname.slice(1)", vec![])
            .await;
        site.open(browser, place.as_str().expect("a place")).await;
        browser.until("the end of articles", shown, vec![json!(false)]).await;
        is_live(browser).await;
        browser.until("the end of articles, live", shown, vec![json!(false)]).await;
    });
}

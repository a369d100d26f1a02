//! The archive's files when the browser keeps what is damaged, remembers what failed, or waits for what does not come: each
//! retry fetches anew.

use serde_json::json;

use super::archive::{answered, ask, open, rows};
use super::archive_faults::of_kind;
use crate::harness::{DESKTOP, PHONE, Trouble, on};
use crate::papers::AT;
use crate::papers::archive::{Narrowed, scanned};

const SCRIPT: &str = "/masthead-archive.js";

#[test]
fn a_damaged_file_that_the_browser_keeps_is_fetched_anew() {
    let own = |name: &str| vec![format!("/{name}")];
    for (what, paths, damaged) in [
        ("entry", vec![format!("{AT}archive/entry.mha")], "damaged"),
        ("lists", [of_kind('s'), of_kind('p')].concat(), "damaged"),
        ("texts", of_kind('t'), "damaged"),
        ("module", own("masthead-archive.wasm"), "\0asm\u{1}\0\0\0"),
        ("module of something else", own("masthead-archive.wasm"), "<!DOCTYPE html>"),
        ("folding table", own("masthead-folding.bin"), "damaged"),
        ("dictionary", own("masthead-archive.bin"), "damaged"),
    ] {
        on(PHONE, async |browser| {
            browser.site.cache();
            open(browser, "search/").await;
            // The reader has its own copy of the folding table by now.
            browser.quiet().await;
            browser.cdp("Network.clearBrowserCache", json!({})).await;
            for path in &paths {
                browser.site.trouble(path, Trouble::Content(damaged.to_owned()));
            }
            ask(browser, "渡口").await;
            browser.control("重试").await;
            paths.iter().for_each(|path| browser.site.heal(path));
            browser.tap("重试").await;
            answered(browser, "渡口").await;
            let wanted = scanned("渡口", Narrowed::default());
            assert_eq!(rows(browser).await, wanted[..wanted.len().min(10)], "{what}");
            browser.no_control("重试").await;
        });
    }
}

#[test]
fn a_module_that_is_none_is_named_as_damaged() {
    on(PHONE, async |browser| {
        browser.site.trouble("/masthead-archive.wasm", Trouble::Content("none".to_owned()));
        open(browser, "search/").await;
        ask(browser, "渡口").await;
        browser.see("往期暂时搜索不了。").await;
        browser.see("masthead-archive.wasm: this is another file, or it is damaged").await;
    });
}

/// A browser that remembers a module that did not come never asks for it again under the same address.
#[test]
fn the_page_that_asks_again_is_answered() {
    on(DESKTOP, async |browser| {
        browser.expect("status of 503");
        open(browser, "search/").await;
        browser.site.trouble(SCRIPT, Trouble::Status(503));
        let asked = "return host.search('渡口', { scope: 'archive' }).then((rows) => rows.length, (error) => `refused: ${error.message}`)";
        for _ in 0..2 {
            let refused = browser.run(asked, vec![]).await;
            assert!(refused.as_str().is_some_and(|said| said.starts_with("refused: ")), "{refused}");
        }
        browser.site.heal(SCRIPT);
        let wanted = scanned("渡口", Narrowed::default()).len().min(10);
        assert_eq!(browser.run(asked, vec![]).await, json!(wanted));
    });
}

#[test]
fn a_file_that_does_not_come_is_told_and_asked_for_again() {
    for (path, trouble) in [
        (format!("{AT}archive/entry.mha"), Trouble::Held),
        ("/masthead-archive.wasm".to_owned(), Trouble::Stalled),
        (SCRIPT.to_owned(), Trouble::Held),
    ] {
        on(PHONE, async |browser| {
            open(browser, "search/").await;
            browser.site.trouble(&path, trouble.clone());
            browser.fill("input[type=search]", "渡口").await;
            browser.see("往期暂时搜索不了。").await;
            browser.see("no answer in time").await;
            browser.site.heal(&path);
            browser.tap("重试").await;
            answered(browser, "渡口").await;
            let wanted = scanned("渡口", Narrowed::default());
            assert_eq!(rows(browser).await, wanted[..wanted.len().min(10)], "{path}");
        });
    }
}

/// A worker whose script does not come: the page's own thread answers in its stead.
#[test]
fn a_worker_that_does_not_start_is_replaced() {
    on(PHONE, async |browser| {
        open(browser, "search/").await;
        browser.run("return import('/masthead-archive.js').then(() => true)", vec![]).await;
        browser.site.trouble(SCRIPT, Trouble::Held);
        ask(browser, "渡口").await;
        let wanted = scanned("渡口", Narrowed::default());
        assert_eq!(rows(browser).await, wanted[..wanted.len().min(10)]);
    });
}

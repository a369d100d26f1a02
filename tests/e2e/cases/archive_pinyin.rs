//! Latin letters that are nowhere in the archive: headlines and bylines that are read so, and a table fetched only then.

use serde_json::json;

use super::archive::{answered, ask, count, open, rows};
use crate::harness::{DESKTOP, PHONE, Trouble, on, on_each};
use crate::papers::AT;
use crate::papers::archive::{Narrowed, scanned};

const TABLE: &str = "/masthead-pinyin.bin";

#[test]
fn letters_that_are_nowhere_are_read_as_pinyin() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open(browser, "search/").await;
        for query in ["河水", "route 3", "火车"] {
            ask(browser, query).await;
        }
        assert_eq!(browser.site.requests(TABLE), 0, "what is found, or no pinyin, needs no table");
        let headlines = Narrowed { headlines: true, ..Narrowed::default() };
        for (query, said) in [
            ("xtxhl", "戏台修好了"),
            ("xitai", "戏台"),
            ("xi tai xiu", "戏台修"),
            ("maizit", "麦子停"),
            ("xuexiaojinr", "学校今日"),
        ] {
            ask(browser, query).await;
            let wanted = scanned(said, headlines);
            assert!(!wanted.is_empty());
            assert_eq!(rows(browser).await, wanted[..wanted.len().min(10)], "{query}");
            assert!(browser.texts(".mh-archive mark").await.iter().all(|mark| mark == said), "{query}");
            let told = format!("没有“{query}”。标题或作者拼音相符：{} 篇", wanted.len());
            // Where ten rows are not all, the others are not looked at for their number.
            assert_eq!(count(browser).await.replace("约 ", ""), told);
        }
        browser.accessible("results by pinyin").await;
        browser.screenshot("archive-pinyin").await;
        ask(browser, "zhouer").await;
        let wanted = scanned("周二", Narrowed::default());
        assert_eq!(rows(browser).await, wanted[..10]);
        assert_eq!(browser.texts(".mh-archive .mh-excerpt").await[0], "记者 周二");
        ask(browser, "xinzheng").await;
        assert_eq!(count(browser).await, "往期中没有找到“xinzheng”。");
        assert_eq!(browser.site.requests(TABLE), 1);
        // What is opened has its characters marked.
        ask(browser, "xtxhl").await;
        browser.tap_at(".mh-archive .mh-hits a").await;
        browser.at("?q=戏台修好了").await;
        browser
            .until("the mark", "return root.querySelector('main mark')?.textContent === '戏台修好了'", vec![])
            .await;
    });
}

#[test]
fn without_the_table_what_was_said_stands_and_a_retry_finds() {
    for (trouble, why) in [
        (Trouble::Status(404), "404"),
        (Trouble::Content("short".to_owned()), "another file"),
        (Trouble::Cut, ""),
    ] {
        on(PHONE, async |browser| {
            open(browser, "search/").await;
            browser.site.trouble(TABLE, trouble.clone());
            ask(browser, "xitai").await;
            assert_eq!(count(browser).await, "往期中没有找到“xitai”。");
            let fault = async || browser.texts(".mh-archive-fault").await.concat();
            let said = fault().await;
            assert!(said.contains("masthead-pinyin.bin") && said.contains(why), "{trouble:?}: {said}");
            ask(browser, "戏台").await;
            assert_eq!((rows(browser).await.len(), fault().await), (10, String::new()));
            ask(browser, "xitai").await;
            browser.site.heal(TABLE);
            browser.tap("重试").await;
            answered(browser, "xitai").await;
            let wanted = scanned("戏台", Narrowed { headlines: true, ..Narrowed::default() });
            assert_eq!(rows(browser).await, wanted[..wanted.len().min(10)]);
            assert_eq!(fault().await, "");
        });
    }
}

/// Its lists are files like all others.
#[test]
fn a_list_that_does_not_come_is_named() {
    on(PHONE, async |browser| {
        open(browser, "search/").await;
        for (path, _) in crate::papers::archive::files() {
            if path.starts_with("archive/") && path.contains("/y") {
                browser.site.trouble(&format!("{AT}{path}"), Trouble::Status(404));
            }
        }
        ask(browser, "xitai").await;
        assert!(rows(browser).await.is_empty());
        assert!(!count(browser).await.contains("没有找到"), "{}", count(browser).await);
        let named = "return root.querySelector('.mh-archive-fault .mh-detail').textContent.includes('/y')";
        browser.gives(named, vec![], json!(true)).await;
    });
}

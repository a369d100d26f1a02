//! Search in the edition, as one types: exact after folding, marked where it matches.

use std::time::Duration;

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Browser, DESKTOP, PHONE, Trouble, on, on_each};
use crate::papers::corpus::{invented, paper_of};
use crate::papers::read_at;
use crate::papers::small::small;

const FIELD: &str = "input[type=search]";

/// Opens search in the edition of 2 March.
async fn open_search(browser: &Browser) {
    read_at(browser, &small(), "sb/2026-03-02/").await;
    browser.tap("搜索").await;
    browser.find(FIELD).await;
}

/// Searches, and returns the headlines of what is found.
async fn found(browser: &Browser, query: &str) -> Vec<String> {
    browser.fill(FIELD, query).await;
    let answered = "
        const field = root.querySelector('input[type=search]');
        const count = root.querySelector('.mh-search-count').textContent.trim();
        return field.value === arguments[0] && count !== '正在打开……' && count";
    browser.until(&format!("an answer to “{query}”"), answered, vec![json!(query)]).await;
    browser.texts(".mh-hits .mh-entry-headline").await
}

#[test]
fn results_follow_every_letter() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open_search(browser).await;
        browser.focus_on("搜索本期").await;
        for (typed, count) in [
            ("清", "找到 2 篇"),
            ("淤", "找到 2 篇"),
            ("工", "找到 1 篇"),
            ("程", "找到 1 篇"),
            ("师", "本期没有找到“清淤工程师”"),
        ] {
            browser.type_text(typed).await;
            browser.see(count).await;
        }
        browser.press(Key::Backspace).await;
        browser.see("找到 1 篇").await;
        browser.tap("清除").await;
        browser.see("输入一个字或一句话").await;
        browser.focus_on("搜索本期").await;
    });
}

#[test]
fn a_result_shows_its_place_and_its_match_in_context() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open_search(browser).await;
        assert_eq!(found(browser, "豆腐").await, ["东乡集市 逢五逢十", "东乡豆腐坊开张"]);
        browser.holds(".mh-hits .mh-hit-place", &["X04 东乡时报 · 聚焦"]).await;
        browser.shows(".mh-hits .mh-excerpt mark", &["豆腐"]).await;
        browser.holds(".mh-hits .mh-excerpt", &["第二段写到豆腐与豆浆"]).await;
        browser.shows(".mh-hits .mh-entry-headline mark", &["豆腐"]).await;
        browser.accessible("results").await;
        browser.screenshot("search").await;
    });
}

#[test]
fn a_result_opens_with_the_match_marked_until_one_wishes_otherwise() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open_search(browser).await;
        found(browser, "豆腐").await;
        browser.tap("东乡集市 逢五逢十").await;
        browser.see("第二段写到豆腐与豆浆").await;
        browser.shows(".mh-body mark", &["豆腐"]).await;
        browser.at("/X04/106/?q=豆腐").await;
        browser.tap("取消标记").await;
        browser.at("/X04/106/").await;
        browser.until("no marks", "return !root.querySelector('.mh-body mark')", vec![]).await;
    });
}

#[test]
fn in_an_opened_result_one_steps_from_match_to_match() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A01/101/?q=返青").await;
        let count =
            browser.until("marks", "return root.querySelectorAll('article mark').length", vec![]).await;
        browser.see(&format!("{count} 处")).await;
        let current = "
            const mark = root.querySelector('article mark[data-is]'), { top } = mark.getBoundingClientRect();
            return top > 0 && top < innerHeight && [...root.querySelectorAll('article mark')].indexOf(mark) + 1";
        for step in [1, 2] {
            browser.tap("下一处").await;
            browser.see(&format!("{step} / {count}")).await;
            browser.gives(current, vec![], json!(step)).await;
        }
        browser.accessible("an article with matches").await;
        browser.screenshot("matches").await;
        browser.tap("上一处").await;
        browser.tap("上一处").await;
        browser.see(&format!("{count} / {count}")).await;
        browser.tap("取消标记").await;
        browser.until("no marks", "return !root.querySelector('article mark')", vec![]).await;
    });
}

#[test]
fn back_from_a_result_finds_the_results_again() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open_search(browser).await;
        found(browser, "豆腐").await;
        browser.at("/search/?q=豆腐&in=sb/2026-03-02").await;
        browser.tap("东乡集市 逢五逢十").await;
        browser.see("第二段写到豆腐与豆浆").await;
        browser.back().await;
        browser.see("找到 2 篇").await;
        let value = "return root.querySelector('input[type=search]').value";
        browser.gives(value, vec![], "豆腐").await;
    });
}

#[test]
fn one_character_is_a_query() {
    on(PHONE, async |browser| {
        open_search(browser).await;
        assert_eq!(found(browser, "麦").await, ["全县百万亩小麦 返青长势喜人"]);
    });
}

#[test]
fn a_phrase_may_run_over_the_break_of_a_headline() {
    on(PHONE, async |browser| {
        open_search(browser).await;
        assert_eq!(found(browser, "小麦返青").await, ["全县百万亩小麦 返青长势喜人"]);
        assert_eq!(
            browser.texts(".mh-hits .mh-entry-headline mark").await.concat().replace(' ', ""),
            "小麦返青"
        );
    });
}

#[test]
fn traditional_finds_simplified_and_full_width_finds_half_width() {
    on(PHONE, async |browser| {
        open_search(browser).await;
        assert_eq!(found(browser, "東鄉集市").await, ["东乡集市 逢五逢十"]);
        assert_eq!(found(browser, "abc123").await, ["东乡集市 逢五逢十"]);
        browser.shows(".mh-excerpt mark", &["ＡＢＣ１２３"]).await;
        assert_eq!(found(browser, "３１万").await, ["全县百万亩小麦 返青长势喜人"]);
    });
}

#[test]
fn words_apart_must_all_be_there_and_a_minus_excludes() {
    on(PHONE, async |browser| {
        open_search(browser).await;
        assert_eq!(found(browser, "清淤 船老大").await, ["清淤工程的前前后后"]);
        assert_eq!(found(browser, "清淤 -船老大").await, ["河道清淤一期完工"]);
    });
}

#[test]
fn fields_are_searched_apart_and_a_gloss_not_at_all() {
    on(PHONE, async |browser| {
        open_search(browser).await;
        // Two cells of a table, two blocks, and a gloss over its base.
        for apart in ["东乡31万", "等人老农", "fén"] {
            assert!(found(browser, apart).await.is_empty(), "{apart} is not a phrase of the paper");
        }
        assert_eq!(found(browser, "渠水流过汾河滩").await.len(), 1);
        assert_eq!(found(browser, "返青了。长势").await.len(), 1);
    });
}

#[test]
fn enter_leaves_the_results_and_puts_the_keyboard_away() {
    on(PHONE, async |browser| {
        open_search(browser).await;
        found(browser, "豆腐").await;
        browser.press(Key::Enter).await;
        browser
            .until("the field to be left", "return root.activeElement?.localName !== 'input'", vec![])
            .await;
        browser.gives("return root.querySelectorAll('.mh-hits li').length", vec![], 2).await;
    });
}

#[test]
fn many_results_come_in_portions() {
    on(PHONE, async |browser| {
        read_at(browser, &paper_of(&invented(100)), "search/").await;
        found(browser, "田里的事").await;
        browser.see("找到 100 篇").await;
        for shown in [30, 60, 90, 100] {
            browser
                .until(
                    &format!("{shown} results"),
                    "return root.querySelectorAll('.mh-hits li').length === arguments[0]",
                    vec![json!(shown)],
                )
                .await;
            if shown < 100 {
                browser.tap("显示更多").await;
            } else {
                browser.no_control("显示更多").await;
            }
        }
        assert_eq!(found(browser, "编号77的").await, ["编号77的一篇"]);
    });
}

/// What makes text comparable is a file of its own, which may fail like any other.
#[test]
fn without_the_folding_table_search_says_so_and_a_retry_finds() {
    const TABLE: &str = "/masthead-folding.bin";
    on_each(&[PHONE, DESKTOP], async |browser| {
        browser.expect("status of 503");
        browser.site.trouble(TABLE, Trouble::Status(503));
        read_at(browser, &small(), "search/?in=sb/2026-03-02").await;
        browser.see("网站暂时无法提供这份文件（状态 503）。").await;
        browser.accessible("search without its table").await;
        browser.site.trouble(TABLE, Trouble::Content("<!DOCTYPE html>".to_owned()));
        browser.tap("重试").await;
        browser.requested(TABLE, 2).await;
        browser.see("收到的是一个网页，不是这份文件。").await;
        browser.site.trouble(TABLE, Trouble::Content("short".to_owned()));
        browser.tap("重试").await;
        browser.see("这份文件不是报纸数据，无法读出。").await;
        browser.site.heal(TABLE);
        browser.fill(FIELD, "豆腐").await;
        browser.tap("重试").await;
        assert_eq!(found(browser, "豆腐").await, ["东乡集市 逢五逢十", "东乡豆腐坊开张"]);
    });
}

/// A shared address opens an article with what was searched for in it, before anything has been searched.
#[test]
fn an_address_with_a_query_marks_once_the_folding_table_is_there() {
    on(PHONE, async |browser| {
        browser.site.trouble("/masthead-folding.bin", Trouble::Slow(Duration::from_millis(700)));
        read_at(browser, &small(), "sb/2026-03-02/A02/104/?q=清淤").await;
        browser.see("接着说清淤的事").await;
        browser.until("the match to be marked", "return root.querySelector('mark')", vec![]).await;
        assert_eq!(browser.texts("mark").await[0], "清淤");
    });
}

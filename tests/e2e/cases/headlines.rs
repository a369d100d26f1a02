//! 标题导航: every headline of the edition, grouped by page, in a sheet over the place where one was.

use fantoccini::key::Key;

use crate::harness::{Browser, DESKTOP, PHONE, on, on_each};
use crate::papers::read_at;
use crate::papers::small::small;

const HERE: &str = "sb/2026-03-02/A02/104/";

/// Opens the sheet from an article.
async fn open_sheet(browser: &Browser) {
    read_at(browser, &small(), HERE).await;
    browser.tap(if browser.device.touch { "标题" } else { "标题导航" }).await;
    browser.find("dialog[open]").await;
    browser.rest().await;
}

/// The sheet is gone, and the reader is where it was.
async fn closed(browser: &Browser) {
    browser.until("the sheet to be gone", "return !root.querySelector('dialog[open]')", vec![]).await;
    browser.at(HERE).await;
    browser.see("接着说清淤的事").await;
}

#[test]
fn headlines_are_grouped_by_page_with_the_current_one_marked() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open_sheet(browser).await;
        browser.shows("dialog .mh-page-id", &["A01", "A02", "A03", "X04"]).await;
        let headlines = [
            "全县百万亩小麦 返青长势喜人",
            "河道清淤一期完工",
            "公交三路改道",
            "清淤工程的前前后后",
            "一则撤回的消息",
            "东乡集市 逢五逢十",
            "东乡豆腐坊开张",
        ];
        browser.shows("dialog .mh-entry-headline", &headlines).await;
        browser.shows("dialog [aria-current=page] .mh-entry-headline", &["清淤工程的前前后后"]).await;
        browser.accessible("the headline sheet").await;
        browser.screenshot("headlines").await;
    });
}

#[test]
fn a_headline_leads_to_its_article_and_back_skips_the_sheet() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open_sheet(browser).await;
        browser.tap("东乡集市 逢五逢十").await;
        browser.at("/X04/106/").await;
        browser.see("集市上卖竹器的").await;
        browser.back().await;
        closed(browser).await;
    });
}

#[test]
fn it_closes_by_its_button() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open_sheet(browser).await;
        browser.tap("关闭").await;
        closed(browser).await;
    });
}

#[test]
fn it_closes_by_escape_and_focus_returns() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open_sheet(browser).await;
        browser.press(Key::Escape).await;
        closed(browser).await;
        browser.focus_on("标题").await;
    });
}

#[test]
fn it_closes_by_the_back_button() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open_sheet(browser).await;
        browser.back().await;
        closed(browser).await;
    });
}

#[test]
fn it_closes_by_a_swipe_down() {
    on(PHONE, async |browser| {
        open_sheet(browser).await;
        let top = "return root.querySelector('dialog h2').getBoundingClientRect().y + 10";
        let top = browser.run(top, vec![]).await.as_f64().unwrap() as i32;
        browser.swipe((150, top), (155, top + 220)).await;
        closed(browser).await;
    });
}

#[test]
fn it_closes_by_a_touch_beside_it() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open_sheet(browser).await;
        browser.click_point(8, 8).await;
        closed(browser).await;
    });
}

#[test]
fn it_can_be_opened_and_closed_again_without_filling_the_history() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A02/").await;
        browser.tap("清淤工程的前前后后").await;
        browser.at(HERE).await;
        for _ in 0..3 {
            browser.tap("标题").await;
            browser.find("dialog[open]").await;
            browser.tap("关闭").await;
            closed(browser).await;
        }
        browser.back().await;
        browser.at("/sb/2026-03-02/A02/").await;
    });
}

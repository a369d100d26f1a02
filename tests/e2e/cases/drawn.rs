//! Pages that were drawn before any script ran: they read as they are, and the reader takes them over in place.

use serde_json::json;

use crate::harness::{Browser, DESKTOP, PHONE, on, on_each};
use crate::papers::AT;
use crate::papers::drawn::{bring_to_life, carry_changed, carry_drawn};
use crate::papers::small::small;

/// Remembers what is read (but for the button that only a script makes a live one) and the elements that it stands in, and watches the layout from now on.
const REMEMBER: &str = "
    window.remembered = { text: text(document.querySelector('main')).replace(' 分享', ''), elements: [...document.querySelectorAll('.mh-root *')] };
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    return window.remembered.elements.length";

async fn open_and_remember(browser: &Browser, place: &str) {
    browser.open(&format!("{AT}{place}")).await;
    let elements = browser.run(REMEMBER, vec![]).await;
    assert!(elements.as_u64().unwrap() > 20, "the page is drawn");
}

/// Waits until the reader runs: its sheets open.
async fn is_live(browser: &Browser) {
    let script = "
        const button = [...document.querySelectorAll('button')].find((button) => visible(button) && named(button).match(/^标题/));
        if (!document.querySelector('dialog')) button?.click();
        return document.querySelector('dialog[open]')";
    browser.until("a live reader", script, vec![]).await;
    browser.tap("关闭").await;
    browser.until("a closed sheet", "return !document.querySelector('dialog')", vec![]).await;
}

async fn reads_as_before(browser: &Browser) {
    let same = "return text(document.querySelector('main')).replace(' 分享', '') === window.remembered.text";
    browser.gives_for("the same text as before", same, vec![], json!(true)).await;
    let shifted = browser.run("return window.shifted", vec![]).await.as_f64().unwrap();
    assert!(shifted <= 0.01, "layout shifted by {shifted}");
}

/// Elements of the drawn page that are no longer there.
async fn lost(browser: &Browser) -> Vec<serde_json::Value> {
    let lost = "
        const lost = window.remembered.elements.filter((element) => !element.isConnected);
        return lost.map((element) => element.outerHTML.slice(0, 100))";
    browser.run(lost, vec![]).await.as_array().cloned().unwrap_or_default()
}

#[test]
fn every_view_is_taken_over_in_place() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        for place in [
            "sb/2026-03-02/",
            "sb/2026-03-02/A01/",
            "sb/2026-03-02/A01/101/",
            "sb/2026-03-02/A02/105/",
            "sb/2026-03-02/Z99/",
            "sb/2026/",
            "search/?in=sb/2026-03-02",
        ] {
            carry_drawn(browser, &small(), place).await;
            open_and_remember(browser, place).await;
            bring_to_life(browser).await;
            is_live(browser).await;
            assert_eq!(
                lost(browser).await,
                Vec::<serde_json::Value>::new(),
                "{place}: every element is the very same"
            );
            reads_as_before(browser).await;
        }
    });
}

#[test]
fn a_page_that_was_changed_on_its_way_still_becomes_the_reader() {
    on(PHONE, async |browser| {
        let place = "sb/2026-03-02/A02/104/";
        // What is read, and not the data that it was drawn from.
        let translator =
            |page: String| page.replacen(">接着说清淤的事", "><font><font>接着说清淤的事</font></font>", 1);
        let proxy = |page: String| page.replace("<!--", "<i></i><!--");
        let another_build = |page: String| page.replacen("\"build\":\"", "\"build\":\"0", 1);
        let changes: [fn(String) -> String; 3] = [translator, proxy, another_build];
        for change in changes {
            carry_changed(browser, &small(), place, change).await;
            open_and_remember(browser, place).await;
            bring_to_life(browser).await;
            is_live(browser).await;
            assert!(!lost(browser).await.is_empty(), "drawn anew");
            reads_as_before(browser).await;
        }
    });
}

#[test]
fn a_drawn_page_leads_on_and_back() {
    on(PHONE, async |browser| {
        let place = "sb/2026-03-02/A01/102/";
        carry_drawn(browser, &small(), place).await;
        open_and_remember(browser, place).await;
        bring_to_life(browser).await;
        is_live(browser).await;
        browser.tap("下一篇").await;
        browser.see("三路公交自周一起改道").await;
        browser.at("sb/2026-03-02/A02/103/").await;
        browser.back().await;
        browser.see("清淤的船只昨日靠岸").await;
        browser.forward().await;
        browser.see("三路公交自周一起改道").await;
        browser.tap("标题").await;
        browser.see("东乡集市 逢五逢十").await;
    });
}

#[test]
fn a_drawn_page_reads_without_any_script() {
    on(PHONE, async |browser| {
        carry_drawn(browser, &small(), "sb/2026-03-02/A01/101/").await;
        browser.open(&format!("{AT}sb/2026-03-02/A01/101/")).await;
        browser.see("三月的田野里").await;
        browser.see("小麦返青").await;
        browser.accessible("a drawn article").await;
    });
}

#[test]
fn a_drawn_page_heeds_what_its_address_asks_for() {
    on(PHONE, async |browser| {
        carry_drawn(browser, &small(), "sb/2026-03-02/A02/104/").await;
        browser.open(&format!("{AT}sb/2026-03-02/A02/104/?q=船老大")).await;
        bring_to_life(browser).await;
        browser.find("main mark").await;
        browser.shows("main mark", &["船老大"]).await;
        carry_drawn(browser, &small(), "search/?in=sb/2026-03-02").await;
        browser.open(&format!("{AT}search/?q=竹器&in=sb/2026-03-02")).await;
        bring_to_life(browser).await;
        browser.see("找到 1 篇").await;
    });
}

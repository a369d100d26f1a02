//! Built sites, from the command to the browser, under the headers that they are meant to have: they read with scripts
//! off, and become the live reader with scripts on without anybody noticing.

use serde_json::{Value, json};

use crate::harness::{Browser, DESKTOP, PHONE, on, on_each};
use crate::papers::built::{Served, begun, changed, edition_of, sample};

/// What is read in a page, all of it; but for the button that only a script makes a live one.
async fn read(browser: &Browser) -> String {
    let script = "return text(document.querySelector('.mh-root')).replace(' 分享', '')";
    browser.run(script, vec![]).await.as_str().expect("a text").to_owned()
}

/// Whether scripts run in the pages that are opened from now on.
async fn scripts(browser: &Browser, run: bool) {
    browser.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": !run })).await;
}

/// Waits until the reader runs: its sheets open.
pub(super) async fn is_live(browser: &Browser) {
    let script = "
        const button = [...document.querySelectorAll('button')].find((button) => visible(button) && named(button).match(/^标题/));
        if (!document.querySelector('dialog')) button?.click();
        return document.querySelector('dialog[open]')";
    browser.until("a live reader", script, vec![]).await;
    browser.tap("关闭").await;
    browser.until("a closed sheet", "return !document.querySelector('dialog')", vec![]).await;
}

/// Opens a place with scripts off and with scripts on, and compares.
async fn becomes_live(browser: &Browser, site: &Served, place: &str, has_headlines: bool) {
    scripts(browser, false).await;
    site.open(browser, place).await;
    let before = read(browser).await;
    assert!(before.chars().count() > 40, "{place} reads without scripts: {before}");
    scripts(browser, true).await;
    site.open(browser, place).await;
    browser.until("the reader's module", "return customElements.get('masthead-reader')", vec![]).await;
    if has_headlines {
        is_live(browser).await;
    }
    assert_eq!(read(browser).await, before, "{place}: the same text before and after");
    let (shift, moved) = browser.layout_shift().await;
    assert!(shift <= 0.01, "{place}: layout shifted by {shift}\n  {moved}");
}

#[test]
fn a_paper_that_was_just_begun_reads_and_becomes_live() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        let (site, edition) = (Served::new(begun()), edition_of(begun()));
        for place in ["", &format!("{edition}/"), &format!("{edition}/A01/"), &format!("{edition}/A01/1/")] {
            becomes_live(browser, &site, place, true).await;
        }
    });
}

#[test]
fn the_sample_newspaper_built_reads_and_becomes_live() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        let site = Served::new(sample());
        for place in ["bcrb/2026-11-18/", "bcrb/2026-11-20/A01/", "bcrb/2026-11-20/A01/20261120001/"] {
            becomes_live(browser, &site, place, true).await;
        }
        for place in ["bcrb/2026/", "search/"] {
            becomes_live(browser, &site, place, false).await;
        }
        browser.find(".mh-archive > *").await;
    });
}

#[test]
fn a_built_site_leads_on_and_back_across_its_pages() {
    on(PHONE, async |browser| {
        let site = Served::new(sample());
        site.open(browser, "bcrb/2026-11-18/").await;
        is_live(browser).await;
        // To editions and calendars that the first page did not carry.
        browser.tap("下一期").await;
        browser.at("/bcrb/2026-11-20/").await;
        browser.see("云岭落雪").await;
        browser.tap("往期").await;
        browser.at("/bcrb/2026/").await;
        browser.find(".mh-calendar a[href$='/bcrb/2026-11-16/']").await;
        browser.tap("2025").await;
        browser.at("/bcrb/2025/").await;
        browser.back().await;
        browser.at("/bcrb/2026/").await;
        browser.back().await;
        browser.see("云岭落雪").await;
        browser.back().await;
        browser.at("/bcrb/2026-11-18/").await;
        is_live(browser).await;
        // A page that is loaded anew in the middle of that history, and back over it.
        site.open(browser, "bcrb/2026-11-20/A01/20261120001/").await;
        is_live(browser).await;
        browser.tap("下一篇").await;
        browser.see("一张地图告诉您").await;
        browser.back().await;
        browser.see("十四盏灯").await;
        browser.back().await;
        browser.at("/bcrb/2026-11-18/").await;
        browser.see("冷空气明天到").await;
        // A sheet would take the place of what lies ahead: none is opened before going there.
        browser.forward().await;
        browser.see("十四盏灯").await;
        is_live(browser).await;
    });
}

#[test]
fn a_page_that_was_changed_on_its_way_becomes_live_all_the_same() {
    let edition = edition_of(begun());
    let page = format!("{edition}/A01/1/index.html");
    let translated =
        |page: String| page.replace("讲它自己是怎样写成的", "<font><font>how it was written</font></font>");
    let wrapped = |page: String| {
        let page = page.replacen("<main ", "<div class=\"translated\"><main ", 1);
        page.replacen("</main>", "</main></div>", 1)
    };
    type Change = fn(String) -> String;
    let changes: [(&str, Change); 2] = [("translated", translated), ("wrapped", wrapped)];
    on(PHONE, async |browser| {
        for (name, change) in changes {
            let site = Served::new(&changed(begun(), name, &page, change));
            site.open(browser, &format!("{edition}/A01/1/")).await;
            is_live(browser).await;
            browser.see("讲它自己是怎样写成的").await;
            browser.tap("下一篇").await;
            browser.see("图上的每块地方都能点").await;
        }
    });
}

#[test]
fn a_stale_edition_behind_a_page_is_read_on() {
    let edition = edition_of(begun());
    let stale = |text: String| {
        let mut edition: Value = serde_json::from_str(&text).expect("JSON");
        let articles = edition["pages"][0]["articles"].as_array_mut().expect("articles");
        articles.truncate(1);
        articles[0]["headline"] = json!(["昨天的题目"]);
        articles[0]["body"] = json!([{ "type": "paragraph", "text": "昨天的话。" }]);
        edition.to_string()
    };
    let copy = changed(begun(), "stale", &format!("{edition}/edition.json"), stale);
    on(PHONE, async |browser| {
        let site = Served::new(&copy);
        site.open(browser, &format!("{edition}/A01/1/")).await;
        is_live(browser).await;
        // Whichever of the two is shown by now: it is a reader, and leads on.
        browser.tap("下一篇").await;
        browser.see("接着说：旧网站怎样搬过来").await;
        browser.back().await;
        browser.see("昨天的话").await;
    });
}

//! The reader in the oldest browsers that `docs/reader.md` promises, and in some between those and the newest: each view,
//! the way from one to the next, search in the edition and in the archive, a file that failed and comes in the end, a
//! built page and the embedded tag. In a browser that is too old it says so.
//!
//! `xtask/src/tools/old.rs` has the versions and says why these.

use fantoccini::key::Key;
use serde_json::json;

use super::archive::{answered, carry as carry_archive, rows};
use super::built::is_live;
use crate::harness::{Browser, DESKTOP, Device, Engine, PHONE, Trouble, root, within_device};
use crate::papers::archive::{Narrowed, scanned};
use crate::papers::built::{Served, sample};
use crate::papers::small::small;
use crate::papers::{AT, Routing, carry, read_at};

/// Runs a test in an older version. Where continuous integration runs the tests it must be there.
fn in_version(version: u16, device: Device, test: impl AsyncFn(&Browser)) {
    let engine = Engine::Old(version);
    if engine.is_here() {
        return within_device(engine, device, test);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "Chromium {version} is not here; `cargo xtask test` installs it"
    );
    eprintln!("SKIPPED: Chromium {version} is not on this machine");
}

/// The same for each view of an edition: it reads, nothing of it stands beside the window, and the bar is at the thumb.
async fn looks_right(browser: &Browser, version: u16, view: &str) {
    browser.arrive().await;
    browser.rest().await;
    let script = "
        const bar = [...root.querySelectorAll('.mh-bottom-bar')].find(visible);
        const below = bar ? Math.round(innerHeight - bar.getBoundingClientRect().bottom) : 0;
        // A scroll bar that takes room makes it less than the window.
        const beside = Math.max(0, Math.round(document.documentElement.scrollWidth - innerWidth));
        // In a wide window the text stands beside the list of pages, and not below it.
        const left = [...root.querySelectorAll('.mh-left')].find(visible), main = root.querySelector('main');
        const across = left ? Math.max(0, Math.round(left.getBoundingClientRect().right - main.getBoundingClientRect().left)) : 0;
        return `below the bar ${below}, beside the window ${beside}, across the text ${across}`";
    let found = browser.run(script, vec![]).await;
    browser.screenshot(&format!("chromium-{version}-{view}")).await;
    assert_eq!(
        found, "below the bar 0, beside the window 0, across the text 0",
        "Chromium {version}: {view}"
    );
}

async fn views(browser: &Browser, version: u16) {
    read_at(browser, &small(), "sb/2026-03-02/").await;
    browser.see("公交三路改道").await;
    looks_right(browser, version, "front").await;
    browser.open(&format!("{AT}sb/2026-03-02/A02/")).await;
    browser.see("A02 民生").await;
    looks_right(browser, version, "page").await;
    // Short, so that only the frame's own height brings the bar down.
    browser.open(&format!("{AT}sb/2026-03-02/A02/105/")).await;
    browser.see("一则撤回的消息").await;
    looks_right(browser, version, "short-article").await;
    browser.open(&format!("{AT}sb/2026-03-02/A01/101/")).await;
    looks_right(browser, version, "article").await;
    browser.open(&format!("{AT}sb/2026/")).await;
    browser.find(".mh-calendar a[href$='/sb/2026-03-02/']").await;
    looks_right(browser, version, "calendar").await;
}

async fn reads_on(browser: &Browser) {
    read_at(browser, &small(), "sb/2026-03-02/A02/103/").await;
    browser.tap("下一篇").await;
    browser.see("接着说清淤的事").await;
    browser.back().await;
    browser.at("/A02/103/").await;
    read_at(browser, &small(), "sb/2026-03-02/A01/").await;
    browser.tap("下一版").await;
    browser.at("/A02/").await;
    browser.see("A02 民生").await;
    read_at(browser, &small(), "sb/2026-03-02/").await;
    browser.tap("下一期").await;
    browser.see_no("公交三路改道").await;
    browser.tap("上一期").await;
    browser.see("公交三路改道").await;
    browser.tap("标题").await;
    browser.find("dialog[open]").await;
    browser.rest().await;
    browser.press(Key::Escape).await;
    browser.until("a closed sheet", "return !root.querySelector('dialog[open]')", vec![]).await;
}

async fn finds(browser: &Browser, version: u16) {
    read_at(browser, &small(), "sb/2026-03-02/").await;
    browser.tap("搜索").await;
    browser.focus_on("搜索本期").await;
    browser.type_text("清淤").await;
    browser.see("找到 2 篇").await;
    looks_right(browser, version, "search").await;
    browser.tap("河道清淤一期完工").await;
    browser.until("a mark", "return text(root.querySelector('mark')) === '清淤'", vec![]).await;
}

async fn finds_in_the_archive(browser: &Browser) {
    carry_archive(browser, &format!(r#"<masthead-reader src="{AT}" routing="path"></masthead-reader>"#));
    // The module does not come at first, and is asked for again.
    browser.site.trouble("/masthead-archive-view.js", Trouble::Status(500));
    browser.expect("masthead-archive-view.js");
    browser.expect("status of 500");
    browser.open(&format!("{AT}search/?q=渡口停用")).await;
    browser.requested("/masthead-archive-view.js", 1).await;
    browser.site.heal("/masthead-archive-view.js");
    browser.open(&format!("{AT}search/?q=渡口停用")).await;
    answered(browser, "渡口停用").await;
    assert_eq!(rows(browser).await, scanned("渡口停用", Narrowed::default()));
}

/// First a part of the reader, then of the paper.
async fn comes_in_the_end(browser: &Browser) {
    browser.expect("masthead-reader:");
    browser.expect("status of 500");
    for file in ["/masthead-reader.js", "/masthead-reader_bg.wasm", "/masthead.css"] {
        browser.site.trouble(file, Trouble::Status(500));
        carry(browser, &small(), Routing::Path, "");
        browser.open(&format!("{AT}sb/2026-03-02/A02/104/")).await;
        browser.see("阅读器没能启动。").await;
        browser.see("这里原有的文字。").await;
        browser.site.heal(file);
        browser.tap("重试").await;
        browser.see("接着说清淤的事").await;
        browser.see_no("阅读器没能启动").await;
    }
    let edition = format!("{AT}sb/2026-03-02/edition.json");
    browser.site.trouble(&edition, Trouble::Status(500));
    browser.open(&format!("{AT}sb/2026-03-02/A02/104/")).await;
    browser.control("重试").await;
    browser.site.heal(&edition);
    browser.tap("重试").await;
    browser.see("接着说清淤的事").await;
}

async fn becomes_live(browser: &Browser) {
    let site = Served::new(sample());
    let mark = "addEventListener('DOMContentLoaded', () => { const main = document.querySelector('main'); if (main) main.isDrawn = true })";
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": mark })).await;
    for place in ["bcrb/2026-11-18/", "bcrb/2026-11-20/A01/20261120001/"] {
        site.open(browser, place).await;
        is_live(browser).await;
        let is_kept = browser.run("return document.querySelector('main').isDrawn === true", vec![]).await;
        assert_eq!(is_kept, true, "{place}: what was drawn is kept");
    }
    browser.tap("下一篇").await;
    browser.see("一张地图告诉您").await;
}

/// In somebody else's page, where nothing but its place is the page's.
async fn is_embedded(browser: &Browser) {
    carry(browser, &small(), Routing::Hash, "");
    browser.open("/reader/").await;
    browser.arrive().await;
    browser.see("一周以后的一期").await;
    assert_eq!(browser.run("return root !== document", vec![]).await, true, "a shadow root");
    browser.run("host.open('/sb/2026-03-02/A02/104/')", vec![]).await;
    browser.see("接着说清淤的事").await;
    browser.at("#/sb/2026-03-02/A02/104/").await;
}

fn everything_in(version: u16) {
    in_version(version, PHONE, async |browser| {
        views(browser, version).await;
        reads_on(browser).await;
        finds(browser, version).await;
        is_embedded(browser).await;
        becomes_live(browser).await;
    });
    in_version(version, DESKTOP, async |browser| {
        views(browser, version).await;
        finds_in_the_archive(browser).await;
        comes_in_the_end(browser).await;
    });
}

#[test]
fn the_oldest_that_is_promised() {
    let table = std::fs::read_to_string(root().join("docs/reader.md")).expect("docs/reader.md");
    let row = table.lines().find(|line| line.starts_with("| Chrome")).expect("a row of Chrome");
    let version = row.split('|').nth(2).expect("a version").trim();
    everything_in(version.parse().expect("a number"));
}

#[test]
fn the_last_one_for_windows_7() {
    everything_in(109);
}

#[test]
fn one_between_the_oldest_and_the_newest() {
    everything_in(122);
}

#[test]
fn one_that_is_too_old_is_told_so_and_what_stands_in_the_tag_is_read() {
    in_version(92, PHONE, async |browser| {
        browser.expect("masthead-reader:");
        // It does not know the policy's word for WebAssembly, and would be kept from trying.
        browser.site.policy("");
        carry(browser, &small(), Routing::Path, "");
        browser.open(&format!("{AT}sb/2026-03-02/")).await;
        // It does not know how to tell what can be seen, either.
        let told = "
            const notice = host?.shadowRoot?.querySelector('.mh-notice'), stood = host?.querySelector('section');
            return notice?.getClientRects().length && notice.textContent.includes('这个浏览器版本较旧，无法运行阅读器')
                && stood.getClientRects().length && stood.textContent.includes('这里原有的文字。')";
        browser.until("the sentence above what stands in the tag", told, vec![]).await;
    });
}

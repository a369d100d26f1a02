//! The keyboard, and what a screen reader is told.

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Browser, DESKTOP, PHONE, on, on_each};
use crate::papers::small::small;
use crate::papers::{read, read_at};

/// Whether what has the focus looks like it: an outline that can be seen.
const FOCUS_IS_VISIBLE: &str = "
    const style = getComputedStyle(root.activeElement);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1.5";

/// Everything that can be operated, in the order of the page, by number.
const ALL: &str = "
    const all = [...root.querySelectorAll('a[href], button, input')];
    return all.filter((control) => visible(control) && control.tabIndex >= 0).length";

/// The number of the control with the focus, or -1.
const CURRENT: &str = "
    const all = [...root.querySelectorAll('a[href], button, input')];
    return all.filter((control) => visible(control) && control.tabIndex >= 0).indexOf(root.activeElement)";

/// Walks through a view with the tab key: every control in turn, each visibly.
async fn walk(browser: &Browser, view: &str) {
    browser.run("root.activeElement?.blur()", vec![]).await;
    let all = browser.run(ALL, vec![]).await.as_u64().unwrap();
    let mut reached = Vec::new();
    for _ in 0..all + 4 {
        browser.press(Key::Tab).await;
        let current = browser.run(CURRENT, vec![]).await.as_i64().unwrap();
        if current >= 0 {
            browser
                .gives_for(
                    &format!("{view}: {}", browser.focused().await),
                    FOCUS_IS_VISIBLE,
                    vec![],
                    json!(true),
                )
                .await;
            reached.push(current);
        }
    }
    reached.sort_unstable();
    reached.dedup();
    assert_eq!(reached.len() as u64, all, "{view}: every control is reached");
}

#[test]
fn every_control_of_every_view_is_reached_and_seen() {
    on(DESKTOP, async |browser| {
        for place in [
            "sb/2026-03-02/",
            "sb/2026-03-02/A01/",
            "sb/2026-03-02/A01/101/",
            "sb/2026/",
            "search/?q=豆腐&in=sb/2026-03-02",
            "sb/2026-03-02/B09/",
        ] {
            read_at(browser, &small(), place).await;
            browser.quiet().await;
            walk(browser, place).await;
        }
    });
}

#[test]
fn the_first_key_skips_to_the_text() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A01/101/").await;
        browser.press(Key::Tab).await;
        browser.focus_on("跳到正文").await;
        browser.control("跳到正文").await;
        browser.press(Key::Enter).await;
        browser
            .until("the focus in the text", "return root.activeElement?.localName === 'main'", vec![])
            .await;
        browser.at("/sb/2026-03-02/A01/101/").await;
        browser.press(Key::Tab).await;
        browser
            .until(
                "the first link of the text",
                "return root.querySelector('main').contains(root.activeElement)",
                vec![],
            )
            .await;
    });
}

#[test]
fn a_move_takes_the_focus_to_the_headline_and_says_where() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A02/").await;
        assert_eq!(browser.focused().await, "", "a page that opens leaves the focus alone");
        browser.tap("清淤工程的前前后后").await;
        browser.focus_on("清淤工程的前前后后").await;
        assert!(browser.focused().await.starts_with("h1"));
        let status = "return [...root.querySelectorAll('[role=status]')].map((status) => status.textContent).join().includes(arguments[0])";
        browser.until("the place to be told", status, vec![json!("第A02版，第2篇，共3篇")]).await;
        browser.tap("下一篇").await;
        browser.focus_on("一则撤回的消息").await;
        browser.until("the next place to be told", status, vec![json!("第A02版，第3篇，共3篇")]).await;
        browser.back().await;
        browser.focus_on("清淤工程的前前后后").await;
    });
}

#[test]
fn a_sheet_keeps_the_focus_until_it_closes() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A02/").await;
        let opener = if browser.device.touch { "标题" } else { "标题导航" };
        browser.run("named; [...root.querySelectorAll('button')].filter(visible).find((button) => named(button) === arguments[0]).focus()", vec![json!(opener)]).await;
        browser.press(Key::Enter).await;
        browser.find("dialog[open]").await;
        browser.rest().await;
        for _ in 0..20 {
            browser.press(Key::Tab).await;
            let outside = "return root.activeElement !== null && !root.querySelector('dialog').contains(root.activeElement)";
            browser.gives_for(&browser.focused().await, outside, vec![], json!(false)).await;
        }
        browser.press(Key::Escape).await;
        browser.focus_on(opener).await;
    });
}

#[test]
fn links_open_by_enter_and_buttons_by_space() {
    on(DESKTOP, async |browser| {
        read(browser, &small()).await;
        browser.run("[...root.querySelectorAll('main a')].find((link) => named(link).includes('一周以后')).focus()", vec![]).await;
        browser.press(Key::Enter).await;
        browser.see("这一期只有一小段文字").await;
        browser.run("[...root.querySelectorAll('button')].filter(visible).find((button) => named(button) === '标题导航').focus()", vec![]).await;
        browser.press(Key::Space).await;
        browser.find("dialog[open]").await;
    });
}

#[test]
fn a_link_with_a_modifier_is_the_browsers() {
    on(DESKTOP, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A02/").await;
        let script = "
            const link = [...root.querySelectorAll('main a')].find((link) => named(link).includes('清淤工程'));
            let prevented;
            addEventListener('click', (event) => { prevented = event.defaultPrevented; event.preventDefault() }, { once: true });
            link.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ctrlKey: true }));
            return prevented";
        browser.gives(script, vec![], json!(false)).await;
        browser.at("/sb/2026-03-02/A02/").await;
    });
}

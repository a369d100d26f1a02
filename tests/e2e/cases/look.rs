//! Every view on every screen, light and dark: accessible, nothing cut off, nothing jumping. The pictures are in
//! `target/screenshots/`.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Browser, DESKTOP, Device, NARROW, PHONE, SMALL_PHONE, TABLET, Trouble, on, on_each};
use crate::papers::read_at;
use crate::papers::small::small;

/// Each view, by the place it is at.
const VIEWS: &[(&str, &str)] = &[
    ("front", "sb/2026-03-02/"),
    ("page", "sb/2026-03-02/A01/"),
    ("article", "sb/2026-03-02/A01/101/"),
    ("calendar", "sb/2026/"),
    ("search", "search/?q=豆腐&in=sb/2026-03-02"),
    ("marked", "sb/2026-03-02/X04/106/?q=豆腐"),
    ("missing", "sb/2026-03-02/B09/"),
];

/// Nothing is wider than the window.
async fn fits(browser: &Browser, view: &str) {
    let wide = "
        const width = document.documentElement.clientWidth;
        const out = [...root.querySelectorAll('main *, header *, footer *, nav *, dialog *')].filter(visible)
            .filter((element) => element.getBoundingClientRect().right > width + 1 && !element.closest('.mh-unseen, .mh-table, table'));
        return document.documentElement.scrollWidth > width || out.length ? out.slice(0, 5).map((element) => element.className + ' ' + text(element).slice(0, 40)).join('; ') || 'scrolls sideways' : ''";
    let what = format!("{view} on {} as wide as the window", browser.device.label());
    browser.gives_for(&what, wide, vec![], "").await;
}

async fn look(browser: &Browser, view: &str, place: &str) {
    read_at(browser, &small(), place).await;
    let loaded = "return [...root.querySelectorAll('img')].filter((image) => image.loading === 'eager').every((image) => image.complete)";
    browser.until("the first pictures", loaded, vec![]).await;
    browser.rest().await;
    fits(browser, view).await;
    browser.accessible(view).await;
    browser.screenshot(&format!("small-{view}")).await;
}

fn look_at_all(device: Device) {
    on(device, async |browser| {
        for (view, place) in VIEWS {
            look(browser, view, place).await;
        }
    });
}

#[test]
fn every_view_on_a_phone() {
    look_at_all(PHONE);
}

#[test]
fn every_view_on_a_phone_in_the_dark() {
    look_at_all(PHONE.dark());
}

#[test]
fn every_view_on_a_narrow_phone() {
    look_at_all(NARROW);
}

#[test]
fn every_view_on_a_small_phone_in_the_dark() {
    look_at_all(SMALL_PHONE.dark());
}

#[test]
fn every_view_on_a_tablet() {
    look_at_all(TABLET);
}

#[test]
fn every_view_on_a_computer() {
    look_at_all(DESKTOP);
}

#[test]
fn every_view_on_a_computer_in_the_dark() {
    look_at_all(DESKTOP.dark());
}

#[test]
fn every_view_zoomed_to_twice_the_size() {
    look_at_all(DESKTOP.zoomed_twice());
}

#[test]
fn sheets_in_light_and_dark() {
    on_each(&[PHONE, PHONE.dark(), NARROW], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A02/104/").await;
        for sheet in ["标题", "更多"] {
            browser.tap(sheet).await;
            browser.find("dialog[open]").await;
            browser.rest().await;
            fits(browser, sheet).await;
            browser.accessible(sheet).await;
            browser.tap("关闭").await;
            browser.until("the sheet to be gone", "return !root.querySelector('dialog')", vec![]).await;
        }
    });
}

#[test]
fn the_colours_follow_the_system_while_one_reads() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/").await;
        let paper = "return getComputedStyle(root.querySelector('.mh-reader')).backgroundColor";
        let light = browser.run(paper, vec![]).await;
        browser.prefer(&[("prefers-color-scheme", "dark")]).await;
        browser
            .until(
                "other colours",
                &format!("{}  !== arguments[0]", paper.replace("return", "return ")),
                vec![light],
            )
            .await;
    });
}

#[test]
fn nothing_moves_for_those_who_wish_so() {
    on(PHONE, async |browser| {
        browser.prefer(&[("prefers-reduced-motion", "reduce")]).await;
        read_at(browser, &small(), "sb/2026-03-02/A02/104/").await;
        browser.tap("标题").await;
        browser.find("dialog[open]").await;
        let moving = "
            const times = [...root.querySelectorAll('*')].flatMap((element) => {
                const style = getComputedStyle(element);
                return [...style.animationDuration.split(','), ...style.transitionDuration.split(',')].map(parseFloat);
            });
            return Math.max(...times)";
        let longest = browser.run(moving, vec![]).await.as_f64().unwrap();
        assert!(longest <= 0.01, "something moves for {longest} s");
    });
}

#[test]
fn nothing_jumps_while_a_place_opens() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        let mut jumps = Vec::new();
        // What is missing is only known when it does not come; then a message takes the room.
        for (view, place) in VIEWS.iter().filter(|(view, _)| *view != "missing") {
            // As slow as a phone's network: pictures, what search needs and last year's calendar come after the text.
            let late = ["1.svg", "2.svg", "A01.svg"].map(|picture| format!("/paper/sb/2026-03-02/{picture}"));
            for file in
                late.iter().map(String::as_str).chain(["/masthead-folding.bin", "/paper/sb/2025.json"])
            {
                browser.site.trouble(file, Trouble::Slow(Duration::from_millis(700)));
            }
            read_at(browser, &small(), place).await;
            let loaded = "return [...root.querySelectorAll('img')].filter(visible).every((image) => image.complete || image.loading === 'lazy')";
            browser.until("the pictures", loaded, vec![]).await;
            browser.let_pass(Duration::from_millis(900)).await;
            let (shift, moved) = browser.layout_shift().await;
            if shift > 0.01 {
                jumps.push(format!("{view} jumps by {shift:.4}:\n  {moved}"));
            }
        }
        assert!(jumps.is_empty(), "on {}: {}", browser.device.label(), jumps.join("\n"));
    });
}

#[test]
fn touch_targets_are_as_large_as_a_thumb_needs() {
    on_each(&[PHONE, NARROW], async |browser| {
        for (view, place) in VIEWS {
            read_at(browser, &small(), place).await;
            let small = "
                const bar = [...root.querySelectorAll('nav.mh-bottom-bar a, nav.mh-bottom-bar button, .mh-pager a, .mh-top-line a')].filter(visible);
                return bar.filter((control) => control.getBoundingClientRect().height < arguments[0]).map(named).join()";
            browser.gives_for(view, small, vec![json!(44)], "").await;
        }
    });
}

//! The archive in the search view: all editions, below this edition's results. What it finds is what a scan finds.

use std::time::Duration;

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Browser, DESKTOP, PHONE, SMALL_PHONE, Trouble, on, on_each};
use crate::papers::archive::{Narrowed, files, scanned, site};
use crate::papers::built::Served;
use crate::papers::small::small;
use crate::papers::{AT, read_at};

/// No texts.
const NOTHING: &[&str] = &[];

/// Opens search over the paper's archive, in a page that carries the reader.
pub(super) async fn open(browser: &Browser, place: &str) {
    carry(browser, &format!(r#"<masthead-reader src="{AT}" routing="path"></masthead-reader>"#));
    browser.open(&format!("{AT}{place}")).await;
    browser.find("input[type=search]").await;
}

/// Puts the paper on the site, and a page with a tag everywhere under it.
pub(super) fn carry(browser: &Browser, tag: &str) {
    for (path, content) in files() {
        browser.site.put(&format!("{AT}{path}"), content);
    }
    let page = format!(
        r#"<!DOCTYPE html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>读报</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/page.css">
<script type="module" src="/masthead.js"></script></head><body>{tag}</body></html>"#
    );
    browser.site.put_everywhere_under(AT, &page);
}

/// Types a query.
pub(super) async fn ask(browser: &Browser, query: &str) {
    browser.fill("input[type=search]", query).await;
    answered(browser, query).await;
}

/// Waits until the archive has answered to what stands in the field.
pub(super) async fn answered(browser: &Browser, query: &str) {
    let script = "
        const archive = root.querySelector('.mh-archive');
        return root.querySelector('input[type=search]')?.value === arguments[0] && archive?.ariaBusy === 'false'
            && !archive.querySelector('section').hidden";
    browser.until(&format!("the archive's answer to “{query}”"), script, vec![json!(query)]).await;
}

/// Returns the places of the rows that are shown.
const ROWS: &str = "
    return [...root.querySelectorAll('.mh-archive .mh-hits a')]
        .map((link) => link.getAttribute('href').replace(/^.*paper\\/|^\\//, '').replace(/\\/\\?.*/, ''))";

/// The places of the rows that are shown.
pub(super) async fn rows(browser: &Browser) -> Vec<String> {
    let rows = browser.run(ROWS, vec![]).await;
    rows.as_array().expect("a list").iter().map(|row| row.as_str().expect("a place").to_owned()).collect()
}

/// The places of all rows, as many touches as that takes.
async fn all_rows(browser: &Browser) -> Vec<String> {
    while browser.has_control("显示更多").await {
        browser.tap("显示更多").await;
        browser
            .until("more rows", "return root.querySelector('.mh-archive').ariaBusy === 'false'", vec![])
            .await;
    }
    rows(browser).await
}

pub(super) async fn count(browser: &Browser) -> String {
    browser.texts(".mh-archive-count").await.concat()
}

#[test]
fn every_answer_is_that_of_a_scan() {
    on(DESKTOP, async |browser| {
        open(browser, "search/").await;
        for query in [
            "河水",
            "修",
            "麦子 学校",
            "桥 -涨了三寸",
            "边上的人说起渡口",
            "林一",
            "route 3",
            "编号62893",
            "橋修好了",
            "火车",
        ] {
            let wanted = scanned(&query.replace('橋', "桥"), Narrowed::default());
            ask(browser, query).await;
            assert_eq!(all_rows(browser).await, wanted, "{query}");
            let said = count(browser).await;
            if wanted.is_empty() {
                assert_eq!(said, format!("往期中没有找到“{query}”。"));
            } else {
                assert_eq!(said, format!("{} 篇", wanted.len()), "{query}");
            }
        }
    });
}

#[test]
fn a_row_shows_where_it_was_printed_and_what_matches() {
    on_each(&[PHONE, DESKTOP.dark()], async |browser| {
        open(browser, "search/?q=渡口停用").await;
        answered(browser, "渡口停用").await;
        let found = scanned("渡口停用", Narrowed::default());
        let day: Vec<&str> = found[0].split(['/', '-']).collect();
        let place = format!("河口日报 {}年{}月5日 · 第{}版", day[1], &day[2][1..], day[4]);
        assert_eq!(browser.texts(".mh-archive .mh-hit-place").await[0], place);
        assert_eq!(browser.texts(".mh-archive mark").await[0], "渡口停用");
        browser.accessible("results of the archive").await;
        browser.screenshot("archive").await;
        browser.tap_at(".mh-archive-link").await;
        browser.focus_on("往期（含本期）").await;
        browser.rest().await;
        browser.screenshot("archive-below").await;
    });
}

#[test]
fn filters_narrow_it_and_years_are_bars() {
    on_each(&[SMALL_PHONE, DESKTOP], async |browser| {
        open(browser, "search/?q=的").await;
        answered(browser, "的").await;
        let all = scanned("的", Narrowed::default());
        assert_eq!(count(browser).await, format!("{} 篇", all.len()));
        let bars: Vec<String> = (2021..=2026)
            .map(|year| {
                format!("{year} {} 篇", all.iter().filter(|place| place.contains(&year.to_string())).count())
            })
            .collect();
        let labels = "return [...root.querySelectorAll('.mh-bars button')].map(text)";
        browser.gives(labels, vec![], json!(bars)).await;
        let check = async |narrowed: Narrowed| {
            answered(browser, "的").await;
            let wanted = scanned("的", narrowed);
            assert!(!wanted.is_empty() && wanted.len() < all.len() || narrowed.oldest_first);
            assert_eq!(rows(browser).await, wanted[..wanted.len().min(10)], "{narrowed:?}");
            let said = count(browser).await;
            assert!(
                said.starts_with("约 ") || said == format!("{} 篇", wanted.len()),
                "{narrowed:?}: {said}"
            );
        };
        browser.tap(&bars[1]).await;
        check(Narrowed { year: "2022", ..Narrowed::default() }).await;
        browser.gives_for("other years are still there", labels, vec![], json!(bars)).await;
        browser.tap(&bars[2]).await;
        check(Narrowed { year: "2023", ..Narrowed::default() }).await;
        browser.tap("从旧到新").await;
        check(Narrowed { year: "2023", oldest_first: true, ..Narrowed::default() }).await;
        browser.tap("取消筛选").await;
        answered(browser, "的").await;
        assert_eq!(rows(browser).await, all[..10]);
        browser.tap("从旧到新").await;
        check(Narrowed { oldest_first: true, ..Narrowed::default() }).await;
        browser.tap("取消筛选").await;
        let choose = "
            const select = root.querySelector('.mh-archive select');
            select.value = 'wb';
            select.dispatchEvent(new Event('change', { bubbles: true }))";
        browser.run(choose, vec![]).await;
        check(Narrowed { publication: "wb", ..Narrowed::default() }).await;
        browser.tap("取消筛选").await;
        browser.fill(".mh-chip:nth-of-type(1) input", "A02").await;
        check(Narrowed { page: "A02", ..Narrowed::default() }).await;
        browser.fill(".mh-chip:nth-of-type(2) input", "周二").await;
        check(Narrowed { page: "A02", byline: "周二", ..Narrowed::default() }).await;
        browser.screenshot("archive-narrowed").await;
        browser.accessible("a narrowed search").await;
        browser.tap("取消筛选").await;
        ask(browser, "停用").await;
        browser.tap("只看标题").await;
        answered(browser, "停用").await;
        assert_eq!(rows(browser).await, {
            let mut wanted = scanned("停用", Narrowed { headlines: true, ..Narrowed::default() });
            wanted.truncate(10);
            wanted
        });
    });
}

#[test]
fn a_result_opens_marked_and_back_finds_what_was_left() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open(browser, "search/").await;
        ask(browser, "麦子").await;
        browser.tap("显示更多").await;
        let all = scanned("麦子", Narrowed::default()).len();
        let more = "return root.querySelectorAll('.mh-archive .mh-hits li').length === arguments[0]";
        browser.until("more rows", more, vec![json!(all)]).await;
        let before = rows(browser).await;
        let last = format!(".mh-archive .mh-hits li:nth-child({})", 25);
        browser.tap_at(&format!("{last} a")).await;
        browser.at("?q=麦子").await;
        browser.find("main mark").await;
        browser.see(&before[24].split('-').next().unwrap()[3..]).await;
        browser.back().await;
        browser.find("input[type=search]").await;
        answered(browser, "麦子").await;
        assert_eq!(rows(browser).await, before);
        let seen = "
            const { top } = root.querySelector(arguments[0]).getBoundingClientRect();
            return top > -50 && top < innerHeight";
        browser.until("the row that was opened", seen, vec![json!(last)]).await;
    });
}

#[test]
fn what_is_typed_overtakes_what_was_typed() {
    on(PHONE, async |browser| {
        open(browser, "search/").await;
        let entry = format!("{AT}archive/entry.mha");
        browser.site.trouble(&entry, Trouble::Dripping);
        browser.focus_on("搜索本期和往期").await;
        browser.type_text("河").await;
        browser.see("正在查找").await;
        browser.let_pass(Duration::from_millis(300)).await;
        browser.type_text("水").await;
        browser.let_pass(Duration::from_millis(300)).await;
        browser.type_text("涨").await;
        browser.site.heal(&entry);
        let wanted = scanned("河水涨", Narrowed::default());
        // Rows of what was typed before may still be there.
        browser.gives(ROWS, vec![], json!(wanted[..wanted.len().min(10)])).await;
        browser.tap("清除").await;
        browser.see_no("往期（含本期）").await;
    });
}

#[test]
fn all_of_it_is_done_by_keyboard() {
    on(DESKTOP, async |browser| {
        open(browser, "search/").await;
        browser.focus_on("搜索本期和往期").await;
        browser.type_text("学校").await;
        answered(browser, "学校").await;
        let to = async |name: &str| {
            for _ in 0..40 {
                if browser.focused().await.contains(name) {
                    return;
                }
                browser.press(Key::Tab).await;
            }
            panic!("{name} is not reached");
        };
        to("↓").await;
        browser.press(Key::Enter).await;
        browser.focus_on("往期（含本期）").await;
        to("只看标题").await;
        browser.press(Key::Enter).await;
        answered(browser, "学校").await;
        assert_eq!(
            rows(browser).await.first(),
            scanned("学校", Narrowed { headlines: true, ..Narrowed::default() }).first()
        );
        to("2026 ").await;
        browser.press(Key::Left).await;
        browser.focus_on("2025 ").await;
        browser.press(Key::Enter).await;
        answered(browser, "学校").await;
        let wanted = scanned("学校", Narrowed { headlines: true, year: "2025", ..Narrowed::default() });
        assert_eq!(rows(browser).await, wanted);
        browser.focus_on("2025 ").await;
        browser.press(Key::Tab).await;
        browser.press(Key::Enter).await;
        browser.find("main mark").await;
    });
}

#[test]
fn searches_are_remembered_here_and_deleted_one_by_one_or_all() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open(browser, "search/").await;
        for query in ["河水", "戏台", "桥"] {
            ask(browser, query).await;
            browser.press(Key::Enter).await;
        }
        ask(browser, "不曾提交").await;
        browser.tap("清除").await;
        let listed = async || browser.texts(".mh-recent-text").await;
        assert_eq!(listed().await, ["桥", "戏台", "河水"]);
        browser.accessible("recent searches").await;
        browser.screenshot("archive-recent").await;
        browser.tap("删除“戏台”").await;
        assert_eq!(listed().await, ["桥", "河水"]);
        // The address follows after a pause; before, the page would open with what was searched last.
        browser.until("an address without a query", "return !location.search", vec![]).await;
        browser.reload().await;
        browser.find(".mh-recent").await;
        browser.tap("河水").await;
        answered(browser, "河水").await;
        browser.tap("清除").await;
        browser.tap("全部删除").await;
        assert!(listed().await.is_empty());
        browser.focus_on("搜索本期和往期").await;
        browser.gives("return localStorage.length", vec![], json!(0)).await;
    });
}

#[test]
fn without_storage_it_searches_and_remembers_nothing() {
    on(PHONE, async |browser| {
        open(browser, "search/").await;
        let refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })";
        browser.run(refuse, vec![]).await;
        ask(browser, "戏台").await;
        browser.press(Key::Enter).await;
        assert!(!rows(browser).await.is_empty());
        browser.tap("清除").await;
        browser.see("输入一个字或一句话").await;
        browser.shows(".mh-recent-text", NOTHING).await;
    });
}

#[test]
fn a_built_site_searches_its_archive_under_its_policy() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        let served = Served::new(site());
        served.open(browser, "search/?q=%E9%9B%86%E5%B8%82").await;
        answered(browser, "集市").await;
        assert_eq!(rows(browser).await[..10], scanned("集市", Narrowed::default())[..10]);
        let (shift, moved) = browser.layout_shift().await;
        assert!(shift <= 0.01, "layout shifted by {shift}\n  {moved}");
        browser.tap_at(".mh-archive .mh-hits a").await;
        browser.find("main mark").await;
    });
}

#[test]
fn in_somebody_elses_page_it_goes_by_fragments() {
    on(DESKTOP, async |browser| {
        carry(browser, "");
        let page = format!(
            r#"<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8"><title>某網</title><link rel="icon" href="/icon.svg">
<script type="module" src="/masthead.js"></script></head><body><masthead-reader src="{AT}" routing="hash" lang="zh-Hant"></masthead-reader></body></html>"#
        );
        browser.site.put("/host/", page);
        browser.open("/host/#/search/?q=戲臺").await;
        answered(browser, "戲臺").await;
        browser.see("全部報紙").await;
        let wanted = scanned("戏台", Narrowed::default());
        let links = "return [...root.querySelectorAll('.mh-archive .mh-hits a')].map((link) => decodeURI(link.getAttribute('href')))";
        let links = browser.run(links, vec![]).await;
        assert_eq!(links[0], json!(format!("#/{}/?q=戲臺", wanted[0])));
        browser.tap_at(".mh-archive .mh-hits li:nth-child(7) a").await;
        browser.at(&format!("/host/#/{}/?q=戲臺", wanted[6])).await;
        browser.find("main mark").await;
    });
}

/// A folder of data without an archive, or a single edition: nothing is asked that would not be there.
#[test]
fn without_an_archive_nothing_of_it_is_asked_for() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "search/?q=清淤").await;
        browser.see("本期没有找到").await;
        browser.control("搜索本期").await;
        assert_eq!(browser.site.requests("/masthead-archive-view.js"), 0);
        browser.shows(".mh-archive", NOTHING).await;
    });
}

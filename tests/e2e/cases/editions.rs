//! From day to day and from paper to paper: editions before and after, the calendar, the other publications.

use crate::harness::{Browser, DESKTOP, PHONE, Trouble, on, on_each};
use crate::papers::read_at;
use crate::papers::small::small;

/// Where the ways to other papers are: in a sheet on phones, in the bar on wide screens.
async fn open_more(browser: &Browser) {
    if browser.device.touch {
        browser.tap("更多").await;
        browser.find("dialog[open]").await;
    }
}

#[test]
fn editions_follow_each_other_over_gaps_and_over_the_turn_of_the_year() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2025-12-30/").await;
        browser.see("年末的一期").await;
        browser.no_part("上一期").await;
        for day in ["2026-03-02", "2026-03-02-extra", "2026-03-09"] {
            browser.tap("下一期").await;
            browser.at(&format!("/sb/{day}/")).await;
        }
        browser.see("一周以后的一期").await;
        browser.no_part("下一期").await;
        browser.tap("上一期").await;
        browser.at("/sb/2026-03-02-extra/").await;
        browser.see("大桥今晨合龙").await;
        browser.see("号外").await;
        browser.tap("上一期").await;
        browser.tap("上一期").await;
        browser.at("/sb/2025-12-30/").await;
    });
}

#[test]
fn the_other_publication_opens_on_the_same_day() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/").await;
        open_more(browser).await;
        browser.tap("试读晚报").await;
        browser.at("/wb/2026-03-02/").await;
        browser.see("晚报的头条").await;
    });
}

#[test]
fn the_other_publication_of_a_day_without_it_opens_on_the_nearest_and_says_so() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-09/").await;
        open_more(browser).await;
        if browser.device.touch {
            browser.see("当日无报，最近一期 3月5日").await;
        }
        browser.tap("试读晚报").await;
        browser.at("/wb/2026-03-05/").await;
        browser.see("晚报后来的头条").await;
    });
}

#[test]
fn several_editions_of_a_day_are_offered() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/").await;
        open_more(browser).await;
        browser.see("当日其他各期").await;
        browser.accessible("the sheet of more").await;
        browser.screenshot("more").await;
        browser.tap("号外").await;
        browser.at("/sb/2026-03-02-extra/").await;
    });
}

#[test]
fn the_calendar_shows_the_days_that_have_an_edition_and_opens_them() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/").await;
        browser.tap("往期").await;
        browser.at("/sb/2026/").await;
        browser.see("二〇二六年三月").await;
        browser.shows("table a", &["2", "9"]).await;
        browser.shows("table a[aria-current=date]", &["2"]).await;
        let march =
            "return [...root.querySelectorAll('table td')].filter((cell) => cell.textContent.trim()).length";
        browser.gives(march, vec![], 31).await;
        // The first of March 2026 was a Sunday, and Chinese weeks begin on it.
        browser.holds("table tbody tr:first-child td:first-child", &["1"]).await;
        browser.see("3月2日 号外").await;
        browser.accessible("the calendar").await;
        browser.screenshot("calendar").await;
        browser.tap("2026年3月9日 星期一").await;
        browser.at("/sb/2026-03-09/").await;
        browser.see("一周以后的一期").await;
    });
}

#[test]
fn the_calendar_jumps_to_other_years() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026/").await;
        browser.tap("2025").await;
        browser.at("/sb/2025/").await;
        browser.see("二〇二五年十二月").await;
        browser.titled("往期 2025年 - 试读日报").await;
        browser.back().await;
        browser.see("二〇二六年三月").await;
    });
}

#[test]
fn today_is_ringed() {
    on(PHONE, async |browser| {
        // The browser's own day decides: the paper comes out on it.
        read_at(browser, &small(), "sb/2026/").await;
        let today = "return new Date().toLocaleDateString('sv')";
        let today = browser.run(today, vec![]).await.as_str().unwrap().to_owned();
        let day = today[8..].trim_start_matches('0').to_owned();
        let paper = small()
            .publication(serde_json::json!({ "id": "jt", "title": "今日报" }))
            .edition(&today, serde_json::json!({ "pages": [{ "id": "A01", "articles": [] }] }));
        read_at(browser, &paper, &format!("jt/{}/", &today[..4])).await;
        browser.until("today to be ringed", "return root.querySelector('[data-is=today]')", vec![]).await;
        browser.shows("table [data-is=today]", &[day]).await;
    });
}

#[test]
fn an_edition_that_is_on_its_way_already_is_not_asked_for_again() {
    on(PHONE, async |browser| {
        const NEXT: &str = "/paper/sb/2026-03-09/edition.json";
        browser.site.trouble(NEXT, Trouble::Dripping);
        read_at(browser, &small(), "sb/2026-03-02-extra/").await;
        browser.requested(NEXT, 1).await;
        browser.tap("下一期").await;
        browser.at("/sb/2026-03-09/").await;
        browser.site.heal(NEXT);
        browser.see("一周以后的一期").await;
        assert_eq!(browser.site.requests(NEXT), 1);
    });
}

#[test]
fn neighbouring_editions_are_fetched_ahead() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02-extra/").await;
        browser.requested("/paper/sb/2026-03-09/edition.json", 1).await;
        browser.requested("/paper/sb/2026-03-02/edition.json", 1).await;
        // Entries of resources are written when the last byte has come.
        let arrived = "
            const names = performance.getEntriesByType('resource').map((entry) => entry.name);
            return ['03-09', '03-02'].every((day) => names.some((name) => name.endsWith(`${day}/edition.json`)))";
        browser.until("both neighbours to arrive", arrived, vec![]).await;
        browser.tap("下一期").await;
        browser.see("一周以后的一期").await;
        assert_eq!(browser.site.requests("/paper/sb/2026-03-09/edition.json"), 1, "it was there already");
    });
}

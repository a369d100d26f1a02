//! Places and their addresses: back and forward, titles, scrolling, and addresses that lead nowhere.

use serde_json::json;

use crate::harness::{DESKTOP, PHONE, on, on_each};
use crate::papers::small::small;
use crate::papers::{Routing, carry, read, read_at};

#[test]
fn every_place_has_a_path_that_opens_it_again() {
    on(PHONE, async |browser| {
        for (place, shown) in [
            ("", "一周以后的一期"),
            ("wb/", "晚报后来的头条"),
            ("sb/2026/", "二〇二六年三月"),
            ("sb/2026-03-02/", "公交三路改道"),
            ("sb/2026-03-02/A02/", "清淤工程的前前后后"),
            ("sb/2026-03-02/A02/104/", "接着说清淤的事"),
            ("search/?q=竹器&in=sb/2026-03-02", "找到 1 篇"),
        ] {
            read_at(browser, &small(), place).await;
            browser.see(shown).await;
            browser.reload().await;
            browser.see(shown).await;
        }
    });
}

#[test]
fn every_place_has_a_fragment_where_the_page_wishes_that() {
    on(PHONE, async |browser| {
        carry(browser, &small(), Routing::Hash, "");
        browser.open("/reader/").await;
        browser.see("一周以后的一期").await;
        browser.open("/reader/#/sb/2026-03-02/").await;
        browser.see("公交三路改道").await;
        browser.tap("公交三路改道").await;
        browser.at("/reader/#/sb/2026-03-02/A02/103/").await;
        browser.tap("A02").await;
        browser.at("/reader/#/sb/2026-03-02/A02/").await;
        browser.back().await;
        browser.see("三路公交自周一起改道").await;
        browser.tap("搜索").await;
        browser.fill("input[type=search]", "竹器").await;
        browser.at("/reader/#/search/?q=竹器&in=sb/2026-03-02").await;
        browser.reload().await;
        browser.see("找到 1 篇").await;
        // Somebody edits the address.
        browser.run("location.hash = '#/sb/2026-03-02/X04/106/'", vec![]).await;
        browser.see("集市上卖竹器的").await;
    });
}

#[test]
fn back_and_forward_walk_the_places_with_their_titles() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/").await;
        browser.tap("公交三路改道").await;
        browser.titled("公交三路改道 - 试读日报").await;
        browser.tap("下一篇").await;
        browser.titled("清淤工程的前前后后 - 试读日报").await;
        browser.back().await;
        browser.titled("公交三路改道").await;
        browser.see("三路公交自周一起改道").await;
        browser.back().await;
        browser.titled("试读日报 2026年3月2日").await;
        browser.forward().await;
        browser.forward().await;
        browser.titled("清淤工程的前前后后").await;
    });
}

#[test]
fn going_back_restores_how_far_one_had_read() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A01/101/").await;
        let long = "return document.documentElement.scrollHeight > innerHeight + 500";
        browser.until("something to scroll", long, vec![]).await;
        browser.scroll_to(400).await;
        browser.tap("小麦").await;
        let left = browser.run("return history.state", vec![]).await;
        browser.at("/search/?q=小麦&in=sb/2026-03-02").await;
        browser.back().await;
        browser.see("三月的田野里").await;
        browser.until("the place to be found again", "return scrollY > 100", vec![]).await;
        assert!(!left.is_string());
    });
}

#[test]
fn a_new_place_begins_at_its_top() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A01/101/").await;
        browser.scroll_to(900).await;
        browser.tap("下一篇").await;
        browser.at("/A01/102/").await;
        browser.until("the top", "return scrollY === 0", vec![]).await;
    });
}

#[test]
fn an_address_of_a_paragraph_shows_it() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A01/101/#shui").await;
        let seen = "
            const box = root.getElementById('shui')?.getBoundingClientRect();
            return box && box.top >= 0 && box.bottom <= innerHeight";
        browser.until("the paragraph in sight", seen, vec![]).await;
        browser.holds("[id=shui]", &["渠水流过"]).await;
    });
}

#[test]
fn an_article_under_a_wrong_page_is_found_and_its_address_mended() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A03/106/").await;
        browser.see("集市上卖竹器的").await;
        browser.at("/sb/2026-03-02/X04/106/").await;
    });
}

/// Something that is not there says so, and the nearest thing that is there is one tap away.
fn missing(place: &str, sentence: &str, nearest: &str, shown: &str) {
    on(PHONE, async |browser| {
        if place.starts_with("sb/2026-03-08/") {
            // The edition is asked for while the calendar is still on its way.
            browser.expect("status of 404");
        }
        read_at(browser, &small(), place).await;
        browser.see(sentence).await;
        browser.accessible(sentence).await;
        browser.tap(nearest).await;
        browser.see(shown).await;
    });
}

#[test]
fn a_publication_that_does_not_exist_leads_to_the_newest_edition() {
    missing("xx/2026-03-02/", "这里没有这份报纸。", "试读日报", "一周以后的一期");
}

#[test]
fn a_day_without_an_edition_leads_to_the_nearest_one() {
    missing("sb/2026-03-08/", "这一天没有出报。", "试读日报 2026年3月9日", "一周以后的一期");
}

#[test]
fn a_page_that_does_not_exist_leads_to_its_edition() {
    missing("sb/2026-03-02/B09/", "这一期没有这一版。", "2026年3月2日", "公交三路改道");
}

#[test]
fn an_article_that_does_not_exist_leads_to_its_page() {
    missing("sb/2026-03-02/A01/999/", "这一期没有这一篇。", "A01", "河道清淤一期完工");
}

#[test]
fn a_year_without_editions_leads_to_one_that_has_some() {
    missing("sb/1999/", "这一年没有出报。", "试读日报", "一周以后的一期");
}

#[test]
fn an_address_that_means_nothing_leads_to_what_it_begins_with() {
    missing("sb/2026-03-02/A01/101/more/", "没有这个页面。", "试读日报", "公交三路改道");
}

#[test]
fn the_attributes_of_the_tag_choose_publication_and_change_at_any_time() {
    on(PHONE, async |browser| {
        carry(browser, &small(), Routing::Hash, r#"publication="wb""#);
        browser.open("/reader/").await;
        browser.see("晚报后来的头条").await;
        browser.run("host.setAttribute('lang', 'en')", vec![]).await;
        browser.see("Search").await;
        browser.run("host.setAttribute('publication', 'sb')", vec![]).await;
        browser.see("一周以后的一期").await;
    });
}

#[test]
fn what_stood_in_the_tag_gives_way_to_the_reader() {
    on(PHONE, async |browser| {
        read(browser, &small()).await;
        let gone = "return document.querySelector('masthead-reader > section').checkVisibility()";
        browser.gives(gone, vec![], json!(false)).await;
    });
}

#[test]
fn two_readers_on_a_page_do_not_disturb_each_other() {
    on(DESKTOP, async |browser| {
        carry(browser, &small(), Routing::Hash, "");
        let other = small();
        for (path, content) in other.files() {
            browser.site.put(&format!("/other/{path}"), content);
        }
        browser.open("/reader/").await;
        browser.see("一周以后的一期").await;
        let script = "
            const second = document.createElement('masthead-reader');
            second.setAttribute('src', '/other/');
            second.setAttribute('publication', 'wb');
            document.body.append(second)";
        browser.run(script, vec![]).await;
        let shown = "return document.querySelectorAll('masthead-reader')[1].shadowRoot?.querySelector('h1[tabindex]')?.textContent";
        assert_eq!(browser.until("a second reader", shown, vec![]).await, "试读晚报");
        browser.tap("一周以后的一期").await;
        browser.see("这一期只有一小段文字").await;
    });
}

//! The front of an edition: nameplate, lead, and every page's headlines.

use crate::harness::{DESKTOP, PHONE, on, on_each};
use crate::papers::small::small;
use crate::papers::{read, read_at};

#[test]
fn the_nameplate_says_which_paper_of_which_day() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/").await;
        browser.shows("main h1", &["试读日报"]).await;
        let line = ["2026年3月2日", "星期一", "农历丙午年正月十四", "第7001期", "今日4版"];
        browser.holds(".mh-nameplate .mh-dateline", &line).await;
        browser.titled("试读日报 2026年3月2日").await;
    });
}

#[test]
fn the_address_without_a_day_opens_the_newest_edition_of_the_first_publication() {
    on(PHONE, async |browser| {
        read(browser, &small()).await;
        browser.see("一周以后的一期").await;
        browser.titled("2026年3月9日").await;
    });
}

#[test]
fn the_lead_has_its_kicker_lines_deck_and_picture() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/").await;
        browser.shows(".mh-lead .mh-kicker", &["春耕时节走田头"]).await;
        browser.shows(".mh-lead .mh-headline .mh-line", &["全县百万亩小麦", "返青长势喜人"]).await;
        browser.shows(".mh-lead .mh-deck", &["农技员进村入户送技术"]).await;
        let loaded = "const image = root.querySelector('.mh-lead img'); return image.complete && image.naturalWidth === 800";
        browser.until("the lead's picture", loaded, vec![]).await;
    });
}

#[test]
fn each_page_stands_with_its_section_its_name_and_its_headlines() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/").await;
        let lines = ["A01 要闻", "A02 民生", "A03 广告", "X04 东乡时报 · 聚焦"];
        browser.shows(".mh-front .mh-page-line", &lines).await;
        let headlines = [
            "河道清淤一期完工",
            "公交三路改道",
            "清淤工程的前前后后",
            "一则撤回的消息",
            "东乡集市 逢五逢十",
            "东乡豆腐坊开张",
        ];
        browser.shows(".mh-pages .mh-entry-headline", &headlines).await;
        browser.holds(".mh-pages .mh-label", &["更正", "本文已撤回", "广告"]).await;
        browser.see("本版没有可供阅读的文章").await;
    });
}

#[test]
fn the_publishers_lines_and_the_way_home_stand_at_the_foot() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/").await;
        for line in ["版权声明 © 试读报社", "试ICP备12345678号", "试公网安备 11000002000001号"]
        {
            browser.see(line).await;
        }
        browser.gives("return root.querySelector('footer a').getAttribute('href')", vec![], "/home/").await;
        browser.site.put("/home/", "<!DOCTYPE html><html lang=\"zh\"><head><title>报社</title><link rel=\"icon\" href=\"/icon.svg\"></head><body><p>报社主页到了</p></body></html>");
        browser.tap("返回报社主页").await;
        browser.see("报社主页到了").await;
    });
}

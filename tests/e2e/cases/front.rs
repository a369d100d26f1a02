//! The front of an edition: nameplate, lead, and every page's headlines.

use crate::harness::{DESKTOP, PHONE, on, on_each};
use crate::papers::small::small;
use crate::papers::{read, read_at};

#[test]
fn the_nameplate_says_which_paper_of_which_day() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/").await;
        assert_eq!(browser.texts("main h1").await, ["试读日报"]);
        let line = browser.texts(".mh-nameplate .mh-dateline").await.concat();
        for part in ["2026年3月2日", "星期一", "农历丙午年正月十四", "第7001期", "今日4版"]
        {
            assert!(line.contains(part), "{part} is missing in {line}");
        }
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
        assert_eq!(browser.texts(".mh-lead .mh-kicker").await, ["春耕时节走田头"]);
        assert_eq!(browser.texts(".mh-lead .mh-headline .mh-line").await, ["全县百万亩小麦", "返青长势喜人"]);
        assert_eq!(browser.texts(".mh-lead .mh-deck").await, ["农技员进村入户送技术"]);
        let loaded = "const image = root.querySelector('.mh-lead img'); return image.complete && image.naturalWidth === 800";
        browser.until("the lead's picture", loaded, vec![]).await;
    });
}

#[test]
fn each_page_stands_with_its_section_its_name_and_its_headlines() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/").await;
        let lines = browser.texts(".mh-front .mh-page-line").await;
        let lines: Vec<String> =
            lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(lines, ["A01 要闻", "A02 民生", "A03 广告", "X04 东乡时报 · 聚焦"]);
        let headlines = [
            "河道清淤一期完工",
            "公交三路改道",
            "清淤工程的前前后后",
            "一则撤回的消息",
            "东乡集市 逢五逢十",
            "东乡豆腐坊开张",
        ];
        assert_eq!(browser.texts(".mh-pages .mh-entry-headline").await, headlines);
        for label in ["更正", "本文已撤回", "广告"] {
            assert!(browser.texts(".mh-pages .mh-label").await.contains(&label.to_owned()), "{label}");
        }
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
        let home = browser.run("return root.querySelector('footer a').getAttribute('href')", vec![]).await;
        assert_eq!(home, "/home/");
        browser.site.put("/home/", "<!DOCTYPE html><html lang=\"zh\"><head><title>报社</title><link rel=\"icon\" href=\"/icon.svg\"></head><body><p>报社主页到了</p></body></html>");
        browser.tap("返回报社主页").await;
        browser.see("报社主页到了").await;
    });
}

//! An article: everything that stands in one, and the ways on from it.

use serde_json::json;

use crate::harness::{DESKTOP, PHONE, on, on_each};
use crate::papers::read_at;
use crate::papers::small::small;

const LEAD: &str = "sb/2026-03-02/A01/101/";

#[test]
fn kicker_headline_deck_byline_and_source_stand_above_the_text() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), LEAD).await;
        browser.shows("main .mh-kicker", &["春耕时节走田头"]).await;
        browser.shows("main h1 .mh-line", &["全县百万亩小麦", "返青长势喜人"]).await;
        browser.shows("main .mh-article-head .mh-deck", &["农技员进村入户送技术"]).await;
        let byline = ["记者 林知秋", "通讯员", "何望舒", "苏晚", "文/图", "试读通讯社"];
        browser.holds(".mh-byline", &byline).await;
        browser.titled("全县百万亩小麦 返青长势喜人 - 试读日报 2026年3月2日").await;
        browser.holds(".mh-place-line", &["A01"]).await;
        browser.see("版权声明 © 试读报社").await;
    });
}

#[test]
fn every_kind_of_block_is_set_as_what_it_is() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), LEAD).await;
        browser.find(".mh-body p").await;
        for (css, text) in [
            (".mh-body p strong", "返青"),
            (".mh-body p em", "长势"),
            (".mh-body h2, .mh-body h3", "水是第一件事"),
            (".mh-body ruby rt", "fén"),
            (".mh-body figure figcaption", "农技员在田头"),
            (".mh-body figure figcaption", "何望舒 摄"),
            (".mh-body blockquote", "麦子不等人。"),
            (".mh-body ol li", "浇返青水"),
            (".mh-body table th", "乡镇"),
            (".mh-body table td", "31万"),
            (".mh-body aside, .mh-body section", "返青是越冬作物恢复生长。"),
            (".mh-body", "编辑 王编"),
            (".mh-body", "老农"),
            (".mh-body", "各乡面积"),
            (".mh-body", "麦田一组"),
        ] {
            browser.holds(css, &[text]).await;
        }
        browser.see("此处内容需要更新的阅读器才能完整显示").await;
        let described = "return [...root.querySelectorAll('.mh-body img')].map((image) => image.alt)";
        browser.gives(described, vec![], json!(["田埂上的人", "麦田远景", "麦苗近景"])).await;
    });
}

#[test]
fn a_link_of_the_newspaper_opens_outside_and_tells_so() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), LEAD).await;
        let link = "const link = root.querySelector('.mh-body a'); return [link.href, link.target, link.rel, link.textContent]";
        let link = browser.until("the link", link, vec![]).await;
        assert_eq!(
            link,
            json!(["https://example.com/", "_blank", "noopener noreferrer", "农技网 (在新窗口打开)"])
        );
    });
}

#[test]
fn pictures_keep_their_room_before_they_arrive() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        browser.site.trouble("/paper/sb/2026-03-02/1.svg", crate::harness::Trouble::Status(500));
        browser.expect("status of 500");
        browser.expect("1.svg");
        read_at(browser, &small(), LEAD).await;
        let room = "
            const boxes = [...root.querySelectorAll('.mh-body figure img')].map((image) => image.getBoundingClientRect());
            return boxes.length > 0 && boxes.every((box) => box.width > 50 && Math.abs(box.width / box.height - 4 / 3) < .05 || Math.abs(box.width / box.height - 3 / 4) < .05)";
        browser.until("room for pictures in their proportions", room, vec![]).await;
    });
}

#[test]
fn the_next_article_runs_on_over_the_end_of_the_page() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), LEAD).await;
        browser.no_part("上一篇").await;
        let walk = ["A01/102", "A02/103", "A02/104", "A02/105", "X04/106", "X04/107"];
        for place in walk {
            browser.tap("下一篇").await;
            browser.at(&format!("/sb/2026-03-02/{place}/")).await;
        }
        browser.no_part("下一篇").await;
        for place in walk.iter().rev().skip(1) {
            browser.tap("上一篇").await;
            browser.at(&format!("/sb/2026-03-02/{place}/")).await;
        }
    });
}

#[test]
fn a_jump_leads_to_its_continuation_and_back() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A01/102/").await;
        browser.tap("下转A02版").await;
        browser.at("/A02/104/").await;
        browser.see("接着说清淤的事").await;
        browser.tap("上接A01版").await;
        browser.at("/A01/102/").await;
        browser.see("清淤的船只昨日靠岸").await;
    });
}

#[test]
fn a_correction_says_when_and_what() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A02/103/").await;
        browser.see("2026年3月3日更正").await;
        browser.see("首班车时间更正为六点。").await;
        browser.see("三路公交自周一起改道。").await;
        browser.accessible("a corrected article").await;
    });
}

#[test]
fn a_withdrawn_article_keeps_its_headline_alone() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A02/105/").await;
        browser.see("一则撤回的消息").await;
        browser.see("本文已撤回").await;
        browser.see("来源不实。").await;
        browser.see("标题保留，正文不再提供。").await;
        browser.accessible("a withdrawn article").await;
    });
}

#[test]
fn an_advertisement_is_marked_as_one_and_an_article_without_text_says_so() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/X04/107/").await;
        browser.shows("main .mh-label", &["广告"]).await;
        browser.see("本篇没有文字内容").await;
        browser.accessible("an advertisement").await;
    });
}

#[test]
fn a_keyword_searches_the_edition() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), LEAD).await;
        browser.tap("小麦").await;
        browser.at("/search/?q=小麦&in=sb/2026-03-02").await;
        browser.see("找到 1 篇").await;
    });
}

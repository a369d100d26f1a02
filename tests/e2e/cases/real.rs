//! The main job on real text: the page that the project began with, and an edition of a hundred articles. Texts of
//! third parties stay beside the repository; without them these tests say that they skip.

use serde_json::json;

use crate::harness::{Browser, DESKTOP, PHONE, on_each};
use crate::papers::seed::{Seed, seed};
use crate::papers::{corpus, read, read_at};

const PAGE: &str = "zzwb/2022-09-16/X04/";

/// The marks in the headline that is shown, joined.
async fn marked_headline(browser: &Browser) -> String {
    browser.texts("main h1 mark").await.concat()
}

#[test]
fn the_seeds_page_shows_its_id_section_name_and_headlines() {
    let Some(Seed { paper, headline, second, .. }) = seed() else { return };
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &paper, PAGE).await;
        browser.holds("main h1", &["X04", "新郑时报", "聚焦"]).await;
        browser.shows("main .mh-entry-headline", &[headline.join(" "), second.clone()]).await;
        browser.see("版权声明 @ 中原网 网站版权所有").await;
        browser.titled("第X04版 新郑时报 · 聚焦 - 郑州晚报 2022年9月16日").await;
        browser.accessible("the seed's page").await;
        browser.screenshot("seed-page").await;
    });
}

#[test]
fn the_seeds_page_turns_both_ways_and_ends_where_the_edition_ends() {
    let Some(Seed { paper, .. }) = seed() else { return };
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &paper, PAGE).await;
        browser.tap("下一版").await;
        browser.at("/X05/").await;
        browser.no_part("下一版").await;
        browser.tap("上一版").await;
        browser.at("/X04/").await;
        browser.tap("上一版").await;
        browser.at("/X03/").await;
        browser.no_part("上一版").await;
    });
}

#[test]
fn the_seeds_article_stands_as_it_was_printed() {
    let Some(Seed { paper, headline, paragraphs, subheads, .. }) = seed() else { return };
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &paper, PAGE).await;
        browser.tap(&headline.join(" ")).await;
        browser.at("/X04/1335950/").await;
        browser.see(&paragraphs[0]).await;
        browser.shows("main h1 .mh-line", &headline).await;
        browser.holds(".mh-byline", &["记者", "杨宜锦", "通讯员", "宋杰", "文/图"]).await;
        let shown: String = browser.texts(".mh-body").await.concat().split_whitespace().collect();
        for text in paragraphs.iter().chain(&subheads) {
            let text: String = text.split_whitespace().collect();
            assert!(shown.contains(&text), "not shown: {text}");
        }
        assert!(!shown.contains("KeywordPh"));
        browser.accessible("the seed's article").await;
        browser.screenshot("seed-article").await;
    });
}

#[test]
fn the_seeds_articles_run_on_over_the_end_of_the_page() {
    let Some(Seed { paper, second, .. }) = seed() else { return };
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &paper, "zzwb/2022-09-16/X04/1335950/").await;
        browser.tap("下一篇").await;
        browser.at("/X04/1335951/").await;
        browser.see(&second).await;
        browser.tap("下一篇").await;
        browser.at("/X05/1335960/").await;
        browser.no_part("下一篇").await;
        browser.tap("上一篇").await;
        browser.at("/X04/1335951/").await;
    });
}

#[test]
fn from_the_seeds_page_lead_ways_to_home_papers_headlines_and_other_days() {
    let Some(Seed { paper, headline, second, .. }) = seed() else { return };
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &paper, PAGE).await;
        // 标题导航: every headline of the edition, grouped by page.
        browser.tap(if browser.device.touch { "标题" } else { "标题导航" }).await;
        browser.find("dialog").await;
        browser.shows("dialog .mh-page-id", &["X03", "X04", "X05"]).await;
        let listed = browser.texts("dialog .mh-entry-headline").await;
        assert_eq!(listed[1..3], [headline.join(" "), second.clone()]);
        browser.tap("关闭").await;
        // 郑州日报: the other paper of the same day.
        if browser.device.touch {
            browser.tap("更多").await;
        }
        browser.tap("郑州日报").await;
        browser.at("/zzrb/2022-09-16/").await;
        browser.see("日报当日").await;
        browser.back().await;
        browser.at(PAGE).await;
        // 上一期 and 下一期, over days without an edition.
        browser.open("/paper/zzwb/2022-09-16/").await;
        browser.tap("上一期").await;
        browser.at("/zzwb/2022-09-14/").await;
        browser.tap("下一期").await;
        browser.at("/zzwb/2022-09-16/").await;
        browser.tap("下一期").await;
        browser.at("/zzwb/2022-09-19/").await;
        // 返回主页, the publisher's own.
        browser.gives("return root.querySelector('footer a').getAttribute('href')", vec![], "/home/").await;
        browser.control("返回主页").await;
    });
}

#[test]
fn a_search_finds_the_headline_that_print_broke_in_two() {
    let Some(Seed { paper, headline, .. }) = seed() else { return };
    assert!(
        headline[0].ends_with("共青团") && headline[1].starts_with("基层组织"),
        "the break is where it was"
    );
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &paper, PAGE).await;
        browser.tap("搜索").await;
        browser.fill("input[type=search]", "共青团基层组织").await;
        let marks = "return [...root.querySelectorAll('.mh-hits .mh-entry-headline mark')].map((mark) => mark.textContent).join('')";
        let found = browser.until("a marked headline", marks, vec![]).await;
        assert_eq!(found.as_str().unwrap().split_whitespace().collect::<String>(), "共青团基层组织");
        browser.accessible("search results").await;
        browser.screenshot("seed-search").await;
        browser.tap(&headline[0]).await;
        browser.find("main h1 mark").await;
        assert_eq!(marked_headline(browser).await, "共青团基层组织");
        browser.shows("main h1 .mh-line:first-child mark", &["共青团"]).await;
        browser.screenshot("seed-marked").await;
    });
}

#[test]
fn a_hundred_real_articles_are_listed_searched_and_read() {
    let Some(pieces) = corpus::pieces(100) else { return };
    let paper = corpus::paper_of(&pieces);
    on_each(&[PHONE, DESKTOP], async |browser| {
        read(browser, &paper).await;
        browser.tap(if browser.device.touch { "标题" } else { "标题导航" }).await;
        browser.find("dialog .mh-entry-headline").await;
        let titles: Vec<String> =
            pieces.iter().map(|piece| piece.title.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        browser.shows("dialog .mh-entry-headline", &titles).await;
        browser.tap("关闭").await;
        // The newest phrase in the middle of the edition, found by a naive scan of what was put in.
        let wanted: String = pieces[57].paragraphs[0].chars().skip(12).take(9).collect();
        let holding = pieces.iter().filter(|piece| {
            piece.paragraphs.iter().any(|text| text.contains(&wanted)) || piece.title.contains(&wanted)
        });
        let count = holding.count();
        browser.tap("搜索").await;
        browser.fill("input[type=search]", &wanted).await;
        browser.see(&format!("找到 {count} 篇")).await;
        browser.tap_at(".mh-hits a").await;
        browser.find(".mh-body mark").await;
        let first = browser.run("return root.querySelector('.mh-body mark').textContent", vec![]).await;
        assert!(wanted.starts_with(first.as_str().unwrap()), "{first} is marked, not {wanted}");
        browser.accessible("a real article").await;
        // Every article can be walked to by 下一篇: the last follows from the one before it.
        browser.open("/paper/hb/2026-10-01/A13/1099/").await;
        browser.tap("下一篇").await;
        browser.see(&pieces[99].title).await;
        browser.no_part("下一篇").await;
    });
}

#[test]
fn a_keystroke_in_a_hundred_articles_shows_every_article_that_holds_it() {
    let Some(pieces) = corpus::pieces(100) else { return };
    let paper = corpus::paper_of(&pieces);
    on_each(&[PHONE], async |browser| {
        read_at(browser, &paper, "search/").await;
        for wanted in ["的", "中国", "工作会议", "2012"] {
            let holds = |text: &String| text.contains(wanted);
            let count = pieces
                .iter()
                .filter(|piece| holds(&piece.title) || piece.paragraphs.iter().any(holds))
                .count();
            browser.fill("input[type=search]", wanted).await;
            let script = "return root.querySelector('.mh-search-count').textContent.includes(arguments[0])";
            browser
                .until(&format!("{count} articles for {wanted}"), script, vec![json!(format!("{count} 篇"))])
                .await;
        }
    });
}

//! What goes wrong: each time a clear message, a way to try again, and everything else still works.

use std::time::Duration;

use fantoccini::key::Key;

use crate::harness::{DESKTOP, Network, PHONE, Trouble, on, on_each};
use crate::papers::corpus::{invented, paper_of};
use crate::papers::small::small;
use crate::papers::{Routing, carry_around, read, read_at};

const EDITION: &str = "/paper/sb/2026-03-02/edition.json";

/// An edition fails in a certain way, says so, and comes after a retry once the trouble is over.
fn fails_and_heals(trouble: &Trouble, sentence: &str, heard: &[&str]) {
    on(PHONE, async |browser| {
        heard.iter().for_each(|message| browser.expect(message));
        browser.site.trouble(EDITION, trouble.clone());
        read_at(browser, &small(), "sb/2026-03-02/A02/104/").await;
        browser.see(sentence).await;
        browser.accessible(sentence).await;
        // Elsewhere the paper can be read.
        browser.tap("往期").await;
        browser.see("二〇二六年三月").await;
        browser.back().await;
        browser.see(sentence).await;
        browser.tap("重试").await;
        browser.requested(EDITION, 2).await;
        browser.see(sentence).await;
        browser.site.heal(EDITION);
        browser.tap("重试").await;
        browser.see("接着说清淤的事").await;
    });
}

#[test]
fn an_edition_that_is_missing() {
    fails_and_heals(&Trouble::Status(404), "没有找到这一期的文件。", &["status of 404"]);
}

#[test]
fn a_server_that_fails() {
    fails_and_heals(&Trouble::Status(503), "网站暂时无法提供这份文件（状态 503）。", &["status of 503"]);
}

#[test]
fn an_edition_whose_json_is_broken_says_where() {
    let broken = Trouble::Content("{\n  \"version\": 1,\n  \"pages\": [ oops ]\n}".to_owned());
    fails_and_heals(&broken, "这份文件已损坏，无法读出（第 3 行第 14 列）。", &[]);
}

#[test]
fn a_file_that_is_no_newspaper() {
    fails_and_heals(&Trouble::Content("[1, 2, 3]".to_owned()), "这份文件不是报纸数据，无法读出。", &[]);
}

#[test]
fn a_host_that_answers_everything_with_its_page() {
    let page = "\u{FEFF}\n<!DOCTYPE html><title>首页</title>";
    fails_and_heals(&Trouble::Content(page.to_owned()), "收到的是一个网页，不是这份文件。", &[]);
}

#[test]
fn an_edition_of_which_nothing_comes() {
    fails_and_heals(&Trouble::Held, "等待太久，没能打开。", &[]);
}

#[test]
fn an_edition_that_comes_by_half() {
    fails_and_heals(&Trouble::Stalled, "等待太久，没能打开。", &[]);
}

/// Nothing of a file comes: after ten seconds this is told, whichever file it is, and it can be asked for again.
#[test]
fn whichever_file_never_comes_this_is_told() {
    const SENTENCE: &str = "等待太久，没能打开。";
    for (path, place, shown) in [
        ("/paper/paper.json", "", "一周以后的一期"),
        ("/paper/sb/2026.json", "sb/2026/", "二〇二六年三月"),
        ("/masthead-folding.bin", "search/?q=竹器&in=sb/2026-03-02", "找到 1 篇"),
    ] {
        on(PHONE, async |browser| {
            browser.site.trouble(path, Trouble::Held);
            read_at(browser, &small(), place).await;
            browser.see(SENTENCE).await;
            browser.see("请检查网络后重试").await;
            browser.site.heal(path);
            browser.tap("重试").await;
            browser.see(shown).await;
        });
    }
}

/// A browser may keep what is damaged, and give it to whoever asks for it again: a retry asks the site itself.
#[test]
fn a_damaged_file_that_the_browser_keeps_is_fetched_anew() {
    for (path, damaged, place, shown) in [
        (EDITION, "{\"pages\": [", "sb/2026-03-02/A02/104/", "接着说清淤的事"),
        ("/paper/paper.json", "[]", "", "一周以后的一期"),
        ("/paper/sb/2026.json", "<!DOCTYPE html>", "sb/2026/", "二〇二六年三月"),
        ("/masthead-folding.bin", "short", "search/?q=竹器&in=sb/2026-03-02", "找到 1 篇"),
    ] {
        on(PHONE, async |browser| {
            browser.site.cache();
            browser.site.trouble(path, Trouble::Content(damaged.to_owned()));
            read_at(browser, &small(), place).await;
            browser.control("重试").await;
            browser.site.heal(path);
            browser.tap("重试").await;
            browser.see(shown).await;
        });
    }
}

#[test]
fn a_connection_that_ends_in_the_middle() {
    fails_and_heals(&Trouble::Cut, "没能连上报纸所在的网站。", &["ERR_CONTENT_LENGTH_MISMATCH"]);
}

#[test]
fn json_under_another_content_type_is_read_all_the_same() {
    for kind in ["text/plain", "text/html", "text/html; charset=gbk", "application/octet-stream", "image/png"]
    {
        on(PHONE, async |browser| {
            for path in [EDITION, "/paper/paper.json", "/paper/sb/2026.json", "/masthead-folding.bin"] {
                browser.site.trouble(path, Trouble::Type(kind));
            }
            read_at(browser, &small(), "sb/2026-03-02/A02/104/?q=清淤").await;
            browser.see("接着说清淤的事").await;
            browser.find("main mark").await;
            browser.tap("往期").await;
            browser.see("二〇二六年三月").await;
        });
    }
}

#[test]
fn a_paper_that_does_not_come_can_be_asked_for_again() {
    on(PHONE, async |browser| {
        browser.expect("status of 500");
        browser.site.trouble("/paper/paper.json", Trouble::Status(500));
        read(browser, &small()).await;
        browser.see("网站暂时无法提供这份文件（状态 500）。").await;
        browser.accessible("no paper").await;
        browser.site.heal("/paper/paper.json");
        browser.tap("重试").await;
        browser.see("一周以后的一期").await;
    });
}

#[test]
fn without_its_calendar_an_edition_is_still_read() {
    on(PHONE, async |browser| {
        browser.expect("status of 500");
        browser.site.trouble("/paper/sb/2026.json", Trouble::Status(500));
        read_at(browser, &small(), "sb/2026-03-02/A02/104/").await;
        browser.see("接着说清淤的事").await;
        browser.tap("往期").await;
        browser.see("状态 500").await;
        browser.site.heal("/paper/sb/2026.json");
        browser.tap("重试").await;
        browser.see("二〇二六年三月").await;
    });
}

#[test]
fn a_picture_that_fails_says_so_and_can_be_asked_for_again() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        browser.expect("1.svg");
        browser.site.trouble("/paper/sb/2026-03-02/1.svg", Trouble::Status(404));
        read_at(browser, &small(), "sb/2026-03-02/A01/101/").await;
        browser.run("root.querySelector('.mh-body figure').scrollIntoView({ block: 'center', behavior: 'instant' })", vec![]).await;
        browser.see("图片未能加载").await;
        browser.see("农技员在田头").await;
        browser.accessible("a picture that failed").await;
        browser.site.heal("/paper/sb/2026-03-02/1.svg");
        browser.tap("重试").await;
        let shown = "const image = root.querySelector('.mh-body figure img'); return image.complete && image.naturalWidth === 800";
        browser.until("the picture", shown, vec![]).await;
    });
}

#[test]
fn a_network_that_goes_away_and_comes_back() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        browser.expect("ERR_INTERNET_DISCONNECTED");
        read_at(browser, &small(), "sb/2025-12-30/").await;
        // The next edition is fetched ahead; the one after it is not.
        browser.requested(EDITION, 1).await;
        browser.requested("/masthead-folding.bin", 1).await;
        browser.tap("往期").await;
        browser.tap("2026").await;
        browser.see("二〇二六年三月").await;
        browser.network(Network::Offline).await;
        browser.see("网络已断开。已打开的各期仍可阅读。").await;
        browser.accessible("offline").await;
        browser.tap("2026年3月2日 星期一").await;
        browser.see("公交三路改道").await;
        browser.tap("搜索").await;
        browser.fill("input[type=search]", "清淤").await;
        browser.see("找到 2 篇").await;
        browser.tap("往期").await;
        browser.tap("2026年3月9日 星期一").await;
        browser.see("没能连上报纸所在的网站。").await;
        browser.network(Network::Fast).await;
        // Nobody has to ask again.
        browser.see("一周以后的一期").await;
        browser.see_no("网络已断开").await;
    });
}

#[test]
fn a_very_slow_network_is_called_one_and_the_text_comes_in_the_end() {
    on(PHONE, async |browser| {
        browser.site.trouble(EDITION, Trouble::Dripping);
        // With nothing in the tag that could be read meanwhile.
        carry_around(browser, &small(), Routing::Path, "", "");
        browser.open("/paper/sb/2026-03-02/").await;
        browser.see("正在打开……").await;
        browser.see("网络较慢，仍在打开……").await;
        browser.accessible("waiting").await;
        browser.screenshot("waiting").await;
        // As long as something arrives there is no reason to give up.
        browser.let_pass(Duration::from_secs(12)).await;
        browser.see("网络较慢，仍在打开……").await;
        browser.site.heal(EDITION);
        browser.see("公交三路改道").await;
    });
}

#[test]
fn the_reader_opens_over_a_crowded_mobile_network() {
    on(PHONE, async |browser| {
        browser.site.compress();
        browser.network(Network::Slow).await;
        browser.slow_processor(4).await;
        read_at(browser, &small(), "sb/2026-03-02/").await;
        browser.see("公交三路改道").await;
    });
}

#[test]
fn an_edition_of_a_thousand_articles_is_listed_searched_and_read() {
    on(PHONE, async |browser| {
        let paper = paper_of(&invented(1000));
        read_at(browser, &paper, "").await;
        browser.see("编号1的一篇").await;
        browser.tap("标题").await;
        browser.find("dialog[open]").await;
        let listed = "return root.querySelectorAll('dialog .mh-entry-headline').length";
        browser.gives(listed, vec![], 1000).await;
        // In so long a list the driver's own scrolling misses what it scrolls to; a key does not.
        browser.run("[...root.querySelectorAll('dialog a')].find((link) => named(link) === '编号977的一篇').focus()", vec![]).await;
        browser.press(Key::Enter).await;
        browser.see("这是第977篇的第0段").await;
        browser.tap("搜索").await;
        browser.fill("input[type=search]", "第500篇的第3段").await;
        browser.see("找到 1 篇").await;
        browser.tap("编号500的一篇").await;
        browser.see("这是第500篇的第3段").await;
    });
}

#[test]
fn an_edition_of_a_later_format_shows_what_is_understood_and_says_so() {
    on(PHONE, async |browser| {
        let later = r#"{ "version": 9, "publication": "sb", "date": "2026-03-02", "pages": [{ "id": "A01", "articles": [
            { "id": "1", "headline": ["后来的格式"], "hologram": true, "body": [{ "type": "hologram" }, { "type": "paragraph", "text": "仍可读的一段。" }] }] }] }"#;
        browser.site.trouble(EDITION, Trouble::Content(later.to_owned()));
        read_at(browser, &small(), "sb/2026-03-02/").await;
        browser.see("本期使用了较新的格式").await;
        browser.tap("后来的格式").await;
        browser.see("仍可读的一段。").await;
    });
}

//! A page: its articles, its facsimile, and the pages around it.

use crate::harness::{DESKTOP, PHONE, TABLET, on, on_each};
use crate::papers::read_at;
use crate::papers::small::small;

#[test]
fn a_page_lists_its_articles_under_its_name() {
    on_each(&[PHONE, TABLET, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A02/").await;
        browser.shows("main h1", &["A02 民生"]).await;
        let headlines = ["公交三路改道", "清淤工程的前前后后", "一则撤回的消息"];
        browser.shows("main .mh-entry-headline", &headlines).await;
        browser.tap("清淤工程的前前后后").await;
        browser.at("/A02/104/").await;
    });
}

#[test]
fn pages_turn_in_their_order_and_end_where_the_edition_ends() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A01/").await;
        browser.no_part("上一版").await;
        for page in ["A02", "A03", "X04"] {
            browser.tap("下一版").await;
            browser.at(&format!("/{page}/")).await;
            browser.titled(&format!("第{page}版")).await;
        }
        browser.no_part("下一版").await;
        browser.tap("上一版").await;
        browser.at("/A03/").await;
        browser.see("本版没有可供阅读的文章").await;
    });
}

#[test]
fn an_articles_region_on_the_facsimile_opens_it() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A01/").await;
        browser.find(".mh-facsimile img").await;
        browser.tap_at(".mh-regions a:nth-of-type(2) polygon").await;
        browser.at("/A01/102/").await;
        browser.see("河道清淤一期完工").await;
    });
}

#[test]
fn the_facsimile_and_the_pdf_open_beside_the_reader() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A01/").await;
        for (name, file) in [("看大图", "A01.svg"), ("本版 PDF", "A01.pdf")] {
            let link = browser.control(name).await;
            let address = link.attr("href").await.unwrap().unwrap();
            assert!(address.ends_with(&format!("/sb/2026-03-02/{file}")), "{address}");
            assert_eq!(link.attr("target").await.unwrap().as_deref(), Some("_blank"));
        }
    });
}

#[test]
fn a_page_without_picture_and_pdf_offers_neither() {
    on(PHONE, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A02/").await;
        browser.no_control("看大图").await;
        browser.no_control("本版 PDF").await;
    });
}

#[test]
fn beside_the_text_stand_the_pages_and_the_pages_headlines_where_there_is_room() {
    on(DESKTOP, async |browser| {
        read_at(browser, &small(), "sb/2026-03-02/A02/104/").await;
        browser.shows(".mh-left .mh-page-id", &["A01", "A02", "A03", "X04"]).await;
        browser.shows(".mh-left [aria-current=page] .mh-page-id", &["A02"]).await;
        browser.shows(".mh-right [aria-current=page]", &["清淤工程的前前后后"]).await;
        browser.tap("公交三路改道").await;
        browser.at("/A02/103/").await;
    });
}

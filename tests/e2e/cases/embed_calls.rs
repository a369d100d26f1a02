//! What a page asks of the tag and hears from it: methods and events.

use serde_json::json;

use super::embed::{ARTICLE, hears, open, run};
use crate::harness::{PHONE, on};

#[test]
fn methods() {
    on(PHONE, async |browser| {
        open(browser, &format!("<masthead-reader {ARTICLE}></masthead-reader>")).await;
        let ready = "return customElements.whenDefined('masthead-reader').then(() => host.ready).then((element) => element === host)";
        assert_eq!(run(browser, ready).await, true);
        browser.gives("return host.place", vec![], "/sb/2026-03-02/A02/104/").await;
        assert_eq!(run(browser, "return host.next()").await, true);
        browser.see("来源不实").await;
        assert_eq!(run(browser, "return host.previous()").await, true);
        browser.see("接着说清淤的事").await;
        for place in ["/sb/2026-03-02/A02/103/", "sb/2026-03-02/A02/103/", "#/sb/2026-03-02/A02/103/"] {
            assert_eq!(run(browser, &format!("return host.open('{place}')")).await, true, "{place}");
            browser.see("三路公交自周一起改道").await;
            run(browser, "return host.open('/sb/')").await;
            browser.see("一周以后的一期").await;
            browser.gives("return host.place", vec![], "/sb/2026-03-09/").await;
        }
        assert_eq!(run(browser, "return host.open('nowhere at all')").await, false);
        assert_eq!(run(browser, "return host.next()").await, false, "there is no later edition");
        assert_eq!(run(browser, "return host.previous()").await, true);
        browser.see("大桥今晨合龙").await;
        run(browser, "return host.open('/sb/2026-03-02/')").await;
        browser.see("公交三路改道").await;
        let found = run(browser, "return host.search('竹器')").await;
        assert_eq!(found[0]["place"], "/sb/2026-03-02/X04/106/?q=%E7%AB%B9%E5%99%A8");
        assert_eq!((&found[0]["page"], &found[0]["headline"]), (&json!("X04"), &json!("东乡集市 逢五逢十")));
        assert!(found[0]["excerpt"].as_str().unwrap().contains("竹器"), "{found}");
        assert_eq!(run(browser, "return host.search('没有的词').then((hits) => hits.length)").await, 0);
        let refused = "return host.search('x', { scope: 'universe' }).catch((error) => error.message)";
        assert!(run(browser, refused).await.as_str().unwrap().contains("universe"));
    });
}

/// The archive's own module is tested where there is an archive; here, what the element asks of it and makes of its answer.
#[test]
fn the_archive_is_searched_behind_the_same_promise() {
    on(PHONE, async |browser| {
        browser.site.put("/masthead-archive.js", r#"export function ask(question, listener) {
            window.asked = question;
            const row = { publication: "sb", edition: "2026-03-02", page: "A02", article: "104", headline: ["", "清淤", "工程"], excerpt: ["说", "清淤", "的事"] };
            queueMicrotask(() => listener({ rows: [] }));
            queueMicrotask(() => listener(question.query === "坏" ? { error: "no entry", done: true } : { rows: [row], done: true }));
        }"#);
        open(browser, &format!("<masthead-reader {ARTICLE}></masthead-reader>")).await;
        browser.see("接着说清淤的事").await;
        let found =
            run(browser, "return host.search('清淤', { scope: 'archive', from: '2026-01-01' })").await;
        assert_eq!(
            found,
            json!([{ "place": "/sb/2026-03-02/A02/104/?q=%E6%B8%85%E6%B7%A4", "page": "A02", "headline": "清淤工程", "excerpt": "说清淤的事" }])
        );
        let asked = run(browser, "return asked").await;
        assert!(
            asked["site"].as_str().unwrap().ends_with("/paper/") && asked["from"] == "2026-01-01",
            "{asked}"
        );
        let refused =
            run(browser, "return host.search('坏', { scope: 'archive' }).catch((error) => error.message)")
                .await;
        assert!(refused.as_str().unwrap().contains("no entry"), "{refused}");
    });
}

#[test]
fn a_move_that_the_page_asks_for_leaves_focus_with_the_page() {
    on(PHONE, async |browser| {
        open(
            browser,
            &format!(r#"<button id="own">下一篇</button><masthead-reader {ARTICLE}></masthead-reader>"#),
        )
        .await;
        browser.see("接着说清淤的事").await;
        run(browser, "document.querySelector('#own').focus(); host.next()").await;
        browser.see("来源不实").await;
        browser.gives("return document.activeElement.id", vec![], "own").await;
        browser.tap("上一篇").await;
        browser.focus_on("清淤工程的前前后后").await;
    });
}

#[test]
fn events_say_what_happens_and_some_can_be_refused() {
    on(PHONE, async |browser| {
        open(browser, &format!("<masthead-reader {ARTICLE}></masthead-reader>")).await;
        let ready = hears(browser, "event.kind === 'ready'").await;
        assert_eq!(ready["place"], "/sb/2026-03-02/A02/104/");
        assert!(ready["title"].as_str().unwrap().starts_with("清淤工程的前前后后"), "{ready}");
        assert_eq!(ready["composed"], true);
        let read = hears(browser, "event.kind === 'read'").await;
        assert!(read["seconds"].as_f64().unwrap() >= 2.0, "{read}");
        browser.tap("下一篇").await;
        let before = hears(browser, "event.kind === 'navigate' && event.phase === 'before'").await;
        assert_eq!(
            (&before["place"], &before["cancelable"]),
            (&json!("/sb/2026-03-02/A02/105/"), &json!(true))
        );
        let after = hears(browser, "event.kind === 'navigate' && event.phase === 'after'").await;
        assert_eq!(
            (&after["place"], &after["cancelable"]),
            (&json!("/sb/2026-03-02/A02/105/"), &json!(false))
        );
        run(browser, "heard.length = 0; window.refuse = (event) => event.detail.phase === 'before'").await;
        browser.tap("上一篇").await;
        hears(browser, "event.phase === 'before'").await;
        browser.let_pass(std::time::Duration::from_millis(300)).await;
        browser.at("/A02/105/").await;
        browser.gives_for("refused, it does not happen", "return heard.length", vec![], 1).await;
        run(browser, "window.refuse = undefined").await;
        browser.tap("搜索").await;
        browser.fill("input[type=search]", "竹器").await;
        let search = hears(browser, "event.kind === 'search'").await;
        assert_eq!((&search["query"], &search["results"]), (&json!("竹器"), &json!(1)));
        browser.expect("status of 500");
        browser.site.trouble("/paper/wb/2026-03-02/edition.json", crate::harness::Trouble::Status(500));
        run(browser, "host.open('/wb/2026-03-02/')").await;
        let error = hears(browser, "event.kind === 'error'").await;
        assert!(error["file"].as_str().unwrap().ends_with("/wb/2026-03-02/edition.json"), "{error}");
        assert!(error["message"].as_str().unwrap().contains("500"), "{error}");
        browser.gives("return host.matches(':state(failed)')", vec![], true).await;
    });
}

#[test]
fn a_paywall_hides_and_says_so() {
    on(PHONE, async |browser| {
        let body = r#"<masthead-reader src="/paper/" publication="sb" edition="2026-03-02" routing="none">
            <p slot="paywall">订阅后读全文</p></masthead-reader>"#;
        open(browser, body).await;
        browser.see("公交三路改道").await;
        run(browser, "window.refuse = (event) => event.type === 'masthead-access'").await;
        run(browser, "host.open('/sb/2026-03-02/A01/101/')").await;
        browser.see("三月的田野里").await;
        browser.see("订阅后读全文").await;
        let hidden = "return !root.querySelector('.mh-body').innerText.includes('水是第一件事')";
        browser.gives(hidden, vec![], true).await;
        // Whoever has subscribed reads on, where they were.
        run(browser, "window.refuse = undefined; host.open(host.place)").await;
        browser.see("水是第一件事").await;
        browser.gives("return visible(document.querySelector('[slot=paywall]'))", vec![], false).await;
    });
}

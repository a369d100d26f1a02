//! Sharing an article: the page may do it in its own way, the device has one, or the link is copied and that is said.

use serde_json::{Value, json};

use super::built::is_live;
use crate::harness::{Browser, DESKTOP, NARROW, PHONE, SMALL_PHONE, on, on_each};
use crate::papers::built::{Served, sample};
use crate::papers::small::small;
use crate::papers::{AT, Routing, carry};

const ARTICLE: &str = r#"publication="sb" edition="2026-03-02" article="104""#;
const PLACE: &str = "/sb/2026-03-02/A02/104/";
/// What is listened to, and devices that share, copy, or can do neither.
const LISTEN: &str = "
    window.heard = []; window.shared = []; window.copied = [];
    document.addEventListener('masthead-share', (event) => {
        heard.push({ ...event.detail, composed: event.composed, cancelable: event.cancelable });
        if (window.refuse) event.preventDefault();
    });
    const device = (name, value) => Object.defineProperty(navigator, name, { value, configurable: true });
    device('share', arguments[0] ? (data) => { shared.push(data); return arguments[0] === 'well' ? Promise.resolve() : Promise.reject(new DOMException('', arguments[0])); } : undefined);
    device('clipboard', arguments[1] === 'well' ? { writeText: (text) => { copied.push(text); return Promise.resolve(); } } : undefined);
    if (arguments[1] !== 'well') document.execCommand = arguments[1] === 'command'
        ? () => { const event = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), cancelable: true }); window.dispatchEvent(event); copied.push(event.clipboardData.getData('text/plain')); return true; }
        : () => false;";

async fn open(browser: &Browser, attributes: &str, share: Value, copy: &str) {
    carry(browser, &small(), Routing::Hash, &format!("{ARTICLE} {attributes}"));
    browser.open("/reader/").await;
    browser.see("接着说清淤的事").await;
    browser.run(LISTEN, vec![share, json!(copy)]).await;
}

async fn get(browser: &Browser, name: &str) -> Value {
    browser.run(&format!("return {name}"), vec![]).await
}

async fn link(browser: &Browser) -> String {
    format!("{}/reader/#{PLACE}", browser.site.origin())
}

#[test]
fn the_page_is_asked_first_and_may_share_in_its_own_way() {
    on(PHONE, async |browser| {
        open(browser, "", json!("well"), "well").await;
        browser.run("window.refuse = true", vec![]).await;
        browser.tap("分享").await;
        let heard = browser.until("an event", "return heard[0]", vec![]).await;
        assert_eq!((&heard["place"], &heard["url"]), (&json!(PLACE), &json!(link(browser).await)));
        assert!(heard["title"].as_str().unwrap().starts_with("清淤工程的前前后后 - "), "{heard}");
        assert_eq!((&heard["composed"], &heard["cancelable"]), (&json!(true), &json!(true)));
        browser.let_pass(std::time::Duration::from_millis(200)).await;
        assert_eq!(get(browser, "[shared, copied]").await, json!([[], []]), "refused, nothing else happens");
        browser.see_no("链接已复制").await;
    });
}

#[test]
fn a_device_that_shares_does_so_and_who_thinks_better_of_it_is_left_alone() {
    on(PHONE, async |browser| {
        for how in ["well", "AbortError"] {
            open(browser, "", json!(how), "well").await;
            browser.tap("分享").await;
            let shared = browser.until("what is shared", "return shared[0]", vec![]).await;
            assert_eq!(shared["url"], link(browser).await);
            assert!(shared["title"].as_str().unwrap().starts_with("清淤工程"), "{shared}");
            browser.let_pass(std::time::Duration::from_millis(200)).await;
            assert_eq!(get(browser, "copied").await, json!([]), "{how}");
        }
        // In a frame that may not share, it is copied.
        open(browser, "", json!("NotAllowedError"), "well").await;
        browser.tap("分享").await;
        browser.see("链接已复制，可以粘贴给别人。").await;
    });
}

#[test]
fn elsewhere_the_link_is_copied_and_that_is_said_until_the_next_article() {
    on_each(&[PHONE, DESKTOP, NARROW], async |browser| {
        for how in ["well", "command"] {
            open(browser, "", Value::Null, how).await;
            browser.tap("分享").await;
            browser.see("链接已复制，可以粘贴给别人。").await;
            assert_eq!(get(browser, "copied").await, json!([link(browser).await]), "{how}");
        }
        // A browser says a status aloud, without moving anybody there.
        let status =
            "const said = root.querySelector('.mh-share output'); return said.role ?? said.localName";
        browser.gives(status, vec![], "output").await;
        browser.gives("return root.activeElement?.textContent.trim()", vec![], "分享").await;
        browser.accessible("an article that was shared").await;
        browser.run("root.querySelector('.mh-share').scrollIntoView({ block: 'center' })", vec![]).await;
        browser.screenshot("shared").await;
        // What the host copies afterwards is the host's.
        assert_eq!(
            browser
                .run("return window.dispatchEvent(new ClipboardEvent('copy', { cancelable: true }))", vec![])
                .await,
            true
        );
        browser.tap("下一篇").await;
        browser.see("来源不实").await;
        browser.see_no("链接已复制").await;
        assert_eq!(get(browser, "root.querySelectorAll('.mh-share button').length").await, 1);
    });
}

#[test]
fn a_link_that_cannot_be_copied_is_shown() {
    on(SMALL_PHONE, async |browser| {
        for (lang, words) in
            [("zh-Hans", "请复制这个链接："), ("zh-Hant", "請複製這個連結："), ("en", "Copy this link: ")]
        {
            open(browser, &format!(r#"lang="{lang}""#), Value::Null, "never").await;
            browser.tap(if lang == "en" { "Share" } else { "分享" }).await;
            browser.see(&format!("{words}{}", link(browser).await)).await;
            let fits = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
            browser.gives(fits, vec![], true).await;
        }
    });
}

#[test]
fn what_is_shared_is_where_the_links_lead() {
    on(PHONE, async |browser| {
        for (routing, path) in
            [("none", format!("{AT}sb/2026-03-02/A02/104/")), ("hash", format!("#{PLACE}"))]
        {
            // What was searched for is the reader's own affair.
            open(browser, r#"query="清淤""#, json!("well"), "well").await;
            browser.run("host.routing = arguments[0]", vec![json!(routing)]).await;
            let at = "return root.querySelector('.mh-share button').value.endsWith(arguments[0])";
            browser.until("the link", at, vec![json!(path)]).await;
            browser.tap("分享").await;
            let shared = browser.until("what is shared", "return shared[0]", vec![]).await;
            assert_eq!(
                shared["url"],
                format!("{}{}{path}", browser.site.origin(), if routing == "hash" { "/reader/" } else { "" }),
                "{routing}"
            );
        }
    });
}

#[test]
fn a_built_page_shares_its_address_under_its_policy() {
    let site = Served::new(sample());
    on_each(&[PHONE, DESKTOP.dark()], async |browser| {
        site.open(browser, "").await;
        let article = "return document.querySelector('main .mh-lead a').getAttribute('href')";
        let article = browser.run(article, vec![]).await.as_str().expect("a lead").to_owned();
        // Without scripts there is no button that would do nothing.
        browser.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        site.open(browser, article.trim_start_matches('/')).await;
        let hidden = "return !visible(document.querySelector('.mh-share button'))";
        browser.gives(hidden, vec![], true).await;
        browser.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": false })).await;
        site.open(browser, article.trim_start_matches('/')).await;
        is_live(browser).await;
        browser.run(LISTEN, vec![Value::Null, json!("well")]).await;
        browser.tap("分享").await;
        browser.see("链接已复制，可以粘贴给别人。").await;
        let same = "return copied[0] === location.href && heard[0].place === location.pathname";
        browser
            .gives_for(
                &format!("{}", get(browser, "[copied, heard, location.href]").await),
                same,
                vec![],
                true,
            )
            .await;
    });
}

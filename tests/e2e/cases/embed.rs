//! The tag as its documentation says: attributes, properties, states; methods and events are in `embed_calls.rs`. What stands in
//! the documentation's tables is gone through in `documented.rs`.

use serde_json::{Value, json};

use crate::harness::{Browser, DESKTOP, PHONE, Trouble, on};
use crate::papers::AT;
use crate::papers::small::small;

/// A page at `/host/` of what is given, on a site that carries the small paper.
pub(super) async fn open(browser: &Browser, body: &str) {
    for (path, content) in small().files() {
        browser.site.put(&format!("{AT}{path}"), content);
    }
    let page = format!(
        r#"<!DOCTYPE html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>某网</title><link rel="icon" href="/icon.svg"><script src="/before.js"></script>
<script type="module" src="/masthead.js"></script></head><body>{body}</body></html>"#
    );
    let before = "
        window.heard = [];
        for (const kind of ['ready', 'navigate', 'read', 'search', 'share', 'error', 'access'])
            document.addEventListener(`masthead-${kind}`, (event) => {
                heard.push({ kind, ...event.detail, cancelable: event.cancelable, composed: event.composed });
                if (window.refuse?.(event)) event.preventDefault();
            });";
    browser.site.put("/before.js", before);
    browser.site.put("/host/", page);
    browser.open("/host/").await;
}

/// Waits for an event that a script accepts as `event`.
pub(super) async fn hears(browser: &Browser, condition: &str) -> Value {
    let script = format!("return heard.find((event) => {condition})");
    browser.until(&format!("an event with {condition}"), &script, vec![]).await
}

pub(super) async fn run(browser: &Browser, script: &str) -> Value {
    browser.run(script, vec![]).await
}

pub(super) const ARTICLE: &str = r#"src="/paper/" publication="sb" edition="2026-03-02" article="104""#;

#[test]
fn attributes_say_where_to_begin_and_are_properties_too() {
    on(PHONE, async |browser| {
        open(browser, &format!("<masthead-reader {ARTICLE}></masthead-reader>")).await;
        browser.see("接着说清淤的事").await;
        let mirrored = "
            const wrong = [];
            for (const name of ['src', 'publication', 'edition', 'page', 'article', 'query', 'lang', 'theme', 'routing', 'loading']) {
                const element = document.createElement('masthead-reader');
                if (element[name] !== '') wrong.push(`${name} is not empty`);
                element[name] = 'x';
                if (element.getAttribute(name) !== 'x') wrong.push(`${name} is no attribute`);
                element.setAttribute(name, 'y');
                if (element[name] !== 'y') wrong.push(`${name} is no property`);
                element[name] = null;
                if (element.hasAttribute(name)) wrong.push(`${name} does not go`);
            }
            return wrong.join()";
        browser.gives(mirrored, vec![], "").await;
        run(browser, "host.article = '103'; host.query = '周一'").await;
        browser.see("三路公交自周一起改道").await;
        browser.find("main mark").await;
        run(browser, "host.removeAttribute('query'); host.removeAttribute('article'); host.page = 'X04'")
            .await;
        browser.see("东乡集市").await;
        run(browser, "host.removeAttribute('page'); host.setAttribute('query', '清淤')").await;
        browser.see("找到 2 篇").await;
        run(browser, "host.removeAttribute('query'); host.edition = '2025-12-30'").await;
        browser.see("年末的一期").await;
        run(browser, "host.removeAttribute('edition'); host.publication = 'wb'").await;
        browser.see("晚报后来的头条").await;
        run(browser, "host.lang = 'en'").await;
        browser.see("Previous edition").await;
    });
}

#[test]
fn properties_may_be_set_before_the_element_is_defined() {
    on(PHONE, async |browser| {
        browser.site.put("/late.js", "
            const early = document.querySelector('masthead-reader');
            early.article = '104'; early.edition = '2026-03-02'; early.publication = 'sb'; early.src = '/paper/';");
        open(browser, r#"<masthead-reader></masthead-reader><script src="/late.js"></script>"#).await;
        browser.see("接着说清淤的事").await;
        browser.gives("return host.getAttribute('article')", vec![], "104").await;
        let later = "
            host.remove();
            const element = document.createElement('masthead-reader');
            element.routing = 'none';
            document.body.append(element);
            element.article = '103'; element.edition = '2026-03-02'; element.publication = 'sb'; element.src = '/paper/'";
        run(browser, later).await;
        browser.see("三路公交自周一起改道").await;
    });
}

#[test]
fn a_reader_far_below_waits_until_it_is_near() {
    on(PHONE, async |browser| {
        let below = |loading: &str| {
            format!(r#"<div class="far">远</div><masthead-reader {ARTICLE} {loading}></masthead-reader>"#)
        };
        browser.site.put("/far.css", ".far { height: 5000px }");
        let link = r#"<link rel="stylesheet" href="/far.css">"#;
        open(browser, &format!("{link}{}", below(""))).await;
        browser
            .until("a defined element", "return customElements.get('masthead-reader') && true", vec![])
            .await;
        browser.let_pass(std::time::Duration::from_millis(400)).await;
        assert_eq!(browser.site.requests("/masthead-reader_bg.wasm"), 0, "nothing is loaded yet");
        browser.scroll_to(4000).await;
        browser.until("the article", "return root.querySelector('main h1')", vec![]).await;
        open(browser, &format!("{link}{}", below(r#"loading="eager""#))).await;
        browser.until("the article", "return root.querySelector('main h1')", vec![]).await;
        browser.gives("return scrollY", vec![], 0).await;
    });
}

#[test]
fn routing_none_leaves_address_history_and_title_to_the_page() {
    on(PHONE, async |browser| {
        open(browser, &format!(r#"<masthead-reader {ARTICLE} routing="none"></masthead-reader>"#)).await;
        browser.see("接着说清淤的事").await;
        let length = run(browser, "return history.length").await;
        browser.tap("下一篇").await;
        browser.see("来源不实").await;
        browser.tap("标题").await;
        browser.find("dialog[open]").await;
        browser.tap("关闭").await;
        browser.tap("返回").await;
        browser.see("公交三路改道").await;
        browser.gives("return [history.length, location.pathname + location.hash, document.title, history.scrollRestoration]", vec![], json!([length, "/host/", "某网", "auto"])).await;
        // A link still leads somewhere, for whoever opens it in another tab.
        browser.gives("return root.querySelector('.mh-entry a, .mh-headlines a').getAttribute('href').startsWith('/paper/sb/')", vec![], true).await;
    });
}

#[test]
fn routing_hash_and_a_base_that_leads_elsewhere() {
    on(PHONE, async |browser| {
        // `base-uri 'none'` of the usual policy forbids what is tried here.
        browser.site.policy("");
        open(browser, &format!(r#"<base href="/elsewhere/"><masthead-reader {ARTICLE}></masthead-reader>"#))
            .await;
        browser.see("接着说清淤的事").await;
        browser.tap("下一篇").await;
        browser.see("来源不实").await;
        browser.at("/host/#/sb/2026-03-02/A02/105/").await;
        browser.gives("return root.querySelector('.mh-back').href.includes('/host/#/')", vec![], true).await;
        browser.back().await;
        browser.see("接着说清淤的事").await;
    });
}

#[test]
fn one_edition_is_enough() {
    on(PHONE, async |browser| {
        open(
            browser,
            r#"<masthead-reader src="/paper/sb/2026-03-02/edition.json" article="101"></masthead-reader>"#,
        )
        .await;
        browser.see("三月的田野里").await;
        let shown = "const image = root.querySelector('.mh-body figure img'); image.scrollIntoView(); return image.complete && image.naturalWidth > 0";
        browser.until("its picture", shown, vec![]).await;
        browser.tap("下一篇").await;
        browser.see("清淤的船只昨日靠岸").await;
        browser.at("#/sb/2026-03-02/A01/102/").await;
        browser.tap("搜索").await;
        browser.fill("input[type=search]", "竹器").await;
        browser.see("找到 1 篇").await;
        browser.no_control("往期").await;
        for path in ["/paper/paper.json", "/paper/sb/2026.json"] {
            assert_eq!(browser.site.requests(path), 0, "{path}");
        }
    });
}

#[test]
fn the_typeface_of_the_page_comes_in_when_it_is_asked_for() {
    on(DESKTOP, async |browser| {
        browser.site.put("/face.css", "masthead-reader { font-family: 'Own Face'; }");
        open(
            browser,
            &format!(
                r#"<link rel="stylesheet" href="/face.css"><masthead-reader {ARTICLE}></masthead-reader>"#
            ),
        )
        .await;
        browser.see("接着说清淤的事").await;
        let faces = "return [...new Set(['main h1', '.mh-body p', '.mh-pager a'].map((css) => getComputedStyle(root.querySelector(css)).fontFamily))]";
        assert!(!run(browser, faces).await.to_string().contains("Own Face"));
        run(browser, "host.setAttribute('font', 'inherit')").await;
        browser.gives(faces, vec![], json!(["\"Own Face\""])).await;
        browser.gives_for("no property", "return host.font", vec![], Value::Null).await;
    });
}

#[test]
fn a_theme_is_chosen_by_the_page_or_by_the_system() {
    for (device, theme, is_dark) in [
        (PHONE, "", false),
        (PHONE, "auto", false),
        (PHONE, "dark", true),
        (PHONE, "light", false),
        (PHONE.dark(), "", true),
        (PHONE.dark(), "auto", true),
        (PHONE.dark(), "light", false),
    ] {
        on(device, async |browser| {
            open(browser, &format!(r#"<masthead-reader {ARTICLE} theme="{theme}"></masthead-reader>"#)).await;
            browser.see("接着说清淤的事").await;
            let paper =
                run(browser, "return getComputedStyle(root.querySelector('.mh-reader')).backgroundColor")
                    .await;
            let wanted = if is_dark { "rgb(22, 21, 19)" } else { "rgb(255, 253, 248)" };
            assert_eq!(paper, wanted, "{theme} on {}", device.label());
        });
    }
}

#[test]
fn what_stands_in_the_tag_is_read_until_the_reader_is_ready() {
    on(PHONE, async |browser| {
        const EDITION: &str = "/paper/sb/2026-03-02/edition.json";
        browser.site.trouble(EDITION, Trouble::Dripping);
        open(browser, &format!("<masthead-reader {ARTICLE}><p>原有的文字。</p></masthead-reader>")).await;
        browser.requested(EDITION, 1).await;
        browser.see("原有的文字。").await;
        browser.gives("return host.matches(':state(loading)')", vec![], true).await;
        browser.site.heal(EDITION);
        browser.see("接着说清淤的事").await;
        browser.see_no("原有的文字。").await;
    });
}

/// Where readers that were moved, taken out and put back are.
#[test]
fn a_reader_that_is_moved_keeps_its_place_and_one_that_is_gone_rests() {
    on(PHONE, async |browser| {
        open(
            browser,
            &format!(r#"<main></main><aside></aside><masthead-reader {ARTICLE}></masthead-reader>"#),
        )
        .await;
        hears(browser, "event.kind === 'ready'").await;
        browser.see("接着说清淤的事").await;
        run(browser, "host.next(); heard.length = 0").await;
        browser.see("来源不实").await;
        run(
            browser,
            "window.nodes = root.querySelector('main'); document.querySelector('aside').append(host)",
        )
        .await;
        browser.see("来源不实").await;
        browser
            .gives_for(
                "the very same nodes",
                "return window.nodes === root.querySelector('main')",
                vec![],
                true,
            )
            .await;
        run(browser, "window.kept = host; host.remove()").await;
        browser.let_pass(std::time::Duration::from_millis(200)).await;
        run(browser, "history.pushState(null, '', '/host/#/sb/2026-03-02/A02/103/'); dispatchEvent(new PopStateEvent('popstate'))").await;
        run(browser, "document.body.append(kept)").await;
        browser.see("来源不实").await;
        browser
            .gives_for(
                "its own root came back",
                "return window.nodes === root.querySelector('main')",
                vec![],
                true,
            )
            .await;
        // Another element takes over what is left behind, and begins where it is told.
        run(browser, "kept.remove(); return new Promise((resolve) => setTimeout(resolve))").await;
        run(browser, "history.replaceState(null, '', '/host/'); const other = document.createElement('masthead-reader'); document.body.append(other); Object.assign(other, { src: '/paper/', publication: 'sb', edition: '2026-03-02', article: '103' })").await;
        browser.see("三路公交自周一起改道").await;
        assert_eq!(browser.site.requests("/paper/sb/2026-03-02/edition.json"), 1, "the files stayed");
        let ready = hears(browser, "event.kind === 'ready'").await;
        assert_eq!(ready["place"], "/sb/2026-03-02/A02/103/");
    });
}

//! The tag as its documentation says: attributes, properties, methods, events, slots, parts, states.
//! `docs/embedding.md` names each; the last test here checks that it names all of them and no others.

use serde_json::{Value, json};

use crate::harness::{Browser, DESKTOP, PHONE, on, root};
use crate::papers::AT;
use crate::papers::small::small;

/// A page at `/host/` of what is given, on a site that carries the small paper.
async fn open(browser: &Browser, body: &str) {
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
async fn hears(browser: &Browser, condition: &str) -> Value {
    let script = format!("return heard.find((event) => {condition})");
    browser.until(&format!("an event with {condition}"), &script, vec![]).await
}

async fn run(browser: &Browser, script: &str) -> Value {
    browser.run(script, vec![]).await
}

const ARTICLE: &str = r#"src="/paper/" publication="sb" edition="2026-03-02" article="104""#;

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
        assert_eq!(run(browser, mirrored).await, "");
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
        assert_eq!(run(browser, "return host.getAttribute('article')").await, "104");
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
        assert_eq!(run(browser, "return scrollY").await, 0);
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
        assert_eq!(run(browser, "return [history.length, location.pathname + location.hash, document.title, history.scrollRestoration]").await, json!([length, "/host/", "某网", "auto"]));
        // A link still leads somewhere, for whoever opens it in another tab.
        assert_eq!(run(browser, "return root.querySelector('.mh-entry a, .mh-headlines a').getAttribute('href').startsWith('/paper/sb/')").await, true);
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
        assert_eq!(
            run(browser, "return root.querySelector('.mh-back').href.includes('/host/#/')").await,
            true
        );
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
        assert!(!browser.has_control("往期").await, "there is no calendar");
        for path in ["/paper/paper.json", "/paper/sb/2026.json"] {
            assert_eq!(browser.site.requests(path), 0, "{path}");
        }
    });
}

#[test]
fn methods() {
    on(PHONE, async |browser| {
        open(browser, &format!("<masthead-reader {ARTICLE}></masthead-reader>")).await;
        let ready = "return customElements.whenDefined('masthead-reader').then(() => host.ready).then((element) => element === host)";
        assert_eq!(run(browser, ready).await, true);
        assert_eq!(run(browser, "return host.place").await, "/sb/2026-03-02/A02/104/");
        assert_eq!(run(browser, "return host.next()").await, true);
        browser.see("来源不实").await;
        assert_eq!(run(browser, "return host.previous()").await, true);
        browser.see("接着说清淤的事").await;
        for place in ["/sb/2026-03-02/A02/103/", "sb/2026-03-02/A02/103/", "#/sb/2026-03-02/A02/103/"] {
            assert_eq!(run(browser, &format!("return host.open('{place}')")).await, true, "{place}");
            browser.see("三路公交自周一起改道").await;
            run(browser, "return host.open('/sb/')").await;
            browser.see("一周以后的一期").await;
            assert_eq!(run(browser, "return host.place").await, "/sb/2026-03-09/");
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
        assert_eq!(run(browser, "return document.activeElement.id").await, "own");
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
        assert_eq!(run(browser, "return heard.length").await, 1, "refused, it does not happen");
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
        assert_eq!(run(browser, "return host.matches(':state(failed)')").await, true);
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
        assert_eq!(run(browser, hidden).await, true);
        // Whoever has subscribed reads on, where they were.
        run(browser, "window.refuse = undefined; host.open(host.place)").await;
        browser.see("水是第一件事").await;
        assert_eq!(run(browser, "return visible(document.querySelector('[slot=paywall]'))").await, false);
    });
}

#[test]
fn slots_parts_and_states() {
    on(DESKTOP, async |browser| {
        browser.site.put("/parts.css", "
            masthead-reader::part(headline) { letter-spacing: 5px; }
            masthead-reader { --masthead-accent: rgb(1, 2, 3); --masthead-paper: rgb(250, 250, 240); --masthead-ink: rgb(9, 9, 9); --masthead-size: 20px; --masthead-radius: 7px; --masthead-margin: 30px; font-family: 'Own Face'; }
            masthead-reader:state(ready) { outline-style: dotted; }");
        let slots = ["masthead", "toolbar", "article-start", "article-end", "footer"];
        let inside: String = slots.iter().map(|slot| format!(r#"<p slot="{slot}">这是{slot}</p>"#)).collect();
        open(browser, &format!(r#"<link rel="stylesheet" href="/parts.css"><masthead-reader {ARTICLE}>{inside}</masthead-reader>"#)).await;
        browser.see("接着说清淤的事").await;
        for slot in slots {
            let seen = "const child = document.querySelector(`[slot=${arguments[0]}]`); return child.assignedSlot && visible(child)";
            browser.until(slot, seen, vec![json!(slot)]).await;
        }
        let of = "const style = (css) => getComputedStyle(root.querySelector(css)); return [style('main h1').letterSpacing, style('.mh-kicker, .mh-pager b').color, style('.mh-reader').backgroundColor, style('.mh-reader').color, style('.mh-reader').fontSize, getComputedStyle(host).outlineStyle]";
        assert_eq!(
            run(browser, of).await,
            json!(["5px", "rgb(1, 2, 3)", "rgb(250, 250, 240)", "rgb(9, 9, 9)", "20px", "dotted"])
        );
        let has = async |part: &str| {
            let there = "return Boolean(root.querySelector(`[part~=${arguments[0]}]`))";
            browser.until(&format!("a part {part}"), there, vec![json!(part)]).await;
        };
        for part in [
            "reader", "top-bar", "toolbar", "main", "article", "headline", "body", "share", "pager", "footer",
        ] {
            has(part).await;
        }
        run(browser, "host.article = '101'").await;
        has("byline").await;
        run(browser, "host.removeAttribute('article')").await;
        has("masthead").await;
        browser.tap("标题导航").await;
        has("sheet").await;
        browser.tap("关闭").await;
        run(browser, "host.article = '104'").await;
        browser.see("接着说清淤的事").await;
        assert_eq!(
            run(
                browser,
                "return getComputedStyle(root.querySelector('main h1')).fontFamily.includes('Own Face')"
            )
            .await,
            false
        );
        run(browser, "host.setAttribute('font', 'inherit')").await;
        assert_eq!(
            run(browser, "return getComputedStyle(root.querySelector('main h1')).fontFamily").await,
            "\"Own Face\""
        );
        assert_eq!(run(browser, "return host.matches(':state(ready)')").await, true);
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
        browser.site.trouble(
            "/paper/sb/2026-03-02/edition.json",
            crate::harness::Trouble::Slow(std::time::Duration::from_secs(3)),
        );
        open(browser, &format!("<masthead-reader {ARTICLE}><p>原有的文字。</p></masthead-reader>")).await;
        browser.requested("/paper/sb/2026-03-02/edition.json", 1).await;
        browser.see("原有的文字。").await;
        assert_eq!(run(browser, "return host.matches(':state(loading)')").await, true);
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
        browser.see("接着说清淤的事").await;
        run(browser, "host.next(); heard.length = 0").await;
        browser.see("来源不实").await;
        run(
            browser,
            "window.nodes = root.querySelector('main'); document.querySelector('aside').append(host)",
        )
        .await;
        browser.see("来源不实").await;
        assert_eq!(
            run(browser, "return window.nodes === root.querySelector('main')").await,
            true,
            "the very same nodes"
        );
        run(browser, "window.kept = host; host.remove()").await;
        browser.let_pass(std::time::Duration::from_millis(200)).await;
        run(browser, "history.pushState(null, '', '/host/#/sb/2026-03-02/A02/103/'); dispatchEvent(new PopStateEvent('popstate'))").await;
        run(browser, "document.body.append(kept)").await;
        browser.see("来源不实").await;
        assert_eq!(
            run(browser, "return window.nodes === root.querySelector('main')").await,
            true,
            "its own root came back"
        );
        // Another element takes over what is left behind, and begins where it is told.
        run(browser, "kept.remove(); return new Promise((resolve) => setTimeout(resolve))").await;
        run(browser, "history.replaceState(null, '', '/host/'); const other = document.createElement('masthead-reader'); document.body.append(other); Object.assign(other, { src: '/paper/', publication: 'sb', edition: '2026-03-02', article: '103' })").await;
        browser.see("三路公交自周一起改道").await;
        assert_eq!(browser.site.requests("/paper/sb/2026-03-02/edition.json"), 1, "the files stayed");
        let ready = hears(browser, "event.kind === 'ready'").await;
        assert_eq!(ready["place"], "/sb/2026-03-02/A02/103/");
    });
}

#[test]
fn the_documentation_names_all_that_there_is() {
    let read = |path: &str| {
        std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let docs = format!("{}{}", read("docs/embedding.md"), read("docs/theming.md"));
    let script = read("static/masthead.js");
    let names = script
        .split("const names = [")
        .nth(1)
        .and_then(|rest| rest.split(']').next())
        .expect("a list of names");
    let attributes: Vec<&str> = names.split('"').skip(1).step_by(2).collect();
    assert_eq!(attributes.len(), 10);
    let mut missing: Vec<String> = Vec::new();
    let mut want = |name: String| {
        if !docs.contains(&name) {
            missing.push(name);
        }
    };
    attributes.iter().for_each(|name| want(format!("| `{name}` |")));
    let sources: String = rust_sources(&root().join("src")).concat();
    let between = |text: &str, before: &str, after: char| -> Vec<String> {
        text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).map(str::to_owned).collect()
    };
    for event in between(&sources, ".tell(\"", '"').into_iter().chain(between(&script, "#hear(\"", '"')) {
        want(format!("| `masthead-{event}` |"));
    }
    for part in between(&sources, "part=\"", '"') {
        want(format!("| `{part}` |"));
    }
    for slot in
        between(&sources, "slot(&desk, \"", '"').into_iter().chain(between(&sources, "slot(desk, \"", '"'))
    {
        want(format!("| `{slot}` |"));
    }
    let css = read("static/css/tokens.css") + &read("static/css/base.css") + &read("static/css/frame.css");
    for property in between(&css, "var(--masthead-", ',').into_iter().filter(|name| !name.contains("-dark")) {
        want(format!("`--masthead-{property}`"));
    }
    assert!(missing.is_empty(), "not in docs/embedding.md or docs/theming.md: {missing:#?}");
    // And nothing that there is not.
    let rows = docs.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let known = |name: &str| {
        let name = name.trim_end_matches("()").split('(').next().unwrap_or_default();
        let event = name.strip_prefix("masthead-");
        let told = |event| {
            sources.contains(&format!(".tell(\"{event}\"")) || script.contains(&format!("#hear(\"{event}\""))
        };
        attributes.contains(&name)
            || script.contains(&format!("  {name}("))
            || script.contains(&format!("async {name}("))
            || script.contains(&format!("get {name}("))
            || script.contains(&format!("  {name} = "))
            || sources.contains(&format!("part=\"{name}\""))
            || script.contains(&format!("\"part\", \"{name}\""))
            || sources.contains(&format!("desk, \"{name}\")"))
            || event.is_some_and(told)
            || css.contains(&format!("var({name},"))
            || css.contains(&format!("[{name}="))
            || script.contains(&format!("#mark(\"{name}\")"))
            || script.contains(&format!("\"{name}\" : \"failed\""))
            || name == "failed"
    };
    let unknown: Vec<&str> = rows.filter(|name| !known(name)).collect();
    assert!(unknown.is_empty(), "in the documentation and nowhere else: {unknown:#?}");
}

fn rust_sources(folder: &std::path::Path) -> Vec<String> {
    let entries = folder.read_dir().expect("a folder").flatten();
    entries
        .flat_map(|entry| {
            let path = entry.path();
            if path.is_dir() {
                rust_sources(&path)
            } else {
                vec![std::fs::read_to_string(path).expect("a source")]
            }
        })
        .collect()
}

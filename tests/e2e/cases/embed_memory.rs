//! What grows: two hundred editions, moves, elements. Nodes, listeners and the reader's memory are counted, and
//! counted again after two hundred more, and must not have grown.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Browser, DESKTOP, on};
use crate::papers::{AT, Paper};

/// A publication of two hundred days, with enough on each to fill a memory.
fn two_hundred_days() -> Paper {
    let mut paper = Paper::new(json!({ "title": "报", "language": "zh-Hans" }))
        .publication(json!({ "id": "hb", "title": "日日报" }));
    for day in 0..200 {
        let (month, day) = (day / 28 + 1, day % 28 + 1);
        let article = |index: usize| {
            json!({ "id": format!("{index}"), "headline": [format!("{month}月{day}日的第{index}条")],
                "body": [{ "type": "paragraph", "text": "这一条有一段不短的文字，写的是当天的事。".repeat(20) }] })
        };
        let page =
            json!({ "id": "A01", "name": "要闻", "articles": (1..=20).map(article).collect::<Vec<_>>() });
        paper = paper.edition(&format!("2026-{month:02}-{day:02}"), json!({ "pages": [page] }));
    }
    paper
}

/// What is counted, after everything that can be let go has been.
#[derive(Debug)]
struct Count {
    nodes: u64,
    listeners: u64,
    wasm: u64,
}

async fn count(browser: &Browser) -> Count {
    // The driver holds on to what scripts returned until another page; nothing here returns a node.
    for _ in 0..3 {
        browser.cdp("HeapProfiler.collectGarbage", json!({})).await;
    }
    let metrics = browser.cdp("Performance.getMetrics", json!({})).await;
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array().into_iter().flatten();
        let found = all.filter(|metric| metric["name"] == name).find_map(|metric| metric["value"].as_f64());
        found.expect("a metric") as u64
    };
    let wasm = "return import('/masthead-reader.js').then((module) => module.default()).then((exports) => exports.memory.buffer.byteLength)";
    Count {
        nodes: metric("Nodes"),
        listeners: metric("JSEventListeners"),
        wasm: browser.run(wasm, vec![]).await.as_u64().expect("a size"),
    }
}

/// What the reader's memory may still grow by: it comes in pages, and is never given back. An edition alone would be as much.
const MEMORY_PAGES: u64 = 2 * 65_536;

impl Count {
    fn has_not_grown_since(&self, before: &Self) -> bool {
        // A few nodes come and go with what is fetched ahead and with how long a headline is.
        self.nodes <= before.nodes + before.nodes / 10 + 50
            && self.listeners <= before.listeners + 5
            && self.wasm <= before.wasm + MEMORY_PAGES
    }
}

/// Does something so often, and as often again, and compares. The first time finds out how much there is to hold.
async fn stays(browser: &Browser, what: &str, times: usize, script: &str) {
    let run = async |from: usize, to: usize| {
        // In pieces, each of which ends before the driver's patience does.
        for start in (from..to).step_by(25) {
            let end = start + 25;
            let piece =
                format!("return (async () => {{ for (let n = {start}; n < {end}; n++) {{ {script} }} }})()");
            browser.run(&piece, vec![]).await;
        }
    };
    run(0, times).await;
    let before = count(browser).await;
    run(times, 2 * times).await;
    let mut after = count(browser).await;
    // What was removed last may still be on its way out; what leaks stays.
    for _ in 0..20 {
        if after.has_not_grown_since(&before) {
            break;
        }
        browser.let_pass(Duration::from_millis(250)).await;
        after = count(browser).await;
    }
    assert!(after.has_not_grown_since(&before), "{what}: {before:?} -> {after:?}");
}

const SHOWS: &str = "
    const shows = async (element, words) => {
        while (!element.shadowRoot?.querySelector('main')?.textContent.includes(words)) await new Promise((resolve) => setTimeout(resolve));
    };";

#[test]
fn two_hundred_of_everything() {
    on(DESKTOP, async |browser| {
        for (path, content) in two_hundred_days().files() {
            browser.site.put(&format!("{AT}{path}"), content);
        }
        let page = r#"<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>某网</title><link rel="icon" href="/icon.svg">
            <script type="module" src="/masthead.js"></script></head>
            <body><div id="a"></div><div id="b"></div><masthead-reader src="/paper/" publication="hb" edition="2026-01-01" routing="none"></masthead-reader></body></html>"#;
        browser.site.put("/host/", page);
        browser.open("/host/").await;
        browser.cdp("Performance.enable", json!({})).await;
        browser.see("1月1日的第1条").await;
        let editions = format!("{SHOWS} const day = n % 200; const month = Math.floor(day / 28) + 1, date = day % 28 + 1;
            const two = (number) => String(number).padStart(2, '0');
            await host.open(`/hb/2026-${{two(month)}}-${{two(date)}}/`); await shows(host, `${{month}}月${{date}}日的第20条`);");
        stays(browser, "editions", 200, &editions).await;
        stays(browser, "moves", 200, "document.querySelector(n % 2 ? '#a' : '#b').append(host); await null;")
            .await;
        let elements = format!("{SHOWS} const element = document.createElement('masthead-reader');
            Object.assign(element, {{ src: '/paper/', publication: 'hb', edition: '2026-02-03', article: String(n % 20 + 1), routing: 'none', loading: 'eager' }});
            document.body.append(element); await shows(element, `2月3日的第${{n % 20 + 1}}条`); element.remove(); await null;");
        stays(browser, "elements", 100, &elements).await;
    });
}

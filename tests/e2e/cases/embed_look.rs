//! The pictures of docs/theming.md. They go to `target/screenshots/`; `cwebp` makes of them what the page shows.

use crate::harness::{Browser, Device, PHONE, on};

async fn picture(browser: &Browser, name: &str, attributes: &str) {
    browser.site.put("/own.css", "
        masthead-reader { --masthead-paper: #f4f8fb; --masthead-ink: #10202e; --masthead-second: #45596a; --masthead-rule: #c5d3df;
            --masthead-accent: #0b5fa5; --masthead-wash: #e6eef5; --masthead-radius: 10px; --masthead-size: 20px; }
        masthead-reader::part(headline) { letter-spacing: .04em; }");
    let page = format!(
        r#"<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/page.css">{}
<script type="module" src="/masthead.js"></script></head>
<body><masthead-reader src="/sample/" publication="bcrb" edition="2026-11-20" page="A01" {attributes}></masthead-reader></body></html>"#,
        if name == "own" { r#"<link rel="stylesheet" href="/own.css">"# } else { "" },
    );
    browser.site.put("/look/", page);
    browser.open("/look/").await;
    browser.find("main h1").await;
    browser.run("return host.open('/bcrb/2026-11-20/')", vec![]).await;
    browser.arrive().await;
    let whole = "return [...root.querySelectorAll('main img')].slice(0, 1).every((image) => image.complete)";
    browser.until("its pictures", whole, vec![]).await;
    browser.screenshot(&format!("theme-{name}")).await;
}

#[test]
fn pictures_of_themes() {
    let phone = Device { height: 700, ..PHONE };
    for (name, attributes) in
        [("light", r#"theme="light""#), ("dark", r#"theme="dark""#), ("own", r#"theme="light""#)]
    {
        on(phone, async |browser| picture(browser, name, attributes).await);
    }
}

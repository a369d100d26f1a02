//! Hostile text and hostile addresses in every field of a newspaper, in the tag's attributes and in the page's own address:
//! what is text is read as it was written, what is an address leads nowhere, and nothing runs. (Words of a megabyte are in
//! `endless.rs`.) The recorder hears whatever runs after all: an error thrown, a breach of the policy.

use serde_json::{Value, json};

use super::archive;
use super::built::is_live;
use crate::harness::{Browser, DESKTOP, PHONE, on, on_each};
use crate::papers::built::{Served, built};
use crate::papers::{AT, Paper, Routing, carry, read_at};

/// Text that would do harm if it were ever taken for anything but text.
const HOSTILE: &str = "</p><script>throw 1</script><img src=x onerror=\"throw 2\"><style>*{display:none}</style>&lt;b&gt;{{7*7}}${7*7}\
<svg onload=\"throw 8\"><math href=\"javascript:throw 9\"></textarea></title>--><!--\u{202e}\u{2066}";

/// Addresses that no link may have.
const LINKS: &[&str] = &[
    "javascript:throw 5",
    "JaVaScRiPt:throw 5",
    " javascript:throw 5",
    "java\nscript:throw 5",
    "java\tscript:throw 5",
    "\u{1}javascript:throw 5",
    "javascript&colon;throw 5",
    "data:text/html,<script>throw 5</script>",
    "vbscript:throw 5",
    "file:///etc/passwd",
    "blob:https://evil.example/1",
    "//evil.example/",
    "https:evil.example",
    "view-source:https://evil.example/",
    "filesystem:https://evil.example/",
    "intent://evil.example#Intent;end",
    "evil.html",
    "/evil.html",
    "https://",
    "",
];

/// Files that no edition may name.
const FILES: &[&str] = &[
    "https://evil.example/x.png",
    "//evil.example/x.png",
    "../evil.svg",
    "a/../../evil.svg",
    "..\\evil.svg",
    "/evil.svg",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='throw 6'/>",
    "javascript:throw 6",
    "C:/evil.svg",
    "blob:evil",
    "evil.svg\u{0}.webp",
];

fn text(name: &str) -> String {
    format!("{name}{HOSTILE}")
}

/// Where each of the names is read, and where all of them can be looked for.
const IN_ARTICLE: &[&str] = &[
    "引", "标", "题二", "副", "源", "角", "人", "词", "段", "链", "数", "底", "注", "深", "斜", "图", "影",
    "远", "组", "语", "谁", "项", "表", "头", "格", "框", "记", "小", "未", "后", "更", "权",
];

fn body() -> Value {
    let figure = |src: &str, caption: &str| json!({ "type": "figure", "src": src, "width": 4, "height": 3, "caption": text(caption), "credit": text("影"), "alt": text("述") });
    json!([
        { "type": "paragraph", "id": "\" onclick=\"throw 4", "text": text("段") },
        { "type": "paragraph", "text": [
            { "link": text("链"), "href": "javascript:throw 5" }, { "link": text("数"), "href": "data:text/html,x" },
            { "ruby": text("注"), "over": text("底") }, { "strong": [{ "strong": [{ "strong": text("深") }] }] },
            { "emphasis": text("斜") }, { "later": text("后"), "text": text("后") },
        ] },
        figure("1.svg", "图"),
        { "type": "gallery", "caption": text("组"), "figures": [figure("1.svg", "远"), figure("2.svg", "远")] },
        { "type": "subhead", "text": text("小") },
        { "type": "quote", "text": text("语"), "by": text("谁") },
        { "type": "list", "items": [text("项"), "二"] },
        { "type": "table", "caption": text("表"), "header": [text("头")], "rows": [[text("格")], []] },
        { "type": "fact-box", "title": text("框"), "body": [{ "type": "note", "text": text("记") }] },
        { "type": "<script>", "text": text("未") },
        { "type": "paragraph", "text": format!("长{}", "w".repeat(3000)) },
        { "type": "paragraph", "text": "\u{202e}反向\u{202c}\u{0}零\u{feff}" },
    ])
}

fn edition() -> Value {
    let article = json!({
        "id": "1", "kicker": text("引"), "headline": [text("标"), text("题二")], "deck": text("副"), "source": text("源"),
        "byline": [{ "role": text("角"), "names": [text("人")] }], "keywords": [text("词")],
        "status": { "type": "corrected", "note": text("更") },
        "regions": [[[-5, 0], ["x", 1], [9e99, 1]], "no", [[]]], "aliases": LINKS, "jump": { "to": HOSTILE },
        "body": body(),
    });
    json!({
        "number": text("期"), "name": text("名"), "title": text("题"), "rights": text("权"), "language": HOSTILE,
        "pages": [{
            "id": "A01", "section": text("叠"), "name": text("版"), "pdf": "javascript:throw 3", "aliases": LINKS,
            "image": { "src": "../../../evil.svg", "width": 10, "height": 10 },
            "articles": [article],
        }],
    })
}

fn hostile() -> Paper {
    let other =
        json!({ "pages": [{ "id": "A01", "articles": [{ "id": "1", "headline": ["别的"], "body": [] }] }] });
    let picture = r##"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>"##;
    Paper::new(json!({
        "title": text("报"), "language": "zh-Hans", "notice": text("示"), "rights": text("版"), "icp": text("备"), "police": text("警"),
        "home": { "href": "/home/", "label": text("家") },
    }))
    .publication(json!({ "id": "hb", "title": text("刊"), "description": text("介") }))
    .edition("2026-03-02", edition())
    .publication(json!({ "id": "zb", "title": text("姊") }))
    .edition("2026-03-02", other)
    .file("hb/2026-03-02/1.svg", picture)
    .file("hb/2026-03-02/2.svg", picture)
}

/// Elements and addresses that hostile text made, if it did.
async fn harm(browser: &Browser) -> String {
    let harm = "
        const own = root === document ? document.querySelector('masthead-reader') : root;
        const made = [...own.querySelectorAll('script:not(.mh-island), style, svg, math, iframe, object, embed, [onerror], [onclick], [onload], [style]')]
            .filter((element) => !element.closest('.mh-regions, .mh-bars')).map((element) => element.outerHTML);
        const addresses = [...own.querySelectorAll('[href], [src], [srcset]')].flatMap((element) => ['href', 'src', 'srcset'].map((name) => element.getAttribute(name) ?? ''));
        const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
        return made.concat(addresses.filter((address) => /^[\\s\\u0001]*(java\\s*script|data|vbscript|file|blob|view-source|intent)\\W/i.test(address)))
            .concat([...addresses, ...loaded].filter((address) => /evil/i.test(address) && !/[?&]q=/.test(address))).join('\\n')";
    browser.run(harm, vec![]).await.as_str().expect("a text").to_owned()
}

async fn is_read(browser: &Browser, names: &[&str]) {
    for name in names {
        browser.see(&text(name)).await;
    }
}

#[test]
fn hostile_text_is_text_in_every_field() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        let paper = hostile();
        for (place, names) in [
            ("hb/2026-03-02/", &["标", "题", "期", "名", "权", "备", "警"][..]),
            ("hb/2026-03-02/A01/", &["叠", "版", "标", "引", "副"]),
            ("hb/2026-03-02/A01/1/", IN_ARTICLE),
            ("hb/2026/", &["版"]),
            ("zb/2026-03-02/", &["姊", "示"]),
            ("search/?q=script&in=hb/2026-03-02", &["标"]),
            // Marked, in pieces.
            ("hb/2026-03-02/A01/1/?q=onerror", IN_ARTICLE),
        ] {
            read_at(browser, &paper, place).await;
            is_read(browser, names).await;
            assert_eq!(harm(browser).await, "", "{place}");
            let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            browser.gives_for(&format!("{place} scrolls sideways"), wide, vec![], 0).await;
        }
        let alt = "return [...root.querySelectorAll('.mh-body img')].map((image) => image.alt)";
        browser.gives(alt, vec![], json!([text("述"), text("述"), text("述")])).await;
        assert!(browser.title().await.contains("<script>"));
        // All headlines, other papers, home: in sheets where the screen is small.
        if browser.device.touch {
            browser.tap("更多").await;
            is_read(browser, &["刊", "姊", "家", "叠"]).await;
            browser.tap("关闭").await;
        } else {
            is_read(browser, &["刊", "姊", "家"]).await;
        }
        browser.tap("标题").await;
        browser.find("dialog[open]").await;
        let listed = "return text(root.querySelector('dialog')).replace(/ /g, '').includes(arguments[0].replace(/\\s/g, ''))";
        browser.until("the headline in the list", listed, vec![json!(text("标"))]).await;
        assert_eq!(harm(browser).await, "", "in the sheet");
    });
}

#[test]
fn hostile_addresses_lead_nowhere() {
    let links: Vec<Value> = (LINKS.iter().enumerate())
        .map(|(at, href)| json!({ "type": "paragraph", "text": [{ "link": format!("链接{at}号"), "href": href }, "。"] }))
        .chain(FILES.iter().map(|src| json!({ "type": "figure", "src": src, "width": 4, "height": 3, "caption": "图说" })))
        .collect();
    let page = |at: usize, file: &str| {
        let articles = if at == 0 {
            json!([{ "id": "1", "headline": ["标题"], "body": links }])
        } else {
            json!([{ "id": format!("p{at}"), "headline": ["别的"] }])
        };
        json!({ "id": format!("A{:02}", at + 1), "pdf": file, "image": { "src": file, "width": 10, "height": 10, "widths": [5] }, "articles": articles })
    };
    let pages: Vec<Value> = FILES.iter().enumerate().map(|(at, file)| page(at, file)).collect();
    let paper = |home: &str| {
        Paper::new(json!({ "title": "报", "language": "zh-Hans", "home": { "href": home, "label": "回家" } }))
            .publication(json!({ "id": "hb", "title": "刊" }))
            .edition("2026-03-02", json!({ "pages": pages }))
    };
    on(DESKTOP, async |browser| {
        read_at(browser, &paper("/home/"), "hb/2026-03-02/A01/1/").await;
        for at in 0..LINKS.len() {
            browser.see(&format!("链接{at}号。")).await;
        }
        assert_eq!(harm(browser).await, "");
        let linked = "return [...root.querySelectorAll('.mh-body a, .mh-body img')].map((element) => element.outerHTML).join()";
        browser.gives_for("no link, no picture", linked, vec![], "").await;
        for (number, file) in (1..).zip(FILES) {
            let page = format!("/A{number:02}/");
            browser.run("host.open(arguments[0])", vec![json!(format!("/hb/2026-03-02{page}"))]).await;
            browser.until("the page", "return location.pathname.endsWith(arguments[0]) && root.querySelector('[data-view=page]')", vec![json!(page)]).await;
            let pictures = "return [...root.querySelectorAll('main img, .mh-pdf, main image')].map((element) => element.outerHTML).join()";
            browser.gives_for(file, pictures, vec![], "").await;
            assert_eq!(harm(browser).await, "", "{file}");
        }
        // The publisher's own link home, which may lead to a path: the same schemes are refused.
        for home in LINKS.iter().filter(|home| !home.ends_with(".html") && !home.is_empty()) {
            read_at(browser, &paper(home), "hb/2026-03-02/").await;
            browser.see("标题").await;
            let ways = "return [...root.querySelectorAll('a')].filter((link) => text(link) === '回家').map((link) => link.getAttribute('href')).join()";
            browser.gives_for(&format!("{home:?}"), ways, vec![], "").await;
            assert_eq!(harm(browser).await, "", "{home:?}");
        }
    });
}

#[test]
fn hostile_attributes_and_addresses_of_the_page_do_nothing() {
    let escaped = HOSTILE.replace('&', "&amp;").replace('"', "&quot;");
    on(PHONE, async |browser| {
        let names = ["publication", "edition", "page", "article", "lang", "theme", "routing", "font"];
        let all: String = names.iter().map(|name| format!(" {name}=\"{escaped}\"")).collect();
        carry(browser, &hostile(), Routing::Hash, &all);
        browser.open("/reader/").await;
        browser.arrive().await;
        assert_eq!(harm(browser).await, "");
        // What is searched for is text too, wherever it comes from.
        carry(
            browser,
            &hostile(),
            Routing::Hash,
            &format!("publication=\"hb\" edition=\"2026-03-02\" query=\"{escaped}\""),
        );
        browser.open("/reader/").await;
        let asked = "return root.querySelector('input[type=search]')?.value === arguments[0]";
        browser.until("what is searched for", asked, vec![json!(HOSTILE)]).await;
        assert_eq!(harm(browser).await, "");
        carry(browser, &hostile(), Routing::Hash, "");
        for at in ["#/search/?q=", "#/hb/2026-03-02/A01/1/?q=", "#/", "#/hb/", "#/hb/2026-03-02/A01/1/#"] {
            let open = "location.hash = arguments[0] + encodeURIComponent(arguments[1])";
            browser.open("/reader/").await;
            browser.run(open, vec![json!(at), json!(HOSTILE)]).await;
            browser.arrive().await;
            assert_eq!(harm(browser).await, "", "{at}");
        }
        // Neither are methods taken in.
        for place in LINKS.iter().filter(|place| !place.is_empty()) {
            browser.run("return host.open(arguments[0])", vec![json!(place)]).await;
            browser
                .gives_for(
                    &format!("{place:?}"),
                    "return location.origin + location.pathname",
                    vec![],
                    format!("{}/reader/", browser.site.origin()),
                )
                .await;
            assert_eq!(harm(browser).await, "", "{place:?}");
        }
    });
}

/// An address of the paper that is none: it is asked for as a file, does not come, and nothing of it is run.
#[test]
fn a_hostile_src_is_a_file_that_does_not_come() {
    on(PHONE, async |browser| {
        browser.expect("status of 404");
        for src in ["javascript:throw 7", "data:application/json,{}", "vbscript:x"] {
            let tag = format!(
                r#"<masthead-reader src="{src}" routing="none" loading="eager"><p>原有的文字。</p></masthead-reader>"#
            );
            browser.site.put("/host/", format!(
                r#"<!DOCTYPE html><html lang="zh-Hans"><head><title>某网</title><link rel="icon" href="/icon.svg"><script type="module" src="/masthead.js"></script></head><body>{tag}</body></html>"#
            ));
            browser.open("/host/").await;
            browser.until("a failure", "return host.matches(':state(failed)')", vec![]).await;
            browser.see("原有的文字。").await;
            let addresses = "return [...root.querySelectorAll('a')].map((link) => link.href).filter((href) => !href.startsWith(location.origin)).join()";
            browser.gives_for(src, addresses, vec![], "").await;
        }
    });
}

/// What draws the archive's results is another script, and so is what remembers searches.
#[test]
fn in_results_of_the_archive_and_in_remembered_searches_it_is_text() {
    on(PHONE, async |browser| {
        let row = json!({ "publication": "rb", "edition": "2026-03-02", "page": text("版"), "article": "104",
            "headline": ["", text("标"), text("题")], "excerpt": [text("前"), text("中"), text("后")] });
        let answer = json!({ "rows": [row], "total": 1, "exact": true, "more": false, "years": [[2026, 1]], "faults": [[text("件"), text("故")]], "done": true });
        archive::carry(browser, &format!(r#"<masthead-reader src="{AT}" routing="path"></masthead-reader>"#));
        browser.site.put("/masthead-archive.js", format!("export function ask(question, listener) {{ setTimeout(() => listener({answer})); return () => {{}}; }}"));
        browser.open(&format!("{AT}search/")).await;
        browser.find("input[type=search]").await;
        let ask = "const field = root.querySelector('input[type=search]'); field.value = arguments[0]; field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))";
        browser.run(ask, vec![json!(HOSTILE)]).await;
        is_read(browser, &["标", "题", "前", "中", "后", "版", "件", "故"]).await;
        assert_eq!(harm(browser).await, "");
        browser.run("root.querySelector('.mh-archive .mh-hits a').addEventListener('click', (event) => event.preventDefault(), { once: true }); root.querySelector('form').requestSubmit()", vec![]).await;
        browser.run(ask, vec![json!("")]).await;
        browser.see(HOSTILE).await;
        assert_eq!(harm(browser).await, "", "among the last searches");
    });
}

/// Pages as the publisher's command writes them: read without scripts, and taken over by the reader.
#[test]
fn a_built_site_has_it_as_text_in_all_its_pages() {
    let site = built("hostile", |paper| {
        let folder = paper.join("hb/2026-03-02");
        std::fs::create_dir_all(&folder).expect("a folder");
        let line = |name: &str, of: &str| format!("{name} = {}\n", json!(text(of)));
        let settings = [("title", "报"), ("notice", "示"), ("rights", "版"), ("icp", "备"), ("police", "警")]
            .map(|(name, of)| line(name, of))
            .concat()
            + "language = \"zh-Hans\"\nbase_url = \"https://example.com/\"\n"
            + &format!("home = {{ href = \"/home/\", label = {} }}\n", json!(text("家")))
            + "[[publications]]\nid = \"hb\"\n"
            + &line("title", "刊")
            + &line("description", "介");
        let mut edition = edition();
        edition["version"] = json!(1);
        edition["publication"] = json!("hb");
        edition["date"] = json!("2026-03-02");
        let picture = r##"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>"##;
        for (name, content) in
            [("1.svg", picture), ("2.svg", picture), ("edition.json", &edition.to_string())]
        {
            std::fs::write(folder.join(name), content).expect("it can be written");
        }
        std::fs::write(paper.join("masthead.toml"), settings).expect("it can be written");
    });
    on(PHONE, async |browser| {
        let served = Served::new(&site);
        for (place, names) in [
            ("", &["标", "题", "备"][..]),
            ("hb/2026-03-02/A01/", &["叠", "版", "标"]),
            ("hb/2026-03-02/A01/1/", IN_ARTICLE),
            ("hb/2026/", &["版"]),
        ] {
            for run in [false, true] {
                browser.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": !run })).await;
                served.open(browser, place).await;
                if run && place != "hb/2026/" {
                    is_live(browser).await;
                }
                is_read(browser, names).await;
                assert_eq!(harm(browser).await, "", "{place} with scripts: {run}");
                let head = "return [...document.head.querySelectorAll('script:not([src]):not([type*=json]), style, [onload], [onerror]')].map((element) => element.outerHTML).join()";
                browser.gives_for(place, head, vec![], "").await;
                let data = "return [...document.querySelectorAll('script[type*=json]')].every((script) => JSON.parse(script.textContent))";
                browser.gives_for(&format!("{place}: its data is whole"), data, vec![], true).await;
            }
        }
    });
}

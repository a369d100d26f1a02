//! Hostile text in every field of a newspaper: it is text, and nothing else.

use serde_json::json;

use crate::harness::{DESKTOP, PHONE, on_each};
use crate::papers::{Paper, read_at};

/// Text that would do harm if it were ever taken for anything but text.
const HOSTILE: &str = "</p><script>throw 1</script><img src=x onerror=\"throw 2\"><style>*{display:none}</style>&lt;b&gt;{{7*7}}${7*7}\
<svg onload=\"throw 8\"><math href=\"javascript:throw 9\"></textarea></title>--><!--\u{202e}";

fn hostile() -> Paper {
    let text = |name: &str| format!("{name}{HOSTILE}");
    let body = json!([
        { "type": "paragraph", "id": "\" onclick=\"throw 4", "text": text("段") },
        { "type": "paragraph", "text": [
            { "link": text("链"), "href": "javascript:throw 5" }, { "link": "数", "href": "data:text/html,x" },
            { "ruby": text("注"), "over": text("底") }, { "strong": [{ "strong": [{ "strong": text("深") }] }] },
        ] },
        { "type": "figure", "src": "https://evil.example/x.png", "width": 4, "height": 3, "caption": text("图"), "alt": text("述") },
        { "type": "quote", "text": text("语"), "by": text("谁") },
        { "type": "table", "caption": text("表"), "header": [text("头")], "rows": [[text("格")], []] },
        { "type": "fact-box", "title": text("框"), "body": [{ "type": "note", "text": text("记") }] },
        { "type": "<script>", "text": "x" },
        { "type": "paragraph", "text": format!("长{}", "w".repeat(3000)) },
        { "type": "paragraph", "text": "\u{202e}反向\u{202c}\u{0}零\u{feff}" },
    ]);
    let article = json!({
        "id": "1", "kicker": text("引"), "headline": [text("标"), text("题二")], "deck": text("副"), "source": text("源"),
        "byline": [{ "role": text("角"), "names": [text("人")] }], "keywords": [text("词")],
        "status": { "type": "corrected", "note": text("更") },
        "regions": [[[-5, 0], ["x", 1], [9e99, 1]], "no", [[]]],
        "body": body,
    });
    let edition = json!({
        "number": text("期"), "name": text("名"), "title": text("题"), "rights": text("权"),
        "pages": [{
            "id": "A01", "section": text("叠"), "name": text("版"), "pdf": "javascript:throw 3",
            "image": { "src": "../../../evil.svg", "width": 10, "height": 10 },
            "articles": [article],
        }],
    });
    Paper::new(json!({
        "title": text("报"), "language": "zh-Hans", "notice": text("示"), "rights": text("版"), "icp": text("备"),
        "home": { "href": "javascript:throw 6", "label": text("家") },
    }))
    .publication(json!({ "id": "hb", "title": text("刊") }))
    .edition("2026-03-02", edition)
}

#[test]
fn hostile_text_is_text_in_every_field() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        for place in [
            "hb/2026-03-02/",
            "hb/2026-03-02/A01/",
            "hb/2026-03-02/A01/1/",
            "hb/2026/",
            "search/?q=script&in=hb/2026-03-02",
        ] {
            read_at(browser, &hostile(), place).await;
            let harm = "
                const made = [...root.querySelectorAll('script, style, [onerror], [onclick], [style]')].map((element) => element.outerHTML);
                const addresses = [...root.querySelectorAll('[href], [src]')].map((element) => element.getAttribute('href') ?? element.getAttribute('src'));
                return made.concat(addresses.filter((address) => /^\\s*(javascript|data|vbscript):|evil/i.test(address))).join('\\n')";
            assert_eq!(browser.run(harm, vec![]).await, "", "{place}");
            let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(browser.run(wide, vec![]).await, 0, "{place} scrolls sideways");
        }
        read_at(browser, &hostile(), "hb/2026-03-02/A01/1/").await;
        for name in [
            "引", "标", "副", "人", "段", "链", "底", "深", "图", "语", "谁", "表", "头", "格", "框", "记",
            "更",
        ] {
            browser.see(&format!("{name}{HOSTILE}")).await;
        }
        assert!(browser.title().await.contains("<script>"));
    });
}

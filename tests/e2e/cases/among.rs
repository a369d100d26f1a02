//! The tag among other things of a page: several of them, one within a component, one in a column, one that is given
//! another paper.

use serde_json::json;

use super::embed::{ARTICLE, hears, open, run};
use crate::harness::{DESKTOP, PHONE, on};
use crate::papers::Paper;

#[test]
fn another_src_is_another_paper() {
    on(PHONE, async |browser| {
        let other = Paper::new(json!({ "title": "别家", "language": "zh-Hans" }))
            .publication(json!({ "id": "bj", "title": "别家日报" }))
            .edition(
                "2026-01-01",
                json!({ "pages": [{ "id": "A01", "articles": [{ "id": "1", "headline": ["别家的头条"],
                "body": [{ "type": "paragraph", "text": "别家的一段。" }] }] }] }),
            );
        for (path, content) in other.files() {
            browser.site.put(&format!("/other/{path}"), content);
        }
        open(browser, r#"<masthead-reader src="/paper/" publication="sb" routing="none"></masthead-reader>"#)
            .await;
        browser.see("一周以后的一期").await;
        // Nothing of the one paper is left in the other, and the way back is open.
        run(browser, "host.removeAttribute('publication'); host.src = '/other/'").await;
        browser.see("别家的头条").await;
        browser.see_no("一周以后的一期").await;
        assert_eq!(run(browser, "return host.open('/bj/2026-01-01/A01/1/')").await, true);
        browser.see("别家的一段。").await;
        run(browser, "host.src = '/paper/'; host.edition = '2026-03-02'; host.publication = 'sb'").await;
        browser.see("公交三路改道").await;
        run(browser, "host.src = '/paper/sb/2025-12-30/edition.json'").await;
        browser.see("年末的一期").await;
    });
}

#[test]
fn however_many_tags_there_are_everything_is_loaded_once() {
    on(DESKTOP, async |browser| {
        let tag = |attributes: &str| {
            format!(
                r#"<masthead-reader src="/paper/" {attributes} routing="none" loading="eager"></masthead-reader>"#
            )
        };
        let tags = [r#"publication="sb""#, r#"publication="wb""#, r#"publication="sb" edition="2026-03-02""#];
        open(browser, &tags.map(tag).concat()).await;
        let all = "return customElements.whenDefined('masthead-reader').then(() => Promise.all([...document.querySelectorAll('masthead-reader')].map((reader) => reader.ready)))
            .then((readers) => readers.map((reader) => reader.place))";
        let places = run(browser, all).await;
        assert_eq!(places, json!(["/sb/2026-03-09/", "/wb/2026-03-05/", "/sb/2026-03-02/"]));
        for file in ["masthead.js", "masthead-reader.js", "masthead-reader_bg.wasm", "masthead.css"] {
            assert_eq!(browser.site.requests(&format!("/{file}")), 1, "{file}");
        }
        let sheets = "const [first, ...others] = [...document.querySelectorAll('masthead-reader')].map((reader) => reader.shadowRoot.adoptedStyleSheets);
            return [first.length, others.every((sheets) => sheets.length === 1 && sheets[0] === first[0])]";
        browser.gives_for("one sheet for all", sheets, vec![], json!([1, true])).await;
    });
}

/// A page made of components: the tag stands in the shadow root of one of them.
#[test]
fn within_a_component_of_the_page_it_reads_and_is_heard() {
    on(PHONE, async |browser| {
        browser.site.put("/component.js", format!("
            customElements.define('paper-card', class extends HTMLElement {{
                connectedCallback() {{
                    const root = this.attachShadow({{ mode: 'open' }}), reader = document.createElement('masthead-reader');
                    const own = new CSSStyleSheet();
                    own.replaceSync('* {{ font-size: 7px; color: red }} p {{ display: none }} masthead-reader::part(headline) {{ letter-spacing: 4px }}');
                    root.adoptedStyleSheets = [own];
                    for (const [, name, value] of `{ARTICLE} routing=\"none\"`.matchAll(/(\\w+)=\"([^\"]*)\"/g)) reader.setAttribute(name, value);
                    root.append(reader);
                }}
            }});"));
        open(browser, r#"<paper-card></paper-card><script src="/component.js"></script>"#).await;
        let inner = "const reader = document.querySelector('paper-card').shadowRoot.querySelector('masthead-reader');";
        let reads = format!(
            "{inner} return reader.shadowRoot?.querySelector('main')?.innerText.includes('接着说清淤的事')"
        );
        browser.until("the article", &reads, vec![]).await;
        let ready = hears(browser, "event.kind === 'ready'").await;
        assert_eq!((&ready["place"], &ready["composed"]), (&json!("/sb/2026-03-02/A02/104/"), &json!(true)));
        let look = format!(
            "{inner} const style = (css) => getComputedStyle(reader.shadowRoot.querySelector(css)); return [style('.mh-body p').fontSize, style('main h1').letterSpacing]"
        );
        browser.gives(&look, vec![], json!(["18px", "4px"])).await;
        run(browser, &format!("{inner} reader.next()")).await;
        hears(browser, "event.kind === 'navigate' && event.phase === 'after' && event.place.endsWith('/105/') && event.title.startsWith('一则撤回的消息')").await;
        // A link inside leads on, though it is two roots deep.
        run(browser, &format!("{inner} reader.shadowRoot.querySelector('.mh-pager a').click()")).await;
        hears(
            browser,
            "event.kind === 'navigate' && event.phase === 'after' && !event.place.endsWith('/105/')",
        )
        .await;
        browser.gives("return location.pathname + location.hash", vec![], "/host/").await;
    });
}

#[test]
fn its_own_width_decides_the_layout_and_not_the_windows() {
    on(DESKTOP, async |browser| {
        browser.site.put("/column.css", "body { margin: 0 } .column { width: 360px; float: right }");
        open(
            browser,
            &format!(
                r#"<link rel="stylesheet" href="/column.css"><div class="column"><masthead-reader {} routing="none"></masthead-reader></div>"#,
                r#"src="/paper/" publication="sb" edition="2026-03-02""#
            ),
        )
        .await;
        browser.see("公交三路改道").await;
        // Without a number of columns there is one.
        let layout = "
            document.querySelector('.column').style.width = `${arguments[0]}px`;
            const { width, right } = host.getBoundingClientRect();
            const out = [...root.querySelectorAll('.mh-reader *')].filter(visible).filter((element) => element.getBoundingClientRect().right > right + 1 && !element.closest('.mh-unseen'));
            return [width, getComputedStyle(root.querySelector('.mh-pages')).columnCount, visible(root.querySelector('.mh-bottom-bar')), visible(root.querySelector('.mh-top-wide')), out.map((element) => element.className).join()]";
        for (width, columns, is_narrow) in [
            (320, "auto", true),
            (360, "auto", true),
            (699, "auto", true),
            (700, "2", true),
            (999, "2", true),
            (1000, "3", false),
            (360, "auto", true),
        ] {
            browser
                .gives_for(
                    &format!("{width} pixels"),
                    layout,
                    vec![json!(width)],
                    json!([width, columns, is_narrow, !is_narrow, ""]),
                )
                .await;
        }
    });
}

//! The examples, opened as whoever learns from them would. They read the sample newspaper.

use std::path::Path;

use serde_json::json;

use crate::harness::{Browser, DESKTOP, PHONE, Trouble, dist, on, on_each, root};
use crate::papers::AT;
use crate::papers::small::small;

/// The examples are other people's pages: they have the policies of those.
async fn open(browser: &Browser, name: &str) {
    browser.site.policy("");
    browser.site.put("/favicon.ico", "");
    browser.open(&format!("/examples/{name}/")).await;
}

#[test]
fn the_simplest_page() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open(browser, "plain").await;
        browser.arrive().await;
        browser.accessible("the plain example").await;
    });
}

#[test]
fn an_old_page_of_founders_system() {
    on(DESKTOP, async |browser| {
        open(browser, "founder").await;
        browser.find("main h1").await;
        browser.at("/examples/founder/").await;
        browser.gives("return host.place", vec![], "/bcrb/2026-11-20/A01/").await;
        // Where the reader cannot run, the old page is read.
        browser.expect("masthead-reader:");
        browser.expect("status of 500");
        browser.site.trouble("/masthead-reader_bg.wasm", Trouble::Status(500));
        open(browser, "founder").await;
        browser.see("老页面的正文还在这里").await;
    });
}

#[test]
fn a_theme_with_global_styles_and_a_bar_of_its_own() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open(browser, "wordpress").await;
        browser.arrive().await;
        let style = "const style = getComputedStyle(root.querySelector('main h1')); return [style.textTransform, getComputedStyle(root.querySelector('.mh-top-bar')).top]";
        let top = if browser.device.touch { "64px" } else { "auto" };
        let found = browser.run(style, vec![]).await;
        assert!(found == json!(["none", "64px"]) || found == json!(["none", top]), "{found}");
        browser.screenshot("example-wordpress").await;
    });
}

#[test]
fn a_policy_with_trusted_types() {
    on(PHONE, async |browser| {
        open(browser, "strict-csp").await;
        browser.arrive().await;
        browser.tap("标题").await;
        browser.find("dialog[open]").await;
        browser.tap("关闭").await;
        browser.tap("搜索").await;
        browser.fill("input[type=search]", "的").await;
        browser.find(".mh-hits a").await;
    });
}

#[test]
fn a_frame_is_as_high_as_its_text() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        open(browser, "iframe").await;
        browser.look_into_frame(true).await;
        browser.arrive().await;
        browser.look_into_frame(false).await;
        let fits = "
            const frame = document.querySelector('iframe');
            const inside = frame.contentDocument.querySelector('masthead-reader').getBoundingClientRect().height;
            return inside > 300 && Math.abs(frame.getBoundingClientRect().height - inside) <= 1 && Math.round(inside)";
        // What comes from the frame, as docs/embedding.md has it; the page hears it beside its own script.
        browser.run("window.told = []; addEventListener('message', ({ data }) => data?.masthead && told.push(data))", vec![]).await;
        let front = browser.until("a frame that fits", fits, vec![]).await.as_u64().unwrap();
        browser.run("document.querySelector('iframe').contentDocument.querySelector('masthead-reader').open('/search/')", vec![]).await;
        let shrinks = fits.replace("&& Math.round(inside)", "&& inside < arguments[0]");
        browser.until("a frame that shrinks", &shrinks, vec![json!(front)]).await;
        let told = "return ['height', 'place'].map((kind) => told.filter(({ masthead }) => masthead === kind).at(-1))";
        let told = browser.run(told, vec![]).await;
        assert!(
            told[0]["height"].as_u64().is_some_and(|height| height < front)
                && told[0].as_object().unwrap().len() == 2,
            "{told}"
        );
        assert_eq!(told[1], json!({ "masthead": "place", "place": "/search/", "title": told[1]["title"] }));
        // At another place what is read begins at its top, which the page may have scrolled past.
        browser.run("document.querySelector('iframe').contentDocument.querySelector('masthead-reader').open('/bcrb/2026-11-20/')", vec![]).await;
        browser.until("a frame that grows", fits, vec![]).await;
        browser.scroll_to(700).await;
        browser.run("document.querySelector('iframe').contentDocument.querySelector('masthead-reader').open('/bcrb/2026-11-18/')", vec![]).await;
        let top = "return Math.abs(document.querySelector('iframe').getBoundingClientRect().top) <= 1";
        browser.until("the top of the frame", top, vec![]).await;
        // Somebody else's messages, and heights that are none, change nothing.
        let before = browser.until("a frame that fits", fits, vec![]).await;
        let stranger = "
            postMessage({ masthead: 'height', height: 222 }, '*');
            const other = document.createElement('iframe');
            other.srcdoc = '<!DOCTYPE html><title>-</title><script>parent.postMessage({ masthead: \"height\", height: 333 }, \"*\"); parent.postMessage(\"told\", \"*\")</script>';
            return new Promise((resolve) => { addEventListener('message', ({ data }) => data === 'told' && resolve(true)); document.body.append(other); })";
        browser.run(stranger, vec![]).await;
        assert_eq!(browser.until("a frame that fits", fits, vec![]).await, before);
    });
}

/// The page that comes in the zip, beside the reader's files, with their hash in it.
#[test]
fn the_page_of_whoever_hosts_the_files() {
    on(PHONE, async |browser| {
        let site = &browser.site;
        site.policy("");
        for (path, content) in small().files() {
            site.put(&format!("{AT}{path}"), content);
        }
        for entry in dist().read_dir().expect("a build").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with("masthead") {
                site.put(&format!("/own/{name}"), std::fs::read(entry.path()).expect("a file of the build"));
            }
        }
        site.put("/favicon.ico", "");
        site.put(
            "/blank/",
            "<!DOCTYPE html><html lang=\"en\"><head><title>-</title></head><body></body></html>",
        );
        browser.open("/blank/").await;
        let hash = "return fetch('/own/masthead.js').then((answer) => answer.arrayBuffer()).then((script) => crypto.subtle.digest('SHA-384', script))
            .then((hash) => btoa(String.fromCharCode(...new Uint8Array(hash))))";
        let hash = browser.run(hash, vec![]).await.as_str().expect("a hash").to_owned();
        let page = std::fs::read_to_string(root().join("packages/self-host/index.html")).expect("the page");
        assert_eq!(page.matches("sha384-HASH").count(), 1);
        site.put("/own/", page.replace("HASH", &hash));
        browser.open("/own/").await;
        browser.arrive().await;
        browser.see("一周以后的一期").await;
        // Another script is not run, and the link in the tag remains.
        browser.expect("integrity");
        browser.expect("masthead.js");
        site.put("/own/", page.replace("HASH", &hash.replace(|letter: char| letter.is_ascii_digit(), "A")));
        browser.open("/own/").await;
        browser.see("今日报纸").await;
        browser.gives("return !customElements.get('masthead-reader')", vec![], true).await;
    });
}

/// What custom-elements-everywhere asks of a framework, as far as it applies: attributes and properties, events,
/// children, elements that go and come back.
fn framework(name: &str) {
    if !Path::new(&dist()).join(format!("examples/{name}/main.js")).is_file() {
        eprintln!(
            "SKIPPED: examples/{name} was not put together; `cargo xtask setup` fetches what that takes"
        );
        return;
    }
    on(DESKTOP, async |browser| {
        open(browser, name).await;
        let shown = async |date: &str| {
            let at = format!(
                "return host?.place === '/bcrb/{date}/' && document.querySelector('#place').textContent === '/bcrb/{date}/'"
            );
            browser.until(&format!("the edition of {date}, and the event heard"), &at, vec![]).await;
            let child = "const child = host.querySelector('[slot=footer]'); return child.textContent === arguments[0] && visible(child)";
            browser.until("the child in its slot", child, vec![json!(format!("第 {date} 期"))]).await;
        };
        let press = async |word: &str| {
            let press = "
                const wanted = [...document.querySelectorAll('button')].find((button) => button.textContent === arguments[0]);
                wanted.click();
                return true";
            browser.until(&format!("a button “{word}”"), press, vec![json!(word)]).await;
        };
        shown("2026-11-18").await;
        browser.gives("return host.edition", vec![], "2026-11-18").await;
        press("换一期").await;
        shown("2026-11-20").await;
        // A value that comes, and one that goes: nothing is left of it.
        let page = "return [host.getAttribute('page'), host.page].join()";
        press("看第二版或全部").await;
        browser.until("its second page", "return host.place === '/bcrb/2026-11-20/A02/'", vec![]).await;
        browser.gives(page, vec![], "A02,A02").await;
        press("看第二版或全部").await;
        shown("2026-11-20").await;
        browser.gives("return [host.hasAttribute('page'), host.page]", vec![], json!([false, ""])).await;
        press("收起或展开").await;
        browser.until("no reader", "return !host", vec![]).await;
        press("收起或展开").await;
        shown("2026-11-20").await;
        browser.until("a place to go to", "host.open('/bcrb/2026-11-20/A01/'); return true", vec![]).await;
        browser.until("a page", "return host.place.endsWith('/A01/')", vec![]).await;
        press("下一步").await;
        browser.until("the next page", "return host.place.endsWith('/A02/')", vec![]).await;
        browser
            .gives_for("the address is the page's", "return location.hash + location.search", vec![], "")
            .await;
        // The page's own script first, and the tag's much later: what was set by then is kept, and so is what listens.
        let page =
            std::fs::read_to_string(dist().join(format!("examples/{name}/index.html"))).expect("the page");
        let script = r#"<script type="module" src="../../masthead.js"></script>"#;
        // A module runs when those before it have run.
        let noted = r#"<script type="module" src="noted.js"></script>"#;
        let late = page.replace(script, "").replace("</head>", &format!("{noted}{script}</head>"));
        let note = "
            const timer = setInterval(() => {
                if (!document.querySelector('masthead-reader')) return;
                clearInterval(timer);
                window.waited = !customElements.get('masthead-reader');
                fetch('noted.txt');
            }, 20);";
        let told = format!("/examples/{name}/noted.txt");
        browser.site.put(&format!("/examples/{name}/noted.js"), note);
        browser.site.put(&told, "");
        browser.site.put(&format!("/examples/{name}/late.html"), late);
        browser.site.trouble("/masthead.js", Trouble::Held);
        let comes = async {
            browser.requested(&told, 1).await;
            browser.site.heal("/masthead.js");
        };
        let late = format!("/examples/{name}/late.html");
        tokio::join!(browser.open(&late), comes);
        browser.gives_for("a tag that waited for its script", "return window.waited", vec![], true).await;
        press("换一期").await;
        shown("2026-11-20").await;
    });
}

#[test]
fn react() {
    framework("react");
}

#[test]
fn vue() {
    framework("vue");
}

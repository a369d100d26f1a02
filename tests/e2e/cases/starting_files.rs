//! The reader's own files when they are damaged, are something else, or do not come: what is said, and that a retry fetches
//! them anew, whatever the browser keeps or remembers.

use std::time::Duration;

use crate::harness::{Browser, PHONE, Trouble, dist, on};
use crate::papers::small::small;
use crate::papers::{Routing, carry};

const GLUE: &str = "/masthead-reader.js";
const WASM: &str = "/masthead-reader_bg.wasm";
const STYLES: &str = "/masthead.css";

const DAMAGED: &str = "阅读器的一个文件已损坏，没能启动；请稍后重试。";
const FAILED: &str = "阅读器没能启动。";

fn file(name: &str) -> Vec<u8> {
    std::fs::read(dist().join(name.trim_start_matches('/'))).expect("a file of the build")
}

/// Opens an article while there is trouble, reads what is said, and tries again twice: before the trouble ends and after.
async fn fails_and_heals(browser: &Browser, path: &str, trouble: Trouble, sentence: &str) {
    browser.expect("masthead-reader:");
    browser.site.trouble(path, trouble);
    carry(browser, &small(), Routing::Path, "");
    browser.open("/paper/sb/2026-03-02/A02/104/").await;
    browser.see(sentence).await;
    browser.see("这里原有的文字。").await;
    let before = browser.site.requests(path);
    browser.tap("重试").await;
    browser.requested(path, before + 1).await;
    browser.see(sentence).await;
    browser.site.heal(path);
    browser.tap("重试").await;
    browser.see("接着说清淤的事").await;
    browser.see_no("阅读器").await;
}

#[test]
fn a_damaged_file_is_called_damaged_and_fetched_anew() {
    let wasm = file(WASM);
    let mut flipped = wasm.clone();
    // In the middle of the code.
    let middle = flipped.len() / 2;
    flipped[middle..middle + 64].fill(0xff);
    let page = b"<!DOCTYPE html><title>-</title>".to_vec();
    let glue = file(GLUE);
    for (path, content) in [
        (WASM, wasm[..wasm.len() / 2].to_vec()),
        (WASM, wasm[..wasm.len() - 1].to_vec()),
        (WASM, wasm[..8].to_vec()),
        (WASM, Vec::new()),
        (WASM, flipped),
        (WASM, file("masthead-archive.wasm")),
        (WASM, file("masthead-folding.bin")),
        (WASM, page.clone()),
        (GLUE, glue[..glue.len() / 2].to_vec()),
        (GLUE, b"export default 1".to_vec()),
        (STYLES, page),
    ] {
        on(PHONE, async |browser| {
            // The browser keeps it for a day.
            browser.site.cache();
            fails_and_heals(browser, path, Trouble::Bytes(content.clone()), DAMAGED).await;
        });
    }
}

/// What a browser cannot compile because it lacks what the reader needs is no damage.
#[test]
fn a_browser_that_lacks_what_the_reader_needs_is_too_old() {
    on(PHONE, async |browser| {
        browser.expect("masthead-reader:");
        carry(browser, &small(), Routing::Path, "");
        let old = "
            WebAssembly.validate = () => false;
            WebAssembly.compileStreaming = () => Promise.reject(new WebAssembly.CompileError('invalid opcode'));";
        browser.site.put("/masthead-old-browser.js", old);
        let page = format!(
            r#"<!DOCTYPE html><html lang="zh-Hans"><head><title>-</title><link rel="icon" href="/icon.svg"><script src="/masthead-old-browser.js"></script>
            <script type="module" src="/masthead.js"></script></head><body><masthead-reader src="/paper/">{}</masthead-reader></body></html>"#,
            "<p>这里原有的文字。</p>"
        );
        browser.site.put("/old/", page);
        browser.open("/old/").await;
        browser.see("这个浏览器版本较旧，无法运行阅读器；请更新浏览器。").await;
        browser.see("这里原有的文字。").await;
    });
}

#[test]
fn a_file_that_does_not_come_is_told_and_asked_for_again() {
    for (path, trouble) in [(GLUE, Trouble::Held), (WASM, Trouble::Stalled), (STYLES, Trouble::Held)] {
        on(PHONE, async |browser| {
            fails_and_heals(browser, path, trouble.clone(), FAILED).await;
        });
    }
}

#[test]
fn a_host_that_answers_with_its_page_is_told_and_asked_again() {
    on(PHONE, async |browser| {
        browser.site.cache();
        browser.expect("MIME type");
        fails_and_heals(browser, GLUE, Trouble::Type("text/html"), FAILED).await;
    });
}

/// The WebAssembly comes so slowly that it takes longer than nothing may come.
#[test]
fn a_slow_file_is_waited_for_while_it_comes() {
    on(PHONE, async |browser| {
        browser.site.trouble(WASM, Trouble::Dripping);
        carry(browser, &small(), Routing::Path, "");
        browser.open("/paper/sb/2026-03-02/A02/104/").await;
        browser.requested(WASM, 1).await;
        browser.let_pass(Duration::from_secs(13)).await;
        browser.see("这里原有的文字。").await;
        browser.see_no(FAILED).await;
        browser.site.heal(WASM);
        browser.see("接着说清淤的事").await;
        assert_eq!(browser.site.requests(WASM), 1, "it was waited for");
    });
}

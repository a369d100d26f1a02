//! A reader that cannot start, or stops because of a fault of its own: what stands in the tag is read, and one message
//! offers a way on.

use crate::harness::{Browser, PHONE, Trouble, on};
use crate::papers::small::small;
use crate::papers::{Routing, carry, read_at};

/// The reader cannot start: what stands in the tag is read, with a message above it and a way to try again.
fn does_not_start(path: &str, heard: &[&str]) {
    on(PHONE, async |browser| {
        browser.expect("masthead-reader:");
        heard.iter().for_each(|message| browser.expect(message));
        browser.site.trouble(path, Trouble::Status(500));
        carry(browser, &small(), Routing::Path, "");
        browser.open("/paper/sb/2026-03-02/A02/104/").await;
        standing_text(browser).await;
        browser.site.heal(path);
        browser.tap("重试").await;
        browser.see("接着说清淤的事").await;
        browser.see_no("阅读器没能启动").await;
    });
}

async fn standing_text(browser: &Browser) {
    browser.see("阅读器没能启动。").await;
    browser.see("这里原有的文字。").await;
    browser.find(".mh-notice[part=notice]").await;
    browser.screenshot("not-started").await;
}

#[test]
fn without_webassembly_what_stands_in_the_tag_is_read() {
    does_not_start("/masthead-reader_bg.wasm", &["status of 500"]);
}

#[test]
fn without_the_script_of_the_reader_what_stands_in_the_tag_is_read() {
    does_not_start("/masthead-reader.js", &["status of 500"]);
}

#[test]
fn without_the_stylesheet_what_stands_in_the_tag_is_read() {
    does_not_start("/masthead.css", &["status of 500"]);
}

#[test]
fn where_a_policy_forbids_webassembly_what_stands_in_the_tag_is_read() {
    on(PHONE, async |browser| {
        browser.expect("masthead-reader:");
        browser.expect("wasm-eval");
        browser.expect("WebAssembly");
        browser.site.policy(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'",
        );
        carry(browser, &small(), Routing::Path, "");
        browser.open("/paper/sb/2026-03-02/A02/104/").await;
        standing_text(browser).await;
    });
}

#[test]
fn a_fault_of_the_reader_ends_in_a_message_with_a_way_to_read_on() {
    on(PHONE, async |browser| {
        browser.expect("failed to append child");
        browser.expect("unreachable");
        read_at(browser, &small(), "sb/2026-03-02/A02/").await;
        // Somebody else's script breaks what the reader builds on.
        let tear = "window.whole = Node.prototype.insertBefore; Node.prototype.insertBefore = () => { throw new Error('torn') }";
        browser.run(tear, vec![]).await;
        browser.tap("清淤工程的前前后后").await;
        browser.see("阅读器出了故障，已经停下。").await;
        browser.screenshot("stopped").await;
        browser.run("Node.prototype.insertBefore = whole", vec![]).await;
        browser.tap("重新打开阅读器").await;
        browser.see_no("阅读器出了故障").await;
        browser.see("接着说清淤的事").await;
        browser.tap("下一篇").await;
        browser.see("一则撤回的消息").await;
    });
}

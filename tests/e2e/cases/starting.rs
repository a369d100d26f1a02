//! A reader that cannot start, or stops because of a fault of its own: what stands in the tag is read, and one message
//! offers a way on.

use serde_json::json;

use crate::harness::{Browser, DESKTOP, PHONE, Trouble, on};
use crate::papers::small::small;
use crate::papers::{AT, Routing, carry, drawn, read_at};

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
        browser.run("window.failed = []; host.addEventListener('masthead-error', ({ detail }) => failed.push(detail.message))", vec![]).await;
        browser.tap("清淤工程的前前后后").await;
        browser.see("阅读器出了故障，已经停下。").await;
        // What was read is still there to be read, below the one message, and what stands in the tag is again; the page is told.
        browser.see("公交三路改道").await;
        browser.see("这里原有的文字。").await;
        let said = "return [failed.join(), root.querySelectorAll('.mh-notice').length, host.matches(':state(failed)')]";
        browser
            .gives(said, vec![], json!(["阅读器出了故障，已经停下。已显示的文字仍可阅读。", 1, true]))
            .await;
        browser.screenshot("stopped").await;
        browser.run("Node.prototype.insertBefore = whole", vec![]).await;
        browser.tap("重新打开阅读器").await;
        browser.see_no("阅读器出了故障").await;
        browser.see("接着说清淤的事").await;
        browser.see_no("这里原有的文字。").await;
        browser.tap("下一篇").await;
        browser.see("一则撤回的消息").await;
    });
}

/// On a page of a site the text is the page's own: it stays while the reader does not come, and when it goes.
#[test]
fn a_drawn_page_keeps_its_text_whatever_becomes_of_the_reader() {
    on(PHONE, async |browser| {
        browser.expect("masthead-reader:");
        browser.expect("status of 500");
        browser.expect("failed to append child");
        browser.expect("unreachable");
        drawn::carry_drawn(browser, &small(), "sb/2026-03-02/A02/104/").await;
        browser.site.trouble("/masthead-reader_bg.wasm", Trouble::Status(500));
        browser.open(&format!("{AT}sb/2026-03-02/A02/104/")).await;
        drawn::bring_to_life(browser).await;
        browser.see("阅读器没能启动。").await;
        browser.see("接着说清淤的事").await;
        browser.accessible("a drawn page whose reader does not start").await;
        browser.site.heal("/masthead-reader_bg.wasm");
        browser.tap("重试").await;
        browser.see_no("阅读器没能启动。").await;
        browser.tap("标题").await;
        browser.find("dialog[open]").await;
        browser.tap("关闭").await;
        browser.run("window.whole = Node.prototype.insertBefore; Node.prototype.insertBefore = () => { throw new Error('torn') }", vec![]).await;
        browser.tap("下一篇").await;
        browser.see("阅读器出了故障，已经停下。").await;
        // The fault came while the article was being replaced; all around it stands as it did.
        browser.see("上一篇").await;
        browser.see("版权声明 © 试读报社").await;
        browser.run("Node.prototype.insertBefore = whole", vec![]).await;
        browser.tap("重新打开阅读器").await;
        browser.see_no("阅读器出了故障").await;
        browser.see("来源不实").await;
        browser.tap("上一篇").await;
        browser.see("接着说清淤的事").await;
    });
}

/// Two readers and one module: when it stops both say so, and each is opened again by its own button.
#[test]
fn what_stops_stops_for_all_and_each_comes_back() {
    on(DESKTOP, async |browser| {
        browser.expect("failed to append child");
        browser.expect("unreachable");
        read_at(browser, &small(), "sb/2026-03-02/A02/").await;
        let second = "const second = Object.assign(document.createElement('masthead-reader'), { id: 'second', src: '/paper/', publication: 'wb', loading: 'eager' }); document.body.append(second); return second.ready.then(() => true)";
        browser.run(second, vec![]).await;
        browser.run("window.whole = Node.prototype.insertBefore; Node.prototype.insertBefore = () => { throw new Error('torn') }", vec![]).await;
        browser.tap("清淤工程的前前后后").await;
        browser.see("阅读器出了故障，已经停下。").await;
        let notices = "return [...document.querySelectorAll('masthead-reader')].map((reader) => reader.shadowRoot.querySelectorAll('.mh-notice').length)";
        browser.gives(notices, vec![], json!([1, 1])).await;
        browser.run("Node.prototype.insertBefore = whole", vec![]).await;
        browser
            .run(
                "document.querySelector('#second').shadowRoot.querySelector('.mh-notice button').click()",
                vec![],
            )
            .await;
        let reads = "const second = document.querySelector('#second').shadowRoot; return !second.querySelector('.mh-notice') && second.querySelector('main').innerText.includes('晚报后来的头条')";
        browser.until("the second reader", reads, vec![]).await;
        browser.gives(notices, vec![], json!([1, 0])).await;
        browser.tap("重新打开阅读器").await;
        browser.see("接着说清淤的事").await;
        browser.gives(notices, vec![], json!([0, 0])).await;
    });
}

//! Whether the harness itself notices what it is there to notice: a test that cannot fail proves nothing.

use crate::harness::{Browser, DESKTOP, Device, Failure, PHONE, Site, attempt, on_each};

/// A page of one script.
fn carry(site: &Site, script: &str) {
    let page = r#"<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>甲</title>
        <meta name="viewport" content="width=device-width"><link rel="icon" href="/icon.svg">
        <script src="/t.js" defer></script></head><body><main><h1>乙</h1></main></body></html>"#;
    site.put("/t/", page);
    site.put("/t.js", script);
}

fn fails(device: Device, test: impl AsyncFn(&Browser)) -> String {
    let panic = attempt(device, test, Failure::Wanted).expect_err("the harness notices");
    panic
        .downcast_ref::<String>()
        .cloned()
        .unwrap_or_else(|| (*panic.downcast_ref::<&str>().unwrap()).to_owned())
}

#[test]
fn a_quiet_page_passes_at_its_size() {
    on_each(&[PHONE, DESKTOP.dark()], async |browser| {
        carry(
            &browser.site,
            "document.title = `${innerWidth} ${matchMedia('(prefers-color-scheme: dark)').matches}`",
        );
        browser.open("/t/").await;
        browser.titled(&format!("{} {}", browser.device.width, browser.device.dark)).await;
        browser.see("乙").await;
        browser.accessible("a quiet page").await;
    });
}

#[test]
fn a_message_on_the_console_fails_a_test() {
    let message = fails(PHONE, async |browser| {
        carry(&browser.site, "console.info('a', 'b')");
        browser.open("/t/").await;
    });
    assert!(message.contains("console.info: a b"), "{message}");
}

#[test]
fn an_error_fails_a_test_even_after_a_reload() {
    let message = fails(PHONE, async |browser| {
        carry(
            &browser.site,
            "if (!sessionStorage.getItem('t')) { sessionStorage.setItem('t', 1); throw new Error('ouch') }",
        );
        browser.open("/t/").await;
        browser.reload().await;
    });
    assert!(message.contains("error: Uncaught Error: ouch"), "{message}");
}

#[test]
fn a_broken_policy_fails_a_test() {
    let message = fails(PHONE, async |browser| {
        carry(
            &browser.site,
            "const style = document.createElement('style'); style.textContent = 'a{}'; document.head.append(style)",
        );
        browser.open("/t/").await;
    });
    assert!(message.contains("policy: style-src"), "{message}");
}

#[test]
fn a_missing_file_fails_a_test() {
    let message = fails(PHONE, async |browser| {
        carry(&browser.site, "fetch('/no.json')");
        browser.open("/t/").await;
        browser.requested("/no.json", 1).await;
    });
    assert!(message.contains("/no.json") && message.contains("404"), "{message}");
}

#[test]
fn what_was_announced_must_come() {
    let message = fails(PHONE, async |browser| {
        carry(&browser.site, "");
        browser.expect("thunder");
        browser.open("/t/").await;
    });
    assert!(message.contains("did not come: thunder"), "{message}");
}

#[test]
fn a_broken_rule_of_accessibility_fails_a_test() {
    let message = fails(DESKTOP, async |browser| {
        carry(&browser.site, "document.querySelector('main').append(document.createElement('button'))");
        browser.open("/t/").await;
        browser.accessible("a page with a nameless button").await;
    });
    assert!(message.contains("button-name"), "{message}");
}

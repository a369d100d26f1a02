//! Whether the harness itself notices what it is there to notice: a test that cannot fail proves nothing.

use serde_json::json;

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

/// What a script throws while something is waited for means "not yet", and the message tells what it was.
#[test]
fn a_script_that_throws_is_waited_for_and_what_it_threw_is_told() {
    on_each(&[PHONE], async |browser| {
        carry(&browser.site, "setTimeout(() => { window.later = { is: { there: true } } }, 400)");
        browser.open("/t/").await;
        browser.until("what comes later", "return later.is.there", vec![]).await;
        browser.gives("return later.is", vec![], json!({ "there": true })).await;
    });
    let message = fails(PHONE, async |browser| {
        carry(&browser.site, "");
        browser.open("/t/").await;
        browser.until("what never comes", "return window.never.is", vec![]).await;
    });
    assert!(message.contains("what never comes: did not come to pass"), "{message}");
    assert!(message.contains("(reading 'is')") && message.contains("/t/"), "{message}");
}

/// Between two pages there is a moment without a body. What is asked then is asked of the next page.
#[test]
fn a_page_without_a_body_is_waited_for() {
    on_each(&[PHONE], async |browser| {
        let remove = "const body = document.body; body.remove(); setTimeout(() => document.documentElement.append(body), 600)";
        carry(&browser.site, "");
        browser.open("/t/").await;
        for _ in 0..2 {
            browser.run(remove, vec![]).await;
            browser.see("乙").await;
            browser.run(remove, vec![]).await;
            browser.shows("h1", &["乙"]).await;
            browser.run(remove, vec![]).await;
            assert_eq!(browser.texts("h1").await, ["乙"]);
            browser.run(remove, vec![]).await;
            browser.see_no("甲").await;
            assert_eq!(browser.run("return document.querySelector('h1').innerText", vec![]).await, "乙");
        }
    });
}

/// A control that is drawn anew again and again, as a list that still finds its place.
#[test]
fn what_is_drawn_anew_is_looked_for_again() {
    on_each(&[PHONE, DESKTOP], async |browser| {
        let script = "
            let until = Date.now() + 1500;
            const draw = () => {
                const button = document.createElement('button');
                button.textContent = '按';
                button.onclick = () => { until = 0; button.textContent = '按过了'; };
                document.querySelector('main').replaceChildren(button);
            };
            draw();
            const timer = setInterval(() => { if (Date.now() < until) draw(); else clearInterval(timer); }, 20);";
        carry(&browser.site, script);
        browser.open("/t/").await;
        browser.tap("按").await;
        browser.see("按过了").await;
    });
}

/// The driver may come back before the page that was asked for is there: what is read then is not the page before.
#[test]
fn an_opened_page_is_the_one_that_was_asked_for() {
    on_each(&[PHONE], async |browser| {
        for number in 0..6 {
            carry(&browser.site, &format!("document.querySelector('h1').textContent = '第{number}次'"));
            browser.open("/t/").await;
            assert_eq!(browser.texts("h1").await, [format!("第{number}次")]);
            browser.site.put("/t.js", format!("document.querySelector('h1').textContent = '又{number}次'"));
            browser.reload().await;
            assert_eq!(browser.texts("h1").await, [format!("又{number}次")]);
        }
    });
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

//! From a keystroke in the search field to its results laid out.

use serde_json::json;

use crate::harness::Browser;
use crate::papers::corpus::{Piece, paper_of};
use crate::papers::read_at;
use crate::sample::report;

/// Typed one character after the other, as a phone's keyboard hands them over.
const TYPED: [&str; 6] =
    ["习近平总书记", "改革开放以来", "新闻联播", "农村经济社会", "北京时间", "一带一路建设"];

/// Sets the field, and tells when the results of that have been drawn and laid out. Yew draws in a microtask, so the
/// first task after it sees them.
const TYPE: &str = "
    const field = root.querySelector('input[type=search]');
    field.value = arguments[0];
    const start = performance.now();
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    return new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
            root.querySelector('.mh-search').offsetHeight;
            resolve(performance.now() - start);
        };
        channel.port2.postMessage(0);
    })";

/// Types some phrases with the processor slowed down.
pub(crate) async fn run(browser: &Browser, pieces: &[Piece], slowdown: u32) {
    read_at(browser, &paper_of(pieces), "search/?in=hb/2026-10-01").await;
    browser.slow_processor(slowdown).await;
    // The first search folds the edition once; it is a row of its own.
    let first = keystroke(browser, "报").await;
    let mut times = Vec::new();
    for phrase in TYPED {
        for (end, last) in phrase.char_indices() {
            times.push(keystroke(browser, &phrase[..end + last.len_utf8()]).await);
        }
    }
    report(&format!("first keystroke, processor {slowdown}× slower"), pieces.len(), vec![first]);
    report(&format!("keystroke, processor {slowdown}× slower"), pieces.len(), times);
}

async fn keystroke(browser: &Browser, typed: &str) -> f64 {
    browser.run(TYPE, vec![json!(typed)]).await.as_f64().expect("milliseconds")
}

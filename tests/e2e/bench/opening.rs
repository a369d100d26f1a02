//! From the last byte of `edition.json` to the front on the screen: parsing, folding nothing, first render, layout.

use crate::harness::Browser;
use crate::papers::corpus::{Piece, paper_of};
use crate::papers::{AT, Routing, carry};
use crate::sample::report;

const RUNS: usize = 15;

/// Waits for the front, then tells how long after the edition's last byte it stood. A task that follows each change
/// of the page sees it at once; `offsetHeight` includes the layout.
const MEASURE: &str = "
    return new Promise((resolve) => {
        const look = () => {
            const shown = document.querySelector('masthead-reader')?.shadowRoot?.querySelector('main .mh-nameplate');
            if (!shown) return setTimeout(look);
            shown.parentElement.offsetHeight;
            const now = performance.now();
            const file = performance.getEntriesByType('resource').find((entry) => entry.name.endsWith('edition.json'));
            resolve(now - file.responseEnd);
        };
        look();
    })";

/// Opens a front some times.
pub(crate) async fn run(browser: &Browser, pieces: &[Piece]) {
    carry(browser, &paper_of(pieces), Routing::Path, "");
    let mut times = Vec::new();
    for _ in 0..RUNS {
        browser.open(&format!("{AT}hb/2026-10-01/")).await;
        times.push(browser.run(MEASURE, vec![]).await.as_f64().expect("milliseconds"));
    }
    report("parse and first render", pieces.len(), times);
}

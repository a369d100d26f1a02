//! What was said that nobody was meant to hear: the console, errors, broken policies, failed requests.
//!
//! `recorder.js` runs first in every page that the [`Site`](super::Site) serves. What only the browser itself knows
//! (a request that failed, a preload that nobody used) comes from its log.

use serde_json::Value;

use super::Browser;
use super::vendor::Vendor;

impl Browser {
    /// Announces that messages with this text will come: at least one, and any number.
    pub(crate) fn expect(&self, part: &str) {
        self.expected.borrow_mut().entry(part.to_owned()).or_default();
    }

    /// Everything that was said until now and not announced; and what was announced and not said.
    pub(super) async fn complaints(&self) -> Vec<String> {
        let said = self.said().await;
        let mut expected = self.expected.borrow_mut();
        let mut complaints = Vec::new();
        for message in said {
            let mut announced =
                expected.iter_mut().filter(|(part, _)| message.contains(part.as_str())).peekable();
            if announced.peek().is_none() {
                complaints.push(message);
            } else {
                announced.for_each(|(_, count)| *count += 1);
            }
        }
        let silent = expected.iter().filter(|(_, count)| **count == 0);
        complaints.extend(silent.map(|(part, _)| format!("announced, but it did not come: {part}")));
        complaints
    }

    /// Everything that was said until now, by the page and by the browser.
    pub(crate) async fn said(&self) -> Vec<String> {
        let mut said = self.notes().await;
        said.extend(self.log().await);
        said
    }

    /// What the recorder has written down, which then is forgotten.
    async fn notes(&self) -> Vec<String> {
        let notes = self
            .patiently("the recorder", async || {
                let script = "const notes = recorded.read(); return notes";
                self.try_run(script, vec![]).await.map_err(|error| error.to_string())
            })
            .await;
        let notes = notes.as_str().unwrap_or_default();
        notes.split('\u{1e}').filter(|note| !note.is_empty()).map(str::to_owned).collect()
    }

    /// What only the browser itself knows. Chromium alone tells it.
    async fn log(&self) -> Vec<String> {
        if !self.engine.is_chromium() {
            return Vec::new();
        }
        let log = self.client.issue_cmd(Vendor::log()).await;
        let log = log.expect("the browser's log");
        let entry = |entry: &Value| format!("browser: {}", entry["message"].as_str().unwrap_or_default());
        log.as_array().into_iter().flatten().map(entry).collect()
    }

    /// How much the layout has jumped since the page was loaded, by itself (Cumulative Layout Shift), and what did.
    pub(crate) async fn layout_shift(&self) -> (f64, String) {
        let shift = self.run("return [layoutShift, layoutShifts.join('\\n  ')]", vec![]).await;
        (shift[0].as_f64().expect("a number"), shift[1].as_str().unwrap_or_default().to_owned())
    }
}

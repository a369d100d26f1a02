//! What fingers do.

use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::Browser;

impl Browser {
    /// Clicks (or taps) the control with a certain name.
    pub(crate) async fn tap(&self, name: &str) {
        self.patiently(&format!("a click on “{name}”"), async || {
            self.click(&self.control(name).await).await
        })
        .await;
    }

    /// Clicks the first visible element of a selector.
    pub(crate) async fn tap_at(&self, css: &str) {
        self.patiently(&format!("a click on `{css}`"), async || self.click(&self.find(css).await).await)
            .await;
    }

    /// Clicks an element, or says why it cannot be clicked now: it was drawn anew, is covered, or moves.
    async fn click(&self, element: &Element) -> Result<(), String> {
        // Bars at top and bottom cover what the driver has only just scrolled into sight.
        let script = "
            const { top, bottom } = arguments[0].getBoundingClientRect();
            if (top < 80 || bottom > innerHeight - 80) arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        let argument = json!(element);
        self.try_run(script, vec![argument.clone()]).await.map_err(|error| error.to_string())?;
        // A finger waits until a sheet has come to rest; a driver would touch where the control was.
        let resting = "
            const place = () => { const box = arguments[0].getBoundingClientRect(); return `${box.x} ${box.y} ${box.width}`; };
            const before = place();
            return new Promise((resolve) => setTimeout(resolve, 50)).then(() =>
                place() === before && root.getAnimations().every((animation) => animation.playState !== 'running'))";
        let rests = self.try_run(resting, vec![argument]).await.map_err(|error| error.to_string())?;
        if rests != json!(true) {
            return Err("it moves".to_owned());
        }
        element.click().await.map_err(|error| error.to_string())
    }

    /// Clicks a point of the window.
    pub(crate) async fn click_point(&self, x: i32, y: i32) {
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.cdp("Input.dispatchMouseEvent", event).await;
        }
    }

    /// Types into what has the focus.
    pub(crate) async fn type_text(&self, text: &str) {
        let keys = text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        self.perform(keys).await;
    }

    /// Presses a key.
    pub(crate) async fn press(&self, key: Key) {
        self.press_with(&[], key).await;
    }

    /// Presses a key, or the key of a letter, while others are held.
    pub(crate) async fn press_with(&self, held: &[Key], key: impl Into<char>) {
        let value = key.into();
        let down = |key: &Key| KeyAction::Down { value: char::from(*key) };
        let up = |key: &Key| KeyAction::Up { value: char::from(*key) };
        let pressed = [KeyAction::Down { value }, KeyAction::Up { value }];
        self.perform(held.iter().map(down).chain(pressed).chain(held.iter().rev().map(up))).await;
    }

    async fn perform(&self, keys: impl IntoIterator<Item = KeyAction>) {
        let actions = keys.into_iter().fold(KeyActions::new("keys".into()), |actions, key| actions.then(key));
        self.client.perform_actions(actions).await.expect("keys can be pressed");
    }

    /// Replaces the text of a field, as an input method does: at once.
    pub(crate) async fn fill(&self, css: &str, text: &str) {
        self.tap_at(css).await;
        self.press_with(&[Key::Control], 'a').await;
        self.press(Key::Backspace).await;
        self.patiently(&format!("a field at `{css}` that can be filled"), async || {
            self.find(css).await.send_keys(text).await.map_err(|error| error.to_string())
        })
        .await;
    }

    /// Moves a finger over the glass, from one point to another, in some steps.
    pub(crate) async fn swipe(&self, from: (i32, i32), to: (i32, i32)) {
        const STEPS: i32 = 12;
        let touch = |kind: &str, points: Value| json!({ "type": kind, "touchPoints": points });
        let at = |step: i32| {
            let between = |from: i32, to: i32| from + (to - from) * step / STEPS;
            json!([{ "x": between(from.0, to.0), "y": between(from.1, to.1) }])
        };
        self.cdp("Input.dispatchTouchEvent", touch("touchStart", at(0))).await;
        for step in 1..=STEPS {
            self.cdp("Input.dispatchTouchEvent", touch("touchMove", at(step))).await;
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        self.cdp("Input.dispatchTouchEvent", touch("touchEnd", json!([]))).await;
    }

    /// Scrolls the window to a height.
    pub(crate) async fn scroll_to(&self, height: i64) {
        self.run("scrollTo({ top: arguments[0], behavior: 'instant' })", vec![json!(height)]).await;
    }
}

//! What is on the screen, as a person sees it. Everything here waits for what it looks for, and says what was there
//! instead when it does not come.

use std::time::{Duration, Instant};

use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};

use super::Browser;

/// The longest wait for something to appear: long, as test machines are slow, and seldom waited for.
const PATIENCE: Duration = Duration::from_secs(15);

/// The key under which WebDriver writes an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Everything that a person can operate.
const CONTROLS: &str =
    "a[href], button, input, select, textarea, summary, [role=button], [role=link], [role=switch]";

impl Browser {
    /// Waits until a script returns something true, and returns that.
    pub(crate) async fn until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Value {
        let start = Instant::now();
        loop {
            let value = self.run(script, arguments.clone()).await;
            if !matches!(value, Value::Null | Value::Bool(false)) && value != json!("") && value != json!(0) {
                return value;
            }
            if start.elapsed() > PATIENCE {
                panic!("{what}: did not come to pass.\n{}", self.state().await);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until a view stands where something was on its way.
    pub(crate) async fn arrive(&self) {
        self.find("main h1[tabindex]").await;
    }

    /// The first visible element of a selector.
    pub(crate) async fn find(&self, css: &str) -> Element {
        let script = "return [...root.querySelectorAll(arguments[0])].find(visible)";
        self.element(self.until(&format!("something to see at `{css}`"), script, vec![json!(css)]).await)
    }

    /// The control (a link, a button, a field) with a certain name; where several have it, the first that is seen.
    /// A name that is exactly this is preferred to one that only contains it.
    pub(crate) async fn control(&self, name: &str) -> Element {
        let script = "
            const controls = [...root.querySelectorAll(arguments[1])].filter(visible);
            const wanted = arguments[0];
            return controls.find((control) => named(control) === wanted)
                ?? controls.find((control) => named(control).includes(wanted));";
        self.element(
            self.until(&format!("a control named “{name}”"), script, vec![json!(name), json!(CONTROLS)])
                .await,
        )
    }

    /// Whether a control with exactly this name can be seen now.
    pub(crate) async fn has_control(&self, name: &str) -> bool {
        let script = "
            return [...root.querySelectorAll(arguments[1])].some((control) => visible(control) && named(control) === arguments[0])";
        self.run(script, vec![json!(name), json!(CONTROLS)]).await == json!(true)
    }

    /// Whether a control that has this in its name can be seen now.
    pub(crate) async fn has_part(&self, part: &str) -> bool {
        let script = "
            return [...root.querySelectorAll(arguments[1])].some((control) => visible(control) && named(control).includes(arguments[0]))";
        self.run(script, vec![json!(part), json!(CONTROLS)]).await == json!(true)
    }

    /// Waits for a text to be seen; space and line breaks are not compared.
    pub(crate) async fn see(&self, wanted: &str) {
        let script = "
            return shown().map((element) => element.innerText).join('\\n').replace(/\\s+/g, '').includes(arguments[0])";
        let plain: String = wanted.split_whitespace().collect();
        self.until(&format!("“{wanted}” to see"), script, vec![json!(plain)]).await;
    }

    /// Waits for a text to be gone.
    pub(crate) async fn see_no(&self, unwanted: &str) {
        let script = "
            return !shown().map((element) => element.innerText).join('\\n').replace(/\\s+/g, '').includes(arguments[0])";
        let plain: String = unwanted.split_whitespace().collect();
        self.until(&format!("“{unwanted}” to be gone"), script, vec![json!(plain)]).await;
    }

    /// The texts of the visible elements of a selector, as they are now.
    pub(crate) async fn texts(&self, css: &str) -> Vec<String> {
        let script = "return [...root.querySelectorAll(arguments[0])].filter(visible).map(text)";
        strings(&self.run(script, vec![json!(css)]).await)
    }

    /// How many visible elements a selector has now.
    pub(crate) async fn count(&self, css: &str) -> usize {
        self.texts(css).await.len()
    }

    /// Waits until the document's title contains a text.
    pub(crate) async fn titled(&self, wanted: &str) {
        let script = "return document.title.includes(arguments[0])";
        self.until(&format!("a title with “{wanted}”"), script, vec![json!(wanted)]).await;
    }

    /// Waits until the address ends so.
    pub(crate) async fn at(&self, ending: &str) {
        let script = "return decodeURI(location.href).endsWith(arguments[0])";
        self.until(&format!("an address that ends in {ending}"), script, vec![json!(ending)]).await;
    }

    /// The name and the text of what has the focus, in the shadow root where that is.
    pub(crate) async fn focused(&self) -> String {
        let script = "const element = root.activeElement; return element ? `${element.localName} ${named(element)}` : ''";
        self.run(script, vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until what has the focus has this in its name.
    pub(crate) async fn focus_on(&self, name: &str) {
        let script =
            "const element = root.activeElement; return element && named(element).includes(arguments[0])";
        self.until(&format!("the focus on “{name}”"), script, vec![json!(name)]).await;
    }

    /// Waits until nothing moves any more.
    pub(crate) async fn rest(&self) {
        let script = "return root.getAnimations().every((animation) => animation.playState !== 'running')";
        self.until("everything at rest", script, vec![]).await;
    }

    /// Waits until the server was asked for a path so often.
    pub(crate) async fn requested(&self, path: &str, times: usize) {
        let start = Instant::now();
        while self.site.requests(path) < times {
            assert!(
                start.elapsed() < PATIENCE,
                "{path} was asked for {} times, not {times}",
                self.site.requests(path)
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// For messages: where the browser is and what can be read there.
    pub(super) async fn state(&self) -> String {
        let script = "
            return shown().map((element) => element.innerText).join('\\n').replace(/\\n\\s*/g, '\\n').slice(0, 1500)";
        let shown = self.run(script, vec![]).await;
        format!("At {} there is to read:\n{}\n", self.address().await, shown.as_str().unwrap_or_default())
    }

    fn element(&self, value: Value) -> Element {
        let id = value[ELEMENT].as_str().expect("a script returned an element").to_owned();
        Element::from_element_id(self.client.clone(), ElementRef::from(id))
    }
}

/// The strings of an array.
pub(super) fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

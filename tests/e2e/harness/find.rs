//! What is on the screen, as a person sees it. Everything here waits for what it looks for, and says what was there
//! instead when it does not come.

use std::time::Duration;

use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};

use super::Browser;

/// The key under which WebDriver writes an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Everything that a person can operate.
const CONTROLS: &str =
    "a[href], button, input, select, textarea, summary, [role=button], [role=link], [role=switch]";

/// The texts of the visible elements of a selector.
const TEXTS: &str = "return [...root.querySelectorAll(arguments[0])].filter(visible).map(text)";

impl Browser {
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

    /// Waits until no control has exactly this name.
    pub(crate) async fn no_control(&self, name: &str) {
        let script = "
            return ![...root.querySelectorAll(arguments[1])].some((control) => visible(control) && named(control) === arguments[0])";
        self.until(&format!("no control named “{name}”"), script, vec![json!(name), json!(CONTROLS)]).await;
    }

    /// Waits until no control has this in its name.
    pub(crate) async fn no_part(&self, part: &str) {
        let script = "
            return ![...root.querySelectorAll(arguments[1])].some((control) => visible(control) && named(control).includes(arguments[0]))";
        self.until(
            &format!("no control with “{part}” in its name"),
            script,
            vec![json!(part), json!(CONTROLS)],
        )
        .await;
    }

    /// Waits until the visible elements of a selector have these texts, and no others.
    pub(crate) async fn shows(&self, css: &str, wanted: &[impl AsRef<str>]) {
        let wanted: Vec<&str> = wanted.iter().map(AsRef::as_ref).collect();
        self.gives_for(&format!("texts at `{css}`"), TEXTS, vec![json!(css)], json!(wanted)).await;
    }

    /// Waits until the visible elements of a selector hold each of these texts.
    pub(crate) async fn holds(&self, css: &str, parts: &[impl AsRef<str>]) {
        self.patiently(&format!("parts of the text at `{css}`"), async || {
            let found = self.try_run(TEXTS, vec![json!(css)]).await.map_err(|error| error.to_string())?;
            let found = strings(&found).concat();
            let missing = parts.iter().map(AsRef::as_ref).find(|part| !found.contains(part));
            missing.map_or(Ok(()), |part| Err(format!("{part} is missing in {found}")))
        })
        .await;
    }

    /// The texts of the visible elements of a selector, as they are now.
    pub(crate) async fn texts(&self, css: &str) -> Vec<String> {
        strings(&self.run(TEXTS, vec![json!(css)]).await)
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

    /// Waits until nothing moves and nothing more is asked of the server: neighbours of a view are looked up when it stands.
    pub(crate) async fn quiet(&self) {
        self.patiently("no more requests", async || {
            let before = self.site.all_requests();
            tokio::time::sleep(Duration::from_millis(700)).await;
            let more = self.site.all_requests() - before;
            if more > 0 { Err(format!("there were {more} more")) } else { Ok(()) }
        })
        .await;
        self.rest().await;
    }

    /// Waits until the server was asked for a path so often.
    pub(crate) async fn requested(&self, path: &str, times: usize) {
        self.patiently(&format!("{times} requests for {path}"), async || {
            let so_far = self.site.requests(path);
            if so_far < times { Err(format!("there were {so_far}")) } else { Ok(()) }
        })
        .await;
    }

    /// For messages: where the browser is and what can be read there. Whatever the page is like, there is a message.
    pub(super) async fn state(&self) -> String {
        let script = "
            return [decodeURI(location.href), document.readyState,
                shown().map((element) => element.innerText).join('\\n').replace(/\\n\\s*/g, '\\n').slice(0, 1500)]";
        match self.try_run(script, vec![]).await {
            Ok(state) => {
                let part = |at: usize| state[at].as_str().unwrap_or_default();
                format!("At {} ({}) there is to read:\n{}\n", part(0), part(1), part(2))
            }
            Err(error) => format!("What is there to read cannot be told: {error}\n"),
        }
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

//! The one page of a browser, and what WebDriver's commands do with it.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::keys;
use super::pipe::Pipe;

/// The key under which WebDriver writes an element.
pub(super) const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The longest wait for a page to load.
const PATIENCE: Duration = Duration::from_secs(30);
const GLANCE: Duration = Duration::from_millis(20);

pub(super) struct Page {
    pipe: Pipe,
    session: String,
    touch: bool,
    /// The browser's names of the elements that were handed out; an element's own name is its place here.
    elements: Mutex<Vec<String>>,
}

impl Page {
    /// Starts a browser with the options that ChromeDriver takes; what it writes is in a folder.
    pub(super) async fn start(options: &Value, folder: &Path) -> Result<Self, String> {
        let mut arguments: Vec<String> =
            serde_json::from_value(options["args"].clone()).map_err(|error| format!("args: {error}"))?;
        arguments.push(format!("--user-data-dir={}", folder.join("profile").display()));
        let program = options["binary"].as_str().ok_or("there is no `binary`")?;
        let pipe = Pipe::start(program, &arguments)?;
        let target = pipe.send("", "Target.createTarget", &json!({ "url": "about:blank" })).await?;
        let how = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = pipe.send("", "Target.attachToTarget", &how).await?;
        let session = attached["sessionId"].as_str().ok_or("the browser gives no session")?.to_owned();
        let metrics = &options["mobileEmulation"]["deviceMetrics"];
        let page = Self { pipe, session, touch: metrics["touch"] == true, elements: Mutex::default() };
        for domain in ["Page.enable", "Runtime.enable", "Log.enable"] {
            page.cdp(domain, &json!({})).await?;
        }
        if metrics.is_object() {
            let mut size = metrics.clone();
            size["deviceScaleFactor"] = size["pixelRatio"].take();
            page.cdp("Emulation.setDeviceMetricsOverride", &size).await?;
            let touch = json!({ "enabled": page.touch, "maxTouchPoints": 1 });
            page.cdp("Emulation.setTouchEmulationEnabled", &touch).await?;
        }
        Ok(page)
    }

    /// Any command of the DevTools protocol.
    pub(super) async fn cdp(&self, method: &str, parameters: &Value) -> Result<Value, String> {
        self.pipe.send(&self.session, method, parameters).await
    }

    /// What of the browser's log was not read yet, as ChromeDriver writes it.
    pub(super) fn log(&self) -> Value {
        let entry = |entry: Value| {
            let [url, text] = ["url", "text"].map(|name| entry[name].as_str().unwrap_or_default().to_owned());
            json!({ "level": entry["level"], "message": format!("{url} - {text}") })
        };
        self.pipe.log().into_iter().map(entry).collect()
    }

    pub(super) async fn stop(&self) {
        self.pipe.stop().await;
    }

    /// Opens an address, and waits until its page is there.
    pub(super) async fn open(&self, url: &Value) -> Result<Value, String> {
        let answer = self.cdp("Page.navigate", &json!({ "url": url })).await?;
        match answer["errorText"].as_str() {
            Some(error) => Err(format!("{url}: {error}")),
            None => self.loaded().await,
        }
    }

    pub(super) async fn reload(&self) -> Result<Value, String> {
        let begun = "return performance.timeOrigin";
        let before = self.execute(begun, &[]).await?;
        self.cdp("Page.reload", &json!({})).await?;
        let start = Instant::now();
        while self.execute(begun, &[]).await? == before {
            wait(start, "the page does not load again").await?;
        }
        self.loaded().await
    }

    /// Goes so many steps along the history.
    pub(super) async fn go(&self, steps: i64) -> Result<Value, String> {
        let history = self.cdp("Page.getNavigationHistory", &json!({})).await?;
        let place = history["currentIndex"].as_i64().unwrap_or_default() + steps;
        let entry = usize::try_from(place).ok().and_then(|place| history["entries"].get(place));
        let entry = entry.ok_or("the history ends here")?;
        self.cdp("Page.navigateToHistoryEntry", &json!({ "entryId": entry["id"] })).await?;
        let start = Instant::now();
        while self.cdp("Page.getNavigationHistory", &json!({})).await?["currentIndex"] != place {
            wait(start, "the history stands still").await?;
        }
        self.loaded().await
    }

    /// Waits until a page is there as a whole.
    async fn loaded(&self) -> Result<Value, String> {
        let start = Instant::now();
        let script = json!({ "expression": "document.readyState" });
        // Between two pages there is nothing that could answer.
        while !matches!(self.cdp("Runtime.evaluate", &script).await, Ok(state) if state["result"]["value"] == "complete")
        {
            wait(start, "the page is still loading").await?;
        }
        Ok(Value::Null)
    }

    /// Calls a script as a function's body.
    pub(super) async fn execute(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.loaded().await?;
        let window = self.cdp("Runtime.evaluate", &json!({ "expression": "globalThis" })).await?;
        let arguments = arguments.iter().map(|value| self.argument(value)).collect::<Result<Vec<_>, _>>()?;
        self.call(&window["result"]["objectId"], script, arguments).await
    }

    /// Calls a script with an object of the page as `this`.
    async fn call(&self, object: &Value, script: &str, arguments: Vec<Value>) -> Result<Value, String> {
        let call = json!({
            "functionDeclaration": format!("function () {{ {script}\n}}"), "objectId": object, "arguments": arguments,
            "awaitPromise": true, "userGesture": true,
        });
        let answer = self.cdp("Runtime.callFunctionOn", &call).await?;
        if let Some(exception) = answer.get("exceptionDetails") {
            let thrown = exception["exception"]["description"].as_str().or(exception["text"].as_str());
            return Err(format!("javascript error: {}", thrown.unwrap_or_default()));
        }
        let result = &answer["result"];
        match (result["type"].as_str(), result["subtype"].as_str(), result["objectId"].as_str()) {
            (_, Some("node"), Some(node)) => Ok(json!({ ELEMENT: self.remember(node) })),
            (Some("object"), _, Some(_)) => {
                let itself = json!({
                    "functionDeclaration": "function () { return this }", "objectId": result["objectId"], "returnByValue": true
                });
                let copy = self.cdp("Runtime.callFunctionOn", &itself).await?;
                Ok(copy["result"]["value"].clone())
            }
            _ => Ok(result["value"].clone()),
        }
    }

    fn argument(&self, value: &Value) -> Result<Value, String> {
        match value[ELEMENT].as_str() {
            Some(element) => Ok(json!({ "objectId": self.element(element)? })),
            None => Ok(json!({ "value": value })),
        }
    }

    fn remember(&self, object: &str) -> String {
        let mut elements = self.elements.lock().unwrap_or_else(PoisonError::into_inner);
        elements.push(object.to_owned());
        (elements.len() - 1).to_string()
    }

    fn element(&self, name: &str) -> Result<String, String> {
        let elements = self.elements.lock().unwrap_or_else(PoisonError::into_inner);
        let known = name.parse().ok().and_then(|place: usize| elements.get(place).cloned());
        known.ok_or_else(|| format!("no such element: {name}"))
    }

    /// Touches the middle of an element, or clicks it where there is a mouse; refused where something else covers it.
    pub(super) async fn click(&self, element: &str) -> Result<Value, String> {
        let script = "
            this.scrollIntoViewIfNeeded();
            const box = this.getClientRects()[0];
            if (!box) throw new Error('the element has no place on the screen');
            const x = box.x + box.width / 2, y = box.y + box.height / 2, top = this.getRootNode().elementFromPoint(x, y);
            if (!this.contains(top)) throw new Error(`another element is at ${x}, ${y}: ${top?.outerHTML.slice(0, 80)}`);
            return { x, y }";
        let mut point = self.call(&json!(self.element(element)?), script, vec![]).await?;
        if self.touch {
            for (kind, points) in [("touchStart", json!([point])), ("touchEnd", json!([]))] {
                let touch = json!({ "type": kind, "touchPoints": points });
                self.cdp("Input.dispatchTouchEvent", &touch).await?;
            }
        } else {
            point["button"] = json!("left");
            point["clickCount"] = json!(1);
            for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
                point["type"] = json!(kind);
                self.cdp("Input.dispatchMouseEvent", &point).await?;
            }
        }
        Ok(Value::Null)
    }

    /// Puts a text into a field.
    pub(super) async fn fill(&self, element: &str, text: &Value) -> Result<Value, String> {
        self.call(&json!(self.element(element)?), "this.focus()", vec![]).await?;
        self.cdp("Input.insertText", &json!({ "text": text })).await
    }

    /// Presses and releases keys.
    pub(super) async fn press(&self, actions: &Value) -> Result<Value, String> {
        for event in keys::events(actions)? {
            self.cdp("Input.dispatchKeyEvent", &event).await?;
        }
        Ok(Value::Null)
    }
}

async fn wait(since: Instant, what: &str) -> Result<(), String> {
    if since.elapsed() > PATIENCE {
        return Err(format!("timeout: {what}"));
    }
    tokio::time::sleep(GLANCE).await;
    Ok(())
}

//! Waiting. A page under test changes while it is looked at: what a script throws, or what a driver refuses, means "not
//! yet" while something is waited for, and is reported when patience ends.

use std::time::{Duration, Instant};

use fantoccini::error::CmdError;
use serde_json::{Value, json};

use super::Browser;

/// The longest wait for something to happen: long, since machines that test are busy, and seldom waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// The pause before another try.
const PAUSE: Duration = Duration::from_millis(50);

impl Browser {
    /// Tries until there is a result. When patience ends, fails with the reason that the last try gave.
    pub(crate) async fn patiently<T>(&self, what: &str, attempt: impl AsyncFn() -> Result<T, String>) -> T {
        let start = Instant::now();
        loop {
            match attempt().await {
                Ok(value) => return value,
                Err(why) if start.elapsed() > PATIENCE => {
                    panic!("{what}: did not come to pass: {why}\n{}", self.state().await)
                }
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    /// Waits until a script returns something true, and returns that. The script may run many times.
    pub(crate) async fn until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Value {
        self.patiently(what, async || {
            let value = self.try_run(script, arguments.clone()).await.map_err(|error| error.to_string())?;
            let is_true =
                !matches!(value, Value::Null | Value::Bool(false)) && value != json!("") && value != json!(0);
            if is_true { Ok(value) } else { Err(format!("the script returns {value}")) }
        })
        .await
    }

    /// Waits until a script returns this very value. The script may run many times.
    pub(crate) async fn gives(&self, script: &str, arguments: Vec<Value>, wanted: impl Into<Value>) {
        self.gives_for("what a script returns", script, arguments, wanted).await;
    }

    /// The same, with a name for the case in the message.
    pub(crate) async fn gives_for(
        &self,
        what: &str,
        script: &str,
        arguments: Vec<Value>,
        wanted: impl Into<Value>,
    ) {
        let wanted = wanted.into();
        self.patiently(what, async || {
            let value = self.try_run(script, arguments.clone()).await.map_err(|error| error.to_string())?;
            if value == wanted { Ok(()) } else { Err(format!("`{script}` returns {value}, not {wanted}")) }
        })
        .await;
    }

    /// Runs a script once, as soon as the page has a body. In it, `root` is the reader's shadow root, or the document
    /// where there is none, `visible(element)` tells whether it can be seen, and `text(element)` what is read there.
    /// Fails the test if the script throws: what may throw for a while is for [`Browser::until`] and [`Browser::gives`].
    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        let what = "a page that scripts can look at";
        let outcome = self.patiently(what, async || match self.try_run(script, arguments.clone()).await {
            // Nothing of the script itself has run.
            Err(error) if error.to_string().contains(NO_BODY) => Err(error.to_string()),
            other => Ok(other),
        });
        outcome.await.unwrap_or_else(|error| panic!("a script failed: {error}\n{script}"))
    }

    /// Runs a script once.
    pub(super) async fn try_run(&self, script: &str, arguments: Vec<Value>) -> Result<Value, CmdError> {
        let script = format!("{}\n{script}", include_str!("prelude.js"));
        self.client.execute(&script, arguments).await
    }
}

/// What `prelude.js` throws while the page has no body.
const NO_BODY: &str = "the page has no body yet";

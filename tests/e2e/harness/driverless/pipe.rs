//! A running browser and the two pipes to it. Each message of the DevTools protocol is JSON with a NUL behind it; a
//! browser whose pipes are closed ends, so none outlives this process.

use std::collections::HashMap;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::oneshot;

/// The browser reads from descriptor 3 and writes to descriptor 4.
const WITH_PIPES: &str = r#"exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#;

pub(super) struct Pipe {
    input: tokio::sync::Mutex<ChildStdin>,
    heard: Arc<Mutex<Heard>>,
    count: AtomicU64,
    child: Mutex<Option<Child>>,
}

/// What has come from the browser, and who waits for what has not.
#[derive(Default)]
struct Heard {
    waiting: HashMap<u64, oneshot::Sender<Value>>,
    log: Vec<Value>,
    has_ended: bool,
}

impl Pipe {
    /// Starts a browser.
    pub(super) fn start(program: &str, arguments: &[String]) -> Result<Self, String> {
        let mut command = Command::new("sh");
        command.args(["-c", WITH_PIPES, "sh", program]).args(arguments).kill_on_drop(true);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).env("TZ", "Asia/Shanghai");
        let mut child = command.spawn().map_err(|error| format!("{program} does not start: {error}"))?;
        let input = child.stdin.take().expect("stdin is piped");
        let output = child.stdout.take().expect("stdout is piped");
        let heard = Arc::<Mutex<Heard>>::default();
        tokio::spawn(listen(output, Arc::clone(&heard)));
        Ok(Self { input: input.into(), heard, count: AtomicU64::new(1), child: Mutex::new(Some(child)) })
    }

    /// Sends a command to the browser, or to what it has a session with, and waits for the result.
    pub(super) async fn send(
        &self,
        session: &str,
        method: &str,
        parameters: &Value,
    ) -> Result<Value, String> {
        let id = self.count.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({ "id": id, "method": method, "params": parameters });
        if !session.is_empty() {
            message["sessionId"] = json!(session);
        }
        let (sender, answer) = oneshot::channel();
        {
            let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
            if heard.has_ended {
                return Err(format!("{method}: the browser has ended"));
            }
            heard.waiting.insert(id, sender);
        }
        let bytes = [message.to_string().as_bytes(), b"\0"].concat();
        let ended = |_| format!("{method}: the browser has ended");
        self.input.lock().await.write_all(&bytes).await.map_err(|error| format!("{method}: {error}"))?;
        let mut answer = answer.await.map_err(ended)?;
        match answer.get("error") {
            Some(error) => Err(format!("{method}: {}", error["message"].as_str().unwrap_or_default())),
            None => Ok(answer["result"].take()),
        }
    }

    /// The entries of the browser's log that were not read yet.
    pub(super) fn log(&self) -> Vec<Value> {
        std::mem::take(&mut self.heard.lock().unwrap_or_else(PoisonError::into_inner).log)
    }

    /// Ends the browser, and waits until it has ended.
    pub(super) async fn stop(&self) {
        // It need not answer.
        let _ = self.send("", "Browser.close", &json!({})).await;
        let child = self.child.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut child) = child {
            let _ = child.wait().await;
        }
    }
}

/// Sorts what the browser says until it says no more.
async fn listen(output: ChildStdout, heard: Arc<Mutex<Heard>>) {
    let mut messages = BufReader::new(output).split(0);
    while let Ok(Some(message)) = messages.next_segment().await {
        let Ok(mut message) = serde_json::from_slice::<Value>(&message) else { continue };
        let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = message["id"].as_u64().and_then(|id| heard.waiting.remove(&id)) {
            // Whoever asked may have given up.
            let _ = sender.send(message);
        } else if message["method"] == "Log.entryAdded" {
            heard.log.push(message["params"]["entry"].take());
        }
    }
    let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
    heard.has_ended = true;
    heard.waiting.clear();
}

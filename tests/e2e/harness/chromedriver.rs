//! The program that steers the browser: one for each test, on a port of its own choosing.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use super::places::tool;

/// A running ChromeDriver; it ends with this value.
pub(super) struct Chromedriver {
    child: Child,
    port: u16,
}

impl Chromedriver {
    pub(super) async fn start() -> Self {
        let program = tool("MASTHEAD_CHROMEDRIVER", "chromedriver");
        let mut command = Command::new(&program);
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        // One clock for all machines: dates are a newspaper's business.
        command.env("TZ", "Asia/Shanghai");
        let mut child = command.spawn().unwrap_or_else(|error| {
            panic!("{} does not start ({error}); run `cargo xtask setup`", program.display())
        });
        let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        let port = async {
            while let Some(line) = lines.next_line().await.expect("chromedriver's output is text") {
                // `ChromeDriver was started successfully on port 40001.`
                let port = line.split("successfully on port ").nth(1).map(|rest| rest.trim_end_matches('.'));
                if let Some(port) = port.and_then(|port| port.parse().ok()) {
                    return port;
                }
            }
            panic!("chromedriver ended before it listened");
        };
        let port =
            tokio::time::timeout(Duration::from_secs(20), port).await.expect("chromedriver listens in time");
        // It must not stop at a full pipe.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self { child, port }
    }

    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(super) async fn stop(mut self) {
        let _ = self.child.kill().await;
    }
}

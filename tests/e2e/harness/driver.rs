//! The program that steers the browser: one for each, on a port of its own.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};

use super::places::tool;
use super::{Device, driverless};

/// The kinds of browsers there are, by what is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chrome, Edge, and the web views of Android.
    Chromium,
    /// Firefox.
    Firefox,
    /// Safari, and everything on iPhones.
    WebKit,
    /// Chromium of an older version.
    Old(u16),
}

impl Engine {
    /// Whether it speaks Chromium's own protocol.
    pub(crate) fn is_chromium(self) -> bool {
        matches!(self, Self::Chromium | Self::Old(_))
    }

    /// Whether there is such a browser. Chromium must be there.
    pub(crate) fn is_here(self) -> bool {
        match self {
            Self::Chromium => true,
            Self::Old(_) => self.chromium().is_file(),
            Self::Firefox => firefox().is_file(),
            Self::WebKit => webkit().is_file() && std::env::var_os(WEBKIT_DRIVER).is_some(),
        }
    }

    /// The capabilities of a session.
    pub(super) fn capabilities(self, device: Device) -> Value {
        match self {
            Self::Chromium | Self::Old(_) => {
                let mut options = device.options();
                options["binary"] = json!(self.chromium());
                json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" }, "pageLoadStrategy": "normal" })
            }
            Self::Firefox => json!({
                "moz:firefoxOptions": {
                    "binary": firefox(),
                    "args": ["-headless", format!("--width={}", device.width), format!("--height={}", device.height)],
                    "prefs": { "intl.accept_languages": "zh-CN, zh", "browser.cache.disk.enable": false },
                },
            }),
            Self::WebKit => json!({
                "webkitgtk:browserOptions": {
                    "binary": webkit(),
                    "args": ["--automation"],
                },
            }),
        }
    }

    fn chromium(self) -> PathBuf {
        match self {
            Self::Old(version) => tool(&format!("MASTHEAD_CHROMIUM_{version}"), ""),
            _ => tool("MASTHEAD_CHROMIUM", "/usr/bin/chromium"),
        }
    }
}

/// The variable that says where temporary files go.
const TEMPORARY: &str = "TMPDIR";

/// The variable that names what steers WebKit.
const WEBKIT_DRIVER: &str = "MASTHEAD_WEBKITDRIVER";

fn firefox() -> PathBuf {
    tool("MASTHEAD_FIREFOX", "/usr/bin/firefox-esr")
}

fn webkit() -> PathBuf {
    tool("MASTHEAD_WEBKIT", "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser")
}

/// A shell's script: runs a program and ends it when this process ends, however that is (a terminal's interrupt, too), which
/// its input tells by ending. What the program has in its temporary folder goes with it.
const AS_LONG_AS_WE_LIVE: &str = r#"
    trap : INT TERM HUP
    exec 3<&0
    "$@" </dev/null 3<&- &
    program=$!
    { cat <&3; kill $program; } >/dev/null 2>&1 &
    exec 3<&- >/dev/null 2>&1
    while kill -0 $program; do wait $program; done
    for try in 1 2 3 4 5 6 7 8 9; do pgrep -f -- "$TMPDIR" || break; sleep 0.2; done
    rm -rf "$TMPDIR"
"#;

/// A running driver; it ends with this value, or with this process.
pub(super) struct Driver {
    children: Vec<Child>,
    port: u16,
    /// Where it and its browser put what they need for a while: browsers leave things behind, and this goes as a whole.
    folder: TempDir,
}

impl Driver {
    pub(super) async fn start(engine: Engine) -> Self {
        let folder = TempDir::with_prefix("masthead-browser-").expect("a temporary folder");
        match engine {
            Engine::Chromium => {
                let mut command = Command::new("sh");
                command.args(["-c", AS_LONG_AS_WE_LIVE, "sh"]).env(TEMPORARY, folder.path());
                command.arg(tool("MASTHEAD_CHROMEDRIVER", "chromedriver")).stdin(Stdio::piped());
                // `ChromeDriver was started successfully on port 40001.`
                let (child, port) = spawn(command.arg("--port=0"), "successfully on port ").await;
                Self { children: vec![child], port, folder }
            }
            Engine::Firefox => {
                let mut command = Command::new(tool("MASTHEAD_GECKODRIVER", "geckodriver"));
                command.env(TEMPORARY, folder.path());
                // `… geckodriver INFO Listening on 127.0.0.1:40001`
                let (child, port) = spawn(command.arg("--port=0"), "Listening on 127.0.0.1:").await;
                Self { children: vec![child], port, folder }
            }
            Engine::WebKit => Self::webkit(folder).await,
            Engine::Old(_) => {
                let port = driverless::serve(folder.path().to_owned()).await;
                Self { children: Vec::new(), port, folder }
            }
        }
    }

    /// It draws on a screen, knows no ports but those it is told, and says nothing.
    async fn webkit(folder: TempDir) -> Self {
        let mut screen = Command::new("Xvfb");
        screen.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
        let (screen, display) = spawn(&mut screen, "").await;
        let port = free_port();
        let mut command = Command::new("dbus-run-session");
        command.arg("--").arg(tool(WEBKIT_DRIVER, "WebKitWebDriver")).arg(format!("--port={port}"));
        command.env("DISPLAY", format!(":{display}")).env(TEMPORARY, folder.path());
        // Containers have neither a graphics card nor the rights that its sandbox needs; only our own pages are opened.
        command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1").env("LIBGL_ALWAYS_SOFTWARE", "1");
        // The session's bus and what runs on it end together, as one group.
        command.stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true).process_group(0);
        let child = started(&mut command);
        for _ in 0..1200 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Self { children: vec![child, screen], port, folder }
    }

    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(super) async fn stop(mut self, is_closed: bool) {
        if !is_closed {
            // The browser, by the folder that is its own: its driver would leave it behind.
            let mut kill = Command::new("pkill");
            let _ = kill.args(["-KILL", "-f", "--"]).arg(self.folder.path()).status().await;
        }
        for child in &mut self.children {
            if child.stdin.take().is_some() {
                let _ = tokio::time::timeout(Duration::from_secs(10), child.wait()).await;
            }
            if let Some(group) = child.id() {
                // Fails where the child leads no group; then it has no children either.
                let mut kill = Command::new("kill");
                kill.args(["-TERM", "--", &format!("-{group}")]).stderr(Stdio::null());
                let _ = kill.status().await;
            }
            let _ = child.kill().await;
        }
        // A browser that is just ending may still write.
        for _ in 0..40 {
            if !self.folder.path().exists() || std::fs::remove_dir_all(self.folder.path()).is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{} cannot be removed: is a browser still running?", self.folder.path().display());
    }
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

fn started(command: &mut Command) -> Child {
    // One clock for all machines: dates are a newspaper's business.
    command.env("TZ", "Asia/Shanghai");
    let name = command.as_std().get_program().display().to_string();
    command.spawn().unwrap_or_else(|error| panic!("{name} does not start ({error}); run `cargo xtask setup`"))
}

/// Starts a program that says a number, and waits for it. The port that a driver chooses may be taken before it
/// listens on all addresses; then it ends, and is started anew.
async fn spawn(command: &mut Command, before: &str) -> (Child, u16) {
    command.stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    for _ in 0..3 {
        let mut child = started(command);
        let number = number(child.stdout.take().expect("stdout is piped"), before);
        let number =
            tokio::time::timeout(Duration::from_secs(60), number).await.expect("a driver listens in time");
        if let Some(number) = number {
            return (child, number);
        }
    }
    panic!("a driver ended thrice before it listened");
}

async fn number(output: impl AsyncRead + Unpin + Send + 'static, before: &str) -> Option<u16> {
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await.expect("a driver's output is text") {
        let number = line.split_once(before).map(|(_, rest)| rest.trim_matches(['.', ' ']));
        if let Some(number) = number.and_then(|number| number.parse().ok()) {
            // It must not stop at a full pipe.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Some(number);
        }
    }
    None
}

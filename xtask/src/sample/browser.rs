//! Chromium without a window: draws a file, hands back a page after its script has run, prints to PDF.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::outcome::Outcome;
use crate::{shell, tools};

/// A browser, and a folder for what is between two steps.
pub(super) struct Browser {
    program: PathBuf,
    scratch: PathBuf,
    runs: AtomicUsize,
}

impl Browser {
    /// The browser of this machine.
    pub(super) fn new() -> Result<Self, String> {
        let program = tools::browser().ok_or("there is no Chromium on this machine")?;
        let scratch = std::env::temp_dir().join(format!("masthead-sample-{}", std::process::id()));
        std::fs::create_dir_all(&scratch).map_err(|error| format!("{}: {error}", scratch.display()))?;
        Ok(Self { program, scratch, runs: AtomicUsize::new(0) })
    }

    /// The folder for what is between two steps; it goes when the browser does.
    pub(super) fn scratch(&self) -> &Path {
        &self.scratch
    }

    /// Draws a file as PNG.
    pub(super) fn screenshot(&self, file: &Path, png: &Path, width: u32, height: u32) -> Outcome {
        let mut arguments = vec![format!("--screenshot={}", png.display())];
        arguments.push(format!("--window-size={width},{height}"));
        self.run(&arguments, file)?;
        if png.is_file() { Ok(()) } else { Err(format!("Chromium did not draw {}", file.display())) }
    }

    /// A page as HTML, after its scripts have run.
    pub(super) fn dump(&self, file: &Path, width: u32, height: u32) -> Result<String, String> {
        self.run(&["--dump-dom".to_owned(), format!("--window-size={width},{height}")], file)
    }

    /// A page as PDF.
    pub(super) fn pdf(&self, file: &Path, pdf: &Path) -> Outcome {
        self.run(&["--no-pdf-header-footer".to_owned(), format!("--print-to-pdf={}", pdf.display())], file)?;
        if pdf.is_file() { Ok(()) } else { Err(format!("Chromium did not print {}", file.display())) }
    }

    fn run(&self, arguments: &[String], file: &Path) -> Result<String, String> {
        // Every run has its own profile: two runs at once would otherwise become one.
        let profile = self.scratch.join(format!("profile-{}", self.runs.fetch_add(1, Ordering::Relaxed)));
        let mut command = Command::new(&self.program);
        command.args(["--headless", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1"]);
        // The same pixels on every screen: no subpixel colours, no hinting by the machine's taste.
        command.args(["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"]);
        command.args(["--disable-quic", "--no-first-run", "--disable-background-networking"]);
        command.args(["--disable-component-update", "--disable-sync", "--allow-file-access-from-files"]);
        if shell::output(shell::program("id").arg("-u")).as_deref() == Some("0") {
            command.arg("--no-sandbox");
        }
        command.arg(format!("--user-data-dir={}", profile.display())).args(arguments).arg(url(file));
        let output = command
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .map_err(|error| shell::not_started(&command, &error))?;
        // Chromium may still be writing to it; what stays goes with the scratch folder.
        let _ = std::fs::remove_dir_all(&profile);
        if !output.status.success() {
            return Err(format!("Chromium failed ({}) on {}", output.status, file.display()));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if std::env::var_os("MASTHEAD_KEEP").is_none() {
            let _ = std::fs::remove_dir_all(&self.scratch);
        }
    }
}

/// A file's address.
pub(super) fn url(file: &Path) -> String {
    let path = file.display().to_string().replace('\\', "/").replace('%', "%25").replace('#', "%23");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

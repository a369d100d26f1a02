//! A browser, its WebDriver, and a typeface to see Chinese in: for the browser tests.

use std::path::PathBuf;

use super::system;
use super::tool::Tool;
use crate::outcome::Outcome;
use crate::places::find;
use crate::shell;

/// The browser: `MASTHEAD_CHROMIUM`, or the first of the names it goes by.
pub(super) fn chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("MASTHEAD_CHROMIUM") {
        return Some(named.into());
    }
    let on_path = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let elsewhere = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];
    let mut elsewhere = elsewhere.iter().map(PathBuf::from).filter(|file| file.is_file());
    on_path.iter().find_map(|name| find(name)).or_else(|| elsewhere.next())
}

/// The driver: `MASTHEAD_CHROMEDRIVER`, or the one on the `PATH`.
pub(super) fn driver() -> Option<PathBuf> {
    std::env::var_os("MASTHEAD_CHROMEDRIVER").map(PathBuf::from).or_else(|| find("chromedriver"))
}

pub(super) struct Chromium;

impl Tool for Chromium {
    fn name(&self) -> String {
        "Chromium or Chrome".to_owned()
    }

    fn purpose(&self) -> &'static str {
        "the browser tests run in it"
    }

    fn found(&self) -> Option<String> {
        chromium().map(|file| file.display().to_string())
    }

    fn install(&self) -> Outcome {
        system::install(&["chromium", "chromium-driver"], "Chromium or Google Chrome")
    }
}

pub(super) struct Driver;

impl Tool for Driver {
    fn name(&self) -> String {
        "ChromeDriver".to_owned()
    }

    fn purpose(&self) -> &'static str {
        "the browser tests steer Chromium through it"
    }

    fn found(&self) -> Option<String> {
        driver().map(|file| file.display().to_string())
    }

    fn install(&self) -> Outcome {
        system::install(&["chromium-driver"], "the ChromeDriver of your browser's version, on the PATH")
    }
}

pub(super) struct Fonts;

impl Tool for Fonts {
    fn name(&self) -> String {
        "A Chinese typeface".to_owned()
    }

    fn purpose(&self) -> &'static str {
        "screenshots would show boxes without one"
    }

    fn found(&self) -> Option<String> {
        if cfg!(not(target_os = "linux")) {
            return Some("comes with the system".to_owned());
        }
        let fonts = shell::output(shell::program("fc-list").arg(":lang=zh-cn"))?;
        fonts.lines().next().and_then(|font| font.split(':').next()).map(str::to_owned)
    }

    fn install(&self) -> Outcome {
        system::install(
            &["fonts-noto-cjk", "fontconfig"],
            "a typeface with Chinese characters, such as Noto CJK",
        )
    }
}

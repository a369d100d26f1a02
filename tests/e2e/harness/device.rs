//! What a reader holds in hand.

use serde_json::{Value, json};

/// A screen, and how its owner has set it up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Device {
    /// What screenshots and messages call it.
    pub(crate) name: &'static str,
    /// Width in CSS pixels.
    pub(crate) width: u32,
    /// Height in CSS pixels.
    pub(crate) height: u32,
    /// Device pixels to a CSS pixel.
    pub(crate) ratio: f64,
    /// Whether it is held in the hand and touched.
    pub(crate) touch: bool,
    /// Whether the system is set to dark.
    pub(crate) dark: bool,
}

/// The phone that most tests use.
pub(crate) const PHONE: Device =
    Device { name: "phone", width: 390, height: 844, ratio: 2.0, touch: true, dark: false };
/// A cheap phone.
pub(crate) const SMALL_PHONE: Device = Device { name: "small-phone", width: 360, height: 640, ..PHONE };
/// The narrowest screen that the reader promises to fit.
pub(crate) const NARROW: Device = Device { name: "narrow", width: 320, height: 568, ..PHONE };
/// A tablet, upright.
pub(crate) const TABLET: Device = Device { name: "tablet", width: 820, height: 1180, ..PHONE };
/// A computer.
pub(crate) const DESKTOP: Device =
    Device { name: "desktop", width: 1440, height: 900, ratio: 1.0, touch: false, dark: false };

impl Device {
    /// The same, set to dark.
    pub(crate) fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// The same with the browser zoomed to twice the size, which is what half as many CSS pixels are.
    pub(crate) fn zoomed_twice(self) -> Self {
        Self { width: self.width / 2, height: self.height / 2, ratio: self.ratio * 2.0, ..self }
    }

    /// What a screenshot of it is called.
    pub(crate) fn label(&self) -> String {
        let scheme = if self.dark { "dark" } else { "light" };
        format!("{}-{}-{scheme}", self.name, self.width)
    }

    /// Chromium's options for it.
    pub(super) fn options(&self) -> Value {
        let mut arguments = vec![
            "--headless=new".to_owned(),
            // Nothing but our own pages is opened, and containers often run everything as root.
            "--no-sandbox".to_owned(),
            format!("--window-size={},{}", self.width, self.height + 100),
        ];
        let quiet = [
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--no-first-run",
            "--no-default-browser-check",
            // The same pixels on every machine.
            "--font-render-hinting=none",
            "--force-color-profile=srgb",
            "--disable-lcd-text",
            "--lang=zh-CN",
            // The browser ends with its driver, however that ends.
            "--remote-debugging-pipe",
        ];
        arguments.extend(quiet.map(str::to_owned));
        let mut options = json!({ "args": arguments });
        if self.touch {
            options["mobileEmulation"] = json!({
                "deviceMetrics": {
                    "width": self.width, "height": self.height, "pixelRatio": self.ratio, "touch": true, "mobile": true
                },
                "clientHints": { "platform": "Android", "mobile": true },
            });
        }
        options
    }
}

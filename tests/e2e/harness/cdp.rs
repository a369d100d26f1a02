//! Chromium's own protocol, through its driver: what WebDriver has no word for.

use serde_json::{Value, json};
use std::time::Duration;

use super::Browser;
use super::vendor::Vendor;

/// How far away the server is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Network {
    /// As fast as it goes.
    Fast,
    /// A crowded mobile network: 400 ms there and back, 50 KB a second.
    Slow,
    /// None.
    Offline,
}

impl Browser {
    /// Sends a command of the DevTools protocol.
    pub(crate) async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.try_cdp(command, parameters).await.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// The same, where a failure means "not yet".
    pub(super) async fn try_cdp(&self, command: &str, parameters: Value) -> Result<Value, String> {
        let answer = self.client.issue_cmd(Vendor::cdp(command, &parameters)).await;
        answer.map_err(|error| error.to_string())
    }

    /// Sets the network.
    pub(crate) async fn network(&self, network: Network) {
        let (offline, latency, speed) = match network {
            Network::Fast => (false, 0, -1),
            Network::Slow => (false, 400, 50_000),
            Network::Offline => (true, 0, -1),
        };
        let conditions = json!({
            "offline": offline, "latency": latency, "downloadThroughput": speed, "uploadThroughput": speed
        });
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.emulateNetworkConditions", conditions).await;
    }

    /// Slows the processor down.
    pub(crate) async fn slow_processor(&self, times: u32) {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": times })).await;
    }

    /// Sets what the page may ask about the system's settings.
    pub(crate) async fn prefer(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Prepares the browser to be the device.
    pub(super) async fn become_device(&self) {
        let device = self.device;
        if !device.touch {
            let metrics = json!({
                "width": device.width, "height": device.height, "deviceScaleFactor": device.ratio, "mobile": false
            });
            self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
        }
        let scheme = if device.dark { "dark" } else { "light" };
        self.prefer(&[("prefers-color-scheme", scheme)]).await;
    }

    /// Lets some time pass in which something must *not* happen. To wait for something that must, use
    /// [`Browser::until`].
    pub(crate) async fn let_pass(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}

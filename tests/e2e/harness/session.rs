//! Browsers that run. Starting one takes as long as most tests, so that one whose test passed is kept for the next that
//! wants its kind: with a new window, without what the last one stored.

use std::sync::Mutex;
use std::time::Duration;

use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::driver::{Driver, Engine};
use super::vendor::Vendor;
use super::{Device, Site};

/// A browser that runs, and what steers it.
pub(super) struct Session {
    pub(super) client: Client,
    driver: Driver,
    engine: Engine,
    /// What it was started with.
    capabilities: Value,
}

/// How many wait for a test at most; each takes a hundred megabytes.
const MOST: usize = 4;

/// How long a browser may take to do as it is told; one that hangs in a page does not hear.
const PATIENCE: Duration = Duration::from_secs(30);

/// Those that wait. What is left of them ends with this process: see [`Driver`].
static WAITING: Mutex<Vec<Session>> = Mutex::new(Vec::new());

impl Session {
    /// One that waits, or a new one.
    pub(super) async fn of(engine: Engine, device: Device) -> Self {
        let capabilities = engine.capabilities(device);
        let waiting = {
            let mut waiting = WAITING.lock().expect("no test panics in here");
            let found = waiting.iter().position(|session| session.capabilities == capabilities);
            found.map(|place| waiting.remove(place))
        };
        match waiting {
            Some(session) => session,
            None => Self::start(engine, capabilities).await,
        }
    }

    async fn start(engine: Engine, capabilities: Value) -> Self {
        let driver = Driver::start(engine).await;
        let Value::Object(wanted) = capabilities.clone() else { unreachable!("an object was written") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&driver.address())
            .await
            .unwrap_or_else(|error| panic!("the browser does not start: {error}"));
        Self { client, driver, engine, capabilities }
    }

    /// Keeps the browser for another test, if it can be made as new.
    pub(super) async fn keep(self, site: &Site) {
        let is_as_new = self.engine == Engine::Chromium
            && tokio::time::timeout(PATIENCE, self.renew(site)).await.is_ok_and(|done| done.is_ok());
        if !is_as_new {
            return self.stop().await;
        }
        let surplus = {
            let mut waiting = WAITING.lock().expect("no test panics in here");
            waiting.push(self);
            (waiting.len() > MOST).then(|| waiting.remove(0))
        };
        if let Some(oldest) = surplus {
            oldest.stop().await;
        }
    }

    /// Another window, and nothing of what was stored. Settings of the screen, the network and the processor were the old
    /// window's.
    async fn renew(&self, site: &Site) -> Result<(), CmdError> {
        let old = self.client.windows().await?;
        let new = self.client.new_window(true).await?.handle;
        for window in old {
            self.client.switch_to_window(window).await?;
            self.client.close_window().await?;
        }
        self.client.switch_to_window(new).await?;
        // A port may come again, as the address of another site.
        let stored = json!({ "origin": site.origin(), "storageTypes": "all" });
        let nothing = json!({});
        for (command, parameters) in [
            ("Storage.clearDataForOrigin", &stored),
            ("Network.clearBrowserCache", &nothing),
            ("Browser.resetPermissions", &nothing),
        ] {
            self.client.issue_cmd(Vendor::cdp(command, parameters)).await?;
        }
        // What the old window said as it closed.
        self.client.issue_cmd(Vendor::log()).await.map(drop)
    }

    /// Ends the browser.
    pub(super) async fn stop(self) {
        let is_closed = tokio::time::timeout(PATIENCE, self.client.close()).await.is_ok();
        self.driver.stop(is_closed).await;
    }
}

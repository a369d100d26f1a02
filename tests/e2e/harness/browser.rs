//! The browser that a test drives.

use std::cell::RefCell;
use std::collections::HashMap;

use fantoccini::Client;
use serde_json::Value;

use super::driver::Engine;
use super::session::Session;
use super::{Device, Site, places};

/// A browser with a site to look at. Other files of the harness add to it: [`find`](super::find) what is on the
/// screen, [`input`](super::input) what fingers do, [`cdp`](super::cdp) what the surroundings do,
/// [`axe`](super::axe) and [`recorder`](super::recorder) what is wrong.
pub(crate) struct Browser {
    /// What it runs on.
    pub(crate) device: Device,
    /// What it looks at.
    pub(crate) site: Site,
    pub(super) client: Client,
    /// What is inside it.
    pub(crate) engine: Engine,
    session: Session,
    /// Parts of messages that the test expects, and how often each came.
    pub(super) expected: RefCell<HashMap<String, usize>>,
}

impl Browser {
    pub(super) async fn start(engine: Engine, device: Device) -> Self {
        let site = Site::start().await;
        let session = Session::of(engine, device).await;
        let client = session.client.clone();
        let browser = Self { device, site, client, engine, session, expected: RefCell::default() };
        if engine.is_chromium() {
            browser.become_device().await;
        }
        browser
    }

    /// Opens an address of the site.
    pub(crate) async fn open(&self, path: &str) {
        let address = format!("{}{path}", self.site.origin());
        self.client.goto(&address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// The address, from the first slash on.
    pub(crate) async fn address(&self) -> String {
        self.run("return location.pathname + location.search + location.hash", vec![])
            .await
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// The document's title.
    pub(crate) async fn title(&self) -> String {
        self.client.title().await.expect("a title")
    }

    /// Goes back in the history.
    pub(crate) async fn back(&self) {
        self.client.back().await.expect("there is a way back");
    }

    /// Goes forward in the history.
    pub(crate) async fn forward(&self) {
        self.client.forward().await.expect("there is a way forward");
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) {
        self.client.refresh().await.expect("the page loads again");
    }

    /// Runs a script and returns what it returns. In it, `root` is the reader's shadow root, or the document where
    /// there is none, `visible(element)` tells whether it can be seen, and `text(element)` what is read there.
    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        let script = format!("{}\n{script}", include_str!("prelude.js"));
        match self.client.execute(&script, arguments).await {
            Ok(value) => value,
            Err(error) => panic!("a script failed: {error}\n{script}"),
        }
    }

    /// Looks into the first frame of the page from now on, or at the page again.
    pub(crate) async fn look_into_frame(&self, inside: bool) {
        let moved =
            if inside { self.client.enter_frame(0).await } else { self.client.enter_parent_frame().await };
        moved.expect("a frame to look into");
    }

    /// A picture of what can be seen, in `target/screenshots/`.
    pub(crate) async fn screenshot(&self, name: &str) {
        let folder = places::screenshots();
        std::fs::create_dir_all(&folder).expect("a folder for screenshots");
        let picture = self.client.screenshot().await.expect("a screenshot");
        let file = folder.join(format!("{name}-{}.png", self.device.label()));
        std::fs::write(&file, picture).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    /// Gives the browser back: to the next test, or to nobody where this one failed and it may be what is wrong.
    pub(super) async fn give_back(self, passed: bool) {
        if passed { self.session.keep(&self.site).await } else { self.session.stop().await }
    }
}

//! The browser that a test drives.

use std::cell::RefCell;
use std::collections::HashMap;

use fantoccini::Client;

use super::driver::Engine;
use super::session::Session;
use super::{Device, Site, places};

/// A browser with a site to look at. Other files of the harness add to it: [`wait`](super::wait) how it waits,
/// [`find`](super::find) what is on the screen, [`input`](super::input) what fingers do, [`cdp`](super::cdp) what the surroundings do,
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

    /// Opens an address of the site, and waits until its page is there: a driver may come back while the last one still is.
    pub(crate) async fn open(&self, path: &str) {
        self.go_to(&format!("{}{path}", self.site.origin())).await;
    }

    /// Opens any address, in the same way.
    pub(crate) async fn go_to(&self, address: &str) {
        // Of the page that is open another fragment is no new page.
        let is_new = self.is_another_page(address).await;
        if is_new {
            self.mark_page().await;
        }
        self.client.goto(address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
        if is_new {
            self.new_page(address).await;
        }
    }

    async fn is_another_page(&self, address: &str) -> bool {
        let page = |address: &str| address.split('#').next().unwrap_or_default().to_owned();
        let here = self.client.current_url().await.map(String::from).unwrap_or_default();
        !address.contains('#') || page(&here) != page(address)
    }

    /// Marks the page, which the next one is not. Where there is none yet, or none that runs scripts, nothing is marked.
    async fn mark_page(&self) {
        drop(self.client.execute("window.isLeft = true", vec![]).await);
    }

    /// Waits until the page that was marked is gone and the next one is loaded.
    async fn new_page(&self, what: &str) {
        let loaded = "return !window.isLeft && document.readyState === 'complete'";
        self.until(&format!("the page {what}"), loaded, vec![]).await;
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
        self.mark_page().await;
        self.client.refresh().await.expect("the page loads again");
        self.new_page("again").await;
    }

    /// Looks into the first frame of the page from now on, or at the page again.
    pub(crate) async fn look_into_frame(&self, inside: bool) {
        self.patiently("a frame to look into", async || {
            let moved = if inside {
                self.client.enter_frame(0).await
            } else {
                self.client.enter_parent_frame().await
            };
            moved.map_err(|error| error.to_string())
        })
        .await;
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

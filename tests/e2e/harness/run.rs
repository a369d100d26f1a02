//! Running a test.

use std::any::Any;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::LazyLock;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::runtime::{Builder, Runtime};

use super::{Browser, DESKTOP, Device, Engine};

/// The longest a test may take, on a machine that has other things to do.
const LIMIT: Duration = Duration::from_secs(300);

/// One for all tests: browsers, and the connections to them, outlive a test.
static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime"));

/// Runs a test in a browser on a device.
pub(crate) fn on(device: Device, test: impl AsyncFn(&Browser)) {
    if let Err(panic) = attempt(device, test, Failure::Reported) {
        resume_unwind(panic);
    }
}

/// Runs a test in any kind of browser, in a window of a computer. It may take longer: it looks at many pages.
pub(crate) fn within(engine: Engine, test: impl AsyncFn(&Browser)) {
    if let Err(panic) = watch(engine, DESKTOP, LIMIT * 2, test, Failure::Reported) {
        resume_unwind(panic);
    }
}

/// The same on a device, which is Chromium's to be.
pub(crate) fn within_device(engine: Engine, device: Device, test: impl AsyncFn(&Browser)) {
    if let Err(panic) = watch(engine, device, LIMIT, test, Failure::Reported) {
        resume_unwind(panic);
    }
}

/// What happens to a failure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It is told with a picture and everything that was said.
    Reported,
    /// It is what the test wants.
    Wanted,
}

/// Runs a test and hands back how it failed, if it did.
pub(crate) fn attempt(
    device: Device,
    test: impl AsyncFn(&Browser),
    failure: Failure,
) -> Result<(), Box<dyn Any + Send>> {
    watch(Engine::Chromium, device, LIMIT, test, failure)
}

fn watch(
    engine: Engine,
    device: Device,
    limit: Duration,
    test: impl AsyncFn(&Browser),
    failure: Failure,
) -> Result<(), Box<dyn Any + Send>> {
    RUNTIME.block_on(async {
        let browser = Browser::start(engine, device).await;
        let watched = AssertUnwindSafe(async {
            tokio::time::timeout(limit, test(&browser)).await.expect("the test ends in time");
            let complaints = browser.complaints().await;
            assert!(complaints.is_empty(), "on {}:\n  {}", device.label(), complaints.join("\n  "));
        });
        let outcome = watched.catch_unwind().await;
        if outcome.is_err() && failure == Failure::Reported {
            report(&browser).await;
        }
        browser.give_back(outcome.is_ok()).await;
        outcome
    })
}

/// Runs a test on several devices, one after the other.
pub(crate) fn on_each(devices: &[Device], test: impl AsyncFn(&Browser)) {
    for device in devices {
        on(*device, &test);
    }
}

/// What helps to understand a failure: a picture, and everything that was said.
async fn report(browser: &Browser) {
    let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
    let told = AssertUnwindSafe(async {
        browser.screenshot(&format!("failed-{name}")).await;
        for complaint in browser.complaints().await {
            eprintln!("recorded: {complaint}");
        }
    });
    // The browser may be what failed.
    let _ = tokio::time::timeout(Duration::from_secs(10), told.catch_unwind()).await;
}

//! The process: its threads, and what ends it.

use std::path::Path;

use tokio::runtime::Runtime;

use crate::error::{Error, Result};

/// Threads that read files, at most.
const READERS: usize = 64;

/// What serves. `folder` is named where that fails.
pub fn runtime(folder: &Path) -> Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(READERS)
        .enable_all()
        .build()
        .map_err(|error| Error::io("start serving", folder, &error))
}

/// Works until it is done, or a person or the system has had enough: that is how a server ends, and no error.
pub async fn until(
    interrupted: impl Future<Output = ()>,
    work: impl Future<Output = Result<()>>,
) -> Result<()> {
    tokio::select! {
        ended = work => ended,
        () = interrupted => Ok(()),
    }
}

/// Ends with Ctrl-C, a closed terminal, or a system that shuts down.
#[cfg(unix)]
pub fn interrupted(runtime: &Runtime, folder: &Path) -> Result<impl Future<Output = ()> + use<>> {
    use tokio::signal::unix::{SignalKind, signal};
    let _runtime = runtime.enter();
    let listen =
        |kind| signal(kind).map_err(|error| Error::io("listen for Ctrl-C while serving", folder, &error));
    let mut signals =
        (listen(SignalKind::interrupt())?, listen(SignalKind::terminate())?, listen(SignalKind::hangup())?);
    Ok(async move {
        tokio::select! {
            _ = signals.0.recv() => {}
            _ = signals.1.recv() => {}
            _ = signals.2.recv() => {}
        }
    })
}

/// Ends with Ctrl-C.
#[cfg(not(unix))]
pub fn interrupted(_: &Runtime, _: &Path) -> Result<impl Future<Output = ()> + use<>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}

//! A site served as a CDN would: compression, entity tags, ranges, cache rules, the content security policy, types; and
//! badly on request, for tests.
//!
//! - [`files`]: from a path of the address to a file.
//! - [`negotiate`]: which encoding is sent, and what a range asks for.
//! - [`respond`]: the answer.
//! - [`trouble`]: a slow or failing network.
//! - [`mod@preview`]: a paper instead of a site: built, watched, built anew.

pub mod files;
pub mod negotiate;
pub mod preview;
pub mod respond;
pub mod trouble;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::build;
use crate::error::{Error, Result};
use crate::ui::Ui;
use preview::{Preview, watch::Watch};
use respond::Site;
use trouble::Trouble;

/// What is served, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The site's folder.
    pub site: PathBuf,
    /// Where to listen.
    pub address: Option<SocketAddr>,
    /// The path under which the site lies: begins and ends with a slash.
    pub base: String,
    /// What goes wrong on purpose.
    pub trouble: Trouble,
    /// The paper that the site is a preview of; it then says where the site lies.
    pub preview: Option<Arc<Preview>>,
}

/// Serves until the process is interrupted. `ready` is told the address once requests are answered.
pub fn serve(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<()> {
    let runtime = runtime(&options.site)?;
    let interrupted = interrupted(&runtime, &options.site)?;
    runtime.block_on(until(interrupted, listen(options, ready)))
}

/// Builds a paper into a folder that goes away again, and serves that; each change of the paper's files has it built
/// anew. `ready` is told the address, and the path under which the site lies there.
pub fn preview(
    paper: &Path,
    build: build::Options,
    options: Options,
    ui: Ui,
    ready: impl FnOnce(SocketAddr, &str),
) -> Result<()> {
    let runtime = runtime(paper)?;
    // From here on the process is not ended by a signal, so that the folder that is made now can go away again.
    let interrupted = interrupted(&runtime, paper)?;
    let folder = tempfile::Builder::new()
        .prefix("masthead-preview-")
        .tempdir()
        .map_err(|error| Error::io("create a folder in", &std::env::temp_dir(), &error))?;
    let site = folder.path().to_owned();
    let preview = Arc::new(Preview::new(paper, build::Options { out: site.clone(), ..build }, ui));
    // Watched before it is read: what is edited while it is built is built next.
    let watch = Watch::begin(paper, &ui)?;
    let (built, first) = tokio::sync::oneshot::channel();
    let builder = preview.clone();
    // It ends with the process.
    std::thread::spawn(move || {
        drop(built.send(builder.build()));
        while watch.wait() {
            if let Err(error) = builder.build() {
                ui.warn(&error.to_string());
            }
        }
    });
    let work = async {
        first.await.unwrap_or_else(|_| Err(Error::usage("the build ended before its time")))?;
        let options = Options { site, preview: Some(preview.clone()), ..options };
        listen(options, |address| ready(address, &preview.state().base)).await
    };
    let ended = runtime.block_on(until(interrupted, work));
    drop(folder);
    // A build that is under way finds its folder gone and stops; a folder that it may have made in that moment goes too.
    preview.wait_until_idle(Duration::from_secs(2));
    drop(std::fs::remove_dir_all(preview.site()));
    ended
}

fn runtime(folder: &Path) -> Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Error::io("start serving", folder, &error))
}

/// Works until it is done, or a person or the system has had enough: that is how a server ends, and no error.
async fn until(interrupted: impl Future<Output = ()>, work: impl Future<Output = Result<()>>) -> Result<()> {
    tokio::select! {
        ended = work => ended,
        () = interrupted => Ok(()),
    }
}

/// Ends with Ctrl-C, a closed terminal, or a system that shuts down.
#[cfg(unix)]
fn interrupted(runtime: &Runtime, folder: &Path) -> Result<impl Future<Output = ()> + use<>> {
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

#[cfg(not(unix))]
fn interrupted(_: &Runtime, _: &Path) -> Result<impl Future<Output = ()> + use<>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}

async fn listen(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<()> {
    let address = options.address.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0)));
    let listener = TcpListener::bind(address).await.map_err(|error| {
        Error::usage(format!("cannot listen on {address}: {error}"))
            .help("choose another port with --port, or 0 for any")
    })?;
    let address = listener.local_addr().map_err(|error| Error::io("listen", &options.site, &error))?;
    let site = Arc::new(Site::new(options));
    ready(address);
    loop {
        // A connection that fails is the other side's affair.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let site = site.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| {
                let site = site.clone();
                async move { Ok::<_, Infallible>(site.answer(request).await) }
            });
            drop(http1::Builder::new().serve_connection(TokioIo::new(stream), service).await);
        });
    }
}

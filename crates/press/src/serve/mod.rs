//! A site served as a CDN would: compression, entity tags, ranges, cache rules, the content security policy, types; and
//! badly on request, for tests.
//!
//! - [`files`]: from a path of the address to a file.
//! - [`negotiate`]: which encoding is sent, and what a range asks for.
//! - [`respond`]: the answer.
//! - [`trouble`]: a slow or failing network.

pub mod files;
pub mod negotiate;
pub mod respond;
pub mod trouble;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::error::{Error, Result};
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
}

/// Serves until the process ends. `ready` is told the address once requests are answered.
pub fn serve(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Error::io("start serving", &options.site, &error))?;
    runtime.block_on(listen(options, ready))
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

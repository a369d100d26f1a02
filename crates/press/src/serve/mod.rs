//! A site served as a CDN would: compression, entity tags, ranges, cache rules, the content security policy, types.
//!
//! HTTP is [`hyper`]'s, and files with their ranges, tags, dates and encodings are [`tower_http`]'s. What is here makes
//! a CDN of them, and keeps what is not of the site from being given out:
//!
//! 1. [`mod@listen`]: connections, and the limits of each; [`hosts`]: the names that are answered.
//! 2. [`address`]: from an address to the name of a file; [`folder`]: from there to a file that lies in the site's folder.
//! 3. [`content`]: what is sent of it: the file, [`compressed`] or as it is.
//! 4. [`site`]: the answer, with a CDN's headers; [`conditions`] of the request; [`answer`]: how one is made.
//!
//! Around that, [`process`] is what ends a server, [`mod@preview`] a paper instead of a site (built, watched, built
//! anew), and [`trouble`] a slow or failing network, for tests.

pub mod address;
pub mod answer;
pub mod compressed;
pub mod conditions;
pub mod content;
pub mod folder;
pub mod hosts;
pub mod listen;
pub mod preview;
pub mod process;
pub mod site;
pub mod trouble;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::build;
use crate::error::{Error, Result};
use crate::ui::Ui;
use hosts::Hosts;
use listen::Limits;
use preview::{Preview, watch::Watch};
use process::{interrupted, runtime, until};
use site::Site;
use trouble::{Counter, Trouble};

/// What is served, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The site's folder.
    pub site: PathBuf,
    /// Where to listen; on a loopback address and any port otherwise.
    pub address: Option<SocketAddr>,
    /// Names by which the server may be called beside those of this machine ([`hosts`]).
    pub allow_hosts: Vec<String>,
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
    runtime.block_on(until(interrupted, listen(&options.site.clone(), options, ready)))
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
        let options = Options { preview: Some(preview.clone()), ..options };
        listen(&site, options, |address| ready(address, &preview.state().base)).await
    };
    let ended = runtime.block_on(until(interrupted, work));
    drop(folder);
    // A build that is under way finds its folder gone and stops; a folder that it may have made in that moment goes too.
    preview.wait_until_idle(Duration::from_secs(2));
    drop(std::fs::remove_dir_all(preview.site()));
    ended
}

async fn listen(folder: &Path, options: Options, ready: impl FnOnce(SocketAddr)) -> Result<()> {
    let address = options.address.unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    let listener = TcpListener::bind(address).await.map_err(|error| {
        Error::usage(format!("cannot listen on {address}: {error}"))
            .help("choose another port with --port, or 0 for any")
    })?;
    let address = listener.local_addr().map_err(|error| Error::io("listen", folder, &error))?;
    let hosts = Hosts::of(address.ip(), options.allow_hosts);
    let site = Site::new(folder, options.base, options.preview);
    let shared = Arc::new((hosts, site, options.trouble, Counter::default()));
    ready(address);
    let never = listen::listen(&listener, Limits::default(), move |request| {
        let shared = shared.clone();
        async move {
            let (hosts, site, trouble, counter) = &*shared;
            let answer =
                async { if hosts.admits(&request) { site.answer(&request).await } else { hosts::refused() } };
            trouble.with(counter, request.uri().path(), answer).await
        }
    });
    match never.await {}
}

//! The server that a test's browser talks to: the release build in `dist/`, files that the test puts beside it, and
//! whatever troubles the test makes. Every page comes with a strict policy, and with the recorder in front.

use std::collections::HashMap;
use std::convert::Infallible;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::ACCEPT_ENCODING;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::answer::{Answer, Content, Pace, Part, decoded, kind};
use super::{Trouble, places};

/// What a careful publisher allows: nothing inline, nothing from elsewhere, no HTML from strings, and of policies the one
/// by which the archive's search starts its worker.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
     trusted-types masthead";

/// A running server.
#[derive(Debug)]
pub(crate) struct Site {
    port: u16,
    shelf: Arc<Mutex<Shelf>>,
    server: JoinHandle<()>,
}

/// What the server knows.
#[derive(Debug)]
struct Shelf {
    /// The release build.
    dist: PathBuf,
    /// What the test put beside it.
    files: HashMap<String, Vec<u8>>,
    /// Pages for every address under a path that ends in a slash and has no file.
    fallbacks: Vec<(String, String)>,
    troubles: HashMap<String, Trouble>,
    policy: String,
    /// The header that lets pages of other origins read what is sent.
    is_shared: bool,
    compresses: bool,
    cache: &'static str,
    requests: Vec<String>,
}

impl Site {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let shelf = Arc::new(Mutex::new(Shelf::new(places::dist())));
        let shared = Arc::clone(&shelf);
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&shared);
                let service = service_fn(move |request| answer(Arc::clone(&shared), request));
                tokio::spawn(async move {
                    // A browser that hangs up, or a cut that the test asked for: neither is news.
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        Self { port, shelf, server }
    }

    /// Its address, without a slash at the end.
    pub(crate) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Serves a file from memory, in front of one in `dist/`.
    pub(crate) fn put(&self, path: &str, content: impl Into<Vec<u8>>) {
        self.shelf().files.insert(path.to_owned(), content.into());
    }

    /// Serves a page at every address under a path that has no file and ends in a slash, as hosts of single-page
    /// apps do.
    pub(crate) fn put_everywhere_under(&self, path: &str, page: &str) {
        self.shelf().fallbacks.push((path.to_owned(), page.to_owned()));
    }

    /// Sends another policy than the usual one.
    pub(crate) fn policy(&self, policy: &str) {
        self.shelf().policy = policy.to_owned();
    }

    /// Lets pages of other origins read everything from now on, as a content network does.
    pub(crate) fn share(&self, is_shared: bool) {
        self.shelf().is_shared = is_shared;
    }

    /// Compresses what it sends from now on, as a content network does: for tests on slow networks.
    pub(crate) fn compress(&self) {
        self.shelf().compresses = true;
    }

    /// Lets browsers keep what is sent from now on, and use it without asking, as hosts do with files that never change.
    pub(crate) fn cache(&self) {
        self.shelf().cache = "max-age=86400";
    }

    /// Makes trouble at a path.
    pub(crate) fn trouble(&self, path: &str, trouble: Trouble) {
        self.shelf().troubles.insert(path.to_owned(), trouble);
    }

    /// Ends the trouble at a path.
    pub(crate) fn heal(&self, path: &str) {
        self.shelf().troubles.remove(path).expect("there was trouble to heal");
    }

    /// How often a path was asked for.
    pub(crate) fn requests(&self, path: &str) -> usize {
        self.shelf().requests.iter().filter(|asked| *asked == path).count()
    }

    /// How often anything was asked for.
    pub(crate) fn all_requests(&self) -> usize {
        self.shelf().requests.len()
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().expect("the server does not panic")
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn answer(
    shelf: Arc<Mutex<Shelf>>,
    request: Request<Incoming>,
) -> Result<Response<Content>, Infallible> {
    let path = decoded(request.uri().path());
    let (content, trouble, policy, is_shared, compresses, cache) = {
        let mut shelf = shelf.lock().expect("the server does not panic");
        shelf.requests.push(path.clone());
        let trouble = shelf.troubles.get(&path).cloned();
        let (is_shared, compresses) = (shelf.is_shared, shelf.compresses);
        (shelf.content(&path), trouble, shelf.policy.clone(), is_shared, compresses, shelf.cache)
    };
    let is_unshared = matches!(trouble, Some(Trouble::Unshared));
    if let Some(Trouble::Slow(time)) = trouble {
        tokio::time::sleep(time).await;
    }
    let is_over = {
        let (shelf, path) = (Arc::clone(&shelf), path.clone());
        move || !shelf.lock().expect("the server does not panic").troubles.contains_key(&path)
    };
    while matches!(trouble, Some(Trouble::Held)) && !is_over() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let held = |at_first, at_a_time| Pace::Held { at_first, at_a_time, is_over: Box::new(is_over) };
    let kind = kind(&path);
    let mut answer = match (content, trouble) {
        (_, Some(Trouble::Status(status))) => Answer::new(status, "text/plain", b"trouble".to_vec()),
        (_, Some(Trouble::Content(text))) => Answer::new(200, kind, text.into_bytes()),
        (Some(content), Some(Trouble::Type(kind))) => Answer::new(200, kind, content),
        (_, Some(Trouble::Bytes(bytes))) => Answer::new(200, kind, bytes),
        (Some(content), Some(Trouble::Cut)) => Answer::new(200, kind, content).at_pace(Pace::Cut),
        (Some(content), Some(Trouble::Stalled)) => {
            Answer::new(200, kind, content).at_pace(held(Part::Half, 0))
        }
        (Some(content), Some(Trouble::Dripping)) => {
            Answer::new(200, kind, content).at_pace(held(Part::None, 2))
        }
        (Some(content), _) => Answer::new(200, kind, content),
        (None, _) => Answer::new(404, "text/plain", b"there is no such file".to_vec()),
    };
    let accepts = request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    if compresses && accepts.is_some_and(|accepts| accepts.contains("br")) {
        answer = answer.compressed();
    }
    Ok(answer.cached(cache).respond(&policy, is_shared && !is_unshared))
}

impl Shelf {
    fn new(dist: PathBuf) -> Self {
        let (files, fallbacks, troubles, requests) = Default::default();
        Self {
            dist,
            files,
            fallbacks,
            troubles,
            policy: POLICY.to_owned(),
            is_shared: false,
            compresses: false,
            cache: "no-store",
            requests,
        }
    }

    /// A file or a page, as it is served; a folder's page may be given by either of its names.
    fn content(&self, path: &str) -> Option<Vec<u8>> {
        let (file, page) = if path.ends_with('/') {
            (format!("{path}index.html"), true)
        } else {
            (path.to_owned(), path.ends_with(".html"))
        };
        if file == "/recorder.js" {
            return Some(include_bytes!("recorder.js").to_vec());
        }
        let under =
            |(prefix, _): &&(String, String)| path.ends_with('/') && path.starts_with(prefix.as_str());
        let content = (self.files.get(path).or_else(|| self.files.get(&file)).cloned())
            .or_else(|| self.built(&file))
            .or_else(|| self.fallbacks.iter().find(under).map(|(_, page)| page.clone().into_bytes()))?;
        Some(if page { recorded(&content) } else { content })
    }

    fn built(&self, path: &str) -> Option<Vec<u8>> {
        let relative = Path::new(path.strip_prefix('/')?);
        let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
        plain.then(|| std::fs::read(self.dist.join(relative)).ok()).flatten()
    }
}

/// A page with the recorder as its first script. The page may be in any encoding.
fn recorded(page: &[u8]) -> Vec<u8> {
    let head = page.windows(6).position(|part| part.eq_ignore_ascii_case(b"<head>"));
    let (before, after) = page.split_at(head.expect("a page has a head") + 6);
    [before, b"<script src=\"/recorder.js\"></script>", after].concat()
}

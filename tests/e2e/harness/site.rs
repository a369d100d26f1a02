//! The server that a test's browser talks to: the release build in `dist/`, files that the test puts beside it, and
//! whatever troubles the test makes. Every page comes with a strict policy, and with the recorder in front.

use std::collections::HashMap;
use std::convert::Infallible;
use std::path::{Component, Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::{Trouble, places};

/// What a careful publisher allows: nothing inline, nothing from elsewhere, no HTML from strings.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

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
    requests: Vec<String>,
}

impl Site {
    pub(super) async fn start() -> Self {
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
    let (content, trouble) = {
        let mut shelf = shelf.lock().expect("the server does not panic");
        shelf.requests.push(path.clone());
        (shelf.content(&path), shelf.troubles.get(&path).cloned())
    };
    let kind = if path.ends_with('/') { "text/html; charset=utf-8" } else { kind(&path) };
    Ok(match (content, trouble) {
        (_, Some(Trouble::Status(status))) => respond(status, "text/plain", b"trouble".to_vec(), false),
        (_, Some(Trouble::Content(text))) => respond(200, kind, text.into_bytes(), false),
        (Some(content), Some(Trouble::Type(kind))) => respond(200, kind, content, false),
        (Some(content), Some(Trouble::Cut)) => respond(200, kind, content, true),
        (Some(content), trouble) => {
            if let Some(Trouble::Slow(time)) = trouble {
                tokio::time::sleep(time).await;
            }
            respond(200, kind, content, false)
        }
        (None, _) => respond(404, "text/plain", b"there is no such file".to_vec(), false),
    })
}

impl Shelf {
    fn new(dist: PathBuf) -> Self {
        let (files, fallbacks, troubles, requests) = Default::default();
        Self { dist, files, fallbacks, troubles, requests }
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
            .or_else(|| self.from_dist(&file))
            .or_else(|| self.fallbacks.iter().find(under).map(|(_, page)| page.clone().into_bytes()))?;
        Some(if page { recorded(&content) } else { content })
    }

    fn from_dist(&self, path: &str) -> Option<Vec<u8>> {
        let relative = Path::new(path.strip_prefix('/')?);
        let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
        plain.then(|| std::fs::read(self.dist.join(relative)).ok()).flatten()
    }
}

/// A page with the recorder as its first script.
fn recorded(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let at = page.find("<head>").map(|at| at + "<head>".len()).expect("a page has a head");
    format!("{}<script src=\"/recorder.js\"></script>{}", &page[..at], &page[at..]).into_bytes()
}

fn respond(status: u16, kind: &str, content: Vec<u8>, cut: bool) -> Response<Content> {
    Response::builder()
        .status(status)
        .header(CONTENT_TYPE, kind)
        .header(CONTENT_LENGTH, content.len())
        .header(CACHE_CONTROL, "no-store")
        .header(CONTENT_SECURITY_POLICY, POLICY)
        .header("x-content-type-options", "nosniff")
        .body(Content { whole: Some(Bytes::from(content)), cut })
        .expect("an answer that can be sent")
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

/// A path with its percent signs resolved.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let code = path_code(first, after);
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn path_code(first: &u8, after: &[u8]) -> Option<u8> {
    let digits = (*first == b'%').then(|| after.get(..2)).flatten()?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// An answer's bytes: all of them, or half and then the end of the connection.
struct Content {
    whole: Option<Bytes>,
    cut: bool,
}

impl Body for Content {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let cut = self.cut;
        Poll::Ready(match self.whole.take() {
            Some(bytes) if cut => Some(Ok(Frame::data(bytes.slice(..bytes.len() / 2)))),
            Some(bytes) => Some(Ok(Frame::data(bytes))),
            None if cut => Some(Err(std::io::Error::other("cut, as the test wished"))),
            None => None,
        })
    }
}

//! A site as a CDN sends it: cache rules, policy, types, encodings, and its own page where nothing is. Files, ranges,
//! tags and dates are [`tower_http`]'s.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use http_body_util::BodyExt;
use hyper::header;
use hyper::{Method, Request, StatusCode, Uri};
use tower_http::services::ServeDir;

use super::address;
use super::answer::{Answer, line, set};
use super::compressed::Compressed;
use super::conditions::settle_range;
use super::content::{Contents, Directory};
use super::folder::is_out_of_descriptors;
use super::preview::{Preview, State, page};
use crate::hosting::{headers, types};

/// A site that is served.
#[derive(Debug)]
pub struct Site {
    root: Arc<Path>,
    base: String,
    preview: Option<Arc<Preview>>,
    compressed: Arc<Compressed>,
}

/// A file that is asked for.
struct Asked<'a> {
    /// Its path under the site's root.
    name: &'a str,
    /// The path of its address there.
    path: &'a str,
    /// The path under which the site lies, without the slash at its end.
    base: &'a str,
    state: Option<&'a Arc<State>>,
}

const NOT_FOUND: &str = "404.html";

impl Site {
    /// The site in a folder, under a base that begins and ends with a slash; a preview says its base itself.
    pub fn new(root: &Path, base: String, preview: Option<Arc<Preview>>) -> Self {
        Self { root: root.into(), base, preview, compressed: Arc::default() }
    }

    /// Answers a request.
    pub async fn answer<B>(&self, request: &Request<B>) -> Answer {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut answer = line(StatusCode::METHOD_NOT_ALLOWED, "GET and HEAD only");
            set(&mut answer, "allow", "GET, HEAD");
            return answer;
        }
        let state = self.preview.as_ref().map(|preview| Arc::new(preview.state()));
        let state = state.as_ref();
        let base = state.map_or(&self.base, |state| &state.base).trim_end_matches('/');
        let path = request.uri().path();
        let inner = path.strip_prefix(base).filter(|inner| inner.starts_with('/'));
        if let Some(own) = inner.zip(state).and_then(|(inner, state)| page::answer(inner, state)) {
            return own;
        }
        if inner.is_none() && path == base && !base.is_empty() {
            return moved(&format!("{base}/{}", query(request.uri())));
        }
        let name = inner.and_then(address::file);
        let Some((path, name)) = inner.zip(name) else { return self.not_found(request, base, state).await };
        match self.file(request, &Asked { name: &name, path, base, state }).await {
            Ok(answer) if answer.status() == StatusCode::NOT_FOUND => {
                self.not_found(request, base, state).await
            }
            Ok(answer) => answer,
            Err(error) if error.kind() == ErrorKind::NotFound => self.not_found(request, base, state).await,
            Err(error) => failed(&error),
        }
    }

    /// The site's own page for what is not there. It is no answer to conditions: nothing of what was asked about exists.
    async fn not_found<B>(&self, request: &Request<B>, base: &str, state: Option<&Arc<State>>) -> Answer {
        let mut asked = Request::new(());
        *asked.method_mut() = request.method().clone();
        if let Some(accepted) = request.headers().get(header::ACCEPT_ENCODING) {
            asked.headers_mut().insert(header::ACCEPT_ENCODING, accepted.clone());
        }
        let path = format!("/{NOT_FOUND}");
        match self.file(&asked, &Asked { name: NOT_FOUND, path: &path, base, state }).await {
            Ok(mut answer) if answer.status() == StatusCode::OK => {
                *answer.status_mut() = StatusCode::NOT_FOUND;
                for of_a_file in [header::ETAG, header::LAST_MODIFIED, header::ACCEPT_RANGES] {
                    answer.headers_mut().remove(of_a_file);
                }
                answer
            }
            Err(error) if error.kind() != ErrorKind::NotFound => failed(&error),
            _ => nothing(),
        }
    }

    async fn file<B>(&self, request: &Request<B>, asked: &Asked<'_>) -> io::Result<Answer> {
        // A page of a preview is not compressed: it is written anew at each request.
        let is_compressed = types::of(asked.name).1 && !(asked.state.is_some() && types::is_page(asked.name));
        let contents = Contents {
            root: self.root.clone(),
            compressed: is_compressed.then(|| self.compressed.clone()),
            preview: asked.state.cloned(),
        };
        let mut directory: Directory = ServeDir::with_backend("", contents)
            .redirect_path_prefix(asked.base)
            .ignore_multi_range_requests(true);
        if is_compressed {
            directory = directory.precompressed_br().precompressed_gzip();
        }
        let mut inner = Request::new(());
        *inner.method_mut() = request.method().clone();
        *inner.headers_mut() = request.headers().clone();
        let address = format!("{}{}", asked.path, query(request.uri()));
        *inner.uri_mut() = address.parse::<Uri>().map_err(|_| ErrorKind::NotFound)?;
        settle_range(&mut directory, &mut inner).await?;
        let answer = directory.try_call(inner).await?.map(BodyExt::boxed_unsync);
        if let Some(location) = answer.headers().get(header::LOCATION) {
            return Ok(moved(location.to_str().unwrap_or_default()));
        }
        Ok(dressed(answer, asked, is_compressed))
    }
}

/// What a CDN was told to send with the file, if the answer is about one.
fn dressed(mut answer: Answer, asked: &Asked<'_>, varies: bool) -> Answer {
    let has_content = matches!(answer.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT);
    let is_about_the_file = matches!(
        answer.status(),
        StatusCode::NOT_MODIFIED | StatusCode::PRECONDITION_FAILED | StatusCode::RANGE_NOT_SATISFIABLE
    );
    if has_content {
        set(&mut answer, "content-type", types::of(asked.name).0);
    }
    if has_content || is_about_the_file {
        headers::of(asked.name).into_iter().for_each(|(name, value)| set(&mut answer, name, value));
        if varies {
            set(&mut answer, "vary", "accept-encoding");
        }
        if asked.state.is_some() {
            // What was just edited is wanted, and not what it was a minute ago.
            set(&mut answer, "cache-control", "no-cache");
        }
    }
    answer
}

/// To another path of the site: a folder's page needs the slash at the end of its address, for the relative links in it.
fn moved(location: &str) -> Answer {
    // Two slashes would lead to another host.
    if !location.starts_with('/') || location.starts_with("//") {
        return nothing();
    }
    let mut answer = line(StatusCode::PERMANENT_REDIRECT, "this is a folder: its address ends in a slash");
    set(&mut answer, "location", location);
    answer
}

fn query(uri: &Uri) -> String {
    uri.query().map(|query| format!("?{query}")).unwrap_or_default()
}

fn nothing() -> Answer {
    line(StatusCode::NOT_FOUND, "there is nothing here")
}

fn failed(error: &io::Error) -> Answer {
    if is_out_of_descriptors(error) {
        let mut answer = line(StatusCode::SERVICE_UNAVAILABLE, "too many files are open; ask again");
        set(&mut answer, "retry-after", "1");
        return answer;
    }
    line(StatusCode::INTERNAL_SERVER_ERROR, "this file cannot be read")
}

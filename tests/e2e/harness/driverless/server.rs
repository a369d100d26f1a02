//! The port that WebDriver's commands come to, for one browser.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::CONTENT_TYPE;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::OnceCell;

use super::page::Page;

/// Listens on a port of its own; the first session starts the browser, and its end ends it.
/// What the browser writes is in a folder.
pub(in super::super) async fn serve(folder: PathBuf) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let folder = Arc::new(folder);
    tokio::spawn(async move {
        let page = Arc::<OnceCell<Page>>::default();
        while let Ok((stream, _)) = listener.accept().await {
            let (page, folder) = (Arc::clone(&page), Arc::clone(&folder));
            let service = service_fn(move |request| answer(Arc::clone(&page), Arc::clone(&folder), request));
            // A client that hangs up is no news.
            tokio::spawn(async move {
                let connection = hyper::server::conn::http1::Builder::new();
                let _ = connection.serve_connection(TokioIo::new(stream), service).await;
            });
        }
    });
    port
}

async fn answer(
    page: Arc<OnceCell<Page>>,
    folder: Arc<PathBuf>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let body = serde_json::from_slice(&body).unwrap_or_default();
    let outcome = command(&page, &folder, &head.method, head.uri.path(), &body).await;
    let (status, value) = match outcome {
        Ok(value) => (200, value),
        Err(message) => {
            let kind = ["javascript error", "timeout", "unknown command", "no such element"];
            let kind = kind.into_iter().find(|kind| message.starts_with(kind)).unwrap_or("unknown error");
            (500, json!({ "error": kind, "message": message, "stacktrace": "" }))
        }
    };
    let content = Full::from(json!({ "value": value }).to_string());
    let response = Response::builder().status(status).header(CONTENT_TYPE, "application/json; charset=utf-8");
    Ok(response.body(content).expect("an answer that can be sent"))
}

async fn command(
    page: &OnceCell<Page>,
    folder: &Path,
    method: &Method,
    path: &str,
    body: &Value,
) -> Result<Value, String> {
    let words: Vec<&str> = path.split('/').skip(1).collect();
    if words == ["session"] {
        let wanted = &body["capabilities"]["alwaysMatch"];
        let options = &wanted["goog:chromeOptions"];
        page.get_or_try_init(|| Page::start(options, folder)).await?;
        return Ok(json!({ "sessionId": "only", "capabilities": wanted }));
    }
    let page = page.get().ok_or("there is no session")?;
    match (method.as_str(), words.get(2..).unwrap_or_default()) {
        ("DELETE", []) => {
            page.stop().await;
            Ok(Value::Null)
        }
        ("POST", ["url"]) => page.open(&body["url"]).await,
        ("GET", ["url"]) => page.execute("return location.href", &[]).await,
        ("GET", ["title"]) => page.execute("return document.title", &[]).await,
        ("POST", ["back"]) => page.go(-1).await,
        ("POST", ["forward"]) => page.go(1).await,
        ("POST", ["refresh"]) => page.reload().await,
        ("POST", ["execute", "sync"]) => {
            let arguments = body["args"].as_array().map(Vec::as_slice).unwrap_or_default();
            page.execute(body["script"].as_str().unwrap_or_default(), arguments).await
        }
        ("GET", ["screenshot"]) => {
            let picture = page.cdp("Page.captureScreenshot", &json!({ "format": "png" })).await?;
            Ok(picture["data"].clone())
        }
        ("POST", ["element", element, "click"]) => page.click(element).await,
        ("POST", ["element", element, "value"]) => page.fill(element, &body["text"]).await,
        ("POST", ["actions"]) => page.press(&body["actions"]).await,
        ("POST", ["goog", "cdp", "execute"]) => {
            page.cdp(body["cmd"].as_str().unwrap_or_default(), &body["params"]).await
        }
        ("POST", ["se", "log"]) => Ok(page.log()),
        _ => Err(format!("unknown command: {method} {path}")),
    }
}

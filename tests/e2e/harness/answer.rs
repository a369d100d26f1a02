//! What the [`Site`](super::Site) answers: bytes with their headers, whole, compressed, or cut off in the middle.

use std::io::Write;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::Response;
use hyper::body::{Body, Bytes, Frame};
use hyper::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE,
};
use tokio::time::Sleep;

/// An answer to be sent.
pub(super) struct Answer {
    status: u16,
    kind: &'static str,
    content: Vec<u8>,
    is_cut: bool,
    is_packed: bool,
}

impl Answer {
    pub(super) fn new(status: u16, kind: &'static str, content: Vec<u8>) -> Self {
        Self { status, kind, content, is_cut: false, is_packed: false }
    }

    /// The connection ends after half of it.
    pub(super) fn cut(self) -> Self {
        Self { is_cut: true, ..self }
    }

    /// With Brotli at a low level, which is quick and close enough to what a host sends.
    pub(super) fn compressed(self) -> Self {
        let mut packer = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 22);
        packer.write_all(&self.content).expect("memory takes everything");
        Self { content: packer.into_inner(), is_packed: true, ..self }
    }

    pub(super) fn respond(self, policy: &str, is_shared: bool) -> Response<Content> {
        let mut response = Response::builder()
            .status(self.status)
            .header(CONTENT_TYPE, self.kind)
            .header(CONTENT_LENGTH, self.content.len())
            .header(CACHE_CONTROL, "no-store")
            .header("x-content-type-options", "nosniff");
        if !policy.is_empty() {
            response = response.header(CONTENT_SECURITY_POLICY, policy);
        }
        if is_shared {
            response = response.header(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        if self.is_packed {
            response = response.header(CONTENT_ENCODING, "br");
        }
        let end = if self.is_cut { End::Cut(Box::pin(tokio::time::sleep(FLUSH))) } else { End::Whole };
        let content = Content { bytes: Some(Bytes::from(self.content)), end };
        response.body(content).expect("an answer that can be sent")
    }
}

/// The bytes of an answer: all of them, or half and then the end of the connection.
pub(super) struct Content {
    bytes: Option<Bytes>,
    end: End,
}

enum End {
    Whole,
    /// After a moment: the first half must have left, or the browser would see no answer at all.
    Cut(Pin<Box<Sleep>>),
}

const FLUSH: Duration = Duration::from_millis(100);

impl Body for Content {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let bytes = self.bytes.take();
        match (bytes, &mut self.end) {
            (Some(bytes), End::Whole) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            (None, End::Whole) => Poll::Ready(None),
            (Some(bytes), End::Cut(_)) => Poll::Ready(Some(Ok(Frame::data(bytes.slice(..bytes.len() / 2))))),
            (None, End::Cut(moment)) => moment
                .as_mut()
                .poll(context)
                .map(|()| Some(Err(std::io::Error::other("cut, as the test wished")))),
        }
    }
}

/// The content type of a path.
pub(super) fn kind(path: &str) -> &'static str {
    if path.ends_with('/') {
        return "text/html; charset=utf-8";
    }
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
pub(super) fn decoded(path: &str) -> String {
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

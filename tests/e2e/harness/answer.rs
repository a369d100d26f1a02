//! What the [`Site`](super::Site) answers: bytes with their headers, whole, compressed, little by little, or cut off in
//! the middle.

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
    pace: Pace,
    is_packed: bool,
    cache: &'static str,
}

/// How the bytes of an answer come.
pub(super) enum Pace {
    /// All at once.
    Whole,
    /// Half of them, and then the end of the connection.
    Cut,
    /// At first a part, then so many at a time, and the rest once this says so.
    Held { at_first: Part, at_a_time: usize, is_over: Box<dyn Fn() -> bool + Send + Sync> },
}

/// A part of an answer.
pub(super) enum Part {
    /// Nothing.
    None,
    /// Half of it.
    Half,
}

impl Answer {
    pub(super) fn new(status: u16, kind: &'static str, content: Vec<u8>) -> Self {
        Self { status, kind, content, pace: Pace::Whole, is_packed: false, cache: "no-store" }
    }

    /// It comes in another way.
    pub(super) fn at_pace(self, pace: Pace) -> Self {
        Self { pace, ..self }
    }

    /// With another header `cache-control`.
    pub(super) fn cached(self, cache: &'static str) -> Self {
        Self { cache, ..self }
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
            .header(CACHE_CONTROL, self.cache)
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
        let rest = Bytes::from(self.content);
        response.body(Content { rest, pace: self.pace, pause: None }).expect("an answer that can be sent")
    }
}

/// The bytes of an answer that were not sent yet.
pub(super) struct Content {
    rest: Bytes,
    pace: Pace,
    pause: Option<Pin<Box<Sleep>>>,
}

/// What was sent must have left before more is sent, or the connection ends.
const PAUSE: Duration = Duration::from_millis(100);

impl Content {
    /// Sends so many bytes now, and pauses.
    fn part(&mut self, length: usize) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        self.pause = Some(Box::pin(tokio::time::sleep(PAUSE)));
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(length)))))
    }
}

impl Body for Content {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        loop {
            let was_begun = self.pause.is_some();
            if let Some(pause) = &mut self.pause {
                std::task::ready!(pause.as_mut().poll(context));
            }
            let half = self.rest.len() / 2;
            match &self.pace {
                Pace::Cut if !was_begun => return self.part(half),
                Pace::Cut => return Poll::Ready(Some(Err(std::io::Error::other("cut, as the test wished")))),
                Pace::Held { at_first: Part::Half, .. } if !was_begun => return self.part(half),
                Pace::Held { at_a_time, is_over, .. } if !is_over() => {
                    // Not to the last byte: the end is what is held.
                    let length = (*at_a_time).min(self.rest.len().saturating_sub(1));
                    if length > 0 {
                        return self.part(length);
                    }
                    self.pause = Some(Box::pin(tokio::time::sleep(PAUSE)));
                }
                Pace::Whole | Pace::Held { .. } if self.rest.is_empty() => return Poll::Ready(None),
                Pace::Whole | Pace::Held { .. } => {
                    return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.rest)))));
                }
            }
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

//! Answers: their body, and those that are a line of text.

use std::convert::Infallible;
use std::io;

use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{HeaderName, HeaderValue};
use hyper::{Response, StatusCode};

/// What is sent, from memory or piece by piece from a file.
pub type Body = UnsyncBoxBody<Bytes, io::Error>;
/// An answer to a request.
pub type Answer = Response<Body>;

/// An answer with a text of this media type. Nobody keeps it, and no other site's page may read it.
pub fn text(status: StatusCode, media_type: &str, text: impl Into<Bytes>) -> Answer {
    let body = Full::new(text.into()).map_err(|never: Infallible| match never {});
    let mut answer = Response::new(body.boxed_unsync());
    *answer.status_mut() = status;
    set(&mut answer, "content-type", media_type);
    set(&mut answer, "cache-control", "no-store");
    set(&mut answer, "cross-origin-resource-policy", "same-origin");
    set(&mut answer, "x-content-type-options", "nosniff");
    answer
}

/// An answer that is a line for a person.
pub fn line(status: StatusCode, line: &'static str) -> Answer {
    text(status, "text/plain; charset=utf-8", format!("{line}\n"))
}

/// Sets a header; what a header cannot hold leaves it out.
pub fn set(answer: &mut Answer, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
        answer.headers_mut().insert(name, value);
    }
}

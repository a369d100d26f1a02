//! What [`tower_http`] does not know of conditions: `if-range`, and when a `range` is none.

use std::io;

use hyper::header::{self, HeaderMap};
use hyper::{Method, Request};

use super::content::Directory;

/// Leaves `range` in a request only where a part of the file is to be sent.
///
/// - HEAD has no parts, and a range that cannot be read is none (RFC 9110, 14.2).
/// - With `if-range` a part is sent only of the very content that the client has another part of.
/// - A part is one of the file as it lies on the disk, and never of a compressed one.
pub async fn settle_range(directory: &mut Directory, request: &mut Request<()>) -> io::Result<()> {
    let Some(range) = request.headers().get(header::RANGE) else { return Ok(()) };
    let is_readable = range.to_str().is_ok_and(|range| http_range_header::parse_range_header(range).is_ok());
    if request.method() == Method::HEAD || !is_readable {
        request.headers_mut().remove(header::RANGE);
        return Ok(());
    }
    let Some(condition) = text(request.headers(), header::IF_RANGE) else {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
        return Ok(());
    };
    let mut asked = Request::new(());
    *asked.method_mut() = Method::HEAD;
    *asked.uri_mut() = request.uri().clone();
    let has_part_of_this = is_met(condition, directory.try_call(asked).await?.headers());
    let needless = if has_part_of_this { header::ACCEPT_ENCODING } else { header::RANGE };
    request.headers_mut().remove(needless);
    Ok(())
}

/// Whether an `if-range` names the content that these headers describe: by a strong tag, or by its time.
fn is_met(condition: &str, described: &HeaderMap) -> bool {
    if condition.starts_with('"') {
        return text(described, header::ETAG) == Some(condition);
    }
    let time = |text: &str| httpdate::parse_http_date(text).ok();
    time(condition)
        .is_some_and(|wanted| text(described, header::LAST_MODIFIED).and_then(time) == Some(wanted))
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_continues_only_what_it_is_a_part_of() {
        let mut described = HeaderMap::new();
        described.insert(header::ETAG, "\"a\"".parse().unwrap());
        described.insert(header::LAST_MODIFIED, "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap());
        for met in ["\"a\"", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"] {
            assert!(is_met(met, &described), "{met}");
        }
        for other in ["\"b\"", "W/\"a\"", "a", "", "*", "Sun, 06 Nov 1994 08:49:38 GMT"] {
            assert!(!is_met(other, &described), "{other}");
        }
        assert!(!is_met("Sun, 06 Nov 1994 08:49:37 GMT", &HeaderMap::new()));
    }
}

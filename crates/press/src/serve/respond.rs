//! The answer to a request.

use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use super::Options;
use super::files::{self, Found};
use super::negotiate::{self, Asked, Encoding};
use super::preview::{State, page};
use super::trouble::{Counter, Paced};
use crate::build::ledger;
use crate::hosting::{headers, types};

/// A site being served.
#[derive(Debug)]
pub struct Site {
    options: Options,
    counter: Counter,
    kept: Mutex<HashMap<(PathBuf, Encoding), Kept>>,
}

/// A file as it was last sent.
#[derive(Clone, Debug)]
struct Kept {
    stamp: (u64, SystemTime),
    tag: String,
    content: Bytes,
}

type Answer = Response<Paced>;

const HTML: &str = "text/html; charset=utf-8";

impl Site {
    /// A site under its options.
    pub fn new(options: Options) -> Self {
        Self { options, counter: Counter::default(), kept: Mutex::default() }
    }

    /// Answers a request.
    pub async fn answer(&self, request: Request<Incoming>) -> Answer {
        let path = request.uri().path().to_owned();
        let trouble = &self.options.trouble;
        if !trouble.latency.is_zero() {
            tokio::time::sleep(trouble.latency).await;
        }
        if trouble.fails(&path, &self.counter) {
            return self.plain(StatusCode::SERVICE_UNAVAILABLE, "out of order on request\n");
        }
        let is_head = request.method() == Method::HEAD;
        if !is_head && request.method() != Method::GET {
            let mut answer = self.plain(StatusCode::METHOD_NOT_ALLOWED, "GET and HEAD only\n");
            answer.headers_mut().insert("allow", HeaderValue::from_static("GET, HEAD"));
            return answer;
        }
        let state = self.options.preview.as_ref().map(|preview| preview.state());
        let base = state.as_ref().map_or(&self.options.base, |state| &state.base);
        let base = base.trim_end_matches('/');
        let Some(inner) = path.strip_prefix(base).filter(|inner| inner.starts_with('/')) else {
            return if path == base {
                self.redirect(&format!("{base}/"), &request)
            } else {
                self.not_found(&request)
            };
        };
        let own = state.as_ref().and_then(|state| self.of_preview(inner, state));
        let mut answer = own.unwrap_or_else(|| match files::find(&self.options.site, inner) {
            Found::File(name, file) => {
                self.file(&name, &file, request.headers(), StatusCode::OK, trouble.cuts(&path))
            }
            Found::Folder => self.redirect(&format!("{path}/"), &request),
            Found::Nothing => self.not_found(&request),
        });
        if is_head {
            *answer.body_mut() = Paced::new(Bytes::new(), trouble, false);
        }
        answer
    }

    /// What a preview has beside the site: its own files, and a page while there is no site yet.
    fn of_preview(&self, path: &str, state: &State) -> Option<Answer> {
        let own = path.strip_prefix(page::FOLDER).and_then(|name| page::file(name, state));
        let (status, media_type, text) = match own {
            Some((media_type, text)) => (StatusCode::OK, media_type, text),
            None if state.version.is_empty() => {
                (StatusCode::SERVICE_UNAVAILABLE, HTML, page::nothing_built(&state.base, state))
            }
            None => return None,
        };
        let mut answer = Response::new(Paced::new(text.into(), &self.options.trouble, false));
        *answer.status_mut() = status;
        set(&mut answer, "content-type", media_type);
        set(&mut answer, "cache-control", "no-store");
        set(&mut answer, "content-security-policy", headers::CSP);
        Some(answer)
    }

    fn plain(&self, status: StatusCode, text: &'static str) -> Answer {
        let mut answer =
            Response::new(Paced::new(Bytes::from_static(text.as_bytes()), &self.options.trouble, false));
        *answer.status_mut() = status;
        answer.headers_mut().insert("content-type", HeaderValue::from_static("text/plain; charset=utf-8"));
        answer
    }

    /// To the folder's address, the query kept: relative links of its page need the slash.
    fn redirect(&self, path: &str, request: &Request<Incoming>) -> Answer {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        let mut answer = self.plain(StatusCode::PERMANENT_REDIRECT, "");
        if let Ok(location) = HeaderValue::from_str(&format!("{path}{query}")) {
            answer.headers_mut().insert("location", location);
        }
        answer
    }

    fn not_found(&self, request: &Request<Incoming>) -> Answer {
        let file = self.options.site.join("404.html");
        if file.is_file() {
            return self.file("404.html", &file, request.headers(), StatusCode::NOT_FOUND, false);
        }
        self.plain(StatusCode::NOT_FOUND, "there is nothing here\n")
    }

    fn file(&self, name: &str, file: &Path, asked: &HeaderMap, status: StatusCode, cut: bool) -> Answer {
        let text = |header: &str| asked.get(header).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (media_type, compress) = types::of(name);
        let wants_part = asked.contains_key("range");
        // A page of a preview is the site's, and a script beside it.
        let preview =
            self.options.preview.as_ref().filter(|_| media_type == HTML).map(|preview| preview.state());
        let encoding = if compress && !wants_part && preview.is_none() {
            negotiate::encoding(text("accept-encoding"))
        } else {
            Encoding::Identity
        };
        let Ok(mut kept) = self.content(file, encoding) else {
            return self.plain(StatusCode::INTERNAL_SERVER_ERROR, "this file cannot be read\n");
        };
        if let Some(state) = preview {
            kept.content = page::with_script(&kept.content, &state.base, &state).into();
            kept.tag = format!("{}-{}\"", kept.tag.trim_end_matches('"'), state.version);
        }
        let trouble = &self.options.trouble;
        if asked.contains_key("if-none-match") && negotiate::matches(text("if-none-match"), &kept.tag) {
            let mut answer = Response::new(Paced::new(Bytes::new(), trouble, false));
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            self.add_headers(&mut answer, name, media_type, &kept, encoding, compress);
            answer.headers_mut().remove("content-encoding");
            return answer;
        }
        let length = kept.content.len() as u64;
        let fresh = text("if-range").is_empty() || text("if-range") == kept.tag;
        let part = if wants_part && fresh { negotiate::range(text("range"), length) } else { Asked::Whole };
        let mut answer = match part {
            Asked::Whole => {
                let mut answer = Response::new(Paced::new(kept.content.clone(), trouble, cut));
                *answer.status_mut() = status;
                answer
            }
            Asked::Part(part) => {
                let bytes = kept.content.slice(part.start as usize..part.end as usize);
                let mut answer = Response::new(Paced::new(bytes, trouble, cut));
                *answer.status_mut() = StatusCode::PARTIAL_CONTENT;
                set(&mut answer, "content-range", &format!("bytes {}-{}/{length}", part.start, part.end - 1));
                answer
            }
            Asked::Outside => {
                let mut answer = self.plain(StatusCode::RANGE_NOT_SATISFIABLE, "");
                set(&mut answer, "content-range", &format!("bytes */{length}"));
                return answer;
            }
        };
        self.add_headers(&mut answer, name, media_type, &kept, encoding, compress);
        answer
    }

    fn add_headers(
        &self,
        answer: &mut Answer,
        name: &str,
        media_type: &str,
        kept: &Kept,
        encoding: Encoding,
        varies: bool,
    ) {
        set(answer, "content-type", media_type);
        set(answer, "etag", &kept.tag);
        set(answer, "accept-ranges", "bytes");
        set(answer, "last-modified", &http_date(kept.stamp.1));
        if varies {
            set(answer, "vary", "accept-encoding");
        }
        if let Some((name, _)) = encoding.names() {
            set(answer, "content-encoding", name);
        }
        for (name, value) in headers::of(name) {
            set(answer, name, value);
        }
        if self.options.preview.is_some() {
            // What was just edited is wanted, and not what it was a minute ago.
            set(answer, "cache-control", "no-cache");
        }
    }

    /// A file's content in an encoding: made ahead, kept from last time, or made now.
    fn content(&self, file: &Path, encoding: Encoding) -> std::io::Result<Kept> {
        let data = fs::metadata(file)?;
        let stamp = (data.len(), data.modified().unwrap_or(UNIX_EPOCH));
        let key = (file.to_owned(), encoding);
        let kept = self.kept.lock().ok().and_then(|kept| kept.get(&key).cloned());
        if let Some(kept) = kept.filter(|kept| kept.stamp == stamp) {
            return Ok(kept);
        }
        let plain = fs::read(file)?;
        let tag = format!(
            "\"{}{}\"",
            &ledger::hash(&plain)[..16],
            encoding.names().map(|(_, ending)| format!("-{ending}")).unwrap_or_default()
        );
        let content = encode(file, plain, encoding)?;
        let made = Kept { stamp, tag, content: content.into() };
        if let Ok(mut kept) = self.kept.lock() {
            // A preview of a large paper must not fill the memory.
            const MOST: usize = 2000;
            if kept.len() >= MOST {
                kept.clear();
            }
            kept.insert(key, made.clone());
        }
        Ok(made)
    }
}

fn encode(file: &Path, plain: Vec<u8>, encoding: Encoding) -> std::io::Result<Vec<u8>> {
    const BROTLI_LEVEL: u32 = 5;
    let Some((_, ending)) = encoding.names() else { return Ok(plain) };
    let mut ahead = file.as_os_str().to_owned();
    ahead.push(format!(".{ending}"));
    if let Ok(made) = fs::read(&ahead) {
        return Ok(made);
    }
    match encoding {
        Encoding::Brotli => {
            let mut out = Vec::new();
            let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, BROTLI_LEVEL, 22);
            writer.write_all(&plain)?;
            drop(writer);
            Ok(out)
        }
        Encoding::Gzip => {
            let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            writer.write_all(&plain)?;
            writer.finish()
        }
        Encoding::Identity => Ok(plain),
    }
}

fn set(answer: &mut Answer, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
        answer.headers_mut().insert(name, value);
    }
}

/// `Fri, 16 Sep 2022 00:00:00 GMT`.
fn http_date(time: SystemTime) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let seconds = time.duration_since(UNIX_EPOCH).map(|since| since.as_secs()).unwrap_or_default();
    let date = i64::try_from(seconds / 86_400).ok().and_then(masthead_edition::date::Date::from_day_number);
    let Some(date) = date else { return String::new() };
    let weekday = DAYS[usize::from(date.weekday().number() - 1) % 7];
    let month = MONTHS[usize::from(date.month() - 1) % 12];
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{weekday}, {:02} {month} {:04} {hour:02}:{minute:02}:{second:02} GMT", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_http_writes_them() {
        let time = UNIX_EPOCH + std::time::Duration::from_secs(784_111_777);
        assert_eq!(http_date(time), "Sun, 06 Nov 1994 08:49:37 GMT");
    }
}

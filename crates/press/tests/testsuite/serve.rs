//! `masthead serve`: what a CDN sends, and what a bad network makes of it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::case::Case;

pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) address: String,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Server {
    fn start(case: &Case, more: &[&str]) -> Self {
        Self::of(case, "site", more)
    }

    /// Serves a folder, with a folder for temporary files that nobody else uses.
    pub(crate) fn of(case: &Case, folder: &str, more: &[&str]) -> Self {
        std::fs::create_dir_all(case.path("tmp")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_masthead"))
            .args([&["serve", folder, "--port", "0"], more].concat())
            .env("TMPDIR", case.path("tmp"))
            .current_dir(case.path(""))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
        Self { child, address }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n{more}\r\n",
            self.address
        )
        .unwrap();
        let mut raw = Vec::new();
        drop(stream.read_to_end(&mut raw));
        let end = raw.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(raw[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Answer { status, headers, body: raw[end + 4..].to_vec() }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

fn site() -> Case {
    let case = Case::new();
    let page = format!("<!DOCTYPE html><title>头版</title>{}", "<p>新郑时报</p>".repeat(500));
    case.write("site/index.html", page.as_bytes());
    case.write("site/404.html", "没有这一页".as_bytes());
    case.write("site/zzwb/2022-09-16/index.html", page.as_bytes());
    case.write("site/zzwb/2022-09-16/X04.pdf", &[7; 1000]);
    case.write("site/paper.json", format!("{{\"a\":\"{}\"}}", "b".repeat(5000)).as_bytes());
    case.write("site/.masthead/files.json", b"{}");
    case
}

#[test]
fn pages_have_types_policies_and_cache_rules() {
    let case = site();
    let server = Server::start(&case, &[]);
    let page = server.get("/");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    assert!(page.header("cache-control").contains("max-age=60"));
    let data = server.get("/paper.json");
    assert_eq!(
        (data.header("access-control-allow-origin"), data.header("content-security-policy")),
        ("*", "")
    );
    assert_eq!(server.get("/.masthead/files.json").status, 404);
    let missing = server.get("/nothing/");
    assert_eq!((missing.status, String::from_utf8(missing.body).unwrap().as_str()), (404, "没有这一页"));
    let moved = server.get("/zzwb/2022-09-16?from=x");
    assert_eq!((moved.status, moved.header("location")), (308, "/zzwb/2022-09-16/?from=x"));
    assert_eq!(server.ask("POST", "/", &[]).status, 405);
    let head = server.ask("HEAD", "/", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn text_is_compressed_and_comes_back_whole() {
    let case = site();
    let server = Server::start(&case, &[]);
    let plain = server.get("/").body;
    let brotli = server.ask("GET", "/", &[("accept-encoding", "gzip, br")]);
    assert_eq!((brotli.header("content-encoding"), brotli.header("vary")), ("br", "accept-encoding"));
    let mut decoded = Vec::new();
    brotli::Decompressor::new(brotli.body.as_slice(), 4096).read_to_end(&mut decoded).unwrap();
    assert_eq!(decoded, plain);
    let gzip = server.ask("GET", "/paper.json", &[("accept-encoding", "gzip")]);
    let mut decoded = Vec::new();
    flate2::read::GzDecoder::new(gzip.body.as_slice()).read_to_end(&mut decoded).unwrap();
    assert_eq!(decoded, server.get("/paper.json").body);
    assert_ne!(brotli.header("etag"), server.get("/").header("etag"), "each encoding has a tag of its own");
    assert_eq!(
        server
            .ask("GET", "/zzwb/2022-09-16/X04.pdf", &[("accept-encoding", "br")])
            .header("content-encoding"),
        ""
    );
}

#[test]
fn what_is_known_is_not_sent_again_and_changes_are_seen() {
    let case = site();
    let server = Server::start(&case, &[]);
    let tag = server.get("/").header("etag").to_owned();
    let again = server.ask("GET", "/", &[("if-none-match", &tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert!(again.header("cache-control").contains("max-age"));
    case.write("site/index.html", "<p>改了</p>".as_bytes());
    assert_eq!(server.ask("GET", "/", &[("if-none-match", &tag)]).status, 200);
}

#[test]
fn parts_are_sent() {
    let case = site();
    let server = Server::start(&case, &[]);
    let path = "/zzwb/2022-09-16/X04.pdf";
    let part = server.ask("GET", path, &[("range", "bytes=100-199")]);
    assert_eq!(
        (part.status, part.body.len(), part.header("content-range")),
        (206, 100, "bytes 100-199/1000")
    );
    let outside = server.ask("GET", path, &[("range", "bytes=5000-")]);
    assert_eq!((outside.status, outside.header("content-range")), (416, "bytes */1000"));
    let stale = server.ask("GET", path, &[("range", "bytes=0-9"), ("if-range", "\"other\"")]);
    assert_eq!((stale.status, stale.body.len()), (200, 1000));
}

#[test]
fn a_site_in_a_subfolder() {
    let case = site();
    let server = Server::start(&case, &["--base", "/paper/"]);
    assert_eq!(server.get("/paper/").status, 200);
    assert_eq!(server.get("/paper/paper.json").status, 200);
    assert_eq!(server.get("/paper.json").status, 404);
    assert_eq!(server.get("/paper").header("location"), "/paper/");
}

#[test]
fn trouble_on_request() {
    let case = site();
    let server = Server::start(&case, &["--fail-path", "^/paper", "--cut-path", "pdf$", "--latency", "30"]);
    assert_eq!(server.get("/paper.json").status, 503);
    let cut = server.get("/zzwb/2022-09-16/X04.pdf");
    assert_eq!((cut.status, cut.header("content-length"), cut.body.len()), (200, "1000", 500));
    let server = Server::start(&case, &["--fail-every", "2"]);
    assert_eq!([1, 2, 3, 4].map(|_| server.get("/").status), [200, 503, 200, 503]);
}

#[test]
fn a_slow_line_is_slow() {
    let case = site();
    let fast = Server::start(&case, &[]);
    let slow = Server::start(&case, &["--rate", "20"]);
    let time = |server: &Server| {
        let start = Instant::now();
        assert_eq!(server.get("/").body.len(), case.read("site/index.html").len());
        start.elapsed()
    };
    assert!(time(&slow) > time(&fast) * 5);
}

//! What a CDN sends: types, policies, encodings, parts, and what is not sent again.

use std::io::Read;

use super::{Server, site};

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

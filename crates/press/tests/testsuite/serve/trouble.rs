//! What a bad network makes of it, on request.

use std::time::Instant;

use super::{Server, site};

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

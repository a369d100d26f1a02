//! What a site publishes, and that pages of other sites may read it and nothing else.

use super::{Server, site};
use crate::pages::paper;

#[test]
fn other_sites_pages_may_read_what_is_published_and_nothing_else() {
    const ALLOWS: &str = "access-control-allow-origin";
    let case = site();
    let server = Server::start(&case, &["--fail-path", "broken"]);
    let tag = server.get("/paper.json").header("etag").to_owned();
    let known = [("if-none-match", tag.as_str())];
    let part = [("range", "bytes=0-9")];
    for (path, headers, status) in [
        ("/paper.json", &[][..], 200),
        ("/paper.json", &known, 304),
        ("/zzwb/2022-09-16/X04.pdf", &[], 200),
        ("/zzwb/2022-09-16/X04.pdf", &part, 206),
    ] {
        let answer = server.ask("GET", path, headers);
        assert_eq!((answer.status, answer.header(ALLOWS)), (status, "*"), "{path}");
    }
    for path in [
        "/",
        "/zzwb/2022-09-16/",
        "/zzwb/2022-09-16",
        "/nothing.json",
        "/.masthead/files.json",
        "/broken.json",
    ] {
        assert_eq!(server.get(path).header(ALLOWS), "", "{path}");
    }
    assert_eq!(server.ask("OPTIONS", "/paper.json", &[]).header(ALLOWS), "");

    let case = paper();
    let preview = Server::of(&case, "paper", &["--bundle", "bundle"]);
    assert_eq!(preview.get("/read/paper.json").header(ALLOWS), "*");
    for own in ["state.json", "preview.js", "preview.css", "nothing.json"] {
        let answer = preview.get(&format!("/read/.preview/{own}"));
        assert_eq!((answer.status == 200, answer.header(ALLOWS)), (own != "nothing.json", ""), "{own}");
        assert!(
            answer.status == 404 || answer.header("cross-origin-resource-policy") == "same-origin",
            "{own}"
        );
    }
}

#[test]
fn what_hosts_read_is_not_sent() {
    let case = site();
    for path in [
        "_headers",
        "_redirects",
        "_nginx/map.conf",
        ".nojekyll",
        "zzwb/.DS_Store",
        ".well-known/security.txt",
    ] {
        case.write(&format!("site/{path}"), b"x");
        let status = Server::start(&case, &[]).get(&format!("/{path}")).status;
        assert_eq!(status, if path.starts_with(".well-known") { 200 } else { 404 }, "{path}");
    }
}

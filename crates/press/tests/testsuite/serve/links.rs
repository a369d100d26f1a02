//! Symbolic links are followed within the site, and no further.
#![cfg(unix)]

use super::within::{SECRET, is_refused, with_secrets};
use super::{Server, site};
use crate::case::Case;
use crate::pages::paper;

/// Links of every kind that lead out of `folder`, and what they would show.
fn link_out(case: &Case, folder: &str) -> Vec<&'static str> {
    use std::os::unix::fs::symlink;
    let at = |name: &str| case.path(&format!("{folder}/{name}"));
    let secret = std::fs::canonicalize(case.path("secret.json")).unwrap();
    symlink(&secret, at("absolute.json")).unwrap();
    symlink(case.path("secret"), at("folder")).unwrap();
    symlink("absolute.json", at("twice.json")).unwrap();
    symlink("..", at("up")).unwrap();
    symlink("/", at("root")).unwrap();
    symlink("/dev/zero", at("zero.json")).unwrap();
    symlink(".masthead", at("books")).unwrap();
    symlink("circle", at("circle")).unwrap();
    std::fs::create_dir(at("lent")).unwrap();
    symlink(case.path("secret/index.html"), at("lent/index.html")).unwrap();
    // A compressed file beside one of the site's own.
    std::fs::write(at("mine.json"), "{}").unwrap();
    symlink(&secret, at("mine.json.br")).unwrap();
    symlink(&secret, at("mine.json.gz")).unwrap();
    vec![
        "absolute.json",
        "folder",
        "folder/",
        "folder/index.html",
        "twice.json",
        "up/secret.json",
        "up/secret/",
        "root/etc/passwd",
        "zero.json",
        "books/files.json",
        "circle",
        "lent",
        "lent/",
        "lent/index.html",
        "mine.json.br",
        "mine.json.gz",
    ]
}

fn refuses_links(server: &Server, base: &str, links: &[&str]) {
    for link in links {
        for method in ["GET", "HEAD"] {
            let path = format!("{base}{link}");
            let answer = server.ask(method, &path, &[("accept-encoding", "br, gzip")]);
            is_refused(&answer, &path);
            assert_eq!(answer.status, 404, "{path}");
        }
    }
    for encoding in ["br", "gzip", ""] {
        let mine = server.ask("GET", &format!("{base}mine.json"), &[("accept-encoding", encoding)]);
        assert_eq!(mine.status, 200);
        assert!(!String::from_utf8_lossy(&mine.body).contains(SECRET), "{encoding}");
    }
}

#[test]
fn symbolic_links_that_lead_out_are_refused_and_others_followed() {
    let case = site();
    with_secrets(&case);
    std::os::unix::fs::symlink("paper.json", case.path("site/other.json")).unwrap();
    std::os::unix::fs::symlink("zzwb", case.path("site/newest")).unwrap();
    let links = link_out(&case, "site");
    let server = Server::start(&case, &[]);
    refuses_links(&server, "/", &links);
    assert_eq!(server.get("/other.json").body, server.get("/paper.json").body);
    assert_eq!(server.get("/newest/2022-09-16/").status, 200);
}

#[test]
fn symbolic_links_that_lead_out_of_a_preview_are_refused() {
    let case = paper();
    with_secrets(&case);
    let server = Server::of(&case, "paper", &["--bundle", "bundle"]);
    let folder = std::fs::read_dir(case.path("tmp"))
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name().into_string().unwrap());
    let folder = folder.into_iter().find(|name| name.starts_with("masthead-preview-")).unwrap();
    let links = link_out(&case, &format!("tmp/{folder}"));
    refuses_links(&server, "/read/", &links);
}

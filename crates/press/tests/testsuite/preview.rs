//! `masthead serve PAPER`: what a person sees who edits a paper beside its preview.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::case::files;
use crate::pages::{edition, paper};
use crate::serve::Server;

const ARTICLE: &str = "/read/hwrb/2024-01-02/A01/a/";

fn state(server: &Server) -> Value {
    serde_json::from_slice(&server.get("/read/.preview/state.json").body).unwrap()
}

/// Waits until the preview's state is as wanted: it builds in its own time.
fn until(server: &Server, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    let begin = Instant::now();
    loop {
        let now = state(server);
        if wanted(&now) {
            return now;
        }
        assert!(begin.elapsed() < Duration::from_secs(60), "{what}: {now}");
        std::thread::sleep(Duration::from_millis(30));
    }
}

fn text(server: &Server, path: &str) -> String {
    String::from_utf8(server.get(path).body).unwrap()
}

#[test]
fn an_edited_paper_is_built_anew_and_a_broken_one_leaves_the_site_as_it_was() {
    let case = paper();
    let server = Server::of(&case, "paper", &["--bundle", "bundle"]);
    let page = server.get(ARTICLE);
    assert_eq!(page.status, 200);
    assert!(page.header("content-security-policy").contains("default-src 'none'"), "the policy of the host");
    assert_eq!(page.header("cache-control"), "no-cache", "what was edited is seen at once");
    let first = state(&server);
    let version = first["version"].as_str().unwrap();
    let page = String::from_utf8(page.body).unwrap();
    assert!(page.contains(&format!("<script src=\"/read/.preview/preview.js\" data-version=\"{version}\">")));
    for (file, media_type) in [("preview.js", "text/javascript"), ("preview.css", "text/css")] {
        let own = server.get(&format!("/read/.preview/{file}"));
        assert_eq!(own.status, 200, "{file}");
        assert!(own.header("content-type").starts_with(media_type), "{file}");
    }

    edition(&case, "hwrb", "2024-01-02", r#""body": [{ "type": "paragraph", "text": "夜里涨了两寸水。" }]"#);
    let second = until(&server, "built anew", |now| now["version"] != first["version"]);
    assert!(text(&server, ARTICLE).contains("两寸水"));

    case.write("paper/hwrb/2024-01-02/edition.json", b"{ \"version\": 1,\n  \"pages\": <b>");
    let broken = until(&server, "the finding", |now| now["errors"] != serde_json::json!([]));
    let error = broken["errors"][0].as_str().unwrap();
    assert!(error.starts_with("hwrb/2024-01-02/edition.json: ") && error.contains("line 2"), "{error}");
    assert_eq!(broken["version"], second["version"], "open pages stay");
    assert!(text(&server, ARTICLE).contains("两寸水"), "the last good site goes on being served");

    edition(&case, "hwrb", "2024-01-02", r#""body": [{ "type": "paragraph", "text": "夜里涨了一寸水。" }]"#);
    until(&server, "mended", |now| {
        now["errors"] == serde_json::json!([]) && now["version"] != second["version"]
    });
    assert!(text(&server, ARTICLE).contains("一寸水"));
}

#[test]
fn a_paper_that_is_broken_from_the_beginning_is_served_once_it_is_mended() {
    let case = paper();
    let settings = case.read("paper/masthead.toml");
    case.write("paper/masthead.toml", b"title = \"<i>a</i>\"\ntitel = \"b\"\n");
    let server = Server::of(&case, "paper", &["--bundle", "bundle"]);
    let page = server.get("/hwrb/");
    assert_eq!(page.status, 503);
    let page = String::from_utf8(page.body).unwrap();
    assert!(page.contains("masthead.toml: ") && page.contains("titel"), "{page}");
    assert!(page.contains("/.preview/preview.js"), "it becomes the newspaper by itself");
    case.write("paper/masthead.toml", settings.as_bytes());
    let begin = Instant::now();
    while server.get(ARTICLE).status != 200 {
        assert!(begin.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(30));
    }
}

#[test]
#[cfg(unix)]
fn an_interrupted_preview_leaves_nothing() {
    let case = paper();
    // Once it is served, and while it is still being built.
    for (is_served, signal) in [(true, "INT"), (false, "TERM"), (false, "HUP")] {
        let mut child = if is_served {
            let mut server = Server::of(&case, "paper", &["--bundle", "bundle"]);
            assert!(files(&case.path("tmp")).iter().any(|path| path.ends_with("/paper.json")));
            std::mem::replace(&mut server.child, Command::new("true").spawn().unwrap())
        } else {
            Command::new(env!("CARGO_BIN_EXE_masthead"))
                .args(["serve", "paper", "--port", "0", "--bundle", "bundle"])
                .current_dir(case.path(""))
                .env("TMPDIR", case.path("tmp"))
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        };
        while std::fs::read_dir(case.path("tmp")).unwrap().next().is_none() {
            assert!(child.try_wait().unwrap().is_none());
            std::thread::sleep(Duration::from_millis(1));
        }
        let sent =
            Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert!(child.wait().unwrap().success(), "{signal} is how a preview ends");
        let left: Vec<_> = std::fs::read_dir(case.path("tmp")).unwrap().flatten().collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

#[test]
fn a_site_is_served_as_it_lies_on_the_disk() {
    let case = paper();
    crate::pages::build(&case, "site", &[]);
    let server = Server::of(&case, "site", &["--base", "/read/"]);
    assert_eq!(text(&server, ARTICLE), case.read("site/hwrb/2024-01-02/A01/a/index.html"));
    assert_eq!(server.get("/read/.preview/state.json").status, 404);
    for path in files(&case.path("site")) {
        assert!(!path.contains("preview"), "{path}");
    }
}

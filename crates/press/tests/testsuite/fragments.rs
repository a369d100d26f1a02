//! HTML of the publisher's own: around the reader, and never in it.

use crate::case::{Case, files};
use crate::pages::{build, paper};

fn with(settings: &str) -> Case {
    let case = paper();
    let all = case.read("paper/masthead.toml").replacen(
        "[[publications]]",
        &format!("[fragments]\n{settings}\n[[publications]]"),
        1,
    );
    case.write("paper/masthead.toml", all.as_bytes());
    case
}

#[test]
fn they_stand_outside_the_reader_on_every_page_and_the_end_of_articles_shows_on_articles() {
    let case = with(
        "header = \"fragments/header.html\"\narticle_end = \"fragments/end.html\"\nfooter = \"fragments/footer.html\"",
    );
    case.write("paper/fragments/header.html", "\u{feff}<nav><a href=\"/\">河湾网</a></nav>\n".as_bytes());
    case.write("paper/fragments/end.html", "<p>订阅通讯</p>".as_bytes());
    case.write(
        "paper/fragments/footer.html",
        "<p>河湾路一号</p><script src=\"/read/fragments/house.js\"></script>".as_bytes(),
    );
    case.write("paper/fragments/house.js", b"1;");
    build(&case, "site", &[]);
    for (path, hidden) in [
        ("index.html", " hidden"),
        ("404.html", " hidden"),
        ("hwrb/2024-01-02/A01/index.html", " hidden"),
        ("hwrb/2024-01-02/A01/a/index.html", ""),
    ] {
        let page = case.read(&format!("site/{path}"));
        let header = "<body><header class=\"masthead-fragment\">\n<nav><a href=\"/\">河湾网</a></nav>\n</header>\n<masthead-reader ";
        assert!(page.contains(header), "{path}");
        let (inside, after) = page.split_once("</masthead-reader>").unwrap();
        let end = format!(
            "<aside class=\"masthead-fragment\" data-on=\"article\"{hidden}>\n<p>订阅通讯</p>\n</aside>\n<footer class=\"masthead-fragment\">\n<p>河湾路一号</p>"
        );
        assert!(after.starts_with(&end), "{path}: {after}");
        assert!(!inside.contains("订阅通讯") && !inside.contains("\u{feff}"), "{path}");
        let script = after.split("src=\"/read/").nth(2).unwrap().split('"').next().unwrap();
        assert!(case.read(&format!("site/{script}")).contains("MutationObserver"), "{script}");
    }
    let published: Vec<String> = files(&case.path("site/fragments"));
    assert_eq!(published, ["house.js"], "what fragments load, and not they themselves");

    case.write("paper/fragments/footer.html", "<p>河湾路二号</p>".as_bytes());
    build(&case, "site", &[]);
    build(&case, "other", &[]);
    assert!(case.tree("site") == case.tree("other"), "a changed fragment is on every page");
}

#[test]
fn a_fragment_that_would_break_pages_stops_the_build_and_check_names_it() {
    let case = with("header = \"header.html\"\nfooter = \"nothing.html\"");
    case.write("paper/header.html", b"<div>\n<p onclick=\"x()\">a</p></div>");
    let run = case.run(&["build", "paper", "--out", "site", "--bundle", "bundle"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("header.html: line 2: the attribute onclick"), "{}", run.stderr);
    assert!(case.tree("site").is_empty());
    let check = case.run(&["check", "paper", "--json"]);
    assert_eq!(check.stdout.matches("\"bad-fragment\"").count(), 2, "{}", check.stdout);
    case.write("paper/header.html", "<p>a</p>".repeat(10_000).as_bytes());
    let run = case.run(&["build", "paper", "--out", "site", "--bundle", "bundle"]);
    assert!(run.stderr.contains("78 KB"), "{}", run.stderr);
}

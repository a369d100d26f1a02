//! What a built site has beside its pages, for each host; and what is gone when an article is withdrawn.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Duration;

use scraper::Html;

use crate::case::{Case, files};
use crate::pages::{build, edition, paper};

const URL: &str = "https://paper.example.com/read/";

/// Every file of a site with what it says once decoded.
fn decoded(case: &Case, site: &str) -> Vec<(String, String)> {
    let tree = case.tree(site).into_iter();
    tree.map(|(path, content)| {
        let mut text = Vec::new();
        if path.ends_with(".br") {
            brotli::Decompressor::new(content.as_slice(), 4096).read_to_end(&mut text).unwrap();
        } else if path.ends_with(".gz") {
            flate2::read::GzDecoder::new(content.as_slice()).read_to_end(&mut text).unwrap();
        } else {
            text = content;
        }
        (path, String::from_utf8_lossy(&text).into_owned())
    })
    .collect()
}

#[test]
fn a_withdrawn_article_leaves_its_address_and_nothing_else() {
    let case = paper();
    build(&case, "site", &["--host", "nginx"]);
    let holders = |case: &Case| {
        let all = decoded(case, "site")
            .into_iter()
            .filter(|(path, _)| path.contains("hwrb/") || !path.contains('/'));
        all.filter(|(_, text)| text.contains("三寸水")).map(|(path, _)| path).collect::<Vec<_>>()
    };
    assert!(holders(&case).len() > 6, "{:?}", holders(&case));
    for date in ["2023-12-31", "2024-01-02", "2024-01-03"] {
        let gone = r#""deck": "夜里三寸水", "status": { "type": "withdrawn", "date": "2024-01-04", "note": "来源有误" }, "body": [{ "type": "paragraph", "text": "夜里涨了三寸水。" }]"#;
        edition(&case, "hwrb", date, gone);
    }
    build(&case, "site", &["--host", "nginx"]);
    assert_eq!(holders(&case), Vec::<String>::new(), "no file of the site, decoded, still has the text");
    assert!(!case.path("site/hwrb/2024-01-03/a.jpg").exists(), "nor its picture");
    let page = case.read("site/hwrb/2024-01-03/A01/a/index.html");
    assert!(page.contains("来源有误") && page.contains("noindex") && !page.contains("NewsArticle"));
    for (path, text) in decoded(&case, "site") {
        let lists = path.contains("sitemap") || path.contains("feed.");
        assert!(!(lists && text.contains("hwrb/2024-01-03/A01/a/")), "{path}");
    }
}

#[test]
fn site_maps_and_feeds_lead_to_pages_that_are_there() {
    let case = paper();
    build(&case, "site", &[]);
    let robots = case.read("site/robots.txt");
    assert!(robots.contains(&format!("Sitemap: {URL}sitemap.xml\n")));
    let mut addresses = Vec::new();
    for file in ["sitemap.xml", "sitemaps/hwrb-2024.xml", "sitemaps/hwrb-2023.xml", "sitemap-news.xml"] {
        let text = case.read(&format!("site/{file}"));
        assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"), "{file}");
        addresses.extend(text.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()));
    }
    let feed = case.read("site/hwrb/feed.atom");
    assert!(feed.contains("<updated>2024-01-03T00:00:00+08:00</updated>"), "{feed}");
    let json = case.json("site/hwrb/feed.json");
    assert_eq!(
        (&json["version"], json["items"].as_array().unwrap().len()),
        (&"https://jsonfeed.org/version/1.1".into(), 3)
    );
    addresses.extend(
        json["items"].as_array().unwrap().iter().map(|item| item["url"].as_str().unwrap().to_owned()),
    );
    assert!(addresses.len() > 20);
    for address in addresses {
        let path = address.strip_prefix(URL).unwrap();
        let file = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        assert!(case.path(&format!("site/{file}")).is_file(), "{address}");
    }
}

#[test]
fn every_link_of_every_page_leads_to_a_file() {
    let case = paper();
    build(&case, "site", &[]);
    let mut followed = 0;
    for path in
        files(&case.path("site")).iter().filter(|path| path.ends_with(".html") || path.ends_with(".htm"))
    {
        let html = Html::parse_document(&case.read(&format!("site/{path}")));
        for name in ["href", "src"] {
            let links =
                html.tree.nodes().filter_map(|node| node.value().as_element()?.attr(name).map(str::to_owned));
            for link in links.filter(|link| link.starts_with('/')) {
                let inner =
                    link.strip_prefix("/read/").unwrap_or_else(|| panic!("{path}: {link} leaves the site"));
                let inner = inner.split(['?', '#']).next().unwrap();
                let file = if inner.is_empty() || inner.ends_with('/') {
                    format!("{inner}index.html")
                } else {
                    inner.to_owned()
                };
                assert!(case.path(&format!("site/{file}")).is_file(), "{path}: {link}");
                followed += 1;
            }
        }
    }
    assert!(followed > 500, "{followed}");
}

#[test]
fn old_addresses_lead_on_by_what_each_host_understands() {
    let case = paper();
    build(&case, "plain", &[]);
    let page = case.read("plain/hwrb/html/2024-01-02/content_1.htm");
    assert!(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=/read/hwrb/2024-01-02/A01/a/\">"));
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{URL}hwrb/2024-01-02/A01/a/\">")));
    assert!(
        case.read("plain/hwrb/2024-01-02/A01/index.html").contains("http-equiv=\"content-security-policy\"")
    );

    build(&case, "cloudflare", &["--host", "cloudflare"]);
    let line = "/read/hwrb/html/2024-01-02/node_1.htm /read/hwrb/2024-01-02/A01/ 301\n";
    assert!(case.read("cloudflare/_redirects").contains(line));
    assert!(case.read("cloudflare/_headers").contains("content-security-policy: default-src 'none'"));
    assert!(!case.path("cloudflare/hwrb/html").exists());
    assert!(!case.read("cloudflare/index.html").contains("http-equiv"));

    build(&case, "nginx", &["--host", "nginx"]);
    let line = "\"/read/hwrb/html/2024-01-02/node_1.htm\" \"/read/hwrb/2024-01-02/A01/\";\n";
    assert!(case.read("nginx/_nginx/map.conf").contains(line));
    let plain = case.read("nginx/hwrb/2024-01-02/index.html");
    let beside = decoded(&case, "nginx");
    for ending in ["br", "gz"] {
        let (_, text) =
            beside.iter().find(|(path, _)| *path == format!("hwrb/2024-01-02/index.html.{ending}")).unwrap();
        assert_eq!(*text, plain);
    }
    let again = build(&case, "nginx", &["--host", "nginx"]);
    assert_eq!(again["changed"], serde_json::json!([]));
    // Another host: what was for the first one goes, but for the compressed reader, which open pages may still ask for.
    build(&case, "nginx", &[]);
    build(&case, "other", &[]);
    let pages = |site: &str| {
        let mut tree = case.tree(site);
        tree.retain(|path, _| !path.starts_with("assets/"));
        tree
    };
    assert!(pages("nginx") == pages("other"), "the same files as a site built for that host at once");
}

#[test]
fn a_host_that_does_not_take_the_site_is_named_before_anything_is_in_place() {
    let case = paper();
    case.write("paper/hwrb/2024-01-02/1.png", &vec![0; 26 << 20]);
    let run = case.run(&["build", "paper", "--out", "site", "--bundle", "bundle", "--host", "cloudflare"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("Cloudflare Pages takes files of 25 MB, and hwrb/2024-01-02/1.png"),
        "{}",
        run.stderr
    );
    assert!(case.tree("site").is_empty());
}

#[test]
fn what_changed_is_listed_for_whoever_uploads() {
    let case = paper();
    build(&case, "site", &["--changes", "list"]);
    assert_eq!(case.read("list").lines().count(), case.tree("site").len());
    std::fs::remove_dir_all(case.path("paper/hwwb/2024-01-02")).unwrap();
    build(&case, "site", &["--changes", "list"]);
    let list = case.read("list");
    assert!(
        list.contains("removed hwwb/2024-01-02/A01/a/index.html\n") && list.contains("changed paper.json\n"),
        "{list}"
    );
    build(&case, "site", &["--changes", "list"]);
    assert_eq!(case.read("list"), "");
}

#[test]
fn a_killed_build_leaves_the_old_site_or_finishes_the_new_one() {
    let case = paper();
    build(&case, "site", &[]);
    let old = case.tree("site");
    for date in ["2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05"] {
        edition(&case, "hwrb", date, r#""body": [{ "type": "paragraph", "text": "水退了。" }]"#);
    }
    build(&case, "new", &[]);
    let new = case.tree("new");
    let mut killed = 0;
    for step in 0..30 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_masthead"))
            .args(["build", "paper", "--out", "site", "--bundle", "bundle", "--quiet"])
            .current_dir(case.path(""))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(7 * step));
        killed += usize::from(child.try_wait().unwrap().is_none());
        drop(child.kill());
        child.wait().unwrap();
        if !case.path("site/.masthead/journal.json").exists() {
            let now = case.tree("site");
            assert!(now == old || now == new, "neither the old site nor the new one");
        }
    }
    assert!(killed > 0, "no build was killed while it ran");
    build(&case, "site", &[]);
    assert_eq!(case.tree("site"), new);
}

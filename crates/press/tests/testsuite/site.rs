//! What a built site has beside its pages, for each host; and what is gone when an article is withdrawn.

use std::collections::BTreeSet;
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Duration;

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

/// What is packed in ways of its own, as the search's index is, is not decoded above: here no byte of any file depends on
/// the text.
#[test]
fn a_site_is_the_same_as_if_the_withdrawn_text_had_never_been() {
    let case = paper();
    let with = |more: &str| {
        let gone = format!(r#""status": {{ "type": "withdrawn", "date": "2024-01-04" }}{more}"#);
        edition(&case, "hwrb", "2024-01-02", &gone);
        let file = "paper/hwrb/2024-01-02/edition.json";
        let text = case.read(file).replacen("\"id\": \"A01\",", "\"id\": \"A01\", \"pdf\": \"A01.pdf\",", 1);
        case.write(file, text.as_bytes());
    };
    case.pdf("paper/hwrb/2024-01-02/A01.pdf", "夜里涨了三寸水。");
    build(&case, "site", &["--host", "nginx"]);
    with(
        r#", "kicker": "夜里", "deck": "三寸水", "keywords": ["水文"], "source": "水文站", "x-draft": "草稿", "body": [
        { "type": "paragraph", "text": "夜里涨了三寸水。" }, { "type": "figure", "src": "a.jpg", "width": 600, "height": 400, "caption": "水文站" }]"#,
    );
    build(&case, "site", &["--host", "nginx"]);
    with("");
    build(&case, "never", &["--host", "nginx"]);
    let (site, never) = (case.tree("site"), case.tree("never"));
    let differ: Vec<_> = site.iter().filter(|(path, bytes)| never.get(*path) != Some(bytes)).collect();
    assert!(differ.is_empty() && site.len() == never.len(), "{:?}", differ.first());
    assert!(!case.path("site/hwrb/2024-01-02/A01.pdf").exists(), "the page's PDF has the text too");
    let feeds = ["feed.atom", "feed.json"].map(|file| case.read(&format!("site/hwrb/{file}")));
    assert!(feeds.iter().all(|feed| !feed.contains("hwrb/2024-01-02/A01/a/")));
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

/// The pages of a site.
fn all_pages(case: &Case, site: &str) -> Vec<String> {
    let pages = files(&case.path(site)).into_iter();
    pages.filter(|path| path.ends_with(".html") || path.ends_with(".htm")).collect()
}

/// What pages, and those that they lead to, link to or load that is not there; and how many links they have.
pub(crate) fn dead_links(case: &Case, site: &str, from: &[String]) -> (Vec<String>, usize) {
    let mut waiting: Vec<String> = from.to_vec();
    let mut seen: BTreeSet<String> = from.iter().cloned().collect();
    let (mut dead, mut followed) = (Vec::new(), 0);
    while let Some(path) = waiting.pop() {
        let page = case.read(&format!("{site}/{path}"));
        // Every attribute of a page stands in double quotes, and no text has one that is not escaped.
        let links = [" href=\"", " src=\""].into_iter().flat_map(|name| page.split(name).skip(1));
        for link in links.map(|rest| rest.split('"').next().unwrap()).filter(|link| link.starts_with('/')) {
            let inner =
                link.strip_prefix("/read/").unwrap_or_else(|| panic!("{path}: {link} leaves the site"));
            let inner = inner.split(['?', '#']).next().unwrap();
            let is_page = inner.is_empty() || inner.ends_with('/');
            let file = format!("{inner}{}", if is_page { "index.html" } else { "" });
            if !case.path(&format!("{site}/{file}")).is_file() {
                dead.push(format!("{path}: {link}"));
            } else if is_page && seen.insert(file.clone()) {
                waiting.push(file);
            }
            followed += 1;
        }
    }
    (dead, followed)
}

#[test]
fn every_link_of_every_page_leads_to_a_file() {
    let case = paper();
    build(&case, "site", &[]);
    let (dead, followed) = dead_links(&case, "site", &all_pages(&case, "site"));
    assert_eq!(dead, [""; 0]);
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

/// What a site has for its host alone, and whether its pages carry the policy that the host does not send.
#[test]
fn each_host_is_told_what_it_can_be_told() {
    let case = paper();
    for (host, own, has_policy, moved_by_pages) in [
        ("plain", &[][..], true, true),
        ("s3", &[], true, true),
        ("github", &[".nojekyll"], true, true),
        ("cloudflare", &["_headers", "_redirects"], false, false),
        ("nginx", &["_nginx/map.conf", "_nginx/masthead.conf"], false, false),
    ] {
        build(&case, host, &["--host", host]);
        let site = files(&case.path(host));
        let is_own = |path: &&String| path.starts_with(['_', '.']) && !path.starts_with(".masthead/");
        let found: Vec<&String> = site.iter().filter(is_own).collect();
        assert_eq!(found, own, "{host}");
        let page = case.read(&format!("{host}/hwrb/2024-01-02/A01/a/index.html"));
        assert_eq!(page.contains("http-equiv=\"content-security-policy\""), has_policy, "{host}");
        let moved = case.path(&format!("{host}/hwrb/html/2024-01-02/content_1.htm")).exists();
        assert_eq!(moved, moved_by_pages, "{host}");
        let compressed = site.iter().filter(|path| path.ends_with(".br") || path.ends_with(".gz")).count();
        assert_eq!(compressed > 0, host == "nginx", "{host}");
    }
}

#[test]
fn more_redirects_than_a_host_takes_become_pages() {
    let case = paper();
    let aliases = |count: usize| {
        let aliases: Vec<String> = (0..count).map(|number| format!("\"html/old/{number}.htm\"")).collect();
        edition(&case, "hwwb", "2024-01-02", r#""body": []"#);
        let file = "paper/hwwb/2024-01-02/edition.json";
        let list = format!("\"aliases\": [{}]", aliases.join(","));
        let text = case.read(file).replace("\"aliases\": [\"html/2024-01-02/content_1.htm\"]", &list);
        case.write(file, text.as_bytes());
    };
    // Beside those of the other editions: three days of two, and this page's own.
    aliases(2000 - 7);
    build(&case, "site", &["--host", "cloudflare"]);
    assert_eq!(case.read("site/_redirects").lines().count(), 2000);
    aliases(2000 - 6);
    build(&case, "site", &["--host", "cloudflare"]);
    assert!(!case.path("site/_redirects").exists());
    assert!(case.read("site/hwwb/html/old/1993.htm").contains("url=/read/hwwb/2024-01-02/A01/a/"));
    assert!(case.path("site/hwrb/html/2024-01-02/node_1.htm").is_file());
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
    assert!(!case.path("site").exists(), "nothing was begun");
    std::fs::remove_file(case.path("paper/hwrb/2024-01-02/1.png")).unwrap();

    // So many old addresses that each would have to be a file.
    let aliases: Vec<String> = (0..20_000).map(|number| format!("\"html/old/{number}.htm\"")).collect();
    edition(&case, "hwwb", "2024-01-02", r#""body": []"#);
    let file = "paper/hwwb/2024-01-02/edition.json";
    let list = format!("\"aliases\": [{}]", aliases.join(","));
    let text = case.read(file).replace("\"aliases\": [\"html/2024-01-02/content_1.htm\"]", &list);
    case.write(file, text.as_bytes());
    let run = case.run(&["build", "paper", "--out", "site", "--bundle", "bundle", "--host", "cloudflare"]);
    assert!(
        run.code == 2 && run.stderr.contains("takes 20000 files, and this site has 200"),
        "{}",
        run.stderr
    );
    assert!(!case.path("site").exists(), "nothing was begun");
}

#[test]
fn a_site_is_not_built_over_its_paper_or_over_another_site() {
    let case = paper();
    case.write("www/index.html", "<p>网站</p>".as_bytes());
    let before = (case.tree("paper"), case.tree("www"));
    for (out, why) in [
        ("paper", "the folder of a paper"),
        ("paper/hwrb", "among the editions"),
        ("paper/hwrb/new/site", "among the editions"),
        ("www", "a site here that masthead did not make"),
    ] {
        let run = case.run(&["build", "paper", "--out", out, "--bundle", "bundle"]);
        assert!(run.code == 2 && run.stderr.contains(why), "{out}: {}", run.stderr);
    }
    assert!(before == (case.tree("paper"), case.tree("www")), "nothing was touched");
    // Beside the editions, within that site, and where the books were lost, it may.
    build(&case, "paper/site", &[]);
    build(&case, "www/paper", &[]);
    std::fs::remove_dir_all(case.path("www/paper/.masthead")).unwrap();
    build(&case, "www/paper", &[]);
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

//! `masthead build`: a real page for every place, which reads with scripts off and says what it is.

use crate::case::{Case, copy, files};

/// A paper of two publications over the turn of a year, with a reader's bundle that is of no real build.
pub(crate) fn paper() -> Case {
    let case = Case::new();
    let settings = "title = \"河湾报业\"\nbase_url = \"https://paper.example.com/read/\"\ntime_zone = \"Asia/Shanghai\"\n[[publications]]\nid = \"hwrb\"\ntitle = \"河湾日报\"\n[[publications]]\nid = \"hwwb\"\ntitle = \"河湾晚报\"\n";
    case.write("paper/masthead.toml", settings.as_bytes());
    for (publication, date) in
        [("hwrb", "2023-12-31"), ("hwrb", "2024-01-02"), ("hwrb", "2024-01-03"), ("hwwb", "2024-01-02")]
    {
        edition(
            &case,
            publication,
            date,
            r#""body": [{ "type": "paragraph", "text": "夜里<涨>了三寸水。" }, { "type": "figure", "src": "a.jpg", "width": 600, "height": 400 }]"#,
        );
        case.picture(&format!("paper/{publication}/{date}/1.png"), 350, 550);
        case.picture(&format!("paper/{publication}/{date}/a.jpg"), 600, 400);
    }
    for name in masthead_press::build::bundle::names() {
        case.write(&format!("bundle/{name}"), b"// nothing");
    }
    case
}

/// An edition with two pages; the first article is given.
pub(crate) fn edition(case: &Case, publication: &str, date: &str, first: &str) {
    let text = format!(
        r#"{{ "version": 1, "publication": "{publication}", "date": "{date}", "number": "7", "pages": [
          {{ "id": "A01", "section": "主报", "name": "要闻", "image": {{ "src": "1.png", "width": 350, "height": 550 }}, "aliases": ["html/{date}/node_1.htm"],
             "articles": [ {{ "id": "a", "headline": ["河水涨了", "三寸"], "aliases": ["html/{date}/content_1.htm"], "byline": [{{ "role": "记者", "names": ["林一"] }}], {first} }},
                           {{ "id": "b", "headline": ["集市"], "body": [{{ "type": "paragraph", "text": "集市今日开张。" }}] }} ] }},
          {{ "id": "A02", "articles": [ {{ "id": "c", "headline": ["天气"], "body": [{{ "type": "paragraph", "text": "晴。" }}] }} ] }} ] }}"#
    );
    case.write(&format!("paper/{publication}/{date}/edition.json"), text.as_bytes());
}

pub(crate) fn build(case: &Case, out: &str, more: &[&str]) -> serde_json::Value {
    let run = case.run(&[&["build", "paper", "--out", out, "--bundle", "bundle", "--json"], more].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn data_of(page: &str) -> serde_json::Value {
    let start = page.find("application/ld+json\">").unwrap() + 21;
    serde_json::from_str(&page[start..start + page[start..].find("</script>").unwrap()]).unwrap()
}

#[test]
fn every_place_is_a_page_that_reads_without_scripts() {
    let case = paper();
    build(&case, "site", &[]);
    for place in [
        "",
        "hwrb/",
        "hwrb/2023/",
        "hwrb/2024/",
        "hwrb/2024-01-02/",
        "hwrb/2024-01-02/A01/",
        "hwrb/2024-01-02/A02/",
        "hwrb/2024-01-02/A01/a/",
        "hwrb/2024-01-02/A02/c/",
        "hwwb/2024-01-02/A01/b/",
        "search/",
    ] {
        let page = case.read(&format!("site/{place}index.html"));
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-Hans\">"), "{place}");
        assert!(
            page.contains("<masthead-reader src=\"/read/\" routing=\"path\"><div class=\"mh-root\"><"),
            "{place}"
        );
        assert!(page.contains("<script type=\"application/json\" class=\"mh-island\">{"), "{place}");
        assert!(!page.contains(" style=\"") && !page.contains(" onclick="), "{place}: nothing inline");
    }
    let article = case.read("site/hwrb/2024-01-02/A01/a/index.html");
    assert!(
        article.contains("<p id=\"p1\">夜里&lt;涨&gt;了三寸水。</p>")
            || article.contains("夜里&lt;涨&gt;了三寸水。")
    );
    assert!(!article.contains("夜里<涨>"), "text is never markup");
}

#[test]
fn a_page_says_what_it_is() {
    let case = paper();
    build(&case, "site", &[]);
    let page = case.read("site/hwrb/2024-01-02/A01/b/index.html");
    let url = "https://paper.example.com/read/hwrb/2024-01-02/A01/b/";
    for line in [
        format!("<link rel=\"canonical\" href=\"{url}\">"),
        format!("<meta property=\"og:url\" content=\"{url}\">"),
        "<meta name=\"description\" content=\"集市今日开张。\">".to_owned(),
        "<meta property=\"og:title\" content=\"集市\">".to_owned(),
        "<meta property=\"og:image\" content=\"https://paper.example.com/read/hwrb/2024-01-02/1.png\">"
            .to_owned(),
        "<link rel=\"prev\" href=\"/read/hwrb/2024-01-02/A01/a/\">".to_owned(),
        "<link rel=\"next\" href=\"/read/hwrb/2024-01-02/A02/c/\">".to_owned(),
    ] {
        assert!(page.contains(&line), "{line}");
    }
    // A page stands upright: a wide card would show its middle.
    assert!(page.contains("<meta name=\"twitter:card\" content=\"summary\">"));
    let wide = case.read("site/hwrb/2024-01-02/A01/a/index.html");
    assert!(wide.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"));
    // Where there is no picture that a messenger shows, the newspaper's sign.
    for place in ["hwrb/2024-01-02/A02/c/", "hwrb/2024/"] {
        let page = case.read(&format!("site/{place}index.html"));
        let sign = "<meta property=\"og:image\" content=\"https://paper.example.com/read/icon-512.png\">";
        assert!(page.contains(sign) && page.contains("content=\"summary\""), "{place}");
    }
    let data = data_of(&case.read("site/hwrb/2024-01-02/A01/a/index.html"));
    assert_eq!(
        (&data["@type"], &data["printPage"], &data["printSection"]),
        (&"NewsArticle".into(), &"A01".into(), &"主报".into())
    );
    assert_eq!((&data["headline"], &data["printEdition"]), (&"河水涨了 三寸".into(), &"7".into()));
    assert_eq!(data["author"][0]["name"], "林一");
    assert_eq!(data["image"], "https://paper.example.com/read/hwrb/2024-01-02/a.jpg");
    assert_eq!(data["isPartOf"]["@type"], "PublicationIssue");
    assert_eq!(data["isPartOf"]["isPartOf"]["name"], "河湾日报");
    let newest = case.read("site/index.html");
    assert!(
        newest.contains("<link rel=\"canonical\" href=\"https://paper.example.com/read/hwrb/2024-01-03/\">")
    );
    let front = case.read("site/hwrb/2024-01-02/index.html");
    assert!(front.contains("rel=\"prev\" href=\"/read/hwrb/2023-12-31/\""), "over the turn of the year");
}

#[test]
fn the_reader_lies_under_its_hash_and_every_page_asks_for_that() {
    let case = paper();
    build(&case, "site", &[]);
    let assets: Vec<String> = files(&case.path("site/assets"));
    assert_eq!(assets.len(), 11, "{assets:?}");
    let folder = assets[0].split('/').next().unwrap();
    assert_eq!(folder.len(), 16);
    let page = case.read("site/hwrb/2024/index.html");
    assert!(
        page.contains(&format!(
            "<script type=\"module\" src=\"/read/assets/{folder}/masthead.js\"></script>"
        ))
    );
    assert!(page.contains(&format!("<link rel=\"stylesheet\" href=\"/read/assets/{folder}/masthead.css\">")));

    case.write("bundle/masthead.js", b"// another");
    build(&case, "site", &[]);
    let both = files(&case.path("site/assets")).len();
    assert_eq!(both, 2 * assets.len(), "pages that are still open need the old one");
}

#[test]
fn pages_that_are_only_read_have_no_script() {
    let case = paper();
    let run = case.run(&["build", "paper", "--out", "site", "--without-reader"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = case.read("site/hwrb/2024-01-02/A01/a/index.html");
    assert!(!page.contains("<script type=\"module\""));
    assert_eq!(files(&case.path("site/assets")).len(), 1);
}

#[test]
fn an_unchanged_paper_writes_nothing_and_two_builds_are_equal() {
    let case = paper();
    build(&case, "site", &[]);
    let again = build(&case, "site", &[]);
    assert_eq!((&again["changed"], &again["removed"]), (&serde_json::json!([]), &serde_json::json!([])));
    build(&case, "other", &[]);
    assert_eq!(case.tree("site"), case.tree("other"));
}

/// Another machine: in another folder, with one core, another clock and language, and files that were copied just now.
#[test]
fn another_machine_makes_the_same_site() {
    let case = paper();
    build(&case, "site", &["--host", "nginx"]);
    copy(&case, "paper", "elsewhere/papers/p");
    copy(&case, "bundle", "elsewhere/b");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_masthead"));
    command.args(["build", "papers/p", "--out", "s", "--bundle", "b", "--host", "nginx", "--quiet"]);
    command.env("RAYON_NUM_THREADS", "1").env("TZ", "America/New_York").env("LANG", "C").env("LC_ALL", "C");
    assert!(command.current_dir(case.path("elsewhere")).status().unwrap().success());
    assert!(case.tree("site") == case.tree("elsewhere/s"));
}

#[test]
fn a_corrected_edition_changes_its_own_pages_and_no_others() {
    let case = paper();
    build(&case, "site", &[]);
    edition(&case, "hwrb", "2024-01-02", r#""body": [{ "type": "paragraph", "text": "夜里涨了两寸水。" }]"#);
    let changes = build(&case, "site", &[]);
    for path in changes["changed"].as_array().unwrap() {
        let path = path.as_str().unwrap();
        assert!(
            path.starts_with("hwrb/2024-01-02/") || path == "hwrb/2024.json" || !path.contains("/20"),
            "{path}"
        );
    }
    assert!(case.read("site/hwrb/2024-01-02/A01/a/index.html").contains("两寸水"));
    build(&case, "other", &[]);
    assert_eq!(case.tree("site"), case.tree("other"), "as if it had been built at once");
}

/// The paths that a build changed.
fn changed(report: &serde_json::Value) -> Vec<&str> {
    report["changed"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect()
}

#[test]
fn a_new_edition_changes_what_is_newest_and_the_edition_before_it_alone() {
    const BODY: &str = r#""body": [{ "type": "paragraph", "text": "水退了。" }]"#;
    let case = paper();
    build(&case, "site", &[]);
    edition(&case, "hwrb", "2024-01-04", BODY);
    case.picture("paper/hwrb/2024-01-04/1.png", 350, 550);
    let changes = build(&case, "site", &[]);
    let entries = [
        "hwrb/2024.json",
        "hwrb/2024/index.html",
        "hwrb/feed.atom",
        "hwrb/feed.json",
        "hwrb/index.html",
        "hwwb/index.html",
        "index.html",
        "paper.json",
        "search/index.html",
        "sitemap-news.xml",
        "sitemap.xml",
        "sitemaps/hwrb-2024.xml",
    ];
    let before = ["", "A01/", "A01/a/", "A01/b/", "A02/", "A02/c/"]
        .map(|place| format!("hwrb/2024-01-03/{place}index.html"));
    let mut expected: Vec<String> = entries.iter().map(|path| (*path).to_owned()).chain(before).collect();
    expected.extend(["1.png", "edition.json"].map(|file| format!("hwrb/2024-01-04/{file}")));
    expected.extend(
        ["", "A01/", "A01/a/", "A01/b/", "A02/", "A02/c/"]
            .map(|place| format!("hwrb/2024-01-04/{place}index.html")),
    );
    expected.extend(["content_1", "node_1"].map(|name| format!("hwrb/html/2024-01-04/{name}.htm")));
    expected.sort();
    // Of the archive's index the newest segment is another one; `search.rs` looks closer.
    let (index, rest): (Vec<&str>, Vec<&str>) =
        changed(&changes).into_iter().partition(|path| path.starts_with("archive/"));
    assert!(index.contains(&"archive/entry.mha"));
    assert_eq!(rest, expected);
    let removed = changes["removed"].as_array().unwrap().iter().map(|path| path.as_str().unwrap());
    assert!(removed.clone().all(|path| path.starts_with("archive/")));

    // A new year: its own calendar, and the list of years on every calendar of that publication.
    edition(&case, "hwwb", "2025-01-01", BODY);
    case.picture("paper/hwwb/2025-01-01/1.png", 350, 550);
    let changes = build(&case, "site", &[]);
    for path in changed(&changes) {
        assert!(!path.starts_with("hwrb/20"), "{path}");
    }
    assert!(changed(&changes).contains(&"hwwb/2024-01-02/A02/c/index.html"), "下一期");
    assert!(changed(&changes).contains(&"hwwb/2024/index.html"));
    build(&case, "other", &[]);
    assert_eq!(case.tree("site"), case.tree("other"), "as if it had been built at once");
}

#[test]
fn a_page_carries_no_more_of_the_calendar_than_it_shows() {
    let case = paper();
    for day in 1..=28 {
        edition(&case, "hwrb", &format!("2024-02-{day:02}"), r#""body": []"#);
    }
    build(&case, "site", &[]);
    let page = case.read("site/hwrb/2024-02-10/A02/c/index.html");
    for (date, is_there) in
        [("02-09", true), ("02-11", true), ("02-08", false), ("02-12", false), ("02-28", false)]
    {
        assert_eq!(page.contains(&format!("2024-{date}")), is_there, "{date}");
    }
    // Of the sister paper the edition that is nearest in time.
    assert!(page.contains("/read/hwwb/2024-01-02/"), "{page}");
    let calendar = case.read("site/hwrb/2023/index.html");
    assert!(!calendar.contains("2024-02"), "nor a closed year's calendar of what is newest");
    assert!(case.read("site/hwrb/2024/index.html").contains("2024-02-28"));
}

/// Work is counted, not timed: what takes long in a build is drawing and compressing.
#[test]
fn one_more_edition_is_a_small_part_of_the_work_of_a_whole_build() {
    const EDITIONS: i64 = 120;
    let case = paper();
    let first = masthead_edition::date::Date::parse("2024-03-01").unwrap().day_number();
    let add = |index: i64| {
        let date = masthead_edition::date::Date::from_day_number(first + index).unwrap();
        edition(&case, "hwrb", &date.to_string(), r#""body": [{ "type": "paragraph", "text": "水退了。" }]"#);
    };
    (0..EDITIONS).for_each(add);
    let whole = build(&case, "site", &["--host", "nginx"]);
    let count = |report: &serde_json::Value| {
        (report["drawn"].as_u64().unwrap(), report["changed"].as_array().unwrap().len() as u64)
    };
    let unchanged = build(&case, "site", &["--host", "nginx"]);
    // What is there once: newest editions, calendars, search.
    assert_eq!(count(&unchanged), (7, 0));
    add(EDITIONS);
    let one = build(&case, "site", &["--host", "nginx"]);
    let ((drawn, written), (all_drawn, all_written)) = (count(&one), count(&whole));
    assert!(drawn * 10 < all_drawn, "{drawn} of {all_drawn} pages were drawn");
    assert!(written * 10 < all_written, "{written} of {all_written} files were written");
}

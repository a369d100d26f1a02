//! What a site holds beside the reader's own files keeps to other people's rules: HTML to the HTML standard, JSON-LD to
//! schema.org, feeds to RFC 4287 and JSON Feed 1.1, site maps to their schema. The sample newspaper, the paper that
//! `masthead new` begins, and one that was imported and has something of everything, are built and looked through whole.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use jsonschema::Validator;
use masthead_edition::date::Date;
use roxmltree::{Document, Node};
use serde_json::Value;

use crate::case::{Case, files};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// The sites that are looked through.
const SITES: [&str; 3] = ["sample", "begun", "imported"];

/// A case with these sites in it, made once for all of these tests.
fn sites() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| {
        let case = Case::new();
        let run = |arguments: &[&str]| {
            let run = case.run(arguments);
            assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
        };
        for name in masthead_press::build::bundle::names() {
            case.write(&format!("bundle/{name}"), b"// nothing");
        }
        // Not in other widths: that is tested elsewhere, and takes long.
        let settle = |paper: &str, more: &str| {
            let file = format!("{paper}/masthead.toml");
            let settings =
                case.read(&file).replacen("[[publications]]", &format!("{more}\n[[publications]]"), 1);
            case.write(&file, settings.as_bytes());
        };
        let sample = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample"));
        for path in files(sample).into_iter().filter(|path| !path.starts_with(['.', 'a'])) {
            case.write(&format!("paper-1/{path}"), &fs::read(sample.join(&path)).unwrap());
        }
        settle("paper-1", "pictures = { widths = [] }\n");
        run(&["build", "paper-1", "--out", "sample", "--bundle", "bundle", "--quiet"]);
        run(&["new", "paper-2"]);
        settle("paper-2", "base_url = \"https://paper.example.com/read/\"\npictures = { widths = [] }\n");
        run(&["build", "paper-2", "--out", "begun", "--bundle", "bundle", "--quiet"]);
        founder_tree(&case);
        run(&["import", "source", "--into", "paper-3", "--publication", "hwrb", "--quiet"]);
        let everything = "base_url = \"https://paper.example.com/\"\npictures = { widths = [] }\n\
            fragments = { header = \"header.html\", article_end = \"header.html\", footer = \"header.html\" }\n\
            subscribers = { href = \"https://example.com/subscribe\" }\n";
        settle("paper-3", everything);
        case.write("paper-3/header.html", "<p>河湾报业 <a href=\"https://example.com/\">网</a></p>".as_bytes());
        let file = "paper-3/hwrb/2021-03-04/edition.json";
        let mut edition = case.json(file);
        edition["pages"][0]["articles"][0]["status"] =
            serde_json::json!({ "type": "withdrawn", "date": "2021-03-05", "note": "来源有误 <&>" });
        edition["pages"][0]["articles"][1]["access"] = "subscribers".into();
        case.write(file, edition.to_string().as_bytes());
        run(&["build", "paper-3", "--out", "imported", "--bundle", "bundle", "--quiet"]);
        case
    })
}

/// A tree as Founder's systems write it, with its pictures.
fn founder_tree(case: &Case) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testsuite/import/family-a-classic/source");
    for path in files(&kept) {
        case.write(&format!("source/{path}"), &fs::read(kept.join(&path)).unwrap());
    }
    for (page, number) in [("A01", 201), ("A02", 202), ("X01", 230)] {
        case.picture(&format!("source/page/186/2021-03-04/{page}/{number}_brief.jpg"), 350, 550);
        case.write(&format!("source/page/186/2021-03-04/{page}/{number}.pdf"), b"%PDF-1.4\n");
    }
}

/// The files of all sites that end so, with their contents.
fn all(case: &Case, ending: &str) -> Vec<(String, String)> {
    let each = SITES.map(|site| {
        let found = files(&case.path(site)).into_iter().filter(|path| path.ends_with(ending));
        found.map(|path| format!("{site}/{path}")).collect::<Vec<_>>()
    });
    each.concat().into_iter().map(|path| (path.clone(), case.read(&path))).collect()
}

#[test]
fn pages_are_valid_html() {
    // `cargo xtask test` installs html-validate and names it here.
    let Some(program) = std::env::var_os("MASTHEAD_HTML_VALIDATE") else {
        return eprintln!("skipped: run through `cargo xtask test native`, which has html-validate");
    };
    let case = sites();
    // The site's own files, by addresses that say their content: what SRI is for is done already.
    let rules = r#"{ "root": true, "extends": ["html-validate:standard", "html-validate:document"], "rules": { "require-sri": "off" } }"#;
    case.write("rules.json", rules.as_bytes());
    case.write("broken.html", b"<!DOCTYPE html>\n<html lang=\"zh\"><head><title>x</title></head><body><p><div>x</div></p></body></html>\n");
    let validate = |pages: &[String]| {
        let mut node = Command::new("node");
        node.arg(&program).args(["--config", "rules.json", "--formatter", "text"]);
        node.args(pages).current_dir(case.path("")).output().unwrap()
    };
    let broken = validate(&["broken.html".to_owned()]);
    assert!(!broken.status.success(), "the validator finds what is wrong");
    let moved = all(case, ".htm");
    assert!(moved.len() > 5, "old addresses are pages too: {}", moved.len());
    let pages: Vec<String> = all(case, ".html").into_iter().chain(moved).map(|(path, _)| path).collect();
    assert!(pages.len() > 180, "{}", pages.len());
    let output = validate(&pages);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// A schema of our own, for what schema.org says of these types.
fn schema(text: &str) -> Validator {
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&serde_json::from_str(text).unwrap())
        .unwrap()
}

fn valid(schema: &Validator, file: &str, value: &Value) {
    let errors: Vec<String> =
        schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{file}:\n  {}\n{value:#}", errors.join("\n  "));
}

#[test]
fn json_ld_keeps_to_schema_org() {
    let case = sites();
    let schema = schema(include_str!("schemas/json-ld.schema.json"));
    let mut kinds = BTreeSet::new();
    for (path, page) in all(case, ".html") {
        for part in page.split("<script type=\"application/ld+json\">").skip(1) {
            let value: Value = serde_json::from_str(part.split("</script>").next().unwrap()).unwrap();
            valid(&schema, &path, &value);
            kinds.insert(value["@type"].as_str().unwrap().to_owned());
        }
    }
    assert!(kinds.contains("NewsArticle") && kinds.contains("PublicationIssue"), "{kinds:?}");
    let wrong = serde_json::json!({ "@context": "https://schema.org", "@type": "NewsArticle", "headline": "x", "datePublished": "yesterday" });
    assert!(!schema.is_valid(&wrong), "the schema finds what is wrong");
}

#[test]
fn json_feeds_keep_to_version_1_1() {
    let case = sites();
    let schema = schema(include_str!("schemas/json-feed.schema.json"));
    let feeds = all(case, "feed.json");
    assert_eq!(feeds.len(), 4, "one for each publication");
    for (path, text) in feeds {
        let value: Value = serde_json::from_str(&text).unwrap();
        valid(&schema, &path, &value);
        let ids: BTreeSet<_> =
            value["items"].as_array().unwrap().iter().map(|item| item["id"].to_string()).collect();
        assert_eq!(ids.len(), value["items"].as_array().unwrap().len(), "{path}: an id is there once");
    }
}

fn children<'a>(node: Node<'a, 'a>, namespace: &str, name: &str) -> Vec<Node<'a, 'a>> {
    node.children().filter(|child| child.has_tag_name((namespace, name))).collect()
}

fn one<'a>(node: Node<'a, 'a>, name: &str) -> Node<'a, 'a> {
    let found = children(node, ATOM, name);
    assert_eq!(found.len(), 1, "exactly one {name}");
    found[0]
}

fn text<'a>(node: Node<'a, 'a>) -> &'a str {
    node.text().unwrap_or_default()
}

/// RFC 3339, as RFC 4287 wants it: a date, a time, and an offset.
fn is_moment(text: &str) -> bool {
    let Some((date, rest)) = text.split_once('T') else { return false };
    let is_time = |time: &str| {
        let parts: Vec<&str> = time.split(':').collect();
        let number = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.len() >= 2 && parts.iter().all(number)
    };
    let (time, offset) = match rest.strip_suffix('Z') {
        Some(time) => (time, "00:00"),
        None => rest.split_at(rest.len().saturating_sub(6)),
    };
    Date::parse(date).is_ok() && is_time(time) && is_time(offset.trim_start_matches(['+', '-']))
}

fn is_web_address(text: &str) -> bool {
    text.starts_with("https://paper.example.com/") && text.is_ascii() && !text.contains([' ', '"', '<', '>'])
}

/// The rules of RFC 4287 for what we write: which elements stand where, how often, and of which form.
#[test]
fn atom_feeds_keep_to_rfc_4287() {
    let case = sites();
    let feeds = all(case, "feed.atom");
    assert_eq!(feeds.len(), 4);
    for (path, source) in feeds {
        let document = Document::parse(&source).unwrap_or_else(|error| panic!("{path}: {error}"));
        let feed = document.root_element();
        assert!(feed.has_tag_name((ATOM, "feed")), "{path}");
        assert!(feed.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).is_some(), "{path}");
        let known = [
            "id",
            "title",
            "updated",
            "author",
            "link",
            "entry",
            "subtitle",
            "rights",
            "icon",
            "logo",
            "generator",
            "category",
        ];
        elements_are(feed, &known, &path);
        assert!(is_web_address(text(one(feed, "id"))), "{path}");
        assert!(
            !text(one(feed, "title")).trim().is_empty() && is_moment(text(one(feed, "updated"))),
            "{path}"
        );
        person(one(feed, "author"));
        let link = |rel: &str| {
            let links = children(feed, ATOM, "link");
            let links: Vec<_> = links.into_iter().filter(|link| link.attribute("rel") == Some(rel)).collect();
            assert_eq!(links.len(), 1, "{path}: one {rel} link");
            links[0].attribute("href").unwrap().to_owned()
        };
        assert!(link("self").ends_with("feed.atom") && is_web_address(&link("alternate")), "{path}");
        let mut ids = BTreeSet::new();
        let entries = children(feed, ATOM, "entry");
        assert!(!entries.is_empty(), "{path}");
        for entry in entries {
            let known = [
                "id",
                "title",
                "updated",
                "published",
                "link",
                "author",
                "category",
                "summary",
                "content",
                "rights",
            ];
            elements_are(entry, &known, &path);
            let id = text(one(entry, "id"));
            assert!(is_web_address(id) && ids.insert(id), "{path}: {id}");
            assert!(!text(one(entry, "title")).trim().is_empty(), "{path}: {id}");
            assert!(
                is_moment(text(one(entry, "updated"))) && is_moment(text(one(entry, "published"))),
                "{path}: {id}"
            );
            assert!(children(entry, ATOM, "summary").len() <= 1, "{path}: {id}");
            children(entry, ATOM, "author").into_iter().for_each(person);
            for category in children(entry, ATOM, "category") {
                assert!(category.attribute("term").is_some_and(|term| !term.is_empty()), "{path}: {id}");
            }
            // Without content an entry has an alternate link.
            let alternate = children(entry, ATOM, "link");
            assert_eq!(alternate.iter().filter(|link| link.attribute("rel") == Some("alternate")).count(), 1);
        }
    }
}

fn person(node: Node<'_, '_>) {
    let names: Vec<_> = node.children().filter(|child| child.has_tag_name((ATOM, "name"))).collect();
    assert!(names.len() == 1 && names[0].text().is_some_and(|name| !name.trim().is_empty()));
}

fn elements_are(node: Node<'_, '_>, known: &[&str], path: &str) {
    for child in node.children() {
        match child.tag_name().namespace() {
            Some(ATOM) => assert!(known.contains(&child.tag_name().name()), "{path}: {:?}", child.tag_name()),
            Some(other) => panic!("{path}: {other}"),
            None => assert!(!child.is_text() || text_is_blank(child), "{path}: text where there is none"),
        }
    }
}

fn text_is_blank(node: Node<'_, '_>) -> bool {
    node.text().is_none_or(|text| text.trim().is_empty())
}

/// The schemas of sitemaps.org (sitemap.xsd, siteindex.xsd) and of news site maps: which elements, in which order, of
/// which form.
#[test]
fn site_maps_keep_to_their_schema() {
    let case = sites();
    let maps = all(case, ".xml");
    let mut checked = BTreeSet::new();
    for (path, source) in maps {
        let document = Document::parse(&source).unwrap_or_else(|error| panic!("{path}: {error}"));
        let root = document.root_element();
        assert_eq!(root.tag_name().namespace(), Some(SITEMAP), "{path}");
        let (child, most) = match root.tag_name().name() {
            "urlset" => ("url", 50_000),
            "sitemapindex" => ("sitemap", 50_000),
            other => panic!("{path}: {other}"),
        };
        checked.insert(root.tag_name().name().to_owned());
        let entries: Vec<Node<'_, '_>> = root.children().filter(Node::is_element).collect();
        assert!((1..=most).contains(&entries.len()) && source.len() <= 50 << 20, "{path}");
        for entry in entries {
            assert!(entry.has_tag_name((SITEMAP, child)), "{path}: {:?}", entry.tag_name());
            let parts: Vec<Node<'_, '_>> = entry.children().filter(Node::is_element).collect();
            let names: Vec<&str> = parts.iter().map(|part| part.tag_name().name()).collect();
            let order = ["loc", "lastmod", "changefreq", "priority", "news"];
            let places: Vec<_> =
                names.iter().map(|name| order.iter().position(|known| known == name)).collect();
            assert!(
                places.windows(2).all(|two| two[0] < two[1]) && !places.contains(&None),
                "{path}: {names:?}"
            );
            let address = parts[0].text().unwrap_or_default();
            assert!(
                names[0] == "loc" && is_web_address(address) && address.len() < 2048,
                "{path}: {address}"
            );
            for part in parts {
                match part.tag_name().name() {
                    "lastmod" => {
                        let date = part.text().unwrap_or_default();
                        assert!(Date::parse(date).is_ok() || is_moment(date), "{path}: {date}");
                    }
                    "news" => {
                        checked.insert("news".to_owned());
                        news(part, &path);
                    }
                    _ => {}
                }
            }
        }
    }
    assert_eq!(checked.into_iter().collect::<Vec<_>>(), ["news", "sitemapindex", "urlset"]);
}

fn news(node: Node<'_, '_>, path: &str) {
    let find = |node: Node<'_, '_>, name: &str| {
        let found: Vec<String> = node
            .children()
            .filter(|child| child.has_tag_name((NEWS, name)))
            .map(|child| child.text().unwrap_or_default().trim().to_owned())
            .collect();
        assert_eq!(found.len(), 1, "{path}: one {name}");
        found[0].clone()
    };
    assert!(!find(node, "title").is_empty() && is_moment(&find(node, "publication_date")), "{path}");
    let publication = node.children().find(|child| child.has_tag_name((NEWS, "publication"))).unwrap();
    let language = find(publication, "language");
    assert!(!find(publication, "name").is_empty(), "{path}");
    assert!(
        ["zh-cn", "zh-tw"].contains(&language.as_str()) || matches!(language.len(), 2 | 3),
        "{path}: {language}"
    );
}

#[test]
fn the_manifest_is_json_and_names_icons_that_are_there() {
    let case = sites();
    for (path, text) in all(case, "manifest.webmanifest") {
        let value: Value = serde_json::from_str(&text).unwrap();
        let icons = value["icons"].as_array().unwrap();
        assert!(!icons.is_empty() && value["name"].is_string(), "{path}");
        for icon in icons {
            let file = case.path(&path).parent().unwrap().join(icon["src"].as_str().unwrap());
            assert!(fs::metadata(&file).is_ok_and(|data| data.is_file()), "{path}: {}", file.display());
        }
    }
}

//! Trees as mirrors save them: whatever a program called the files and however it wrote the links, the edition is the one that
//! the original gives, old addresses included, and what was passed over is told.

use std::fs;

use serde_json::Value;

use crate::case::{Case, files, remarks};
use crate::founder::{Article, Edition, Page, write};

const DAY: &str = "source/html/2022-05/06";

fn article(id: usize, headline: &str) -> Article {
    let top = 10 + 100 * (id as u32 % 10);
    let paragraphs = [
        "河湾村这几天忙着收麦，四十户人家从早到晚不歇，镇上的站点也开足了人手等着过秤。",
        "村里的老人说今年雨水比往年匀，收成比去年多了两成，放了学的孩子们也来帮着拾穗。",
    ];
    Article {
        id,
        headline: vec![headline.to_owned()],
        paragraphs: paragraphs.map(|text| format!("{headline}：{text}")).to_vec(),
        areas: vec![vec![(5, top), (200, top), (200, top + 80), (5, top + 80)]],
    }
}

/// The tree as its publisher has it, as a source to be imported.
pub(crate) fn original() -> Case {
    let case = Case::new();
    let page =
        |id: &str, node, name: &str, articles| Page { id: id.into(), node, name: name.into(), articles };
    let edition = Edition {
        date: "2022-05-06".into(),
        pages: vec![
            page("A01", 2, "头版", vec![article(1, "麦收时节"), article(2, "渡口换新船")]),
            page("A02", 3, "要闻", vec![article(3, "学校添了操场")]),
        ],
    };
    write(&case.path("source"), &edition);
    for id in ["A01", "A02"] {
        case.picture(&format!("source/page/2022-05-06/{id}_brief.jpg"), 700, 1100);
    }
    case
}

/// The tree with every web page's path below the day's folder and its text rewritten.
pub(crate) fn rewritten(change: impl Fn(&str, String) -> Vec<(String, String)>) -> Case {
    let case = original();
    for name in files(&case.path(DAY)) {
        let path = format!("{DAY}/{name}");
        let text = case.read(&path);
        fs::remove_file(case.path(&path)).unwrap();
        for (name, text) in change(&name, text) {
            case.write(&format!("{DAY}/{name}"), text.as_bytes());
        }
    }
    case
}

/// The edition that a source gives, and the remarks on it.
pub(crate) fn imported(case: &Case) -> (Value, String) {
    let report = case.import(&["--publication", "hwrb"]);
    assert_eq!(report["editions"].as_array().unwrap().len(), 1, "{report}");
    (case.json("paper/hwrb/2022-05-06/edition.json"), remarks(&report))
}

/// A file's text with the links to articles changed.
fn linked(text: &str, link: impl Fn(&str) -> String) -> String {
    let mut out = text.to_owned();
    for id in ["1", "2", "3"] {
        for query in ["?div=-1", ""] {
            let (plain, quoted) =
                (format!("href=content_{id}.htm{query}>"), format!("href=\"content_{id}.htm{query}\""));
            let name = link(&format!("content_{id}.htm"));
            out = out
                .replace(&quoted, &format!("href=\"{name}\""))
                .replace(&plain, &format!("href=\"{name}\">"));
        }
    }
    out
}

fn is_article(name: &str) -> bool {
    name.starts_with("content_")
}

/// What must come of every mirror.
fn expect(what: &str, case: &Case, more_remarks: &str) {
    let (original, said) = imported(&original());
    let (edition, remarks) = imported(case);
    assert_eq!(edition, original, "{what}");
    let new: String = remarks.lines().filter(|line| !said.contains(line)).collect::<Vec<_>>().join("\n");
    assert_eq!(new, more_remarks, "{what}");
}

#[test]
fn the_tree_as_its_publisher_has_it() {
    let (edition, remarks) = imported(&original());
    let articles: Vec<usize> = edition["pages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|page| page["articles"].as_array().unwrap().len())
        .collect();
    assert_eq!((articles, remarks.as_str()), (vec![2, 1], ""));
    assert_eq!(edition["pages"][0]["articles"][0]["aliases"][0], "html/2022-05/06/content_1.htm");
    assert_eq!(edition["pages"][0]["articles"][0]["regions"].as_array().unwrap().len(), 1);
}

#[test]
fn names_that_mirrors_give_to_files() {
    for addition in ["?div=-1", "@div=-1", "%3Fdiv=-1", "@div=-1.html", ";jsessionid=0A1B", ".1"] {
        for link in [String::new(), addition.replace('%', "%25").replace('?', "%3F"), "?div=-1".into()] {
            let case = rewritten(|name, text| {
                let text = linked(&text, |name| format!("{name}{link}"));
                let name = if is_article(name) { format!("{name}{addition}") } else { name.to_owned() };
                vec![(name, text)]
            });
            expect(&format!("{addition} {link}"), &case, "");
        }
    }
}

#[test]
fn further_files_of_one_address_are_told() {
    let case = rewritten(|name, text| {
        if !is_article(name) {
            return vec![(name.to_owned(), text)];
        }
        let other = text.replace("收麦", "种豆");
        match name {
            "content_1.htm" => {
                vec![(format!("{name}?div=-1"), text.clone()), (format!("{name}?div=0"), text)]
            }
            "content_2.htm" => vec![(name.to_owned(), text), (format!("{name}?div=0"), other)],
            _ => vec![(name.to_owned(), text.clone()), ("content_3(1).htm".into(), text)],
        }
    });
    let told = "guessed second-copy html/2022-05/06/content_2.htm?div=0\n\
        left-out second-copy html/2022-05/06/content_1.htm?div=0\n\
        left-out second-copy html/2022-05/06/content_3(1).htm";
    expect("copies", &case, told);
}

#[test]
fn links_of_every_spelling() {
    type Link = fn(&str) -> String;
    let links: [(&str, Link); 12] = [
        ("another protocol", |name| format!("//epaper.example.com/html/2022-05/06/{name}")),
        ("a host", |name| format!("http://epaper.example.com/html/2022-05/06/{name}?div=-1")),
        ("a host with a deeper tree", |name| format!("https://www.example.com/hwrb/html/2022-05/06/{name}")),
        ("from the root", |name| format!("/html/2022-05/06/{name}")),
        ("a session", |name| format!("{name};jsessionid=0A1B")),
        ("a session and a query", |name| format!("{name};jsessionid=0A1B?div=0")),
        ("here", |name| format!("./{name}")),
        ("up and down", |name| format!("../06/{name}")),
        ("backslashes", |name| format!(".\\{name}")),
        ("percent signs", |name| name.replace('_', "%5F")),
        ("upper case", |name| name.to_uppercase()),
        ("the other ending", |name| format!("{name}l")),
    ];
    for (what, link) in links {
        expect(what, &rewritten(|name, text| vec![(name.to_owned(), linked(&text, link))]), "");
    }
    for base in ["http://epaper.example.com/html/2022-05/06/", "/html/2022-05/06/node_2.htm", "../06/"] {
        let based = |text: &str| text.replacen("<head>", &format!("<head><base href=\"{base}\">"), 1);
        expect(base, &rewritten(|name, text| vec![(name.to_owned(), based(&text))]), "");
    }
}

#[test]
fn files_in_upper_case_and_with_the_other_ending() {
    let (original, _) = imported(&original());
    for rename in [|name: &str| name.to_uppercase(), |name: &str| format!("{name}l")] {
        let (mut edition, remarks) = imported(&rewritten(|name, text| vec![(rename(name), text)]));
        assert_eq!(remarks, "");
        let alias = format!("html/2022-05/06/{}", rename("content_1.htm"));
        assert_eq!(edition["pages"][0]["articles"][0]["aliases"], serde_json::json!([alias]));
        let mut original = original.clone();
        for edition in [&mut edition, &mut original] {
            for page in edition["pages"].as_array_mut().unwrap() {
                page["aliases"].take();
                page["articles"]
                    .as_array_mut()
                    .unwrap()
                    .iter_mut()
                    .for_each(|article| drop(article["aliases"].take()));
            }
        }
        assert_eq!(edition, original);
    }
}

#[test]
fn a_host_as_the_first_folder() {
    let case = original();
    let host = case.path("source/epaper.example.com");
    fs::create_dir_all(&host).unwrap();
    for folder in ["html", "page"] {
        fs::rename(case.path("source").join(folder), host.join(folder)).unwrap();
    }
    for name in files(&host.join("html")) {
        let path = format!("source/epaper.example.com/html/{name}");
        let text =
            linked(&case.read(&path), |name| format!("http://epaper.example.com/html/2022-05/06/{name}"));
        case.write(&path, text.as_bytes());
    }
    let (edition, remarks) = imported(&case);
    assert_eq!((remarks.as_str(), edition["pages"][0]["articles"].as_array().unwrap().len()), ("", 2));
}

#[test]
fn an_index_is_the_front_page_once_more() {
    let case = original();
    let front = case.read(&format!("{DAY}/node_2.htm"));
    case.write(&format!("{DAY}/index.html"), front.as_bytes());
    case.write(&format!("{DAY}/ad.html"), b"<p>\xe5\xb9\xbf\xe5\x91\x8a</p>");
    case.write("source/index.htm", b"<meta http-equiv=refresh content='0;url=html/2022-05/06/node_2.htm'>");
    let (edition, remarks) = imported(&case);
    assert_eq!(edition["pages"].as_array().unwrap().len(), 2);
    let aliases = serde_json::json!(["html/2022-05/06/node_2.htm", "html/2022-05/06/index.html"]);
    assert_eq!(edition["pages"][0]["aliases"], aliases);
    let told = "left-out second-address html/2022-05/06/index.html\n\
        left-out unrecognised-file (the whole source)\nleft-out unrecognised-file html/2022-05/06/ad.html\n";
    assert_eq!(remarks, told);
    // Where it is all that the mirror has of the front page, it is the front page.
    fs::remove_file(case.path(&format!("{DAY}/node_2.htm"))).unwrap();
    let (edition, remarks) = imported(&case);
    assert_eq!(edition["pages"].as_array().unwrap().len(), 2, "{remarks}");
    assert!(remarks.contains("missing page-file html/2022-05/06/node_2.htm"), "{remarks}");
}

#[test]
fn a_tree_of_which_nothing_is_recognised_says_what_it_expected() {
    let case = rewritten(|name, text| {
        let name = name.replace("content_", "article-");
        vec![(name, text.replace("content_", "article-"))]
    });
    let report = case.import(&["--publication", "hwrb"]);
    let told = remarks(&report);
    for remark in [
        "missing no-articles html/2022-05/06/node_2.htm",
        "left-out area-elsewhere html/2022-05/06/node_2.htm",
        "left-out unrecognised-file html/2022-05/06/article-1.htm",
    ] {
        assert!(told.contains(remark), "{remark}: {told}");
    }
    assert!(report.to_string().contains("html/2022-09/16/content_1335950.htm"), "{report}");
    let strict = case.run(&["import", "source", "--into", "strict", "--publication", "hwrb", "--strict"]);
    assert_eq!(strict.code, 1, "{}", strict.stderr);

    let case = Case::new();
    case.write("source/news/1.html", b"<p>x</p>").write("source/news/2.html", b"<p>x</p>");
    let run = case.run(&["import", "source", "--into", "paper", "--publication", "hwrb"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    for part in ["2 web pages: news/1.html, news/2.html", "html/2022-09/16/node_102.htm"] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
}

#[test]
fn a_page_that_is_a_servers_error() {
    let error = "<html><body><h1>404 Not Found</h1></body></html>";
    let case = rewritten(|name, text| {
        vec![(name.to_owned(), if name == "node_3.htm" { error.into() } else { text })]
    });
    case.write(&format!("{DAY}/node_9.htm"), error.as_bytes());
    let (edition, remarks) = imported(&case);
    let ids: Vec<&str> =
        edition["pages"].as_array().unwrap().iter().map(|page| page["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["A01", "A02"]);
    assert_eq!(edition["pages"][1]["articles"][0]["id"], "3", "its article says where it stands");
    for remark in [
        "missing page-content html/2022-05/06/node_3.htm",
        "left-out unrecognised-file html/2022-05/06/node_9.htm",
    ] {
        assert!(remarks.contains(remark), "{remark}: {remarks}");
    }
}

#[test]
fn pictures_named_with_their_query() {
    let case = rewritten(|name, text| vec![(name.to_owned(), text.replace("_brief.jpg", "_brief.jpg?v=2"))]);
    expect("links with a query", &case, "");
    for id in ["A01", "A02"] {
        let path = |name: &str| case.path(&format!("source/page/2022-05-06/{name}"));
        fs::rename(path(&format!("{id}_brief.jpg")), path(&format!("{id}_brief.jpg?v=2"))).unwrap();
    }
    expect("files with a query", &case, "");
}

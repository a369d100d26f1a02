//! The archive of a built site: searched as a folder and over HTTP, rewritten no more than needed, and free of what
//! was withdrawn or is for subscribers.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::case::{Case, files};
use crate::pages::{build, edition, paper};
use crate::serve::Server;

fn search(case: &Case, site: &str, more: &[&str]) -> Value {
    let run = case.run(&[&["search", site, "--json"], more].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn found(value: &Value) -> Vec<String> {
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let rows = value["results"].as_array().unwrap().iter();
    rows.map(|row| ["publication", "date", "page", "article"].map(|name| text(row, name)).join("/")).collect()
}

/// The archive's folders that have such a file.
fn folders(case: &Case, file: &str) -> BTreeSet<String> {
    let all = files(&case.path("site/archive")).into_iter();
    all.filter_map(|path| Some(path.strip_suffix(file)?.strip_suffix('/')?.to_owned())).collect()
}

/// Folders of indexes, and of text.
fn indexes_and_texts(case: &Case) -> [BTreeSet<String>; 2] {
    ["e0.mha", "t0.mha"].map(|file| folders(case, file))
}

/// Of each kind there are two as before, one of which is another one now: those that are new, and those that are gone.
fn one_of_each_is_new(
    before: &[BTreeSet<String>; 2],
    after: &[BTreeSet<String>; 2],
) -> (Vec<String>, Vec<String>) {
    let (mut new, mut gone) = (Vec::new(), Vec::new());
    for (before, after) in before.iter().zip(after) {
        assert_eq!((before.len(), after.len(), after.intersection(before).count()), (2, 2, 1));
        new.extend(after.difference(before).cloned());
        gone.extend(before.difference(after).cloned());
    }
    (new, gone)
}

#[test]
fn a_query_with_nothing_to_look_for_is_an_answer_too_and_says_why() {
    let case = paper();
    build(&case, "site", &[]);
    for (query, more, why) in [
        ("", &[][..], "the query is empty"),
        (" \u{3000}", &[], "the query is empty"),
        ("-", &[], "only marks that separate words"),
        ("\"\"", &[], "only marks that separate words"),
        ("\u{200b}", &[], "characters without width"),
        ("-三寸水", &[], "only what must not occur"),
        ("三寸水", &["--byline", "\u{200b}"], "is no name"),
    ] {
        let query = if query.starts_with('-') { vec!["--", query] } else { vec![query] };
        let run = case.run(&[&["search", "site", "--json"], more, &query[..]].concat());
        assert_eq!(run.code, 1, "{query:?} {}", run.stderr);
        let value: Value = serde_json::from_str(&run.stdout).unwrap();
        let error = value["error"].as_str().unwrap();
        assert!(
            error.starts_with("there is nothing to look for: ") && error.contains(why),
            "{query:?} {error}"
        );
        assert_eq!((&value["total"], &value["results"]), (&0.into(), &serde_json::json!([])));
        assert!(run.stderr.contains(why), "{query:?} {}", run.stderr);
    }
}

#[test]
fn every_article_that_has_the_words_newest_first() {
    let case = paper();
    build(&case, "site", &[]);
    let value = search(&case, "site", &["三寸水"]);
    let all =
        ["hwrb/2024-01-03/A01/a", "hwrb/2024-01-02/A01/a", "hwwb/2024-01-02/A01/a", "hwrb/2023-12-31/A01/a"];
    assert_eq!(found(&value), all);
    assert_eq!((&value["total"], &value["exact"]), (&4.into(), &true.into()));
    assert_eq!(value["years"], serde_json::json!({ "2024": 3, "2023": 1 }));
    assert_eq!(value["results"][0]["headline"], "河水涨了 三寸");
    assert_eq!(value["results"][0]["excerpt"], "夜里<涨>了三寸水。");
    assert!(value["requests"].as_u64().unwrap() > 2 && value["bytes"].as_u64().unwrap() > 100);

    // A phrase over the line break of a headline, in another script's letters, with every filter.
    let ask = |more: &[&str]| found(&search(&case, "site", more)).len();
    assert_eq!(ask(&["河水漲了三寸"]), 4);
    assert_eq!(ask(&["河水 -集市"]), 4);
    assert_eq!(ask(&["三寸水", "--headlines"]), 0);
    assert_eq!(ask(&["三寸", "--headlines", "--publication", "hwwb"]), 1);
    assert_eq!(ask(&["三寸", "--byline", "林一", "--from", "2024-01-01", "--to", "2024-01-02"]), 2);
    assert_eq!(ask(&["晴", "--page", "A02"]), 4);
    assert_eq!(ask(&["晴", "--page", "主报"]), 0);
    assert_eq!(ask(&["三寸", "--limit", "1"]), 1);
    assert_eq!(ask(&["市", "--limit", "0"]), 4);
    let oldest = search(&case, "site", &["三寸", "--oldest-first", "--limit", "1"]);
    assert_eq!(found(&oldest), ["hwrb/2023-12-31/A01/a"]);

    // What is nowhere, by pinyin; and what is there, not by pinyin.
    let read = search(&case, "site", &["heshuizh"]);
    assert_eq!((found(&read), &read["pinyin"]), (all.map(str::to_owned).to_vec(), &true.into()));
    assert_eq!((ask(&["js"]), ask(&["jish"]), ask(&["linyi"]), ask(&["linyi", "--headlines"])), (0, 4, 4, 0));
    assert_eq!(value["pinyin"], false);
    let shown = case.run(&["search", "site", "hszlsc"]);
    assert!(
        shown.stdout.starts_with("found nowhere; by pinyin, in headlines and bylines:\n\n河水涨了 三寸\n"),
        "{}",
        shown.stdout
    );

    let server = Server::of(&case, "site", &[]);
    let over_http = search(&case, &server.url(), &["三寸水"]);
    assert_eq!(over_http, value, "the same answer, files and bytes");
}

#[test]
fn a_new_day_rewrites_the_newest_segment_alone() {
    let case = paper();
    build(&case, "site", &[]);
    let before = indexes_and_texts(&case);
    assert_eq!(before.each_ref().map(BTreeSet::len), [2, 2], "a month, and the year before");
    let again = build(&case, "site", &[]);
    assert_eq!(again["changed"].as_array().unwrap().len(), 0);

    edition(&case, "hwrb", "2024-01-04", r#""body": [{ "type": "paragraph", "text": "石桥通车。" }]"#);
    case.picture("paper/hwrb/2024-01-04/1.png", 350, 550);
    let built = build(&case, "site", &[]);
    let (new, _) = one_of_each_is_new(&before, &indexes_and_texts(&case));
    let changed = built["changed"].as_array().unwrap().iter().map(|path| path.as_str().unwrap());
    let of_archive: Vec<&str> = changed.filter(|path| path.starts_with("archive/")).collect();
    assert!(of_archive.contains(&"archive/entry.mha") && of_archive.len() > 3);
    let is_in = |folder: &String, path: &str| path.starts_with(&format!("archive/{folder}/"));
    let is_newest = |path: &&str| *path == "archive/entry.mha" || new.iter().any(|new| is_in(new, path));
    assert!(of_archive.iter().all(is_newest), "{of_archive:?}");
    assert_eq!(found(&search(&case, "site", &["石桥通车"])), ["hwrb/2024-01-04/A01/a"]);
    build(&case, "other", &[]);
    assert_eq!(case.tree("site"), case.tree("other"), "as if it had been built at once");
}

#[test]
fn a_withdrawn_text_is_in_no_file_of_the_archive() {
    let case = paper();
    build(&case, "site", &[]);
    let before = indexes_and_texts(&case);
    assert_eq!(found(&search(&case, "site", &["三寸水"])).len(), 4);
    let gone = r#""status": { "type": "withdrawn", "date": "2024-01-04", "note": "来源有误" }, "body": [{ "type": "paragraph", "text": "夜里涨了三寸水。" }]"#;
    edition(&case, "hwrb", "2023-12-31", gone);
    let built = build(&case, "site", &[]);
    let left = search(&case, "site", &["三寸水"]);
    assert_eq!((found(&left).len(), &left["exact"]), (3, &true.into()));
    // What held it is gone at once, and what did not is as it was.
    let (_, gone) = one_of_each_is_new(&before, &indexes_and_texts(&case));
    let removed = built["removed"].as_array().unwrap().iter().map(|path| path.as_str().unwrap());
    for old in gone {
        assert!(removed.clone().any(|path| path.starts_with(&format!("archive/{old}/"))));
        assert!(!case.path(&format!("site/archive/{old}")).exists());
    }
}

#[test]
fn what_is_for_subscribers_is_not_found() {
    let case = paper();
    let secret = r#""access": "subscribers", "body": [
        { "type": "paragraph", "text": "夜里涨了三寸水。" },
        { "type": "paragraph", "text": "昨日记者走访了沿河的几个村子，看见水文站的灯亮了一夜。" },
        { "type": "paragraph", "text": "秘密的数字是七千七百。" }]"#;
    edition(&case, "hwrb", "2024-01-03", secret);
    build(&case, "site", &[]);
    assert_eq!(found(&search(&case, "site", &["七千七百"])), Vec::<String>::new());
    assert_eq!(
        found(&search(&case, "site", &["河水涨了", "--from", "2024-01-03"])),
        ["hwrb/2024-01-03/A01/a"]
    );
}

#[test]
fn what_cannot_be_had_is_named_and_nothing_false_is_shown() {
    let case = paper();
    build(&case, "site", &[]);
    let whole = found(&search(&case, "site", &["三寸水"]));
    let texts = files(&case.path("site/archive"));
    let text = texts.iter().find(|path| path.ends_with("/t0.mha")).unwrap();
    let path = format!("site/archive/{text}");
    let good = std::fs::read(case.path(&path)).unwrap();
    let server = Server::of(&case, "site", &[]);
    for bad in [None, Some(good[..good.len() / 2].to_vec()), Some(b"<!DOCTYPE html>".to_vec())] {
        match bad {
            None => std::fs::remove_file(case.path(&path)).unwrap(),
            Some(bytes) => std::fs::write(case.path(&path), bytes).unwrap(),
        }
        for site in ["site", &server.url()] {
            let run = case.run(&["search", site, "三寸水", "--json"]);
            assert_eq!(run.code, 1, "{}", run.stderr);
            assert!(run.stderr.contains(text.as_str()), "{}", run.stderr);
            let value: Value = serde_json::from_str(&run.stdout).unwrap();
            assert_eq!(value["exact"], false);
            assert!(value["faults"][0]["file"].as_str().unwrap().ends_with(text.as_str()));
            assert!(found(&value).len() < whole.len() && found(&value).iter().all(|row| whole.contains(row)));
        }
    }
    for (site, part) in [("paper", "archive/entry.mha"), ("http://127.0.0.1:9/", "archive/entry.mha")] {
        let run = case.run(&["search", site, "三寸水"]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(part) && run.stderr.contains("masthead build"), "{}", run.stderr);
    }
    assert_eq!(case.run(&["search", "site", "--", "-三寸"]).code, 1);
}

#[test]
fn a_bad_network_costs_what_it_fails_to_bring() {
    let case = paper();
    build(&case, "site", &[]);
    let whole = found(&search(&case, "site", &["三寸水"]));
    for trouble in [["--fail-path", r"/t0\.mha"], ["--cut-path", r"/t0\.mha"]] {
        let server = Server::of(&case, "site", &trouble);
        let run = case.run(&["search", &server.url(), "三寸水", "--json"]);
        assert_eq!(run.code, 1, "{trouble:?}: {}", run.stderr);
        let value: Value = serde_json::from_str(&run.stdout).unwrap();
        assert!(value["exact"] == false && !value["faults"].as_array().unwrap().is_empty(), "{value}");
        assert!(found(&value).iter().all(|row| whole.contains(row)));
    }
    let slow = Server::of(&case, "site", &["--latency", "200"]);
    assert_eq!(found(&search(&case, &slow.url(), &["三寸水"])), whole, "late is not lost");
}

#[test]
fn an_old_entry_file_says_that_what_it_names_is_gone() {
    let case = paper();
    build(&case, "site", &[]);
    let old = std::fs::read(case.path("site/archive/entry.mha")).unwrap();
    edition(&case, "hwrb", "2024-01-03", r#""body": [{ "type": "paragraph", "text": "水退了。" }]"#);
    build(&case, "site", &[]);
    // As a cache would, that holds the one file for too long.
    case.write("site/archive/entry.mha", &old);
    let run = case.run(&["search", "site", "三寸水", "--json"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let value: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((found(&value), &value["exact"]), (vec!["hwrb/2023-12-31/A01/a".to_owned()], &false.into()));
}

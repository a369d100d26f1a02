//! Labels of pages: whatever a list calls its pages, they keep their places and have ids and names.

use serde_json::Value;

use crate::mirrors::{imported, rewritten};

/// The tree with other labels for its two pages, in the list and on the pages.
fn with_labels(first: &str, second: &str) -> (Vec<String>, String) {
    let case = rewritten(|name, text| {
        let text = text
            .replace("第A01版：<STRONG>头版</STRONG>", first)
            .replace("第A02版：<STRONG>要闻</STRONG>", second)
            .replace("第A01版：头版", first)
            .replace("第A02版：要闻", second);
        // The number of the property comment would help.
        vec![(name.to_owned(), text.replace("founder-pagenum", "founder-other"))]
    });
    let (edition, remarks) = imported(&case);
    (pages(&edition), remarks)
}

/// Every page as `id name first-article`.
fn pages(edition: &Value) -> Vec<String> {
    let pages = edition["pages"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    pages
        .map(|page| {
            let first = &page["articles"][0]["id"];
            format!("{} {} {}", text(&page["id"]), text(&page["name"]), text(first))
        })
        .collect()
}

#[test]
fn ranges_numerals_and_dots() {
    for (first, second, wanted) in [
        ("第A02-A03版：跨版", "第A04版：要闻", ["A02-A03 跨版 1", "A04 要闻 3"]),
        ("第02、03版：跨版", "第04版：要闻", ["02-03 跨版 1", "04 要闻 3"]),
        ("04/05版：影像", "06版：要闻", ["04-05 影像 1", "06 要闻 3"]),
        ("特01版：校庆", "特02版：人物", ["特01 校庆 1", "特02 人物 3"]),
        ("第一版：要闻", "第二版：文体", ["1 要闻 1", "2 文体 3"]),
        ("第十一版：要闻", "第十二版：文体", ["11 要闻 1", "12 文体 3"]),
        ("A1·头版", "A2·要闻", ["A1 头版 1", "A2 要闻 3"]),
        ("第Ａ０１版：头版", "第Ａ０２版：要闻", ["A01 头版 1", "A02 要闻 3"]),
        // Out of order in print; the list's order holds.
        ("第B01版：头版", "第A01版：要闻", ["B01 头版 1", "A01 要闻 3"]),
    ] {
        assert_eq!(
            with_labels(first, second),
            (wanted.map(str::to_owned).to_vec(), String::new()),
            "{first}"
        );
    }
}

#[test]
fn a_label_without_a_code_keeps_its_place() {
    let (pages, _) = with_labels("号外", "第A02版：要闻");
    assert_eq!(pages, ["号外 号外 1", "A02 要闻 3"]);
}

#[test]
fn articles_that_no_page_names_go_where_their_own_title_says() {
    // Without page files the articles' own heads say everything; the list stands before the title.
    let case = rewritten(|name, text| {
        if name.starts_with("node_") {
            return Vec::new();
        }
        let start = text.find("<table><tr><td>&nbsp;<a id=pageLink").unwrap();
        let end = text[start..].find("</table>").unwrap() + start + "</table>".len();
        let list = text[start..end].to_owned();
        let text = text.replace(&list, "").replacen("<table>", &format!("{list}<table>"), 1);
        let text = text.replace(" class=px12", "");
        vec![(name.to_owned(), text.replace("founder-pagenum", "founder-other"))]
    });
    let (edition, _) = imported(&case);
    assert_eq!(pages(&edition), ["A01 头版 1", "A02 要闻 3"]);
}

#[test]
fn entries_with_pictures_and_second_links() {
    let case = rewritten(|name, text| {
        let mut text =
            text.replace("<tr><td>&nbsp;<a id=pageLink href=./", "<tr><td>&nbsp;<a id=pageLink href=");
        for (node, label) in [("2", "第A01版：头版"), ("3", "第A02版：要闻")] {
            let entry = format!("<a id=pageLink href=node_{node}.htm>{label}</a>");
            let (code, title) = label.split_once('：').unwrap();
            let rich = format!(
                "<a id=pageLink href=node_{node}.htm><img src=small.gif></a><a id=pageLink href=./node_{node}.htm>{code}</a>\
                 <a id=pageLink href=node_{node}.htm>{title}</a> <a id=pageLink href=../../../{node}.pdf>PDF</a>"
            );
            assert!(text.contains(&entry));
            text = text.replace(&entry, &rich);
        }
        vec![(name.to_owned(), text)]
    });
    assert_eq!(pages(&imported(&case).0), ["A01 头版 1", "A02 要闻 3"]);
}

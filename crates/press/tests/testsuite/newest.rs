//! What is newest: the edition that opens, and the day that feeds and the site map of news tell. The publication has an
//! extra and an English edition of the same day, and articles that were corrected later.

use serde_json::{Value, json};

use crate::case::Case;
use crate::pages::build;

/// A publication with these editions: the folder, what else the file says, and the headline of its one article with
/// what else that says.
fn paper(editions: &[(&str, &str, &str)]) -> Case {
    let case = crate::pages::paper();
    let settings = "title = \"A\"\nbase_url = \"https://paper.example.com/\"\ntime_zone = \"Asia/Shanghai\"\n[[publications]]\nid = \"qh\"\ntitle = \"B\"\n";
    case.write("paper/masthead.toml", settings.as_bytes());
    for (folder, more, article) in editions {
        let (date, suffix) = folder.split_at(10);
        let suffix =
            suffix.strip_prefix('-').map(|suffix| format!(r#""suffix": "{suffix}","#)).unwrap_or_default();
        let text = format!(
            r#"{{ "version": 1, "publication": "qh", "date": "{date}", {suffix} {more} "pages": [
                 {{ "id": "A01", "articles": [{{ "id": "a", {article}, "body": [] }}] }}] }}"#
        );
        case.write(&format!("paper/qh/{folder}/edition.json"), text.as_bytes());
    }
    build(&case, "site", &[]);
    case
}

fn newest(case: &Case) -> Value {
    case.json("site/paper.json")["publications"][0]["newest"].clone()
}

#[test]
fn the_newest_ordinary_edition_in_the_publications_own_language_opens() {
    let a = r#""headline": "甲""#;
    let english = r#""language": "en","#;
    let opens = |editions: &[(&str, &str, &str)]| newest(&paper(editions));
    assert_eq!(opens(&[("2022-05-08", "", a), ("2022-05-08-en", english, a)]), "2022-05-08");
    assert_eq!(opens(&[("2022-05-08", "", a), ("2022-05-09-extra", "", a)]), "2022-05-08");
    assert_eq!(
        opens(&[("2022-05-08", r#""language": "zh-CN","#, a), ("2022-05-09", english, a)]),
        "2022-05-08"
    );
    assert_eq!(
        opens(&[("2022-05-08-am", "", a), ("2022-05-08-pm", "", a)]),
        "2022-05-08-pm",
        "there is no other"
    );
    assert_eq!(
        opens(&[("2022-05-08", english, a), ("2022-05-09-en", english, a)]),
        "2022-05-09-en",
        "nor here"
    );
    let case = paper(&[("2022-05-08", "", a), ("2022-05-08-en", english, r#""headline": "English""#)]);
    assert!(
        !case.read("site/qh/index.html").contains("English")
            && !case.read("site/index.html").contains("English")
    );
}

#[test]
fn feeds_and_the_map_of_news_hold_all_editions_of_the_newest_day() {
    let case = paper(&[
        ("2022-05-07", "", r#""headline": "昨日""#),
        ("2022-05-08", "", r#""headline": "今天""#),
        ("2022-05-08-en", r#""language": "en","#, r#""headline": "Today""#),
        ("2022-05-08-extra", "", r#""headline": "号外""#),
    ]);
    let feed = case.json("site/qh/feed.json");
    let items: Vec<(&Value, &Value)> =
        feed["items"].as_array().unwrap().iter().map(|item| (&item["title"], &item["language"])).collect();
    assert_eq!(
        items,
        [(&json!("今天"), &Value::Null), (&json!("Today"), &json!("en")), (&json!("号外"), &Value::Null)]
    );
    let atom = case.read("site/qh/feed.atom");
    let map = case.read("site/sitemap-news.xml");
    for title in ["今天", "Today", "号外"] {
        assert!(atom.contains(&format!("<title>{title}</title>")), "{atom}");
        assert!(map.contains(&format!("<news:title>{title}</news:title>")), "{map}");
    }
    assert!(!atom.contains("昨日") && atom.contains("<entry xml:lang=\"en\">"), "{atom}");
}

#[test]
fn a_correction_is_told_with_its_day() {
    let corrected =
        r#""headline": "乙", "status": { "type": "corrected", "date": "2022-05-10", "note": "人名有误。" }"#;
    let case = paper(&[("2022-05-08", "", r#""headline": "甲""#), ("2022-05-08-extra", "", corrected)]);
    let items = case.json("site/qh/feed.json")["items"].clone();
    let (printed, changed) = ("2022-05-08T00:00:00+08:00", "2022-05-10T00:00:00+08:00");
    assert_eq!((&items[0]["date_published"], &items[0]["date_modified"]), (&json!(printed), &Value::Null));
    assert_eq!((&items[1]["date_published"], &items[1]["date_modified"]), (&json!(printed), &json!(changed)));
    let atom = case.read("site/qh/feed.atom");
    let updated: Vec<&str> =
        atom.split("<updated>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(updated, [changed, printed, changed], "the feed was changed when its last entry was: {atom}");
}

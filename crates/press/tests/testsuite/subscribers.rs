//! Articles for subscribers: what of them is in a site, and what is in no file of it.

use std::io::Read;

use crate::case::Case;
use crate::pages::{build, edition, paper};

/// Every file of a site with what it says once decoded.
pub(crate) fn decoded(case: &Case, site: &str) -> Vec<(String, String)> {
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

const ARTICLE: &str = r#""access": "subscribers", "x-draft": "水文站的秘密", "body": [
    { "type": "paragraph", "text": "夜里涨了三寸水。" },
    { "type": "figure", "src": "a.jpg", "width": 600, "height": 400, "caption": "水文站的秘密" },
    { "type": "paragraph", "text": ["水文", { "strong": "站的" }, "秘密在此。"] },
    { "type": "fact-box", "body": [{ "type": "paragraph", "text": "秘密的数字是七千七百。" }] }]"#;

fn restricted(settings: &str) -> Case {
    let case = paper();
    for date in ["2024-01-02", "2024-01-03"] {
        edition(&case, "hwrb", date, ARTICLE);
        let text = case.read(&format!("paper/hwrb/{date}/edition.json"));
        let text = text.replacen("\"id\": \"A01\",", "\"id\": \"A01\", \"pdf\": \"A01.pdf\",", 1);
        case.write(&format!("paper/hwrb/{date}/edition.json"), text.as_bytes());
        case.pdf(&format!("paper/hwrb/{date}/A01.pdf"), "七千七百");
    }
    let all = case.read("paper/masthead.toml").replacen(
        "[[publications]]",
        &format!("{settings}\n[[publications]]"),
        1,
    );
    case.write("paper/masthead.toml", all.as_bytes());
    case
}

fn holders(case: &Case, text: &str) -> Vec<String> {
    let all = decoded(case, "site").into_iter();
    all.filter(|(_, content)| content.contains(text)).map(|(path, _)| path).collect()
}

#[test]
fn no_file_of_the_site_holds_what_is_for_subscribers() {
    let case = restricted("[subscribers]\nhref = \"https://example.com/subscribe\"\nnote = \"订阅后读全文\"");
    build(&case, "site", &["--host", "nginx"]);
    for hidden in ["水文站的秘密", "站的", "秘密", "七千七百"] {
        assert_eq!(holders(&case, hidden), [""; 0], "{hidden}");
    }
    assert!(!case.path("site/hwrb/2024-01-03/a.jpg").exists(), "nor its picture");
    assert!(!case.path("site/hwrb/2024-01-03/A01.pdf").exists(), "nor the page's PDF, which has the text");
    let page = case.read("site/hwrb/2024-01-03/A01/a/index.html");
    assert!(
        page.contains("夜里涨了三寸水。") && page.contains("href=\"https://example.com/subscribe\""),
        "{page}"
    );
    assert!(page.contains("\"isAccessibleForFree\":false"), "search engines are told");
    assert!(!case.read("site/hwrb/2024-01-03/A01/b/index.html").contains("isAccessibleForFree"));
    assert!(
        case.path("site/hwrb/2024-01-03/1.png").exists(),
        "the page's image stays, where nothing else is said"
    );
    assert!(holders(&case, "夜里涨了三寸水。").len() > 4);
}

#[test]
fn the_publisher_may_say_otherwise() {
    let case = restricted("[subscribers]\npreview = 0\npage_images = false");
    build(&case, "site", &[]);
    assert!(!case.path("site/hwrb/2024-01-03/1.png").exists());
    let page = case.read("site/hwrb/2024-01-03/A01/a/index.html");
    assert!(!page.contains("夜里涨了三寸水。") && page.contains("全文供订阅者阅读。"));

    let case = restricted("[subscribers]\npublish = true");
    build(&case, "site", &[]);
    let page = case.read("site/hwrb/2024-01-03/A01/a/index.html");
    assert!(page.contains("秘密在此") && !page.contains("全文供订阅者阅读。"));
    assert!(page.contains("\"isAccessibleForFree\":false"), "something else asks for the money");
    assert!(case.path("site/hwrb/2024-01-03/A01.pdf").exists());
}

/// What is packed in ways of its own, as the search's index is, is not decoded above: here no byte of any file depends on
/// what is withheld.
#[test]
fn a_site_is_the_same_whatever_is_withheld() {
    let case = restricted("[subscribers]\nnote = \"订阅后读全文\"");
    build(&case, "site", &["--host", "nginx"]);
    for date in ["2024-01-02", "2024-01-03"] {
        let file = format!("paper/hwrb/{date}/edition.json");
        let other = case
            .read(&file)
            .replace("秘密在此", "没有什么")
            .replace("七千七百", "一")
            .replace("水文站的秘密", "无");
        case.write(&file, other.as_bytes());
        case.pdf(&format!("paper/hwrb/{date}/A01.pdf"), "another");
    }
    build(&case, "other", &["--host", "nginx"]);
    assert!(case.tree("site") == case.tree("other"));
}

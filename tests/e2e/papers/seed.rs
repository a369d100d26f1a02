//! The real page that the project began with, X04 of 郑州晚报 of 16 September 2022, put into an edition.
//!
//! Its text is a third party's and stays beside the repository; it is cut here where the page itself cuts it.

use serde_json::{Value, json};

use super::{Paper, beside};

/// 郑州晚报 with the seed's page between two others, and 郑州日报 of the same day.
pub(crate) struct Seed {
    /// The paper.
    pub(crate) paper: Paper,
    /// The first headline, in the lines of print.
    pub(crate) headline: Vec<String>,
    /// The second headline of the page.
    pub(crate) second: String,
    /// The paragraphs of the first article.
    pub(crate) paragraphs: Vec<String>,
    /// Its subheads.
    pub(crate) subheads: Vec<String>,
}

/// The seed, or `None` where it is not beside the repository.
pub(crate) fn seed() -> Option<Seed> {
    let text =
        std::fs::read_to_string(beside("seed/zzwb-2022-09-16-X04.txt")?).expect("the seed can be read");
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let [_place, _id, first, second, _links, _editions, _again, body @ .., _turn, _rights, _placeholders] =
        &lines[..]
    else {
        panic!("the seed is not as it was");
    };
    // Print broke the headline in two; the page wrote the break as a space.
    let headline: Vec<String> = first.split(' ').map(str::to_owned).collect();
    let mut paragraphs = Vec::new();
    let mut subheads = Vec::new();
    let mut blocks = Vec::new();
    let mut byline = Vec::new();
    for line in body {
        let is_subhead = line.chars().count() < 30 && !line.ends_with('。');
        if is_subhead {
            subheads.push((*line).to_owned());
            blocks.push(json!({ "type": "subhead", "text": line }));
            continue;
        }
        let (text, names) = line.split_once(" 记者 ").unwrap_or((line, ""));
        if !names.is_empty() {
            byline = credits(names);
        }
        paragraphs.push(text.to_owned());
        blocks.push(json!({ "type": "paragraph", "text": text }));
    }
    let section = |id: &str, articles: Value| json!({ "id": id, "section": "新郑时报", "name": "聚焦", "articles": articles });
    let other = |id: &str| json!([{ "id": id, "headline": ["本版另有一篇"], "body": [] }]);
    let articles = json!([
        { "id": "1335950", "headline": headline, "byline": byline, "body": blocks },
        { "id": "1335951", "headline": [second], "body": [] },
    ]);
    let edition = json!({
        "number": "7890",
        "pages": [section("X03", other("1335940")), section("X04", articles), section("X05", other("1335960"))],
    });
    let neighbour = |headline: &str| json!({ "pages": [{ "id": "A01", "articles": [{ "id": "1", "headline": [headline], "body": [] }] }] });
    let paper = Paper::new(json!({
        "title": "中原网数字报", "language": "zh-Hans",
        "home": { "href": "/home/" }, "rights": "版权声明 @ 中原网 网站版权所有",
    }))
    .publication(json!({ "id": "zzwb", "title": "郑州晚报" }))
    .edition("2022-09-14", neighbour("前一期"))
    .edition("2022-09-16", edition)
    .edition("2022-09-19", neighbour("后一期"))
    .publication(json!({ "id": "zzrb", "title": "郑州日报" }))
    .edition("2022-09-16", neighbour("日报当日"))
    .edition("2022-09-20", neighbour("日报后来"));
    Some(Seed { paper, headline, second: (*second).to_owned(), paragraphs, subheads })
}

/// `杨宜锦 通讯员 宋杰 文/图`, which follows `记者`.
fn credits(text: &str) -> Vec<Value> {
    let mut credits = vec![("记者", Vec::new())];
    for word in text.split_whitespace() {
        match word {
            "通讯员" | "文/图" => credits.push((word, Vec::new())),
            name => credits.last_mut().expect("a role comes first").1.push(name),
        }
    }
    credits.into_iter().map(|(role, names)| json!({ "role": role, "names": names })).collect()
}

//! The real pages of `../shared/founder/samples`, read there and never copied into the project.

use std::fs;

use serde_json::Value;

use crate::case::{Case, remarks, shared};

/// Imports one sample as the file of that path; `None` where the samples are absent.
fn import(sample: &str, path: &str) -> Option<(Value, Value)> {
    let file = shared("founder/samples")?.join(sample);
    let case = Case::new();
    case.write(&format!("source/{path}"), &fs::read(file).unwrap());
    let report = case.import(&["--publication", "sample"]);
    let date = report["editions"][0]["edition"].as_str().unwrap().to_owned();
    assert_eq!(case.run(&["check", "paper", "--strict"]).code, 0);
    Some((case.json(&format!("paper/sample/{date}/edition.json")), report))
}

fn headlines(page: &Value) -> Vec<String> {
    let lines = |article: &Value| {
        let lines: Vec<&str> =
            article["headline"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        lines.join("/")
    };
    page["articles"].as_array().unwrap().iter().map(lines).collect()
}

fn ids(page: &Value) -> Vec<&str> {
    page["articles"].as_array().unwrap().iter().filter_map(|article| article["id"].as_str()).collect()
}

/// Every article has a region, each within the page; the counts are of the sample's own areas.
fn regions(page: &Value) -> Vec<usize> {
    let articles = page["articles"].as_array().unwrap().iter();
    articles
        .map(|article| {
            let regions = article["regions"].as_array().map(Vec::as_slice).unwrap_or_default();
            let fractions = regions
                .iter()
                .flat_map(|region| region.as_array().unwrap())
                .flat_map(|point| point.as_array().unwrap());
            for fraction in fractions {
                assert!((0.0..=1.0).contains(&fraction.as_f64().unwrap()), "{fraction}");
            }
            regions.len()
        })
        .collect()
}

#[test]
fn jiangxi_2017() {
    let Some((edition, report)) = import("jxrb_20171009_node_187.html", "html/2017-10/09/node_187.htm")
    else {
        return;
    };
    let page = &edition["pages"][0];
    assert_eq!(
        (&edition["date"], &page["id"], &page["name"]),
        (&"2017-10-09".into(), &"A01".into(), &"头版".into())
    );
    assert_eq!(ids(page), ["401862", "401863", "401864", "401865", "401866"]);
    assert_eq!(headlines(page)[0], "站在新的更高起点探索生态文明建设");
    assert_eq!(headlines(page)[3], "国家有前途/个人才有前途");
    assert_eq!(regions(page), [1, 1, 1, 1, 1]);
    assert_eq!(page["aliases"][0], "html/2017-10/09/node_187.htm");
    let remarks = remarks(&report);
    assert_eq!(remarks.matches("missing page-file").count(), 11, "A02 to C04");
    assert_eq!(remarks.matches("missing article-file").count(), 5);
}

#[test]
fn travel_2017_with_gaps_in_its_pages() {
    let Some((edition, report)) = import("zglyb_20171013_node_1.html", "html/2017-10/13/node_1.htm") else {
        return;
    };
    let page = &edition["pages"][0];
    assert_eq!((&page["id"], &page["name"]), (&"01".into(), &"旅游报01版".into()));
    assert_eq!(ids(page), ["306582", "306587", "306588", "306593", "306597"]);
    assert_eq!(headlines(page)[4], "喜迎十九大展现新成就");
    assert_eq!(regions(page), [1, 1, 1, 1, 1], "the same area twice is one region");
    assert_eq!(remarks(&report).matches("missing page-file").count(), 6, "02 to 06, then 08");
}

#[test]
fn science_2023_with_two_areas_for_an_article() {
    let Some((edition, _)) = import("kjrb_20230210_node_2.htm", "html/2023-02/10/node_2.htm") else { return };
    let page = &edition["pages"][0];
    assert_eq!((&page["id"], &page["name"]), (&"01".into(), &"今日要闻".into()));
    assert_eq!(ids(page), ["548643", "548646", "548655", "548659", "548662"]);
    assert_eq!(regions(page), [1, 2, 1, 2, 1]);
}

#[test]
fn people_2017_with_headlines_by_script() {
    let path = "rmrb/html/2017-10/16/nbs.D110000renmrb_01.htm";
    let Some((edition, report)) = import("rmrb_20171016_nbs_01.html", path) else { return };
    let page = &edition["pages"][0];
    assert_eq!((&page["id"], &page["name"]), (&"01".into(), &"要闻".into()));
    assert_eq!(ids(page), ["1-01", "2-01", "3-01", "4-01", "5-01"]);
    assert_eq!(headlines(page)[1], "中共中央召开党外人士座谈会/征求对中共十九大报告的意见");
    let first = &page["articles"][0]["regions"][0];
    assert_eq!(first[0], serde_json::json!([0.9925, 0.0539]), "397 of 400, 31 of 575");
    assert!(!remarks(&report).contains("region-scale"), "the page says the picture's size");
}

#[test]
fn the_seed_in_founder_markup() {
    let Some((edition, report)) =
        import("synthetic_content_seed_1335950.htm", "html/2022-09/16/content_1335950.htm")
    else {
        return;
    };
    let page = &edition["pages"][0];
    assert_eq!(
        (&page["id"], &page["section"], &page["name"]),
        (&"X04".into(), &"新郑时报".into(), &"聚焦".into())
    );
    assert_eq!(
        headlines(page),
        ["新郑市在全国县域共青团/基层组织改革试点工作中获评优秀", "新郑市举办首届/“开学第一课”开笔礼"]
    );
    let article = &page["articles"][0];
    let byline = serde_json::json!([
        { "role": "记者", "names": ["杨宜锦"] }, { "role": "通讯员", "names": ["宋杰"] }, { "role": "文/图", "names": ["杨宜锦", "宋杰"] }
    ]);
    assert_eq!(article["byline"], byline);
    assert_eq!(article["aliases"][0], "html/2022-09/16/content_1335950.htm");
    let blocks: Vec<(&str, String)> = article["body"]
        .as_array()
        .unwrap()
        .iter()
        .map(|block| (block["type"].as_str().unwrap(), block["text"].as_str().unwrap().to_owned()))
        .collect();
    let subheads: Vec<&str> =
        blocks.iter().filter(|(kind, _)| *kind == "subhead").map(|(_, text)| text.as_str()).collect();
    assert_eq!(
        subheads,
        [
            "多维度充实各级团组织队伍力量",
            "以服务品牌助推组织运行更加高效",
            "聚焦完善团员发展和教育管理机制",
            "聚焦完善党的领导机制和支持保障"
        ]
    );
    let paragraphs: Vec<&str> =
        blocks.iter().filter(|(kind, _)| *kind == "paragraph").map(|(_, text)| text.as_str()).collect();
    assert!(
        paragraphs.iter().any(|text| text.ends_with("开创了新郑市共青团工作新局面。")),
        "the byline is lifted out"
    );
    assert!(
        paragraphs.contains(&"聚焦完善组织设置和运行机制,破解组织运行后劲不足难题。"),
        "what was glued stands alone"
    );
    assert_eq!(blocks.len(), 27);
    for text in blocks.iter().map(|(_, text)| text) {
        assert!(
            !text.contains("KeywordPh") && !text.contains("上一篇") && !text.contains("1335950"),
            "{text}"
        );
    }
    assert!(
        remarks(&report).contains("guessed subhead") && remarks(&report).contains("repaired glued-paragraph")
    );
    everything_of_the_seed_is_there(article);
}

/// Nothing of the seed's text is lost: its characters, in their order, are the article's blocks and byline.
fn everything_of_the_seed_is_there(article: &Value) {
    let Some(seed) = shared("seed/zzwb-2022-09-16-X04.txt") else { return };
    let seed = fs::read_to_string(seed).unwrap();
    let start = seed.find("近日,新郑市").unwrap();
    let end = seed.find("3上一篇").unwrap();
    let squeeze = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let wanted = squeeze(&seed[start..end]).replace("记者杨宜锦通讯员宋杰文/图", "");
    let found: String = article["body"]
        .as_array()
        .unwrap()
        .iter()
        .map(|block| squeeze(block["text"].as_str().unwrap()))
        .collect();
    assert_eq!(found, wanted);
}

#[test]
fn hainan_like_pages() {
    let Some((edition, _)) = import("synthetic_hndaily_front-page.html", "html/2026-07/23/node_1.htm") else {
        return;
    };
    let page = &edition["pages"][0];
    assert_eq!((&page["id"], &page["name"], ids(page)), (&"1".into(), &"头版".into(), vec!["1_1001"]));
}

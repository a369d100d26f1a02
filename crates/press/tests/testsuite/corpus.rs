//! A hundred editions made of the corpus in `../shared`, written as a Founder tree and imported: pages, headlines,
//! paragraphs and regions come out as they went in.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::case::{Case, remarks, shared};
use crate::founder::{Article, Edition, Page, write};

const EDITIONS: usize = 100;

/// A title and its paragraphs.
type Text = (String, Vec<String>);

/// The corpus by day; `None` where it, or `xz` to read it with, is absent.
fn days(wanted: usize) -> Option<Vec<(String, Vec<Text>)>> {
    let file = shared("corpus/xwlb-2012-2016.jsonl.xz")?;
    let Ok(output) = Command::new("xz").arg("-dc").arg(file).output() else {
        eprintln!("skipped: there is no xz to read the corpus with");
        return None;
    };
    let text = String::from_utf8(output.stdout).unwrap();
    let mut days: Vec<(String, Vec<Text>)> = Vec::new();
    for line in text.lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        let date = entry["date"].as_str().unwrap();
        if days.last().is_none_or(|(last, _)| last != date) {
            if days.len() == wanted {
                break;
            }
            days.push((date.to_owned(), Vec::new()));
        }
        let paragraphs =
            entry["body"].as_str().unwrap().lines().map(clean).filter(|line| !line.is_empty()).collect();
        let title = clean(entry["title"].as_str().unwrap());
        days.last_mut().unwrap().1.push((title, paragraphs));
    }
    Some(days)
}

/// What a paper's own system would have stored: no runs of white space.
fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn edition(date: &str, texts: &[Text], first_id: usize) -> Edition {
    let pages = texts.chunks(4).enumerate().map(|(index, texts)| Page {
        id: format!("{}{:02}", if index < 4 { 'A' } else { 'B' }, index + 1),
        node: 100 + index,
        name: format!("第{}叠要闻", index + 1),
        articles: texts
            .iter()
            .enumerate()
            .map(|(place, (title, paragraphs))| {
                let (top, left) = (10 + place as u32 * 130, 5 + place as u32);
                let mut areas = vec![vec![
                    (left, top),
                    (200, top),
                    (200, top + 60),
                    (300, top + 60),
                    (300, top + 120),
                    (left, top + 120),
                ]];
                if place == 2 {
                    areas.push(vec![(310, top), (345, top), (345, top + 120), (310, top + 120)]);
                }
                Article {
                    id: first_id + index * 4 + place,
                    headline: title.split(' ').map(str::to_owned).collect(),
                    paragraphs: paragraphs.clone(),
                    areas,
                }
            })
            .collect(),
    });
    Edition { date: date.to_owned(), pages: pages.collect() }
}

#[test]
fn a_generated_tree_comes_out_as_it_went_in() {
    let Some(days) = days(EDITIONS) else { return };
    assert_eq!(days.len(), EDITIONS);
    let case = Case::new();
    let editions: Vec<Edition> = days
        .iter()
        .enumerate()
        .map(|(index, (date, texts))| edition(date, texts, 1 + index * 1000))
        .collect();
    for edition in &editions {
        write(&case.path("source"), edition);
    }
    let report = case.import(&["--publication", "corpus"]);
    assert_eq!(report["editions"].as_array().unwrap().len(), EDITIONS);
    let remarks = remarks(&report);
    let mut articles = 0;
    for edition in &editions {
        let found = case.json(&format!("paper/corpus/{}/edition.json", edition.date));
        assert_eq!(found["pages"].as_array().unwrap().len(), edition.pages.len());
        for (page, found) in edition.pages.iter().zip(found["pages"].as_array().unwrap()) {
            assert_eq!(
                (found["id"].as_str(), found["name"].as_str()),
                (Some(page.id.as_str()), Some(page.name.as_str()))
            );
            assert_eq!(found["articles"].as_array().unwrap().len(), page.articles.len());
            for (article, found) in page.articles.iter().zip(found["articles"].as_array().unwrap()) {
                compare(article, found, &remarks, &edition.date);
                articles += 1;
            }
        }
    }
    assert!(articles > 1000, "{articles} articles are no test");
    assert_eq!(case.run(&["check", "paper"]).code, 0);

    let again = case.import(&["--publication", "corpus"]);
    assert!(again["editions"].as_array().unwrap().iter().all(|edition| edition["outcome"] != "imported"));
}

fn compare(article: &Article, found: &Value, remarks: &str, date: &str) {
    let path = format!("html/{}/{}/content_{}.htm", &date[..7], &date[8..], article.id);
    let texts = |value: &Value| {
        value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(found["id"], article.id.to_string());
    assert_eq!(
        texts(&found["headline"]).concat().replace(' ', ""),
        article.headline.concat().replace(' ', ""),
        "{path}"
    );
    let regions: Vec<Vec<(f64, f64)>> = article
        .areas
        .iter()
        .map(|area| area.iter().map(|(x, y)| (f64::from(*x) / 350.0, f64::from(*y) / 550.0)).collect())
        .collect();
    for (region, found) in regions.iter().zip(found["regions"].as_array().unwrap()) {
        for ((x, y), found) in region.iter().zip(found.as_array().unwrap()) {
            assert!(
                (found[0].as_f64().unwrap() - x).abs() < 1e-4
                    && (found[1].as_f64().unwrap() - y).abs() < 1e-4
            );
        }
    }
    assert_eq!(found["regions"].as_array().unwrap().len(), article.areas.len());
    let body: Vec<String> = found["body"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|block| block["text"].as_str().unwrap().to_owned())
        .collect();
    if body != article.paragraphs {
        // Only a repair that the report names may part, lift or leave out, and then no character may be lost.
        let remarked: Vec<&str> = remarks.lines().filter(|line| line.ends_with(&path)).collect();
        assert!(
            !remarked.is_empty(),
            "{path} differs and nothing was said\n{body:#?}\n{:#?}",
            article.paragraphs
        );
        let lifted = remarked
            .iter()
            .any(|line| ["byline", "repeated", "duplicate", "jump"].iter().any(|word| line.contains(word)));
        let squeeze = |texts: &[String]| {
            texts.concat().chars().filter(|letter| !letter.is_whitespace()).collect::<String>()
        };
        assert!(lifted || squeeze(&body) == squeeze(&article.paragraphs), "{path}: {remarked:?}\n{body:#?}");
    }
}

/// The corpus read once is enough for every test: the file exists or the test says that it is skipped.
#[test]
fn the_generator_writes_what_founder_writes() {
    let case = Case::new();
    let one = edition("2012-07-02", &[("甲 乙".into(), vec!["一。".into()])], 7);
    write(&case.path("source"), &one);
    let page = fs::read_to_string(case.path("source/html/2012-07/02/node_100.htm")).unwrap();
    assert!(page.contains("id=mp7>甲 乙</div>") && page.contains("第A01版：<STRONG>"));
}

//! Articles by the million, made of pieces of the corpus: runs of eight to thirty characters, each from anywhere, so
//! that characters, neighbours and words are as frequent as in the corpus but for the joints. Made anew whenever they
//! are asked for, since they would not all fit into memory.

use std::borrow::Cow;
use std::collections::HashMap;
use std::convert::Infallible;

use masthead_edition::date::Date;
use masthead_edition::id::EditionId;
use masthead_edition::json::edition_from_value;
use masthead_edition::model::Edition;
use masthead_search::archive::{EditionInfo, Source};
use serde_json::json;

use super::{Dice, Item};

/// Articles of a day.
const OF_DAY: u32 = 40;
/// The years they are spread over, and the last day of the last one.
const YEARS: i32 = 20;
const LAST: (i32, u8, u8) = (2026, 3, 20);

/// A generator of so many articles.
pub(crate) struct Generator {
    lines: Vec<Vec<char>>,
    titles: Vec<Vec<char>>,
    lengths: Vec<usize>,
    pub(crate) days: Vec<(String, u32)>,
}

impl Generator {
    pub(crate) fn new(items: &[Item], count: u32) -> Self {
        let chars = |text: &String| text.chars().collect::<Vec<char>>();
        let last = Date::new(LAST.0, LAST.1, LAST.2).unwrap().day_number();
        let days = count.div_ceil(OF_DAY).max(1);
        let room = i64::from(YEARS) * 365;
        let mut left = count;
        let of_day = count.div_ceil(days.min(room as u32));
        let days = (0..i64::from(days).min(room))
            .map(|n| {
                let day = last - n * room / i64::from(days).min(room);
                let here = of_day.min(left);
                left -= here;
                (Date::from_day_number(day).unwrap().to_string(), here)
            })
            .filter(|(_, here)| *here > 0)
            .collect();
        Self {
            lines: items
                .iter()
                .flat_map(|item| &item.body)
                .map(chars)
                .filter(|line| line.len() > 40)
                .collect(),
            titles: items.iter().map(|item| chars(&item.title)).collect(),
            lengths: items
                .iter()
                .map(|item| item.body.iter().map(|text| text.chars().count()).sum())
                .collect(),
            days,
        }
    }

    pub(crate) fn infos(&self) -> Vec<EditionInfo> {
        let info = |(date, count): &(String, u32)| EditionInfo {
            publication: "made".into(),
            edition: EditionId::parse(date).unwrap(),
            articles: *count,
            content: date.clone(),
        };
        self.days.iter().map(info).collect()
    }

    /// The articles of a day.
    pub(crate) fn day(&self, date: &str, count: u32) -> Vec<Item> {
        let seed = date.bytes().fold(7_u64, |seed, byte| seed.wrapping_mul(1_000_003) ^ u64::from(byte));
        let mut dice = Dice(seed);
        (0..count).map(|n| self.item(date, n, &mut dice)).collect()
    }

    fn item(&self, date: &str, n: u32, dice: &mut Dice) -> Item {
        let title: String = dice.pick(&self.titles).iter().collect();
        let length = *dice.pick(&self.lengths);
        let (mut body, mut made) = (vec![String::new()], 0);
        while made < length {
            let line = dice.pick(&self.lines);
            let part = (8 + dice.below(23)).min(line.len());
            let start = dice.below(line.len() - part + 1);
            body.last_mut().unwrap().extend(&line[start..start + part]);
            made += part;
            if dice.below(8) == 0 && made < length {
                body.push(String::new());
            }
        }
        let id = format!("made-{}-{n:03}", date.replace('-', ""));
        Item { date: date.into(), id, title, body, byline: None, page: "A01".into(), section: String::new() }
    }

    /// How far the characters' and neighbours' frequencies are from the corpus's: half the sum of all differences.
    pub(crate) fn distances(&self, items: &[Item]) -> [f64; 2] {
        let made: Vec<Item> =
            self.days.iter().take(50).flat_map(|(date, count)| self.day(date, *count)).collect();
        [1, 2].map(|length| {
            let frequencies = |items: &[Item]| {
                let mut counts: HashMap<Vec<char>, f64> = HashMap::new();
                let mut sum = 0.0;
                for text in items.iter().flat_map(|item| &item.body) {
                    let chars: Vec<char> = text.chars().collect();
                    for gram in chars.windows(length) {
                        *counts.entry(gram.to_vec()).or_default() += 1.0;
                        sum += 1.0;
                    }
                }
                counts.values_mut().for_each(|count| *count /= sum);
                counts
            };
            // Of the thousand most frequent: the rare ones differ between any two samples.
            let (own, made) = (frequencies(items), frequencies(&made));
            let mut common: Vec<(&Vec<char>, &f64)> = own.iter().collect();
            common.sort_by(|a, b| b.1.total_cmp(a.1));
            let common = &common[..common.len().min(1000)];
            let all: f64 = common.iter().map(|(_, part)| **part).sum();
            common.iter().map(|(gram, part)| (*part - made.get(*gram).unwrap_or(&0.0)).abs()).sum::<f64>()
                / 2.0
                / all
        })
    }
}

impl Source for Generator {
    type Error = Infallible;
    fn edition(&self, info: &EditionInfo) -> Result<Cow<'_, Edition>, Infallible> {
        let date = info.edition.to_string();
        let article = |item: &Item| {
            let body: Vec<_> =
                item.body.iter().map(|text| json!({ "type": "paragraph", "text": text })).collect();
            json!({ "id": item.id, "headline": item.title, "body": body })
        };
        let articles: Vec<_> = self.day(&date, info.articles).iter().map(article).collect();
        let page = json!({ "id": "A01", "articles": articles });
        let value = json!({ "version": 1, "publication": "made", "date": date, "pages": [page] });
        Ok(Cow::Owned(edition_from_value(value).value))
    }
}

//! A page as HTML: nameplate or page line, the articles still in one heap, and the script that sets them.

use std::fmt::Write;

use masthead_edition::date::{Date, Weekday};
use masthead_edition::lunar::{Script, lunar};
use masthead_edition::model::{Edition, Page};
use serde_json::json;

use super::art::Gallery;
use super::blocks::{Source, escape};
use super::paper::Paper;

/// The page's width, in pixels of the page image.
pub(super) const WIDTH: u32 = 1200;

const MARGIN: u32 = 44;

/// The script that sets a page, in the order in which its parts build on each other.
const SCRIPT: [&str; 7] = [
    include_str!("typeset/page.js"),
    include_str!("typeset/measure.js"),
    include_str!("typeset/options.js"),
    include_str!("typeset/layouts.js"),
    include_str!("typeset/columns.js"),
    include_str!("typeset/build.js"),
    include_str!("typeset/run.js"),
];

/// The format of a paper's pages, and its type.
pub(super) struct Sheet {
    /// The page's height, in pixels of the page image.
    pub(super) height: u32,
    columns: u32,
    /// The size of type that the paper would like to have everywhere.
    wanted: f64,
}

impl Sheet {
    /// The morning paper is a broadsheet; the evening paper is a tabloid, whose type is larger for its page.
    pub(super) fn of(edition: &Edition, page: &Page) -> Self {
        let is_evening = edition.publication.as_str() == "bcwb";
        match (is_evening, Tongue::of(edition)) {
            (true, Tongue::English) => Self { height: 1640, columns: 4, wanted: 17.6 },
            (true, _) => Self { height: 1640, columns: 4, wanted: 19.4 },
            _ => Self { height: 1760, columns: if is_lore(page) { 4 } else { 5 }, wanted: 17.4 },
        }
    }
}

/// How one edition says things.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tongue {
    Simplified,
    Traditional,
    English,
}

impl Tongue {
    fn of(edition: &Edition) -> Self {
        match edition.language.as_deref() {
            Some(tag) if tag.starts_with("en") => Self::English,
            Some(tag) if tag.contains("Hant") => Self::Traditional,
            _ => Self::Simplified,
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Self::Simplified => "zh-Hans",
            Self::Traditional => "zh-Hant",
            Self::English => "en",
        }
    }
}

/// The whole document of a page.
pub(super) fn page(
    paper: &Paper,
    edition: &Edition,
    page: &Page,
    gallery: &Gallery,
) -> Result<String, String> {
    let tongue = Tongue::of(edition);
    let is_front = edition.pages.first().is_some_and(|first| first.id == page.id);
    let is_lore = is_lore(page);
    let sheet = Sheet::of(edition, page);
    let height = sheet.height;
    let mut articles = String::new();
    for article in &page.articles {
        articles.push_str(&Source { edition, article, is_lore, gallery }.html()?);
    }
    let top = if is_front { 250 } else { 114 };
    let setup = json!({
        "page": page.id.as_str(),
        "columns": sheet.columns,
        "gap": 26,
        "width": WIDTH - 2 * MARGIN,
        "height": height - 62 - top,
        "least": 12.6,
        "most": 22.4,
        "wanted": sheet.wanted,
        "latin": tongue == Tongue::English,
        "banner": true,
    });
    let furniture =
        if is_front { nameplate(paper, edition, tongue) } else { page_line(paper, edition, page, tongue) };
    Ok(format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title} {id}</title>\
         <style>@page{{size:{WIDTH}px {height}px;margin:0}}:root{{--height:{height}px}}{css}</style></head><body>{furniture}\
         <main id=\"field\" style=\"left:{MARGIN}px;top:{top}px;width:{width}px;height:{field}px\"></main>\
         {foot}<div id=\"galley\">{articles}</div>\
         <script id=\"setup\" type=\"application/json\">{setup}</script>\
         <script id=\"result\" type=\"application/json\"></script>\
         <script>'use strict';(() => {{{js}}})();</script></body></html>",
        lang = tongue.tag(),
        title = escape(paper.title(edition)),
        id = page.id.as_str(),
        css = include_str!("page.css"),
        width = WIDTH - 2 * MARGIN,
        field = height - 62 - top,
        foot = foot(paper, edition, tongue),
        js = SCRIPT.concat(),
    ))
}

/// Essays, verse and long reads have wider columns, and headlines in another face.
fn is_lore(page: &Page) -> bool {
    let name = page.name.as_deref().unwrap_or_default();
    ["副刊", "夜读", "夜讀", "书坊", "人物"].iter().any(|lore| name.contains(lore))
}

fn nameplate(paper: &Paper, edition: &Edition, tongue: Tongue) -> String {
    let title = paper.title(edition);
    let date = edition.id.date();
    let (style, name) = match tongue {
        Tongue::English => ("latin", escape(title)),
        _ if title.contains('晚') => ("evening", escape(title).replacen('晚', "<b>晚</b>", 1)),
        _ => ("", escape(title)),
    };
    let ears = if tongue == Tongue::English {
        String::new()
    } else {
        format!(
            "<div class=\"ears\"><div class=\"day\">{}　{}</div><div class=\"lunar\">{}</div>\
             <div class=\"weather\">{}</div></div>",
            long_date(date, tongue),
            weekday(date, tongue),
            lunar_date(date, tongue),
            escape(paper.notice_for(tongue == Tongue::Traditional)),
        )
    };
    let number = edition.number.as_deref().unwrap_or_default();
    let line = match tongue {
        Tongue::English => format!(
            "<span>{}, {}</span><span>No. {number} · {}</span><span>{} pages · Everything in this sample paper is invented</span>",
            weekday(date, tongue),
            long_date(date, tongue),
            escape(edition.name.as_deref().unwrap_or_default()),
            edition.pages.len()
        ),
        Tongue::Simplified => format!(
            "<span>泊川报业 主办</span><span>第 <b>{number}</b> 期</span><span>今日 <b>{}</b> 版</span><span>paper.example.com</span>",
            edition.pages.len()
        ),
        Tongue::Traditional => format!(
            "<span>泊川報業 主辦</span><span>第 <b>{number}</b> 期</span><span>今日 <b>{}</b> 版</span><span>paper.example.com</span>",
            edition.pages.len()
        ),
    };
    format!(
        "<header class=\"nameplate {style}\"><div class=\"name\">{name}</div>{ears}\
         <div class=\"dateline\">{line}</div></header>"
    )
}

fn page_line(paper: &Paper, edition: &Edition, page: &Page, tongue: Tongue) -> String {
    let date = edition.id.date();
    let mut title = String::new();
    if let Some(section) = &page.section {
        let _ = write!(title, "<i>{}</i>", escape(section));
    }
    title.push_str(&escape(page.name.as_deref().unwrap_or_default()));
    let indent = 34 + 24 * page.id.as_str().len();
    let day = if tongue == Tongue::English {
        format!("{}, {}", weekday(date, tongue), long_date(date, tongue))
    } else {
        format!("{}　{}　{}", long_date(date, tongue), weekday(date, tongue), lunar_date(date, tongue))
    };
    format!(
        "<header class=\"pageline\"><span class=\"id\">{}</span>\
         <span class=\"title\" style=\"left:{indent}px\">{title}</span>\
         <span class=\"facts\"><b>{}</b><br>{day}</span></header>",
        page.id.as_str(),
        escape(paper.title(edition)),
    )
}

fn foot(paper: &Paper, edition: &Edition, tongue: Tongue) -> String {
    let number = edition.number.as_deref().unwrap_or_default();
    let (left, right) = match tongue {
        Tongue::English => (
            "A sample newspaper: its places, people and events are invented.".to_owned(),
            format!("{} · No. {number}", escape(paper.title(edition))),
        ),
        _ => (
            escape(paper.notice_for(tongue == Tongue::Traditional)),
            format!("{}　第{number}期", escape(paper.title(edition))),
        ),
    };
    format!("<footer class=\"foot\"><span>{left}</span><span>{right}</span></footer>")
}

fn long_date(date: Date, tongue: Tongue) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match tongue {
        Tongue::English => {
            let month = MONTHS.get(usize::from(date.month()) - 1).copied().unwrap_or_default();
            format!("{month} {}, {}", date.day(), date.year())
        }
        _ => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
    }
}

fn weekday(date: Date, tongue: Tongue) -> &'static str {
    let (chinese, english) = match date.weekday() {
        Weekday::Monday => ("星期一", "Monday"),
        Weekday::Tuesday => ("星期二", "Tuesday"),
        Weekday::Wednesday => ("星期三", "Wednesday"),
        Weekday::Thursday => ("星期四", "Thursday"),
        Weekday::Friday => ("星期五", "Friday"),
        Weekday::Saturday => ("星期六", "Saturday"),
        Weekday::Sunday => ("星期日", "Sunday"),
    };
    if tongue == Tongue::English { english } else { chinese }
}

fn lunar_date(date: Date, tongue: Tongue) -> String {
    let (script, word) = match tongue {
        Tongue::Traditional => (Script::Traditional, "農曆"),
        _ => (Script::Simplified, "农历"),
    };
    lunar(date)
        .map(|day| format!("{word}{}年{}{}", day.year_name(), day.month_name(script), day.day_name()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_each_paper_writes_them() {
        let date = Date::parse("2026-11-20").unwrap();
        assert_eq!(long_date(date, Tongue::Simplified), "2026年11月20日");
        assert_eq!(long_date(date, Tongue::English), "November 20, 2026");
        assert_eq!(weekday(date, Tongue::Traditional), "星期五");
        assert_eq!(lunar_date(date, Tongue::Simplified), "农历丙午年十月十二");
        assert_eq!(lunar_date(date, Tongue::Traditional), "農曆丙午年十月十二");
    }
}

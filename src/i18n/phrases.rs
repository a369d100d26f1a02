//! Phrases composed from data: dates, counts, places. Pure, so that a server and a browser say the same.

use masthead_edition::date::{Date, Weekday};
use masthead_edition::lunar;
use masthead_edition::model::{Article, Kind, Page};

use super::{Lang, han_numerals};

const ENGLISH_MONTHS: [&str; 12] = [
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

/// How many Chinese characters, or words of a spaced script, are read in a minute.
const READ_PER_MINUTE_CHINESE: usize = 400;
const READ_PER_MINUTE_ENGLISH: usize = 220;

/// 2026年11月20日 · Friday's companion is [`weekday`].
pub fn date(lang: Lang, date: Date) -> String {
    match lang {
        Lang::En => {
            format!("{} {} {}", date.day(), month_name(lang, date.month()), date.year())
        }
        _ => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
    }
}

/// 11月20日.
pub fn short_date(lang: Lang, date: Date) -> String {
    match lang {
        Lang::En => format!("{} {}", date.day(), month_name(lang, date.month())),
        _ => format!("{}月{}日", date.month(), date.day()),
    }
}

fn month_name(lang: Lang, month: u8) -> String {
    match lang {
        Lang::En => {
            ENGLISH_MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or("").to_owned()
        }
        _ => format!("{}月", han_numerals::below_hundred(month)),
    }
}

/// 星期五.
pub fn weekday(lang: Lang, day: Weekday) -> &'static str {
    let index = usize::from(day.number()) - 1;
    match lang {
        Lang::En => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][index],
        _ => ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"][index],
    }
}

/// The heads of a calendar's columns. Weeks begin on Sunday in Chinese, on Monday in English.
pub fn week(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::En => ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
        _ => ["日", "一", "二", "三", "四", "五", "六"],
    }
}

/// 2026年11月20日 星期五: a day as it is read aloud.
pub fn full_date(lang: Lang, day: Date) -> String {
    format!("{} {}", date(lang, day), weekday(lang, day.weekday()))
}

/// 农历丙午年十月十二; only Chinese newspapers carry it.
pub fn lunar_date(lang: Lang, date: Date) -> Option<String> {
    let script = match lang {
        Lang::ZhHans => lunar::Script::Simplified,
        Lang::ZhHant => lunar::Script::Traditional,
        Lang::En => return None,
    };
    let lunar = lunar::lunar(date)?;
    let calendar = if lang == Lang::ZhHans { "农历" } else { "農曆" };
    Some(format!("{calendar}{}年{}{}", lunar.year_name(), lunar.month_name(script), lunar.day_name()))
}

/// 二〇二六年十一月.
pub fn month(lang: Lang, year: i32, month: u8) -> String {
    match lang {
        Lang::En => format!("{} {year}", month_name(lang, month)),
        _ => format!("{}年{}", han_numerals::digits(year), month_name(lang, month)),
    }
}

/// 2026年.
pub fn year(lang: Lang, year: i32) -> String {
    match lang {
        Lang::En => year.to_string(),
        _ => format!("{year}年"),
    }
}

/// 第7890期. What is not a number stands as it was printed.
pub fn edition_number(lang: Lang, number: &str) -> String {
    let plain = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    match lang {
        Lang::En if plain => format!("No. {number}"),
        _ if plain => format!("第{number}期"),
        _ => number.to_owned(),
    }
}

/// 今日8版.
pub fn page_count(lang: Lang, pages: usize) -> String {
    match lang {
        Lang::En if pages == 1 => "1 page".to_owned(),
        Lang::En => format!("{pages} pages"),
        _ => format!("今日{pages}版"),
    }
}

/// 15 期.
pub fn edition_count(lang: Lang, editions: usize) -> String {
    match lang {
        Lang::En if editions == 1 => "1 edition".to_owned(),
        Lang::En => format!("{editions} editions"),
        _ => format!("{editions} 期"),
    }
}

/// 约 4 分钟, from the number of characters and words.
pub fn reading_time(lang: Lang, characters: usize) -> Option<String> {
    let per_minute = if lang.is_chinese() { READ_PER_MINUTE_CHINESE } else { READ_PER_MINUTE_ENGLISH };
    let minutes = characters.div_ceil(per_minute);
    match (lang, minutes) {
        (_, 0 | 1) => None,
        (Lang::ZhHans, _) => Some(format!("约 {minutes} 分钟")),
        (Lang::ZhHant, _) => Some(format!("約 {minutes} 分鐘")),
        (Lang::En, _) => Some(format!("{minutes} min read")),
    }
}

/// 第X04版: a page by its id.
pub fn page(lang: Lang, id: &str) -> String {
    match lang {
        Lang::En => format!("Page {id}"),
        _ => format!("第{id}版"),
    }
}

/// 新郑时报 · 聚焦: a page's section and name, whichever there are.
pub fn page_title(page: &Page) -> String {
    match (page.section.as_deref(), page.name.as_deref()) {
        (Some(section), Some(name)) if section != name => format!("{section} · {name}"),
        (Some(only), _) | (None, Some(only)) => only.to_owned(),
        (None, None) => String::new(),
    }
}

/// A headline in one line. Chinese lines are parted by a space as on a newspaper's list of headlines.
pub fn headline(article: &Article, words: &super::Words) -> String {
    if !article.headline.is_empty() {
        return article.headline.join(" ");
    }
    kind(&article.kind, words).unwrap_or(words.photo).to_owned()
}

/// 下转X02版: a jump with the page that it leads to, if that is known.
pub fn jump(lang: Lang, word: &str, page_id: &str) -> String {
    match lang {
        _ if page_id.is_empty() => word.to_owned(),
        Lang::En => format!("{word} page {page_id}"),
        _ => format!("{word}{page_id}版"),
    }
}

/// What kind of thing an article is, where it is not an ordinary one.
pub fn kind(kind: &Kind, words: &super::Words) -> Option<&'static str> {
    match kind {
        Kind::Article | Kind::Unknown(_) => None,
        Kind::Photo => Some(words.photo),
        Kind::Advertisement => Some(words.advertisement),
        Kind::Notice => Some(words.notice),
    }
}

/// 第X04版，第2篇，共6篇: announced when an article opens.
pub fn article_position(lang: Lang, page_id: &str, index: usize, count: usize) -> String {
    let page = page(lang, page_id);
    match lang {
        Lang::En => format!("{page}, article {} of {count}", index + 1),
        _ => format!("{page}，第{}篇，共{count}篇", index + 1),
    }
}

/// 找到 3 篇.
pub fn hits(lang: Lang, count: usize) -> String {
    match lang {
        Lang::ZhHans => format!("找到 {count} 篇"),
        Lang::ZhHant => format!("找到 {count} 篇"),
        Lang::En if count == 1 => "1 article".to_owned(),
        Lang::En => format!("{count} articles"),
    }
}

/// 2026年11月21日更正.
pub fn amended(lang: Lang, word: &str, on: Option<Date>) -> String {
    match (lang, on) {
        (_, None) => word.to_owned(),
        (Lang::En, Some(day)) => format!("{word}, {}", date(lang, day)),
        (_, Some(day)) => format!("{}{word}", date(lang, day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    #[test]
    fn a_nameplate_reads_as_printed() {
        let seed = day("2022-09-16");
        assert_eq!(date(Lang::ZhHans, seed), "2022年9月16日");
        assert_eq!(date(Lang::En, seed), "16 September 2022");
        assert_eq!(weekday(Lang::ZhHant, seed.weekday()), "星期五");
        assert_eq!(lunar_date(Lang::ZhHans, seed).as_deref(), Some("农历壬寅年八月廿一"));
        assert_eq!(lunar_date(Lang::En, seed), None);
        assert_eq!(edition_number(Lang::ZhHans, "7890"), "第7890期");
        assert_eq!(edition_number(Lang::ZhHans, "总第 12 期"), "总第 12 期");
        assert_eq!(month(Lang::ZhHans, 2026, 11), "二〇二六年十一月");
    }

    #[test]
    fn a_notice_of_one_line_has_no_reading_time() {
        assert_eq!(reading_time(Lang::ZhHans, 0), None);
        assert_eq!(reading_time(Lang::ZhHans, 400), None);
        assert_eq!(reading_time(Lang::ZhHans, 401).as_deref(), Some("约 2 分钟"));
        assert_eq!(reading_time(Lang::En, 221).as_deref(), Some("2 min read"));
    }

    #[test]
    fn a_page_named_like_its_section_is_named_once() {
        let mut page =
            Page { section: Some("副刊".into()), name: Some("副刊".into()), ..Page::default() };
        assert_eq!(page_title(&page), "副刊");
        page.name = Some("聚焦".into());
        assert_eq!(page_title(&page), "副刊 · 聚焦");
    }
}

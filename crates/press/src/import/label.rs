//! How pages are labelled: `第X04版：新郑时报 聚焦`, `第A02-A03版：跨版`, `第一版：要闻`, `A1·头版`; and how a printed pointer
//! names them.

use super::rules::{PageRules, Pattern};
use super::text;

/// A page's id and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// `X04`; of two pages `A02-A03`. Empty where the label says none.
    pub code: String,
    /// `新郑时报 聚焦`.
    pub name: String,
}

/// Reads a label that stands somewhere on a page: `第X04版：新郑时报 聚焦`.
pub fn parse(line: &str, rules: &PageRules) -> Option<Label> {
    by(&rules.label, line)
}

/// Reads a label in the list of pages, where more is a label: `A1 头版`, `要闻（A02版）`, `03`.
pub fn parse_listed(line: &str, rules: &PageRules) -> Option<Label> {
    parse(line, rules).or_else(|| rules.list_label.iter().find_map(|pattern| by(pattern, line)))
}

fn by(pattern: &Pattern, line: &str) -> Option<Label> {
    let found = pattern.0.captures(line.trim())?;
    let code = code(found.name("code")?.as_str());
    let name = text::line(found.name("name").map_or("", |name| name.as_str()));
    (!code.is_empty()).then(|| Label { code, name: text::unspaced(without_brackets(&name)) })
}

/// 第A06版（体育）is called 体育.
fn without_brackets(name: &str) -> &str {
    let pairs = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']')];
    let inner = pairs.iter().find_map(|(open, close)| name.strip_prefix(*open)?.strip_suffix(*close));
    inner.filter(|inner| !inner.contains(['）', ')', '】', ']'])).unwrap_or(name)
}

/// A page's code as it is used for an id: `A02-A03` of `A02、A03`, `12` of `十二`, `A01` of `Ａ０１`.
pub fn code(printed: &str) -> String {
    let parts = printed.split(|letter: char| !letter.is_alphanumeric() || "至到和与及".contains(letter));
    let parts = parts.map(|part| part.trim_start_matches('第').trim_end_matches('版'));
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).map(one_code).collect();
    // `A-01` is one code whose letter stands apart.
    match parts.split_first() {
        Some((letters, rest)) if letters.chars().all(char::is_alphabetic) && !rest.is_empty() => {
            format!("{letters}{}", rest.join("-"))
        }
        _ => parts.join("-"),
    }
}

fn one_code(part: &str) -> String {
    let narrow: String = part.chars().map(narrow).collect();
    let numeral = narrow.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    match number(numeral) {
        Some(number) => format!("{}{number}", &narrow[..narrow.len() - numeral.len()]),
        None => narrow,
    }
}

/// A full-width letter or digit as an ASCII one.
fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter)
        }
        _ => letter,
    }
}

/// A number below 10,000 in Chinese numerals: 十二, 二十三, 一百零二, 廿一, 一〇.
pub fn number(text: &str) -> Option<u32> {
    let digit = |letter: char| {
        let value = match letter {
            '〇' | '零' | '○' => 0,
            '一' | '壹' => 1,
            '二' | '两' | '贰' => 2,
            '三' | '叁' => 3,
            '四' | '肆' => 4,
            '五' | '伍' => 5,
            '六' | '陆' => 6,
            '七' | '柒' => 7,
            '八' | '捌' => 8,
            '九' | '玖' => 9,
            _ => return None,
        };
        Some(value)
    };
    let unit = |letter: char| match letter {
        '十' | '拾' => Some((1, 10)),
        '廿' => Some((2, 10)),
        '卅' => Some((3, 10)),
        '百' | '佰' => Some((1, 100)),
        _ => None,
    };
    if text.is_empty() || text.chars().count() > 6 {
        return None;
    }
    let by_units = text.chars().any(|letter| unit(letter).is_some());
    let (mut total, mut last) = (0, 0);
    for letter in text.chars() {
        match (digit(letter), unit(letter)) {
            (Some(value), _) if by_units => last = value,
            (Some(value), _) => last = last * 10 + value,
            (None, Some((many, unit))) => {
                total += if last == 0 { many } else { last } * unit;
                last = 0;
            }
            (None, None) => return None,
        }
    }
    Some(total + last)
}

/// Whether a pointer names a page: `3` and `A03` are the page `A03`, and each of them the page `A02-A03`. The better, the
/// smaller the number.
pub fn names(printed: &str, id: &str) -> Option<usize> {
    let digits = |code: &str| code.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).to_owned();
    let bare = printed.chars().all(|letter| letter.is_ascii_digit());
    if same_code(printed, id) {
        return Some(0);
    }
    if bare && same_code(printed, &digits(id)) {
        return Some(1);
    }
    if printed.contains('-') {
        return printed.split('-').filter_map(|one| names(one, id)).min().map(|worth| worth + 3);
    }
    let (first, last) = id.split_once('-')?;
    let letters: String = first.chars().take_while(char::is_ascii_alphabetic).collect();
    let (low, high) = (digits(first).parse::<u32>().ok()?, digits(last).parse::<u32>().ok()?);
    let wanted = digits(printed).parse::<u32>().ok()?;
    let same_letters = bare || printed.to_ascii_uppercase().starts_with(&letters.to_ascii_uppercase());
    ((low..=high).contains(&wanted) && same_letters).then_some(2)
}

/// 1, 01 and A1 against A01: codes as different files write them.
pub fn same_code(a: &str, b: &str) -> bool {
    normal_code(a) == normal_code(b)
}

fn normal_code(code: &str) -> (String, String) {
    let letters: String = code.chars().take_while(char::is_ascii_alphabetic).collect();
    let rest = code[letters.len()..].trim_start_matches('0').to_ascii_uppercase();
    (letters.to_ascii_uppercase(), rest)
}

/// For sorting: A02 before A10, both before B01.
pub fn natural(code: &str) -> (String, u32, String) {
    let (letters, rest) = normal_code(code);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (letters, digits.parse().unwrap_or(u32::MAX), rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::rules::Rules;

    fn read(read: fn(&str, &PageRules) -> Option<Label>, line: &str) -> String {
        let rules = Rules::load(None).unwrap();
        read(line, &rules.page).map_or("nothing".to_owned(), |label| format!("{}|{}", label.code, label.name))
    }

    #[test]
    fn labels_as_trees_write_them() {
        for (line, wanted) in [
            ("第X04版：新郑时报 聚焦", "X04|新郑时报 聚焦"),
            ("A01： 头版", "A01|头版"),
            ("01版:要闻", "01|要闻"),
            ("第1版\u{3000}\u{3000}要闻", "1|要闻"),
            ("第 1 版：头版", "1|头版"),
            ("第02版：综 合", "02|综合"),
            ("第08版", "08|"),
            ("第A02-A03版：跨版特刊", "A02-A03|跨版特刊"),
            ("第02、03版：跨版", "02-03|跨版"),
            ("04/05版：影像", "04-05|影像"),
            ("第4～5版：影像", "4-5|影像"),
            ("第T1—T4版：特刊", "T1-T4|特刊"),
            ("第A06版、A07版：读书", "A06-A07|读书"),
            ("第二至三版：综合", "2-3|综合"),
            ("特01版：百年校庆", "特01|百年校庆"),
            ("特刊01版：百年校庆", "特刊01|百年校庆"),
            ("第一版：要闻", "1|要闻"),
            ("第十二版：副刊", "12|副刊"),
            ("第二十三版", "23|"),
            ("第Ａ０１版：头版", "A01|头版"),
            ("第０２版：要闻", "02|要闻"),
            ("A1·头版", "A1|头版"),
            ("A2 • 要闻", "A2|要闻"),
            ("B03｜时评", "B03|时评"),
            ("A-04版：国际", "A04|国际"),
            ("[A05版]：财经", "A05|财经"),
            ("第A06版（体育）", "A06|体育"),
            ("第09版：砥砺奋进的5年·迎接党的十九大特别报道", "09|砥砺奋进的5年·迎接党的十九大特别报道"),
            ("第01版：旅游报01版", "01|旅游报01版"),
            ("第3版：2022-2023年度人物", "3|2022-2023年度人物"),
        ] {
            assert_eq!(read(parse, line), wanted, "{line}");
            assert_eq!(read(parse_listed, line), wanted, "{line} in the list");
        }
        for line in [
            "上一版",
            "下一版",
            "2022年9月16日",
            "2022-09-16 星期五",
            "今日16版",
            "共8版",
            "总第7891期",
            "第二届运动会开幕",
            "第一批新米上市",
            "下转第3版",
            "A01 头版",
        ] {
            assert_eq!(read(parse, line), "nothing", "{line}");
        }
    }

    #[test]
    fn more_is_a_label_in_the_list() {
        for (line, wanted) in [
            ("A1 头版", "A1|头版"),
            ("01\u{3000}要闻", "01|要闻"),
            ("头版 A01", "A01|头版"),
            ("要闻（A02版）", "A02|要闻"),
            ("要闻 第02版", "02|要闻"),
            ("03", "03|"),
            ("B04", "B04|"),
        ] {
            assert_eq!(read(parse_listed, line), wanted, "{line}");
        }
        for line in ["封面", "上一版", "首页", "2022年度报告"] {
            assert_eq!(read(parse_listed, line), "nothing", "{line}");
        }
    }

    #[test]
    fn numbers_in_words() {
        for (words, wanted) in [
            ("三", 3),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("二十三", 23),
            ("廿一", 21),
            ("一〇", 10),
            ("一百零二", 102),
            ("贰", 2),
        ] {
            assert_eq!(number(words), Some(wanted), "{words}");
        }
        assert_eq!((number("A03"), number("要闻"), number("")), (None, None, None));
    }

    #[test]
    fn pages_as_pointers_name_them() {
        for (printed, id) in
            [("3", "03"), ("A3", "A03"), ("3", "A03"), ("2", "A02-A03"), ("A03", "A02-03"), ("2-3", "03")]
        {
            assert!(names(printed, id).is_some(), "{printed} {id}");
        }
        for (printed, id) in [("A3", "B03"), ("3", "13"), ("4", "A02-A03"), ("B2", "A02-A03")] {
            assert!(names(printed, id).is_none(), "{printed} {id}");
        }
        assert!(names("3", "3") < names("3", "A03"));
    }

    #[test]
    fn codes_are_compared_and_sorted_as_people_do() {
        assert!(same_code("1", "01") && same_code("A1", "a01"));
        assert!(!same_code("A1", "B1") && !same_code("1", "10"));
        let mut codes = ["B01", "A10", "A2", "01", "X04", "10", "9"];
        codes.sort_by_key(|code| natural(code));
        assert_eq!(codes, ["01", "9", "10", "A2", "A10", "B01", "X04"]);
    }
}

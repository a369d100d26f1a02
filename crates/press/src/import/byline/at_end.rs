//! A byline at the end of a text that goes on before it.

use masthead_edition::model::Credit;

use super::line::parse;
use super::roles;
use crate::import::rules::BylineRules;
use crate::import::text::is_han;

/// A byline at the end of a text: the byte where it begins, and the credits. Good evidence is asked for: it follows the
/// end of a sentence, or stands in brackets at the very end.
pub fn at_end(text: &str, rules: &BylineRules) -> Option<(usize, Vec<Credit>)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut before = None;
    for (index, letter) in text.char_indices() {
        let after_sentence = before.is_some_and(|last| "。！？!?…”」』）)".contains(last));
        if after_sentence && !"”」』）)".contains(letter) || matches!(letter, '（' | '(') && before.is_some()
        {
            starts.push(index);
        }
        if !letter.is_whitespace() {
            before = Some(letter);
        }
    }
    starts.into_iter().rev().take(6).find_map(|start| {
        let credits = parse(&text[start..], rules)?;
        // A bracket in mid-sentence with a reporter's name is at home there; at a sentence's end it is a byline.
        let bracketed = text[start..].starts_with(['（', '('])
            && credits.iter().any(|credit| credit.role.chars().count() > 1);
        (ends_sentence(&text[..start]) || bracketed).then_some((start, credits))
    })
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['。', '！', '？', '!', '?', '…', '”', '」', '』'])
}

/// Where a caption's credit begins: a byline at its end, or after a space one that names who took the picture; with the
/// agency after or before it, 周 明摄（影像中国）, 新华社发（张三 摄）, or the agency alone.
pub fn credit_at_end(caption: &str, rules: &BylineRules) -> Option<usize> {
    let spaces = caption.char_indices().filter(|(index, letter)| {
        let before = caption[..*index].chars().next_back();
        let begins = before.is_some_and(|before| {
            before.is_whitespace() || ends_sentence(&caption[..*index]) || before == '）'
        });
        (begins || matches!(letter, '（' | '(')) && !letter.is_whitespace() && *index > 0
    });
    let starts: Vec<usize> = spaces.map(|(index, _)| index).collect();
    let mut found: Option<(usize, bool)> = None;
    for start in starts.into_iter().rev().take(8) {
        let tail = &caption[start..];
        let Some(starts_with_role) = credit(tail, rules) else { continue };
        let after_sentence = ends_sentence(&caption[..start]);
        // The longest that begins with a role or a sentence's end; else the shortest, since any short word might be a name.
        if found.is_none() || starts_with_role || after_sentence {
            found = Some((start, after_sentence));
        }
        if after_sentence {
            break;
        }
    }
    found.map(|(start, _)| start)
}

/// Whether a text is nothing but a picture's credit, and then whether it begins with a role.
pub fn credit(text: &str, rules: &BylineRules) -> Option<bool> {
    let text = text.trim();
    let takes_pictures = |text: &str| {
        let credits = parse(text, rules)?;
        let pictures = credits.iter().any(|credit| credit.role.contains(['摄', '图', '影', '画', '绘']));
        let first = credits.first().is_some_and(|credit| !credit.role.is_empty());
        let leads = first
            && text
                .split_whitespace()
                .next()
                .is_some_and(|token| roles::leading_role(token, rules).is_some());
        pictures.then_some(leads)
    };
    let (outer, inner) = split_bracket(text);
    let by_agency = || match inner {
        Some(inner) if is_agency(inner) && !outer.is_empty() => takes_pictures(outer),
        Some(inner) if is_agency(outer) || outer.is_empty() => {
            takes_pictures(inner).or_else(|| (outer.is_empty() && is_agency(inner)).then_some(true))
        }
        None => is_agency(text).then_some(true),
        Some(_) => None,
    };
    takes_pictures(text).or_else(by_agency)
}

/// A text and what stands in brackets at its end.
fn split_bracket(text: &str) -> (&str, Option<&str>) {
    let Some(rest) = text.strip_suffix(['）', ')']) else { return (text, None) };
    match rest.rfind(['（', '(']) {
        Some(at) => {
            let open = rest[at..].chars().next().map_or(1, char::len_utf8);
            (rest[..at].trim_end(), Some(rest[at + open..].trim()))
        }
        None => (text, None),
    }
}

/// 影像中国, 新华社发, 人民视觉, 资料图片: who gave the picture.
fn is_agency(text: &str) -> bool {
    const WORDS: [&str; 10] = ["社发", "社", "网", "中国", "视觉", "供图", "图片", "资料图", "影像", "发"];
    (2..=10).contains(&text.chars().count())
        && text.chars().all(is_han)
        && WORDS.iter().any(|word| text.ends_with(word) || text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::show;
    use super::*;
    use crate::import::rules::Rules;

    #[test]
    fn at_the_end_of_a_paragraph() {
        let rules = Rules::load(None).unwrap().byline;
        let found = |text: &str| {
            at_end(text, &rules).map(|(start, credits)| (text[..start].trim_end().to_owned(), show(&credits)))
        };
        assert_eq!(
            found("开创了新局面。 记者 杨宜锦 通讯员 宋杰 文/图"),
            Some(("开创了新局面。".into(), "记者=杨宜锦 通讯员=宋杰 文/图=杨宜锦+宋杰".into()))
        );
        assert_eq!(found("他说:“好。”（记者 张三）"), Some(("他说:“好。”".into(), "记者=张三".into())));
        assert_eq!(found("到会的有本报代表（记者 张三）和来宾。"), None);
        assert_eq!(found("市委书记批示5次。"), None);
    }

    #[test]
    fn at_the_end_of_a_caption() {
        let rules = Rules::load(None).unwrap().byline;
        let found = |text: &str| credit_at_end(text, &rules).map(|start| text[start..].to_owned());
        for (caption, credit) in [
            ("渡口新船试航。　周　明摄（影像中国）", "周　明摄（影像中国）"),
            ("图①：小镇新貌。　本报记者 贺 勇摄", "本报记者 贺 勇摄"),
            ("小镇新貌 本报记者 张三 李四 摄", "本报记者 张三 李四 摄"),
            ("小镇新貌 张三摄", "张三摄"),
            ("小镇新貌。新华社发（张三 摄）", "新华社发（张三 摄）"),
            ("小镇新貌。（新华社发）", "（新华社发）"),
            ("小镇新貌（张三 摄）", "（张三 摄）"),
            ("小镇新貌。新华社记者 张三摄", "新华社记者 张三摄"),
            ("小镇新貌。视觉中国供图", "视觉中国供图"),
        ] {
            assert_eq!(found(caption).as_deref(), Some(credit), "{caption}");
        }
        for caption in
            ["小镇新貌。", "渡口换上新船，村民坐船过河。", "老街（清代）", "新船 新渡口", "图为县图书馆 新馆"]
        {
            assert_eq!(found(caption), None, "{caption}");
        }
    }
}

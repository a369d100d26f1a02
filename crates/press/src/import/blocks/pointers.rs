//! Printed pointers to other pages: 下转第3版 where an article breaks off, 上接第1版 where it goes on. Each becomes a part of its
//! own, since what it leads to is only known when all articles of the edition have been read.

use regex::Captures;

use super::part::{Body, JumpMark, Part};
use crate::import::label;
use crate::import::rules::Rules;
use crate::import::styled::Styled;

/// Takes the last 下转 and the first 上接 out of the text, and leaves them as notes in their places.
pub(super) fn take(parts: Vec<Part>, body: &mut Body, rules: &Rules) -> Vec<Part> {
    let to = parts.iter().enumerate().rev().find_map(|(index, part)| Some((index, leaving(part, rules)?)));
    let parts = set_apart(parts, to, &mut body.jump_to);
    let from =
        parts.iter().enumerate().find_map(|(index, part)| Some((index, arriving(index, part, rules)?)));
    set_apart(parts, from, &mut body.jump_from)
}

/// A pointer within a line: what stands before it, the pointer, what stands after it.
type Found = (Styled, JumpMark, Styled);

/// Puts a pointer that was found in a line in a part of its own.
fn set_apart(parts: Vec<Part>, found: Option<(usize, Found)>, mark: &mut Option<JumpMark>) -> Vec<Part> {
    let Some((at, (before, found, after))) = found else { return parts };
    let mut out = Vec::with_capacity(parts.len() + 2);
    for (index, part) in parts.into_iter().enumerate() {
        let Part::Line { heading, broken, glued, .. } = part else {
            out.push(part);
            continue;
        };
        if index != at {
            out.push(part);
            continue;
        }
        let line = |text: &Styled, broken| Part::Line { text: text.clone(), heading, broken, glued };
        if !before.is_empty() {
            out.push(line(&before, broken));
        }
        out.push(Part::Pointer(found.clone()));
        if !after.is_empty() {
            out.push(line(&after, false));
        }
    }
    *mark = Some(found);
    out
}

/// The last 下转 of a line: at its end, or in brackets with a byline or the like after it.
fn leaving(part: &Part, rules: &Rules) -> Option<Found> {
    let (text, plain) = line(part)?;
    let found = rules.jump.to.0.captures_iter(&plain).collect::<Vec<_>>().into_iter().rfind(|found| {
        let (pointer, rest) = (found.get_match().as_str(), plain[found.get_match().end()..].trim());
        rest.is_empty() || is_enclosed(pointer)
    })?;
    Some(split(text, &found))
}

/// 上接 at a line's beginning. Further down only one in brackets is believed.
fn arriving(index: usize, part: &Part, rules: &Rules) -> Option<Found> {
    const NEAR_THE_TOP: usize = 4;
    let (text, plain) = line(part)?;
    let found = rules.jump.from.0.captures(&plain)?;
    (index < NEAR_THE_TOP || is_enclosed(found.get_match().as_str())).then(|| split(text, &found))
}

fn line(part: &Part) -> Option<(&Styled, String)> {
    if let Part::Line { text, .. } = part { Some((text, text.text())) } else { None }
}

/// Whether brackets or arrows tell a pointer from the text around it.
fn is_enclosed(pointer: &str) -> bool {
    pointer.trim_end().ends_with(['）', ')', '】', ']', '〕', '▶', '►', '◀', '◄'])
}

fn split(text: &Styled, found: &Captures<'_>) -> Found {
    let pointer = found.get_match();
    let ((before, _), (_, after)) = (text.split(pointer.start()), text.split(pointer.end()));
    let group = |name: &str| found.name(name).map(|group| group.as_str().trim().to_owned());
    let mark = JumpMark {
        page: label::code(&group("page").unwrap_or_default()),
        title: group("title"),
        printed: pointer.as_str().trim().to_owned(),
    };
    (before, mark, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of an article as they come out, its pointers as `[page title]`.
    fn taken(lines: &[&str]) -> String {
        let rules = Rules::load(None).unwrap();
        let mut body = Body::default();
        let line = |text: &&str| Part::Line {
            text: Styled::plain(text),
            heading: false,
            broken: false,
            glued: false,
        };
        let parts = take(lines.iter().map(line).collect(), &mut body, &rules);
        let show = |part: &Part| match part {
            Part::Pointer(mark) => format!("[{}{}]", mark.page, mark.title.clone().unwrap_or_default()),
            Part::Line { text, .. } => text.text(),
            other => format!("{other:?}"),
        };
        let way = [body.jump_to.map(|_| "to"), body.jump_from.map(|_| "from")];
        let way: Vec<&str> = way.into_iter().flatten().collect();
        format!("{} {}", way.join("+"), parts.iter().map(show).collect::<Vec<_>>().join("/"))
    }

    #[test]
    fn pointers_to_where_an_article_goes_on() {
        for (printed, wanted) in [
            ("（下转第3版）", "3"),
            ("(下转A03版)", "A03"),
            ("（下转第十二版）", "12"),
            ("【下转02版】", "02"),
            ("（下转第2、3版）", "2-3"),
            ("（下转第二、三版）", "2-3"),
            ("（下转A02-A03版）", "A02-A03"),
            ("（下转特01版）", "特01"),
            ("（下转第3版·要闻）", "3"),
            ("（下转第3版：要闻）", "3"),
            ("（下转第3版《新桥今日通车》）", "3新桥今日通车"),
            ("（紧转第3版）", "3"),
            ("紧转第3版", "3"),
            ("（转3版）", "3"),
            ("（紧下转第3版）", "3"),
            ("（未完，下转第3版）", "3"),
            ("下转第3版", "3"),
            ("下转3版▶▶▶", "3"),
            ("▶▶▶下转第3版", "3"),
            ("▶▶▶ 第3版", "3"),
            ("►►紧转A03版", "A03"),
            ("（▶▶▶下转第3版）", "3"),
            ("（下转第3版▶▶▶）", "3"),
            ("（下转第3版）。", "3"),
            ("〔下转第 3 版〕", "3"),
            ("（下转 第３版）", "3"),
        ] {
            let text = format!("桥面昨晚刷好了线。{printed}");
            assert_eq!(
                taken(&["甲。", &text]),
                format!("to 甲。/桥面昨晚刷好了线。/[{wanted}]"),
                "{printed}"
            );
            assert_eq!(taken(&["甲。", printed]), format!("to 甲。/[{wanted}]"), "{printed}");
        }
    }

    #[test]
    fn pointers_to_where_an_article_comes_from() {
        for (printed, wanted) in [
            ("（上接第1版）", "1"),
            ("（上接第1版·头版）", "1"),
            ("（上接A01版：要闻）", "A01"),
            ("（上接第一版）", "1"),
            ("（上接1版《新桥今日通车》）", "1新桥今日通车"),
            ("上接第1版", "1"),
            ("上接第1版《新桥今日通车》", "1新桥今日通车"),
            ("（紧接第1版）", "1"),
            ("（接1版）", "1"),
            ("◀◀◀上接第1版", "1"),
            ("◀◀◀ 第1版", "1"),
            ("（◀◀◀上接第1版）", "1"),
            ("◄紧接A01版", "A01"),
        ] {
            let text = format!("{printed} 桥面昨晚刷好了线。");
            assert_eq!(
                taken(&[&text, "甲。"]),
                format!("from [{wanted}]/桥面昨晚刷好了线。/甲。"),
                "{printed}"
            );
            assert_eq!(taken(&[printed, "甲。"]), format!("from [{wanted}]/甲。"), "{printed}");
        }
    }

    #[test]
    fn what_follows_a_pointer_stays() {
        assert_eq!(
            taken(&["甲。（下转第2版）", "本报记者 王一禾 文/图"]),
            "to 甲。/[2]/本报记者 王一禾 文/图"
        );
        assert_eq!(taken(&["甲。（下转第2版）本报记者 王一禾"]), "to 甲。/[2]/本报记者 王一禾");
        assert_eq!(taken(&["甲。（下转第2版）", "相关报道见3版"]), "to 甲。/[2]/相关报道见3版");
        assert_eq!(taken(&["本报记者 王一禾", "（上接第1版）乙。"]), "from 本报记者 王一禾/[1]/乙。");
        let whole = ["甲。（下转第2版）", "（上接第1版）乙。"];
        assert_eq!(taken(&whole), "to+from 甲。/[2]/[1]/乙。");
    }

    #[test]
    fn what_is_no_pointer_stays() {
        for text in [
            "相关报道见3版",
            "▶▶▶详见A03版",
            "他下转第3版时停下来想了想，又翻了回去。",
            "列车由此转2号线。",
            "（转自新华网）",
            "（接第1天）",
            "▶ 2022年大事记",
            "导读：新桥今日通车，见第3版。",
        ] {
            assert_eq!(taken(&[text, text]), format!(" {text}/{text}"), "{text}");
        }
    }
}

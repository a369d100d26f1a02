//! A text that is a byline and nothing else: its roles and names, and which name each role belongs to.

use masthead_edition::model::Credit;

use super::roles::{self, is_name, is_one_han, leading_role, trailing_role, trailing_role_of_one};
use crate::import::rules::BylineRules;

/// Reads a text that is a byline and nothing else.
pub fn parse(line: &str, rules: &BylineRules) -> Option<Vec<Credit>> {
    parse_with(line, rules, false)
}

/// Reads the text of a field that is meant for the author: names alone will do there.
pub fn parse_field(line: &str, rules: &BylineRules) -> Vec<Credit> {
    let line = line.trim();
    parse_with(line, rules, true).unwrap_or_else(|| {
        let name = strip_marks(line).trim().to_owned();
        if name.is_empty() { Vec::new() } else { vec![role_of("", vec![name])] }
    })
}

fn parse_with(line: &str, rules: &BylineRules, names_alone: bool) -> Option<Vec<Credit>> {
    const LONGEST: usize = 80;
    let inner = strip_marks(line);
    let marked = inner.len() < line.trim().len();
    if inner.is_empty() || inner.chars().count() > LONGEST {
        return None;
    }
    let inner = roles::with_dots(inner);
    let credits = owners(read(&tokens(&inner), rules)?, rules)?;
    let has_role = credits.iter().any(|credit| !credit.role.is_empty());
    (!credits.is_empty() && (has_role || names_alone || marked)).then_some(credits)
}

/// Roles and names in their order; a role may have no name yet.
fn read(tokens: &[&str], rules: &BylineRules) -> Option<Vec<Credit>> {
    let mut credits: Vec<Credit> = Vec::new();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        index += 1;
        let next = tokens.get(index);
        if let Some((role, name)) = leading_role(token, rules) {
            credits.push(role_of(role, Vec::new()));
            if !name.is_empty() {
                add_name(&mut credits, name)?;
            }
        } else if let Some((name, role)) = trailing_role(token, rules) {
            // 张翼飞/图: the role belongs to this name, and to names before it that have none.
            add_name_with_role(&mut credits, name, role)?;
        } else if is_one_han(token) && next.is_some_and(|next| is_one_han(next) && !is_role(next, rules)) {
            // A name of two characters is set with a space between them: 杨 帆.
            add_name(&mut credits, &format!("{token}{}", tokens[index]))?;
            index += 1;
        } else if is_one_han(token)
            && let Some((second, role)) = next.and_then(|next| trailing_role_of_one(next, rules))
        {
            // 贺 勇摄.
            match credits.last_mut().filter(|last| last.names.is_empty()) {
                Some(last) => last.names.push(format!("{token}{second}")),
                None => credits.push(role_of("", vec![format!("{token}{second}")])),
            }
            credits.push(role_of(role, Vec::new()));
            index += 1;
        } else if is_one_han(token)
            && credits.last().is_some_and(|last| last.names.is_empty() && last.role.chars().count() > 1)
        {
            // A pen name.
            credits.last_mut()?.names.push((*token).to_owned());
        } else {
            add_name(&mut credits, token)?;
        }
    }
    Some(credits)
}

fn is_role(token: &str, rules: &BylineRules) -> bool {
    leading_role(token, rules).is_some_and(|(_, name)| name.is_empty())
}

/// Gives every role its names: those after it, else those before. None where a role has neither.
fn owners(mut credits: Vec<Credit>, rules: &BylineRules) -> Option<Vec<Credit>> {
    // A role before another is a part of it: 摄影 记者 张三.
    let mut index = 0;
    while index + 1 < credits.len() {
        let has_names_before = credits[..index].iter().any(|credit| !credit.names.is_empty());
        if credits[index].names.is_empty() && !has_names_before {
            let first = credits.remove(index);
            credits[index].role = format!("{} {}", first.role, credits[index].role);
        } else {
            index += 1;
        }
    }
    let stands_after = |credit: &Credit| rules.trailing.contains(&credit.role);
    // 杨宜锦 文 宋杰 图: where the last role stands after its name, the others do.
    let mut at = credits.len().saturating_sub(1);
    while at > 1
        && credits[at].names.is_empty()
        && stands_after(&credits[at])
        && stands_after(&credits[at - 1])
        && !credits[at - 2].names.is_empty()
    {
        credits[at].names = std::mem::take(&mut credits[at - 1].names);
        at -= 1;
    }
    let mut done: Vec<Credit> = Vec::new();
    // Since which credit no role has stood after its names.
    let mut since = 0;
    for mut credit in credits {
        if credit.names.is_empty() {
            let names: Vec<String> =
                done.get(since..)?.iter().flat_map(|before| before.names.clone()).collect();
            if names.is_empty() || !stands_after(&credit) {
                return None;
            }
            let only_nameless = done.get(since..)?.iter().all(|before| before.role.is_empty());
            if only_nameless {
                done.truncate(since);
            }
            credit.names = names;
            done.push(credit);
            since = done.len();
        } else {
            done.push(credit);
        }
    }
    Some(done)
}

fn role_of(role: &str, names: Vec<String>) -> Credit {
    Credit { role: role.to_owned(), names, ..Credit::default() }
}

fn add_name(credits: &mut Vec<Credit>, name: &str) -> Option<()> {
    if !is_name(name) {
        return None;
    }
    match credits.last_mut() {
        Some(last) => last.names.push(name.to_owned()),
        None => credits.push(role_of("", vec![name.to_owned()])),
    }
    Some(())
}

/// A name with its role after it; a reporter's name keeps the role before it too.
fn add_name_with_role(credits: &mut Vec<Credit>, name: &str, role: &str) -> Option<()> {
    if !is_name(name) {
        return None;
    }
    match credits.last_mut() {
        Some(last) if last.role.is_empty() => {
            last.names.push(name.to_owned());
            role.clone_into(&mut last.role);
        }
        Some(last) if last.names.is_empty() => {
            last.names.push(name.to_owned());
            credits.push(role_of(role, Vec::new()));
        }
        _ => credits.push(role_of(role, vec![name.to_owned()])),
    }
    Some(())
}

/// Brackets, bullets and dashes around a byline.
fn strip_marks(line: &str) -> &str {
    let marks = ['□', '■', '◎', '●', '○', '◇', '◆', '▲', '△', '★', '☆', '/', '\u{3000}', ' '];
    let line = line.trim().trim_start_matches(marks).trim_end();
    let inner =
        line.strip_prefix(['（', '(', '【', '[']).and_then(|rest| rest.strip_suffix(['）', ')', '】', ']']));
    inner.map_or(line, str::trim)
}

fn tokens(line: &str) -> Vec<&str> {
    line.split(|letter: char| letter.is_whitespace() || matches!(letter, '、' | '，' | ',' | '；' | ';'))
        .filter(|token| !token.is_empty())
        .collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::import::rules::Rules;

    pub(crate) fn show(credits: &[Credit]) -> String {
        let one = |credit: &Credit| format!("{}={}", credit.role, credit.names.join("+"));
        credits.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn parsed(line: &str) -> Option<String> {
        parse(line, &Rules::load(None).unwrap().byline).map(|credits| show(&credits))
    }

    #[test]
    fn bylines_as_papers_print_them() {
        for (line, expected) in [
            ("记者 杨宜锦 通讯员 宋杰 文/图", "记者=杨宜锦 通讯员=宋杰 文/图=杨宜锦+宋杰"),
            ("郑州晚报记者 吴淑娟 见习记者 叶霖", "郑州晚报记者=吴淑娟 见习记者=叶霖"),
            ("本报记者 杨丽萍", "本报记者=杨丽萍"),
            ("本报记者杨丽萍", "本报记者=杨丽萍"),
            ("（记者 张三 李四 通讯员 王五）", "记者=张三+李四 通讯员=王五"),
            ("记者：张三、李四", "记者=张三+李四"),
            ("记者 杨 帆 文静", "记者=杨帆+文静"),
            ("张翼飞/图", "图=张翼飞"),
            ("文/张三 图/李四", "文=张三 图=李四"),
            ("张三 文/图", "文/图=张三"),
            ("本报记者\u{3000}张三\u{3000}摄", "本报记者=张三 摄=张三"),
            ("张三摄", "摄=张三"),
            ("□ 王蒙", "=王蒙"),
            ("记者 阿卜杜·拉西提", "记者=阿卜杜·拉西提"),
            ("本报记者 古丽•阿不都 通讯员 李明", "本报记者=古丽·阿不都 通讯员=李明"),
            ("记者 古丽．阿不都 热娜‧买买提", "记者=古丽·阿不都+热娜·买买提"),
            ("晨报全媒体记者 王一禾 摄", "晨报全媒体记者=王一禾 摄=王一禾"),
            ("某报全媒体记者 某某 摄", "某报全媒体记者=某某 摄=某某"),
            ("本报记者 贺 勇摄", "本报记者=贺勇 摄=贺勇"),
            ("本报记者 贺勇摄", "本报记者=贺勇 摄=贺勇"),
            ("周 明摄", "摄=周明"),
            ("文/某报记者 甲 图/某报记者 乙", "文/某报记者=甲 图/某报记者=乙"),
            ("文/晨报记者 王一禾 图/晨报记者 李明", "文/晨报记者=王一禾 图/晨报记者=李明"),
            ("文/晨报记者王一禾", "文/晨报记者=王一禾"),
            ("记者 杨宜锦 文 宋杰 图", "记者=杨宜锦 文=杨宜锦 图=宋杰"),
            ("记者 张三 李四 摄", "记者=张三+李四 摄=张三+李四"),
            ("摄影 记者 张三", "摄影 记者=张三"),
        ] {
            assert_eq!(parsed(line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn what_is_no_byline() {
        for line in [
            "市民:张九龄",
            "53岁 司机",
            "记者在现场看到,市民络绎不绝",
            "绿城广场",
            "记者",
            "张三 李四",
            "扫扫二维码",
            "文明新风 进万家",
            "图书馆 开放",
            "作者系郑州大学教授",
            "记者从市教育局获悉",
            "记者 张三 通讯员",
            "摄 影",
            "· ·",
        ] {
            assert_eq!(parsed(line), None, "{line}");
        }
    }

    #[test]
    fn a_field_takes_names_alone() {
        let rules = Rules::load(None).unwrap().byline;
        assert_eq!(show(&parse_field("张三 李四", &rules)), "=张三+李四");
        assert_eq!(show(&parse_field("本报评论员", &rules)), "=本报评论员");
        assert_eq!(
            show(&parse_field("本报驻京首席特派员某某某某某", &rules)),
            "=本报驻京首席特派员某某某某某"
        );
    }
}

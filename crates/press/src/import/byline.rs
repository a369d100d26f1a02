//! Bylines in running text: 记者 杨宜锦 通讯员 宋杰 文/图. A text is a byline only if all of it is one: a person quoted
//! as a reporter must not become the author.

use masthead_edition::model::Credit;

use super::rules::BylineRules;
use super::text::is_han;

/// Reads a text that is a byline and nothing else.
pub fn parse(line: &str, rules: &BylineRules) -> Option<Vec<Credit>> {
    parse_with(line, rules, false)
}

/// Reads the text of a field that is meant for the author: names alone will do there.
pub fn parse_field(line: &str, rules: &BylineRules) -> Vec<Credit> {
    let line = line.trim();
    parse_with(line, rules, true).unwrap_or_else(|| {
        let name = strip_marks(line).trim().to_owned();
        if name.is_empty() { Vec::new() } else { vec![credit("", vec![name])] }
    })
}

fn parse_with(line: &str, rules: &BylineRules, names_alone: bool) -> Option<Vec<Credit>> {
    const LONGEST: usize = 80;
    let inner = strip_marks(line);
    let marked = inner.len() < line.trim().len();
    if inner.is_empty() || inner.chars().count() > LONGEST {
        return None;
    }
    let mut credits: Vec<Credit> = Vec::new();
    let tokens = tokens(inner);
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        index += 1;
        if let Some((role, rest)) = leading_role(token, rules) {
            credits.push(credit(role, Vec::new()));
            if !rest.is_empty() {
                add_name(&mut credits, rest)?;
            }
        } else if let Some((name, role)) = trailing_role(token, rules) {
            // 张翼飞/图: the role belongs to this name, and to names before it that have none.
            add_name_without_role(&mut credits, name)?;
            name_role(&mut credits, role);
        } else if is_one_han(token) && tokens.get(index).is_some_and(|next| is_one_han(next)) {
            // A name of two characters is set with a space between them: 杨 帆.
            add_name(&mut credits, &format!("{token}{}", tokens[index]))?;
            index += 1;
        } else {
            add_name(&mut credits, token)?;
        }
    }
    let credits = roles_after_names(credits, rules);
    let has_role = credits.iter().any(|credit| !credit.role.is_empty());
    let has_name = credits.iter().any(|credit| !credit.names.is_empty());
    (has_name && (has_role || names_alone || marked)).then_some(credits)
}

/// A role that stands after names which have none is theirs: 张三 摄.
fn roles_after_names(mut credits: Vec<Credit>, rules: &BylineRules) -> Vec<Credit> {
    let mut index = 1;
    while index < credits.len() {
        let follows = credits[index].names.is_empty() && rules.trailing.contains(&credits[index].role);
        if follows && credits[index - 1].role.is_empty() {
            credits[index - 1].role = credits.remove(index).role;
        } else {
            index += 1;
        }
    }
    credits
}

fn credit(role: &str, names: Vec<String>) -> Credit {
    Credit { role: role.to_owned(), names, ..Credit::default() }
}

fn add_name(credits: &mut Vec<Credit>, name: &str) -> Option<()> {
    if !is_name(name) {
        return None;
    }
    match credits.last_mut() {
        Some(last) => last.names.push(name.to_owned()),
        None => credits.push(credit("", vec![name.to_owned()])),
    }
    Some(())
}

fn add_name_without_role(credits: &mut Vec<Credit>, name: &str) -> Option<()> {
    if !is_name(name) {
        return None;
    }
    match credits.last_mut().filter(|last| last.role.is_empty()) {
        Some(last) => last.names.push(name.to_owned()),
        None => credits.push(credit("", vec![name.to_owned()])),
    }
    Some(())
}

fn name_role(credits: &mut [Credit], role: &str) {
    if let Some(last) = credits.last_mut().filter(|last| last.role.is_empty()) {
        role.clone_into(&mut last.role);
    }
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

/// A role at a token's beginning, and the name that follows without a space.
fn leading_role<'a>(token: &'a str, rules: &BylineRules) -> Option<(&'a str, &'a str)> {
    let separators = [':', '：', '/', '／'];
    let roles = || rules.roles.iter().chain(&rules.trailing).filter(|role| !role.is_empty());
    // The longest role that begins the token: 文/图 before 文.
    let starting = roles().filter(|role| token.starts_with(role.as_str())).max_by_key(|role| role.len());
    if let Some(role) = starting {
        let (role, rest) = token.split_at(role.len());
        let name = rest.trim_start_matches(separators);
        let separated = name.len() < rest.len();
        // 文静 is a name: a role of one character needs a sign or a space after it.
        if rest.is_empty() || separated || (role.chars().count() > 1 && is_name(name)) {
            return Some((role, name));
        }
    }
    // A paper's name before the role: 郑州晚报记者, 郑州晚报记者吴淑娟.
    const LONGEST_PREFIX: usize = 8;
    roles()
        .filter(|role| role.ends_with("记者") || role.ends_with("通讯员"))
        .filter_map(|role| {
            let end = token.find(role.as_str())? + role.len();
            let (role, rest) = token.split_at(end);
            let name = rest.trim_start_matches(separators);
            let prefix = role.chars().count();
            let fits = role.chars().all(is_han)
                && prefix <= LONGEST_PREFIX + 4
                && (name.is_empty() || is_name(name));
            fits.then_some((role, name))
        })
        .max_by_key(|(role, _)| role.len())
}

/// A role at a token's end: 张翼飞/图, 张三摄.
fn trailing_role<'a>(token: &'a str, rules: &BylineRules) -> Option<(&'a str, &'a str)> {
    rules
        .trailing
        .iter()
        .filter(|role| token.ends_with(role.as_str()))
        .max_by_key(|role| role.len())
        .and_then(|role| {
            let (name, role) = token.split_at(token.len() - role.len());
            let bare = name.trim_end_matches(['/', '／', ':', '：']);
            let separated = bare.len() < name.len();
            // 李文 is a name; 李文摄 has one and a role.
            (separated || (matches!(role, "摄" | "摄影" | "供图" | "摄影报道") && is_name(bare)))
                .then_some((bare, role))
        })
}

fn is_one_han(token: &str) -> bool {
    let mut letters = token.chars();
    letters.next().is_some_and(is_han) && letters.next().is_none()
}

/// Two to four Chinese characters, longer with the dot of transcribed names, or Latin words.
fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    let chinese = name.chars().all(|letter| is_han(letter) || letter == '·');
    let latin = name
        .chars()
        .all(|letter| letter.is_alphabetic() && !is_han(letter) || matches!(letter, '.' | '-' | '\''));
    if chinese {
        let dotted = name.contains('·');
        (2..=4).contains(&length) || (dotted && length <= 16)
    } else {
        latin && (2..=24).contains(&length)
    }
}

/// A byline at the end of a text that goes on before it: the byte where it begins, and the credits. Good evidence
/// is asked for: it follows the end of a sentence, or stands in brackets at the very end.
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
        let sentence_ended =
            text[..start].trim_end().ends_with(['。', '！', '？', '!', '?', '…', '”', '」', '』']);
        let bracketed = text[start..].starts_with(['（', '('])
            && credits.iter().any(|credit| credit.role.chars().count() > 1);
        (sentence_ended || bracketed).then_some((start, credits))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::rules::Rules;

    fn show(credits: &[Credit]) -> String {
        let one = |credit: &Credit| format!("{}={}", credit.role, credit.names.join("+"));
        credits.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn parsed(line: &str) -> Option<String> {
        parse(line, &Rules::load(None).unwrap().byline).map(|credits| show(&credits))
    }

    #[test]
    fn bylines_as_papers_print_them() {
        for (line, expected) in [
            ("记者 杨宜锦 通讯员 宋杰 文/图", "记者=杨宜锦 通讯员=宋杰 文/图="),
            ("郑州晚报记者 吴淑娟 见习记者 叶霖", "郑州晚报记者=吴淑娟 见习记者=叶霖"),
            ("本报记者 杨丽萍", "本报记者=杨丽萍"),
            ("本报记者杨丽萍", "本报记者=杨丽萍"),
            ("（记者 张三 李四 通讯员 王五）", "记者=张三+李四 通讯员=王五"),
            ("记者：张三、李四", "记者=张三+李四"),
            ("记者 杨 帆 文静", "记者=杨帆+文静"),
            ("张翼飞/图", "图=张翼飞"),
            ("文/张三 图/李四", "文=张三 图=李四"),
            ("张三 文/图", "文/图=张三"),
            ("本报记者\u{3000}张三\u{3000}摄", "本报记者=张三 摄="),
            ("张三摄", "摄=张三"),
            ("□ 王蒙", "=王蒙"),
            ("记者 阿卜杜·拉西提", "记者=阿卜杜·拉西提"),
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

    #[test]
    fn at_the_end_of_a_paragraph() {
        let rules = Rules::load(None).unwrap().byline;
        let found = |text: &str| {
            at_end(text, &rules).map(|(start, credits)| (text[..start].trim_end().to_owned(), show(&credits)))
        };
        assert_eq!(
            found("开创了新局面。 记者 杨宜锦 通讯员 宋杰 文/图"),
            Some(("开创了新局面。".into(), "记者=杨宜锦 通讯员=宋杰 文/图=".into()))
        );
        assert_eq!(found("他说:“好。”（记者 张三）"), Some(("他说:“好。”".into(), "记者=张三".into())));
        assert_eq!(found("到会的有本报代表（记者 张三）和来宾。"), None);
        assert_eq!(found("市委书记批示5次。"), None);
    }
}

//! What a token of a byline is: a role, a name, or both written together.

use crate::import::rules::BylineRules;
use crate::import::text::is_han;

const SEPARATORS: [char; 4] = [':', '：', '/', '／'];

/// A role at a token's beginning, and the name that follows without a space. A role may be of two parts, 文/晨报记者.
pub(super) fn leading_role<'a>(token: &'a str, rules: &BylineRules) -> Option<(&'a str, &'a str)> {
    let roles = || rules.roles.iter().chain(&rules.trailing).filter(|role| !role.is_empty());
    // The longest role that begins the token: 文/图 before 文.
    let starting = roles().filter(|role| token.starts_with(role.as_str())).max_by_key(|role| role.len());
    if let Some(role) = starting {
        let (role, rest) = token.split_at(role.len());
        let name = rest.trim_start_matches(SEPARATORS);
        let separated = name.len() < rest.len();
        if separated && let Some((second, name)) = reporter(name, rules) {
            return Some((&token[..token.len() - name.len()], name)).filter(|_| !second.is_empty());
        }
        // 文静 is a name: a role of one character needs a sign or a space after it.
        if rest.is_empty() || separated || (role.chars().count() > 1 && is_name(name)) {
            return Some((role, name));
        }
    }
    reporter(token, rules)
}

/// A reporter, perhaps with the paper's name before: 记者, 郑州晚报记者, 郑州晚报记者吴淑娟.
fn reporter<'a>(token: &'a str, rules: &BylineRules) -> Option<(&'a str, &'a str)> {
    const LONGEST: usize = 12;
    rules
        .roles
        .iter()
        .filter(|role| role.ends_with("记者") || role.ends_with("通讯员"))
        .filter_map(|role| {
            let end = token.find(role.as_str())? + role.len();
            let (role, rest) = token.split_at(end);
            let name = rest.trim_start_matches(SEPARATORS);
            let fits = role.chars().all(is_han)
                && role.chars().count() <= LONGEST
                && (name.is_empty() || is_name(name));
            fits.then_some((role, name))
        })
        .max_by_key(|(role, _)| role.len())
}

/// A role at a token's end: 张翼飞/图, 张三摄.
pub(super) fn trailing_role<'a>(token: &'a str, rules: &BylineRules) -> Option<(&'a str, &'a str)> {
    let (name, role, separated) = ending_role(token, rules)?;
    // 李文 is a name; 李文摄 has one and a role.
    (separated || (is_photographers(role) && is_name(name))).then_some((name, role))
}

/// The second character of a name whose first stands before a space, with a role: 勇摄 of 贺 勇摄.
pub(super) fn trailing_role_of_one<'a>(token: &'a str, rules: &BylineRules) -> Option<(&'a str, &'a str)> {
    let (name, role, separated) = ending_role(token, rules)?;
    (is_one_han(name) && (separated || is_photographers(role))).then_some((name, role))
}

fn ending_role<'a>(token: &'a str, rules: &BylineRules) -> Option<(&'a str, &'a str, bool)> {
    let role =
        rules.trailing.iter().filter(|role| token.ends_with(role.as_str())).max_by_key(|role| role.len())?;
    let (name, role) = token.split_at(token.len() - role.len());
    let bare = name.trim_end_matches(SEPARATORS);
    Some((bare, role, bare.len() < name.len()))
}

fn is_photographers(role: &str) -> bool {
    matches!(role, "摄" | "摄影" | "供图" | "摄影报道")
}

pub(super) fn is_one_han(token: &str) -> bool {
    let mut letters = token.chars();
    letters.next().is_some_and(is_han) && letters.next().is_none()
}

/// Two to four Chinese characters, longer with the dot of transcribed names, or Latin words.
pub(super) fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    let ends_in_letters = name.starts_with(char::is_alphabetic)
        && name.ends_with(|letter: char| letter.is_alphabetic() || letter == '.');
    let chinese = name.chars().all(|letter| is_han(letter) || letter == '·');
    let latin = name
        .chars()
        .all(|letter| letter.is_alphabetic() && !is_han(letter) || matches!(letter, '.' | '-' | '\''));
    let fits = if chinese {
        let dotted = name.contains('·');
        (2..=4).contains(&length) || (dotted && length <= 16)
    } else {
        latin && (2..=24).contains(&length)
    };
    ends_in_letters && fits
}

/// The dot of a transcribed name, as it is typed by whoever has none: 古丽•阿不都 is 古丽·阿不都.
pub(super) fn with_dots(line: &str) -> String {
    let letters: Vec<char> = line.chars().collect();
    let is_between = |index: usize| {
        let around = [index.checked_sub(1), index.checked_add(1)];
        around
            .into_iter()
            .all(|index| index.and_then(|index| letters.get(index)).copied().is_some_and(is_han))
    };
    let dot = |(index, letter): (usize, &char)| {
        let is_dot = matches!(letter, '•' | '・' | '‧' | '．' | '･' | '∙' | '⋅' | '˙' | '●' | '.');
        if is_dot && is_between(index) { '·' } else { *letter }
    };
    letters.iter().enumerate().map(dot).collect()
}

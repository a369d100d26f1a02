//! How alike two headlines are: a continuation repeats the one it continues, whole or in part.

/// From nothing in common to the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Nothing that tells.
    #[default]
    None,
    /// A good part.
    Part,
    /// One holds the other.
    Within,
    /// The same.
    Same,
}

/// A part shorter than this may be in both by chance.
const TELLING: usize = 4;

/// Compares two headlines, without what only says that the one continues: 新桥今日通车（续）.
pub fn likeness(a: &str, b: &str) -> Likeness {
    let (a, b) = (told(a), told(b));
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return Likeness::None;
    }
    if a == b {
        return Likeness::Same;
    }
    let common = common(&a, &b);
    if common < TELLING {
        Likeness::None
    } else if common == shorter {
        Likeness::Within
    } else if common * 2 >= shorter {
        Likeness::Part
    } else {
        Likeness::None
    }
}

/// A headline's letters and digits, without a note of continuation in brackets at either end.
fn told(headline: &str) -> Vec<char> {
    const OPEN: [char; 4] = ['（', '(', '【', '['];
    const CLOSE: [char; 4] = ['）', ')', '】', ']'];
    let is_note = |inner: &str| {
        let inner = inner.trim();
        matches!(inner, "续" | "上" | "下" | "接上" | "完") || inner.contains('接') || inner.contains('转')
    };
    let mut rest = headline.trim();
    if let Some((before, inner)) = rest.strip_suffix(CLOSE).and_then(|rest| rest.rsplit_once(OPEN))
        && is_note(inner)
    {
        rest = before;
    }
    if let Some((inner, after)) = rest.strip_prefix(OPEN).and_then(|rest| rest.split_once(CLOSE))
        && is_note(inner)
    {
        rest = after;
    }
    rest.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The longest run of characters that two texts share.
fn common(a: &[char], b: &[char]) -> usize {
    let mut best = 0;
    let mut last = vec![0; b.len() + 1];
    for letter in a {
        let mut row = vec![0; b.len() + 1];
        for (index, other) in b.iter().enumerate() {
            if letter == other {
                row[index + 1] = last[index] + 1;
                best = best.max(row[index + 1]);
            }
        }
        last = row;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_of_continuations() {
        for (a, b, wanted) in [
            ("新桥今日通车", "新桥今日通车", Likeness::Same),
            ("新桥今日通车", "新桥今日通车（续）", Likeness::Same),
            ("“新桥”今日通车！", "新桥 今日通车", Likeness::Same),
            ("新桥今日通车", "（上接第1版）新桥今日通车", Likeness::Same),
            ("新桥今日通车（下转第2版）", "新桥今日通车", Likeness::Same),
            ("砥砺奋进铸就辉煌", "铸就辉煌（续）", Likeness::Within),
            ("砥砺奋进铸就辉煌历程", "铸就辉煌历史", Likeness::Part),
            ("新桥今日通车", "渡船换上电机", Likeness::None),
            ("新桥今日通车", "旧桥", Likeness::None),
            ("", "", Likeness::None),
            ("新桥今日通车（图）", "新桥今日通车", Likeness::Within),
            ("全市植树造林工作会议召开", "全市植树造林现场会在我县举行三天", Likeness::Part),
        ] {
            assert_eq!(likeness(a, b), wanted, "{a} {b}");
            assert_eq!(likeness(b, a), wanted, "{b} {a}");
        }
    }
}

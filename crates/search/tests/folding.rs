//! Folding and highlighting, by example and by property.

use masthead_search::fold::{Folded, fold, is_spaced};
use masthead_search::query::Term;
use masthead_search::{Query, highlights};
use proptest::prelude::*;

#[test]
fn the_rule_by_example() {
    for (text, folded) in [
        ("新鄭市獲評優秀", "新郑市获评优秀"),
        ("ＡＢＣ１２３", "abc123"),
        ("共青团\n基层 组织", "共青团基层组织"),
        ("Climate \u{a0}\n change", "climate change"),
        ("用 iPhone 15 拍摄", "用iphone 15拍摄"),
        ("㈱新郑㎏", "(株)新郑kg"),
        ("「一帶一路」——『新』", "\"一带一路\"--'新'"),
        ("·•・", "···"),
        ("新\u{200b}郑\u{fe0f}\u{ad}", "新郑"),
        ("한국 사람", "한국 사람"),
        ("100％，。！", "100%,。!"),
        ("İstanbul", "i̇stanbul"),
        ("", ""),
        (" \n", ""),
    ] {
        assert_eq!(fold(text), folded, "{text:?}");
        assert_eq!(Folded::new(text).text(), folded, "{text:?}");
    }
}

#[test]
fn a_highlight_lands_on_the_text_as_printed() {
    for (typed, text, marked) in [
        ("共青团基层组织", "新郑市共青团\n基层组织改革", vec!["共青团\n基层组织"]),
        ("新郑", "新鄭市與新郑市", vec!["新鄭", "新郑"]),
        ("abc", "ＡＢＣ，abc，xabc", vec!["ＡＢＣ", "abc"]),
        ("2015", "１２０１５ 2015 第2015", vec!["2015", "2015"]),
        ("株", "㈱新郑", vec!["㈱"]),
        ("climate change", "Climate\n  change", vec!["Climate", "change"]),
        ("\"climate change\"", "Climate\n  change", vec!["Climate\n  change"]),
        ("的", "的的", vec!["的", "的"]),
        ("新郑市 郑市民", "新郑市民", vec!["新郑市民"]),
        ("-新郑 市", "新郑市", vec!["市"]),
        ("-新郑", "新郑市", vec![]),
    ] {
        let found: Vec<&str> = highlights(&Query::parse(typed), text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, marked, "{typed:?} in {text:?}");
    }
}

/// Text as newspapers have it, and text as nobody should: plain characters, everything the rule treats apart, any
/// code point at all.
fn text() -> impl Strategy<Value = String> {
    let c = prop_oneof![
        6 => proptest::sample::select("新郑市共青团基层鄭團與的一二三a1Bx９ＡoＯ．".chars().collect::<Vec<_>>()),
        3 => proptest::sample::select(" \n\u{3000}\u{a0}，。“”「」—-·・㈱㎏½ﬁŉ…\u{200b}\u{fe0f}\u{301}´¨İß".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    proptest::collection::vec(c, 0..40).prop_map(|chars| chars.into_iter().collect())
}

/// The naive scan: every character position is tried.
fn naive(term: &Term, field: &str) -> bool {
    field.char_indices().any(|(at, _)| {
        let border = !term.folded().starts_with(is_spaced) || !field[..at].ends_with(is_spaced);
        border && field[at..].starts_with(term.folded())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn folding_twice_changes_nothing(text in text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), &once[..]);
        let folded = Folded::new(&text);
        prop_assert_eq!(folded.text(), &once[..]);
    }

    #[test]
    fn every_part_of_a_folded_text_leads_back_to_its_source(text in text(), a in 0usize..64, b in 0usize..64) {
        let folded = Folded::new(&text);
        let ends: Vec<usize> =
            folded.text().char_indices().map(|(at, _)| at).chain([folded.text().len()]).collect();
        let (a, b) = (a % ends.len(), b % ends.len());
        let (a, b) = (ends[a.min(b)], ends[a.max(b)]);
        if a == b {
            return Ok(());
        }
        let source = folded.source_range(a..b);
        prop_assert!(text.is_char_boundary(source.start) && text.is_char_boundary(source.end));
        let part = &folded.text()[a..b];
        // A term neither begins nor ends blank.
        if part.trim_matches(' ') != part {
            return Ok(());
        }
        let again = fold(&text[source.clone()]);
        // Out of its neighbourhood a zero may be a letter, and a middle dot a full stop.
        let (again, part) = (alone(&again), alone(part));
        prop_assert!(again.contains(&part), "{:?} in {:?}", part, again);
        let straddled = edge_expands(&text[source.clone()]);
        prop_assert!(again == part || straddled, "{:?} is not {:?}", again, part);
    }

    #[test]
    fn a_highlight_folded_again_is_what_was_asked_for(text in text(), start in 0usize..40, length in 1usize..6) {
        let typed: String = text.chars().skip(start).take(length).collect();
        let query = Query::parse(&format!("\"{}\"", typed.replace(|c| fold(&format!("{c}")) == "\"", "")));
        let [term] = query.terms() else { return Ok(()) };
        let ranges = highlights(&query, &text);
        prop_assert_eq!(ranges.is_empty(), !naive(term, &fold(&text)));
        let mut end = 0;
        for range in ranges {
            prop_assert!(range.start >= end && range.start < range.end);
            end = range.end;
            let (again, wanted) = (alone(&fold(&text[range.clone()])), alone(term.folded()));
            prop_assert!(again.contains(&wanted), "{:?} in {:?}", term, again);
            prop_assert!(again == wanted || edge_expands(&text[range]), "{:?} is not {:?}", again, term);
        }
    }
}

/// A folded text without what it owes to its neighbours: a zero beside Chinese numerals and a middle dot between Han
/// characters are folded as the letter and the full stop that they are elsewhere, and a space beside a zero, which a
/// letter would keep, is dropped.
fn alone(folded: &str) -> String {
    let mut text = folded.replace('〇', "o").replace('·', ".");
    for (spaced, closed) in [(" o", "o"), ("o ", "o"), (" .", "."), (". ", ".")] {
        text = text.replace(spaced, closed);
    }
    text
}

/// Whether the first or last character of a text folds to more than one.
fn edge_expands(text: &str) -> bool {
    let expands = |c: Option<char>| c.is_some_and(|c| fold(&c.to_string()).chars().count() > 1);
    expands(text.chars().next()) || expands(text.chars().next_back())
}

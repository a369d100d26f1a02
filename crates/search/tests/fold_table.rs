//! The folding table against its sources, over every code point there is.

#[path = "../tools/fold_docs.rs"]
mod fold_docs;
#[path = "../tools/fold_table.rs"]
mod fold_table;

use masthead_search::fold::{DamagedTable, fold, install, is_spaced};

fn rules() -> fold_table::Rules {
    fold_table::Rules::new(&fold_table::Sources {
        ts_characters: include_str!("../tools/TSCharacters.txt"),
        radicals: include_str!("../tools/EquivalentUnifiedIdeograph.txt"),
        reviewed: include_str!("../tools/reviewed.txt"),
    })
}

#[test]
fn the_committed_table_is_what_its_sources_give() {
    let committed = include_bytes!("../src/fold/table.bin");
    assert!(
        fold_table::table(&rules()) == committed,
        "run `cargo run -p masthead-search --example fold_table`: the table differs from its sources"
    );
}

#[test]
fn the_document_lists_what_the_table_has() {
    let document = include_str!("../../../docs/search.md");
    assert!(
        fold_docs::with_lists(document, &rules()) == document,
        "run `cargo run -p masthead-search --example fold_table`: docs/search.md lists something else"
    );
}

#[test]
fn what_looks_alike_folds_alike() {
    for (one, other) in [
        ("⻓江边上的⻔户⻢头有⻅识", "长江边上的门户马头有见识"),
        ("⼀⼆⼈", "一二人"),
        ("二○二三年", "二〇二三年"),
        ("二Ｏ二三年", "二〇二三年"),
        ("二OO八年，一九九o", "二〇〇八年，一九九〇"),
        ("⋯⋯终于", "……终于"),
        ("看著窗外，等著船來", "看着窗外，等着船来"),
        ("一目瞭然，藉此機會說明，妳好", "一目了然，借此机会说明，你好"),
        ("約翰．史密斯", "约翰·史密斯"),
        ("約翰. 史密斯", "约翰·史密斯"),
        ("祇有復甦，砲火", "只有复苏，炮火"),
    ] {
        assert_eq!(fold(one), fold(other));
    }
    // Only beside what makes it so.
    for text in ["3.14", "第1.甲", "甲.", ".甲", "a.甲", "hello一", "一office", "型o血", "o", "1o二"]
    {
        assert_eq!(fold(text), text);
    }
    assert_eq!(fold("二 O 二"), "二〇二", "spaces between are none");
}

#[test]
fn every_code_point_folds_as_its_sources_say_and_folding_it_again_changes_nothing() {
    let rules = rules();
    for c in '\0'..=char::MAX {
        let folded = fold(&c.to_string());
        assert_eq!(folded, blanks_between_words(&rules.fold(c)), "U+{:04X}", c as u32);
        assert_eq!(fold(&folded), folded, "U+{:04X}", c as u32);
    }
}

#[test]
fn words_of_spaced_scripts_are_known() {
    for c in "a1é́кשعहि한ა".chars() {
        assert!(is_spaced(c), "{c}");
    }
    for c in "新々ー〇かカㄅไ。,-\"·() \u{1F600}".chars() {
        assert!(!is_spaced(c), "{c}");
    }
}

/// The second part of the rule, told apart from the first: ﷺ is four words, ¨ a blank with a mark on it.
fn blanks_between_words(text: &str) -> String {
    let kept = |(at, c): (usize, char)| {
        (c != ' ' || (text[..at].ends_with(is_spaced) && text[at + 1..].starts_with(is_spaced))).then_some(c)
    };
    text.char_indices().filter_map(kept).collect()
}

#[test]
fn a_table_that_was_changed_on_its_way_is_refused() {
    let whole = include_bytes!("../src/fold/table.bin");
    assert_eq!(install(whole), Ok(()));
    let mut flipped = whole.to_vec();
    flipped[20_000] ^= 4;
    for damaged in
        [&b""[..], b"abc", b"<!DOCTYPE html><title>404</title>", &whole[..whole.len() - 1], &flipped]
    {
        assert_eq!(install(damaged), Err(DamagedTable));
    }
}

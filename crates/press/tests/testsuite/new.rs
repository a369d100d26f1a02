//! `masthead new`: what it makes is a sound paper.

use crate::case::Case;

#[test]
fn a_new_paper_is_sound_and_builds() {
    let case = Case::new();
    assert_eq!(case.run(&["new", "p", "--date", "2026-03-01"]).code, 0);
    let check = case.run(&["check", "p", "--strict", "--json"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    assert!(check.stdout.contains("\"findings\": []"), "{}", check.stdout);
    assert_eq!(case.run(&["build", "p", "--out", "s", "--data-only"]).code, 0);
    assert_eq!(case.json("s/paper.json")["publications"][0]["newest"], "2026-03-01");
    assert!(case.path("s/daily/2026-03-01/desk.svg").exists());
}

#[test]
fn it_shows_every_kind_of_block_but_a_gallery() {
    let case = Case::new();
    case.run(&["new", "p", "--date", "2026-03-01"]);
    let text = case.read("p/daily/2026-03-01/edition.json");
    for kind in ["paragraph", "subhead", "figure", "quote", "list", "table", "fact-box", "note"] {
        assert!(text.contains(&format!("\"type\": \"{kind}\"")), "{kind}");
    }
}

#[test]
fn a_paper_that_is_there_is_left_alone() {
    let case = Case::new();
    case.run(&["new", "p"]);
    let run = case.run(&["new", "p"]);
    assert!(run.code == 3 && run.stderr.contains("a paper here already"), "{}", run.stderr);
}

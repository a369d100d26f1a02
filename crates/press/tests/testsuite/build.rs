//! `masthead build --data-only`: what a reader loads, and nothing more, nothing twice.

use crate::case::Case;

fn paper() -> Case {
    let case = Case::new();
    let settings = "title = \"河湾报业\"\nbase_url = \"https://paper.example.com/\"\n[[publications]]\nid = \"hwrb\"\ntitle = \"河湾日报\"\n[[publications]]\nid = \"hwwb\"\ntitle = \"河湾晚报\"\n";
    case.write("paper/masthead.toml", settings.as_bytes());
    for (publication, edition) in
        [("hwrb", "2023-12-31"), ("hwrb", "2024-01-02"), ("hwrb", "2024-01-02-extra"), ("hwwb", "2024-01-02")]
    {
        let (date, suffix) = edition.split_at(10);
        let suffix =
            suffix.strip_prefix('-').map(|suffix| format!(r#", "suffix": "{suffix}""#)).unwrap_or_default();
        let text = format!(
            r#"{{ "version": 1, "publication": "{publication}", "date": "{date}"{suffix}, "number": "7", "pages": [
              {{ "id": "1", "image": {{ "src": "1.png", "width": 350, "height": 550 }}, "articles": [ {{ "id": "a", "headline": ["题"] }} ] }} ] }}"#
        );
        case.write(&format!("paper/{publication}/{edition}/edition.json"), text.as_bytes());
        case.picture(&format!("paper/{publication}/{edition}/1.png"), 350, 550);
    }
    case
}

fn build(case: &Case, out: &str) -> serde_json::Value {
    let run = case.run(&["build", "paper", "--out", out, "--data-only", "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn what_a_reader_needs_is_there() {
    let case = paper();
    build(&case, "site");
    let paper = case.json("site/paper.json");
    assert_eq!(paper["publications"][0]["newest"], "2024-01-02");
    assert_eq!(paper["publications"][0]["years"], serde_json::json!([2023, 2024]));
    let year = case.json("site/hwrb/2024.json");
    assert_eq!(year["editions"].as_array().unwrap().len(), 2);
    assert_eq!((&year["editions"][0]["pages"], &year["editions"][0]["number"]), (&1.into(), &"7".into()));
    assert!(case.path("site/hwwb/2024-01-02/edition.json").exists());
    let (index, data): (Vec<_>, Vec<_>) =
        case.tree("site").into_keys().partition(|path| path.starts_with("archive/"));
    assert_eq!(data.len(), 1 + 3 + 4 * 2);
    assert!(index.contains(&"archive/entry.mha".to_owned()));
}

#[test]
fn a_second_build_writes_nothing_and_another_place_gets_the_same_bytes() {
    let case = paper();
    build(&case, "site");
    let again = build(&case, "site");
    assert_eq!(
        (again["changed"].as_array().unwrap().len(), again["removed"].as_array().unwrap().len()),
        (0, 0)
    );
    build(&case, "other");
    assert_eq!(case.tree("site"), case.tree("other"));
}

#[test]
fn only_what_changed_is_written_and_what_went_is_removed() {
    let case = paper();
    build(&case, "site");
    let hash =
        |case: &Case, index: usize| case.json("site/hwrb/2024.json")["editions"][index]["hash"].clone();
    let before = [hash(&case, 0), hash(&case, 1)];
    case.picture("paper/hwrb/2024-01-02/1.png", 700, 1100);
    let changes = build(&case, "site");
    assert_eq!(changes["changed"], serde_json::json!(["hwrb/2024-01-02/1.png", "hwrb/2024.json"]));
    assert_ne!(hash(&case, 0), before[0], "a picture is part of its edition's content");
    assert_eq!(hash(&case, 1), before[1]);

    case.write("site/own.html", b"the publisher's");
    std::fs::remove_dir_all(case.path("paper/hwwb/2024-01-02")).unwrap();
    let changes = build(&case, "site");
    let removed = ["hwwb/2024-01-02/1.png", "hwwb/2024-01-02/edition.json", "hwwb/2024.json"];
    let all = changes["removed"].as_array().unwrap().iter().map(|path| path.as_str().unwrap());
    // What held its text goes at once, see `search.rs`.
    let (index, rest): (Vec<&str>, Vec<&str>) = all.partition(|path| path.starts_with("archive/"));
    assert_eq!(rest, removed);
    assert!(index.iter().any(|path| path.ends_with("/t0.mha")));
    assert!(case.path("site/own.html").exists() && !case.path("site/hwwb").exists());
}

#[test]
fn a_broken_edition_stops_the_build_and_the_old_site_stays() {
    let case = paper();
    build(&case, "site");
    let before = case.tree("site");
    case.write("paper/hwrb/2024-01-02/edition.json", "{ \"题\": \"头版\" 要闻".as_bytes());
    let run = case.run(&["build", "paper", "--out", "site", "--data-only"]);
    assert_eq!(run.code, 3);
    assert!(
        run.stderr.contains("hwrb/2024-01-02/edition.json") && run.stderr.contains("line 1, column 13"),
        "{}",
        run.stderr
    );
    assert_eq!(case.tree("site"), before);
}

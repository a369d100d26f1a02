//! `masthead check`: a folder with one defect per rule, each found with file and place.

use crate::case::Case;

const SETTINGS: &str = "title = \"河湾报业\"\n[[publications]]\nid = \"hwrb\"\ntitle = \"河湾日报\"\n";

fn edition(pages: &str) -> String {
    format!(r#"{{ "version": 1, "publication": "hwrb", "date": "2024-02-29", "pages": [{pages}] }}"#)
}

fn page(articles: &str) -> String {
    format!(r#"{{ "id": "1", "articles": [{articles}] }}"#)
}

/// The findings of a paper with one edition, as `code file pointer`.
fn found(case: &Case) -> Vec<String> {
    let run = case.run(&["check", "paper", "--json"]);
    let report: serde_json::Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|one| format!("{} {} {}", text(&one["code"]), text(&one["file"]), text(&one["pointer"])))
        .collect()
}

fn with(settings: &str, edition: &str) -> Case {
    let case = Case::new();
    case.write("paper/masthead.toml", settings.as_bytes());
    case.write("paper/hwrb/2024-02-29/edition.json", edition.as_bytes());
    case
}

#[test]
fn a_sound_paper_has_no_findings() {
    let case = with(SETTINGS, &edition(&page(r#"{ "id": "a", "headline": ["题"], "body": [] }"#)));
    assert_eq!(found(&case), Vec::<String>::new());
    let run = case.run(&["check", "paper"]);
    assert!(run.code == 0 && run.stdout.contains("nothing wrong"), "{}", run.stdout);
}

#[test]
fn every_defect_is_found_with_its_place() {
    const FILE: &str = "hwrb/2024-02-29/edition.json";
    let article = r#"{ "id": "a", "headline": ["题"], "body": [] }"#;
    let cases: Vec<(&str, String, String)> = vec![
        ("not-json", "{".into(), format!("not-json {FILE} ")),
        (
            "wrong publication",
            edition("").replace("hwrb", "other"),
            format!("wrong-publication {FILE} /publication"),
        ),
        ("wrong date", edition("").replace("2024-02-29", "2024-02-28"), format!("wrong-date {FILE} /date")),
        (
            "missing picture",
            edition(&page(article).replace(
                "\"articles\"",
                "\"image\": { \"src\": \"1.webp\", \"width\": 1, \"height\": 1 }, \"articles\"",
            )),
            format!("missing-file {FILE} /pages/0/image/src"),
        ),
        (
            "missing PDF",
            edition(&page(article).replace("\"articles\"", "\"pdf\": \"1.pdf\", \"articles\"")),
            format!("missing-file {FILE} /pages/0/pdf"),
        ),
        (
            "missing figure",
            edition(&page(&article.replace(
                "[] }",
                "[{ \"type\": \"figure\", \"src\": \"x.webp\", \"width\": 1, \"height\": 1 }] }",
            ))),
            format!("missing-file {FILE} /pages/0/articles/0/body/0/src"),
        ),
        (
            "twice",
            edition(&page(&format!("{article}, {}", article.replace("\"a\"", "\"A\"")))),
            format!("duplicate-id {FILE} /pages/0/articles/1/id"),
        ),
        (
            "path that leaves the folder",
            edition(&page(article).replace("\"articles\"", "\"pdf\": \"../1.pdf\", \"articles\"")),
            format!("bad-path {FILE} /pages/0/pdf"),
        ),
        (
            "not composed",
            edition(&page(&article.replace('题', "e\u{301}"))),
            format!("not-nfc {FILE} /pages/0/articles/0/headline/0"),
        ),
        (
            "lost jump",
            edition(&page(&article.replace("\"body\"", "\"jump\": { \"to\": \"z\" }, \"body\""))),
            format!("lost-jump {FILE} /pages/0/articles/0/jump/to"),
        ),
        (
            "alias twice",
            edition(&page(
                &article.replace("\"body\"", "\"aliases\": [\"html/1.htm\", \"html/1.htm\"], \"body\""),
            )),
            format!("same-alias {FILE} /pages/0/articles/0/aliases/1"),
        ),
        (
            "unknown field",
            edition(&page(&article.replace("\"body\"", "\"bodi\": 1, \"body\""))),
            format!("unknown-field {FILE} /pages/0/articles/0/bodi"),
        ),
        (
            "unknown version",
            edition("").replace("\"version\": 1", "\"version\": 9"),
            format!("unknown-version {FILE} /version"),
        ),
    ];
    for (name, text, expected) in cases {
        let found = found(&with(SETTINGS, &text));
        assert!(found.contains(&expected), "{name}: {expected} is not among {found:#?}");
    }
}

/// The findings of a paper with one edition, as `line:column code pointer`.
fn placed(case: &Case) -> Vec<String> {
    let run = case.run(&["check", "paper", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|one| {
            assert!(one["advice"].as_str().unwrap().len() > 10, "{one}");
            let text = |name: &str| one[name].as_str().unwrap();
            format!("{}:{} {} {}", one["line"], one["column"], text("code"), text("pointer"))
        })
        .collect()
}

#[test]
fn a_finding_has_its_line_and_its_column() {
    let edition = r#"{ "version": 1, "publication": "hwrb", "date": "2024-02-29",
  "pages": [{ "id": "1", "articles": [
    { "id": "甲", "headline": "题", "status": "withdrawn", "status": "published" },
    { "id": "乙 ", "headline": ["题"], "kicker": 5, "x-own": { "a": 1, "a": 2 } }
  ] }] }"#;
    let expected = [
        "3:58 duplicate-key /pages/0/articles/0/status",
        "4:13 bad-id /pages/0/articles/1/id",
        "4:48 wrong-type /pages/0/articles/1/kicker",
        "4:70 duplicate-key /pages/0/articles/1/x-own/a",
    ];
    let case = with(SETTINGS, edition);
    assert_eq!(placed(&case), expected);
    let told = case.run(&["check", "paper"]).stdout;
    assert!(told.contains("  3:58 /pages/0/articles/0/status error: "), "{told}");
    let settings = with(&SETTINGS.replace("title = \"河湾日报\"", "title = \"\""), &self::edition(""));
    assert_eq!(placed(&settings), ["4:9 bad-setting /publications/0/title"]);
    assert_eq!(placed(&with(SETTINGS, "{\n  \"题\": 1,}")), ["2:10 not-json "]);
}

#[test]
fn damaged_bytes_are_placed_and_the_rest_is_looked_at() {
    let case = Case::new();
    case.write("paper/masthead.toml", SETTINGS.as_bytes());
    let text = edition(&page(
        "\n{ \"id\": \"a\", \"headline\": \"题\u{FFFD}\", \"kicker\": \"\u{FFFD}\", \"deck\": 5 }",
    ));
    let mut bytes = Vec::new();
    for part in text.split_inclusive('\u{FFFD}') {
        let whole = part.trim_end_matches('\u{FFFD}');
        bytes.extend(whole.bytes());
        bytes.extend_from_slice(if whole == part { b"" } else { b"\xE9\xA2" });
    }
    case.write("paper/hwrb/2024-02-29/edition.json", &bytes);
    assert_eq!(
        placed(&case),
        ["2:28 not-utf8 ", "2:43 not-utf8 ", "2:55 wrong-type /pages/0/articles/0/deck"]
    );
}

#[test]
fn files_and_folders_are_looked_at_too() {
    let case = with(
        SETTINGS,
        &edition(&page(
            r#"{ "id": "a", "headline": ["题"], "body": [
        { "type": "figure", "src": "wide.png", "width": 100, "height": 900 }, { "type": "figure", "src": "no.png", "width": 1, "height": 1 } ] }"#,
        )),
    );
    case.picture("paper/hwrb/2024-02-29/wide.png", 900, 100);
    case.write("paper/hwrb/2024-02-29/no.png", b"not a picture");
    case.write("paper/hwrb/2024-02-29/stray.webp", b"x");
    case.write("paper/hwrb/2024-2-29/edition.json", b"{}");
    case.write("paper/hwrb/2024-03-01/other.json", b"{}");
    case.write("paper/other/2024-03-01/edition.json", b"{}");
    let expected = [
        "not-an-edition hwrb/2024-2-29 ",
        "no-edition-file hwrb/2024-03-01 ",
        "unknown-publication other ",
        "wrong-size hwrb/2024-02-29/edition.json /pages/0/articles/0/body/0",
        "not-a-picture hwrb/2024-02-29/edition.json /pages/0/articles/0/body/1/src",
        "stray-file hwrb/2024-02-29/stray.webp ",
    ];
    let mut found = found(&case);
    found.sort();
    let mut expected = expected.map(str::to_owned);
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn settings_are_checked_and_exit_codes_say_what_happened() {
    let case = with("titel = \"a\"\n", "{}");
    assert_eq!(found(&case), ["bad-settings masthead.toml "]);
    assert_eq!(case.run(&["check", "paper"]).code, 1);
    let case = with(&SETTINGS.replace("title = \"河湾日报\"", "title = \"\""), &edition(""));
    assert_eq!(found(&case), ["bad-setting masthead.toml /publications/0/title"]);
    assert_eq!(Case::new().run(&["check", "nowhere"]).code, 3);
    let warned = with(SETTINGS, &edition("").replace("\"version\": 1", "\"version\": 9"));
    assert_eq!(warned.run(&["check", "paper"]).code, 0, "a warning is not an error");
    assert_eq!(warned.run(&["check", "paper", "--strict"]).code, 1);
}

//! Import of trees: each fixture is one way that newspapers' trees look.

use crate::case::{Case, remarks};

/// Imports a fixture and compares paper and report with what is kept.
fn snapshot(fixture: &str, prepare: impl Fn(&Case), more: &[&str]) {
    let case = Case::of(&format!("import/{fixture}"));
    prepare(&case);
    let before = case.tree("source");
    let report = case.import(more);
    case.expect(&report);
    assert_eq!(case.tree("source"), before, "the source was touched");

    let paper = case.tree("paper");
    let again = case.import(more);
    assert_eq!(case.tree("paper"), paper, "a second import changed something");
    assert_eq!(remarks(&again), remarks(&report), "a second import tells something else");
    assert_eq!(again["editions"][0]["outcome"].as_str().map(|outcome| outcome != "imported"), Some(true));
    let check = case.run(&["check", "paper", "--strict"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
}

#[test]
fn family_a_classic() {
    let prepare = |case: &Case| {
        for (page, number) in [("A01", 201), ("A02", 202), ("X01", 230)] {
            case.picture(&format!("source/page/186/2021-03-04/{page}/{number}_brief.jpg"), 350, 550);
            case.pdf(&format!("source/page/186/2021-03-04/{page}/{number}.pdf"), "");
        }
        case.picture("source/page/186/2021-03-04/A01/201.jpg", 1050, 1650);
        case.picture("source/res/1/20210304/ad.jpg", 600, 400);
        case.picture("source/res/1/20210304/light.jpg", 800, 600);
    };
    snapshot("family-a-classic", prepare, &["--publication", "hwrb"]);
}

#[test]
fn family_a_with_several_areas_for_an_article() {
    snapshot("family-a-divs", |_| {}, &["--publication", "hwkj"]);
}

#[test]
fn family_a_with_static_links_and_the_size_on_the_picture() {
    let prepare = |case: &Case| {
        case.picture("source/html/1/2017-07/22/1/201707221_brief.jpg", 700, 1100);
    };
    snapshot("family-a-static", prepare, &["--publication", "hwjc"]);
}

#[test]
fn family_a_with_new_nodes_for_every_edition() {
    snapshot("family-a-new-nodes", |_| {}, &["--publication", "hwnews"]);
}

#[test]
fn family_a_with_rarer_markup() {
    let prepare = |case: &Case| {
        case.picture("source/page/2015-11-07/01_b.jpg", 350, 550);
        case.picture("source/res/1/nets.jpg", 640, 480);
    };
    snapshot("family-a-rarer", prepare, &["--publication", "hwzb"]);
}

#[test]
fn family_c() {
    let prepare = |case: &Case| {
        case.picture("source/hwrb/page/2017-10/16/01/hwrb2017101601_b.jpg", 400, 575);
        case.picture("source/hwrb/res/1/a.jpg", 640, 480);
    };
    snapshot("family-c", prepare, &[]);
}

#[test]
fn family_d() {
    let prepare = |case: &Case| {
        case.picture("source/hwrb/pc/pic/202412/25/b8f0.jpg.2", 800, 1150);
        case.picture("source/hwrb/pc/pic/202412/25/e1.jpg.1", 900, 600);
        case.pdf("source/hwrb/pc/attachement/202412/25/c9a1.pdf", "");
    };
    snapshot("family-d", prepare, &[]);
}

#[test]
fn family_e() {
    snapshot("family-e", |_| {}, &["--publication", "hwrb"]);
}

#[test]
fn family_d_with_short_names() {
    let prepare = |case: &Case| {
        case.picture("source/xhrb/pc/pic/202305/06/a01.jpg", 800, 1150);
    };
    snapshot("family-d-con", prepare, &[]);
}

#[test]
fn articles_in_rarer_templates() {
    snapshot("templates", |_| {}, &["--publication", "hwyb"]);
}

#[test]
fn a_tree_in_gbk_with_broken_declarations() {
    let prepare = |case: &Case| {
        case.in_gb18030();
    };
    snapshot("gbk", prepare, &["--publication", "hwrb"]);
}

#[test]
fn jumps_continuations_and_duplicates() {
    snapshot("jumps", |_| {}, &["--publication", "hwrb"]);
}

#[test]
fn pictures_on_disk_missing_tiny_and_of_the_template() {
    let prepare = |case: &Case| {
        case.picture("source/page/a_b.jpg", 350, 550);
        case.picture("source/page/large.jpg", 1400, 2200);
        case.picture("source/res/1/spring.jpg", 800, 600);
        case.picture("source/res/1/summer.jpg", 640, 480);
        case.picture("source/res/1/dot.gif", 8, 8);
        case.picture("source/res/1/old.jpg", 300, 200);
        case.picture("source/tplimg/line.gif", 500, 4);
    };
    snapshot("pictures", prepare, &["--publication", "hwrb"]);
}

#[test]
fn bodies_wherever_and_however_they_stand() {
    let prepare = |case: &Case| {
        case.picture("source/res/p.png", 640, 480);
        case.picture("source/res/zi.png", 16, 16);
    };
    snapshot("bodies", prepare, &["--publication", "hwrb"]);
}

#[test]
fn lines_of_the_template_within_the_body() {
    snapshot("template-lines", |_| {}, &["--publication", "hwwb"]);
}

#[test]
fn a_day_can_be_chosen_and_a_dry_run_writes_nothing() {
    let case = Case::of("import/family-e");
    let report = case.import(&["--publication", "hwrb", "--since", "2022-01-06"]);
    assert_eq!(report["editions"].as_array().unwrap().len(), 0);
    let case = Case::of("import/family-e");
    let report = case.import(&["--publication", "hwrb", "--until", "2022-01-05", "--dry-run"]);
    assert_eq!(report["editions"][0]["outcome"], "imported");
    assert!(!case.path("paper").exists());
}

#[test]
fn what_a_person_edited_is_left_alone() {
    let case = Case::of("import/family-e");
    case.import(&["--publication", "hwrb"]);
    let file = "paper/hwrb/2022-01-05/edition.json";
    let edited = case.read(file).replace("腊月的集", "腊月的大集");
    case.write(file, edited.as_bytes());
    let report = case.import(&["--publication", "hwrb"]);
    assert_eq!(report["editions"][0]["outcome"], "edited-by-hand");
    assert_eq!(case.read(file), edited);
    let report = case.import(&["--publication", "hwrb", "--overwrite"]);
    assert_eq!(report["editions"][0]["outcome"], "imported");
    assert!(!case.read(file).contains("腊月的大集"));
}

#[test]
fn strict_refuses_a_guess_and_says_so() {
    let case = Case::of("import/jumps");
    let run = case.run(&["import", "source", "--into", "paper", "--publication", "hwrb", "--strict"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("not imported, by --strict: 1 edition\n"), "{}", run.stderr);
    assert!(!case.path("paper/hwrb").exists());
    let case = Case::of("import/family-e");
    case.import(&["--publication", "hwrb", "--strict"]);
    assert!(case.path("paper/hwrb/2022-01-05/edition.json").exists());
}

#[test]
fn a_picture_that_comes_later_is_taken_then() {
    let case = Case::of("import/family-c");
    case.import(&[]);
    assert!(!case.read("paper/hwrb/2017-10-16/edition.json").contains("a.png"));
    case.picture("source/hwrb/res/1/a.jpg", 640, 480);
    let report = case.import(&[]);
    assert_eq!(report["editions"][0]["outcome"], "imported");
    assert!(case.path("paper/hwrb/2017-10-16/a.png").exists());
}

#[test]
fn a_withdrawn_day_and_article_follow_the_source() {
    let case = Case::of("import/family-a-new-nodes");
    case.import(&["--publication", "hwrb"]);
    std::fs::remove_file(case.path("source/html/2026-07/23/content_58464_19727197.htm")).unwrap();
    let report = case.import(&["--publication", "hwrb"]);
    assert!(remarks(&report).contains("missing article-file"), "{}", remarks(&report));
}

#[test]
fn rules_of_ones_own() {
    let case = Case::new();
    let page = "<html><body><div class=ym>头版｜A1</div><p class=bt>我们的标题</p><div class=nr><p>正文在这里。</p></div></body></html>";
    case.write("source/szb/20220105/A1_1.html", page.as_bytes());
    let rules = r#"
        [[layout]]
        name = "ours"
        page = '^(?P<root>.*?)(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})/(?P<id>[A-Z]\d+)\.html$'
        article = '^(?P<root>.*?)(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})/(?P<id>\w+)\.html$'
        [page]
        title = ["div.ym"]
        label = '^(?P<name>.*?)｜(?P<code>\w+)$'
        [article]
        headline = ["p.bt"]
        body = ["div.nr"]
    "#;
    case.write("ours.toml", rules.as_bytes());
    case.import(&["--publication", "ours", "--rules", "ours.toml"]);
    let edition = case.json("paper/ours/2022-01-05/edition.json");
    let article = &edition["pages"][0]["articles"][0];
    assert_eq!(article["headline"][0], "我们的标题");
    assert_eq!(article["body"][0]["text"], "正文在这里。");
}

#[test]
fn mistakes_are_told_with_what_to_do() {
    let case = Case::new();
    case.write("source/readme.txt", b"nothing");
    let run = case.run(&["import", "source", "--into", "paper"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("no page, no article") && run.stderr.contains("--rules"), "{}", run.stderr);
    let run = case.run(&["import", "nowhere", "--into", "paper"]);
    assert_eq!(run.code, 3);
    let run = case.run(&["import", "source", "--into", "paper", "--since", "yesterday"]);
    assert_eq!(run.code, 2);
    case.write("bad.toml", b"[article]\nheadline = ['td..x']\n");
    let run = case.run(&["import", "source", "--into", "paper", "--rules", "bad.toml"]);
    assert!(run.code == 3 && run.stderr.contains("td..x"), "{}", run.stderr);
    let case = Case::of("import/family-e");
    case.write("paper/masthead.toml", b"title = \"a\"\n[[publications]]\nid = \"one\"\ntitle = \"b\"\n");
    let run = case.run(&["import", "source", "--into", "paper", "--publication", "two"]);
    assert!(run.code == 3 && run.stderr.contains("id = \"two\""), "{}", run.stderr);
}

#[test]
fn edition_files_are_composed_and_put_in_place() {
    let case = Case::new();
    case.write(
        "paper/masthead.toml",
        "title = \"河湾报业\"\n[[publications]]\nid = \"hwrb\"\ntitle = \"河湾日报\"\n".as_bytes(),
    );
    let edition = r#"{ "version": 1, "publication": "hwrb", "date": "2024-02-29", "pages": [ { "id": "1",
        "image": { "src": "1.png", "width": 350, "height": 550 }, "articles": [ { "id": "a", "headline": ["Cafe\u0301"], "body": [] } ] } ] }"#;
    case.write("source/any/edition.json", edition.as_bytes());
    case.picture("source/any/1.png", 350, 550);
    let report = case.import(&[]);
    assert_eq!(report["editions"][0]["outcome"], "imported");
    assert_eq!(
        case.json("paper/hwrb/2024-02-29/edition.json")["pages"][0]["articles"][0]["headline"][0],
        "Café"
    );
    assert!(case.path("paper/hwrb/2024-02-29/1.png").exists());
    assert_eq!(case.import(&[])["editions"][0]["outcome"], "unchanged");
    assert_eq!(case.run(&["check", "paper", "--strict"]).code, 0);
}

/// A paper of one publication, and edition files for it, as a CMS exports them.
fn exported() -> Case {
    let case = Case::new();
    case.write(
        "paper/masthead.toml",
        "title = \"河湾报业\"\n[[publications]]\nid = \"hwrb\"\ntitle = \"河湾日报\"\n".as_bytes(),
    );
    for day in ["01", "02", "03"] {
        let edition = format!(
            r#"{{ "version": 1, "publication": "hwrb", "date": "2024-03-{day}", "pages": [ {{ "id": "1",
            "articles": [ {{ "id": "a", "headline": ["三月{day}日"], "body": [{{ "type": "figure", "src": "{day}.png", "width": 8, "height": 8 }}] }} ] }} ] }}"#
        );
        case.write(&format!("source/{day}/edition.json"), edition.as_bytes());
        case.picture(&format!("source/{day}/{day}.png"), 8, 8);
    }
    case
}

#[test]
fn a_broken_edition_file_is_told_and_does_not_hold_up_the_others() {
    let case = exported();
    case.write("source/04/edition.json", b"{ \"version\": 1,");
    case.write("source/05/edition.json", b"\xff\xfe{");
    let other = r#"{ "version": 1, "publication": "other", "date": "2024-03-06", "pages": [] }"#;
    case.write("source/06/edition.json", other.as_bytes());
    let undated = r#"{ "version": 1, "publication": "hwrb", "date": "gestern", "pages": [] }"#;
    case.write("source/07/edition.json", undated.as_bytes());
    let again = case.read("source/01/edition.json");
    case.write("source/08/edition.json", again.as_bytes());
    let run = case.run(&["import", "source", "--into", "paper", "--json"]);
    assert!(run.code == 1 && run.stderr.contains("not imported: 5 files"), "{}", run.stderr);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let why =
        |day: &str| report["tree"][format!("source/{day}/edition.json")][0]["message"].as_str().unwrap();
    for (day, part) in [
        ("04", "line 1"),
        ("05", "not UTF-8"),
        ("06", "it is of other"),
        ("07", "gestern"),
        ("08", "01/edition.json holds the same edition"),
    ] {
        assert!(why(day).contains(part), "{day}: {}", why(day));
    }
    let imported: Vec<String> = crate::case::files(&case.path("paper/hwrb"));
    let days = ["01", "02", "03"];
    let expected =
        days.map(|day| [format!("2024-03-{day}/{day}.png"), format!("2024-03-{day}/edition.json")]);
    assert_eq!(imported, expected.concat());
}

#[test]
fn an_edition_file_that_was_edited_in_the_paper_is_left_alone() {
    let case = exported();
    case.import(&[]);
    let file = "paper/hwrb/2024-03-02/edition.json";
    let edited = case.read(file).replace("三月02日", "三月二日");
    case.write(file, edited.as_bytes());
    let outcomes = |report: &serde_json::Value| {
        let editions = report["editions"].as_array().unwrap().iter();
        editions.map(|edition| edition["outcome"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(outcomes(&case.import(&[])), ["unchanged", "edited-by-hand", "unchanged"]);
    assert_eq!(case.read(file), edited);
    // What the system corrects goes through, and a picture that is no longer named goes.
    let corrected = case.read("source/03/edition.json").replace("03.png", "3.png");
    case.write("source/03/edition.json", corrected.as_bytes());
    case.picture("source/03/3.png", 8, 8);
    assert_eq!(outcomes(&case.import(&["--overwrite"])), ["unchanged", "imported", "imported"]);
    assert!(case.read(file).contains("三月02日"));
    assert!(
        case.path("paper/hwrb/2024-03-03/3.png").exists()
            && !case.path("paper/hwrb/2024-03-03/03.png").exists()
    );
}

#[test]
fn a_single_edition_file_is_imported_and_a_dry_run_of_it_writes_nothing() {
    let case = exported();
    let before = case.tree("paper");
    let run = case.run(&["import", "source/02/edition.json", "--into", "paper", "--dry-run"]);
    assert!(run.code == 0 && run.stdout.contains("would import"), "{}{}", run.stdout, run.stderr);
    assert_eq!(case.tree("paper"), before);
    assert_eq!(case.run(&["import", "source/02/edition.json", "--into", "paper"]).code, 0);
    assert_eq!(
        crate::case::files(&case.path("paper/hwrb")),
        ["2024-03-02/02.png", "2024-03-02/edition.json"]
    );
}

#[test]
fn a_paper_within_its_source_is_refused() {
    let case = Case::of("import/family-e");
    for into in ["source", "source/paper", "source/html/../new/paper"] {
        let run = case.run(&["import", "source", "--into", into, "--publication", "hwrb"]);
        assert!(run.code == 2 && run.stderr.contains("within the source"), "{into}: {}", run.stderr);
    }
    assert!(!case.path("source/masthead.toml").exists() && !case.path("source/paper").exists());
}

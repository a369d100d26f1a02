//! Pictures of a built site: smaller ones beside each, made once; and what becomes of damaged ones.

use std::collections::BTreeMap;
use std::time::SystemTime;

use image::{Rgb, RgbImage};

use crate::case::{Case, files};
use crate::pages::{build, edition, paper};

fn photograph(case: &Case, path: &str, width: u32, height: u32) {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        Rgb([((x * x + 3 * y * y) / 97 % 200) as u8, (x * 255 / width) as u8, (y * 255 / height) as u8])
    });
    let path = case.path(path);
    picture.save_with_format(path, image::ImageFormat::Jpeg).unwrap();
}

/// A paper with a photograph whose size nobody wrote down, and a damaged one.
fn illustrated() -> Case {
    let case = paper();
    let body = r#""body": [{ "type": "figure", "src": "a.jpg" }, { "type": "gallery", "figures": [{ "src": "b.jpg", "width": 700, "height": 300 }] }, { "type": "paragraph", "text": "夜里涨了三寸水。" }]"#;
    edition(&case, "hwrb", "2024-01-03", body);
    photograph(&case, "paper/hwrb/2024-01-03/a.jpg", 1300, 900);
    case.write("paper/hwrb/2024-01-03/b.jpg", b"\xff\xd8\xff\xe0 and then the telephone rang");
    case
}

fn times(case: &Case, folder: &str) -> BTreeMap<String, SystemTime> {
    let time = |path: &String| case.path(folder).join(path).metadata().unwrap().modified().unwrap();
    // A lock is written to by whoever holds it.
    let files = files(&case.path(folder)).into_iter().filter(|path| !path.ends_with(".masthead/lock"));
    files.map(|path| (path.clone(), time(&path))).collect()
}

#[test]
fn a_photograph_is_there_in_the_widths_that_its_edition_names() {
    let case = illustrated();
    let built = build(&case, "site", &[]);
    let figure = &case.json("site/hwrb/2024-01-03/edition.json")["pages"][0]["articles"][0]["body"][0];
    assert_eq!((&figure["width"], &figure["height"]), (&1300.into(), &900.into()), "it was measured");
    assert_eq!(figure["widths"], serde_json::json!([240, 480, 960, 1300]));
    for width in [240, 480, 960, 1300] {
        let path = format!("site/hwrb/2024-01-03/a.jpg.{width}.webp");
        assert_eq!(image::open(case.path(&path)).unwrap().width(), width, "{path}");
    }
    let page = case.read("site/hwrb/2024-01-03/A01/a/index.html");
    let source = "<source type=\"image/webp\" srcset=\"/read/hwrb/2024-01-03/a.jpg.240.webp 240w,/read/hwrb/2024-01-03/a.jpg.480.webp 480w,";
    assert!(page.contains(source), "{page}");
    assert!(page.contains("src=\"/read/hwrb/2024-01-03/a.jpg\""), "and as it came");
    assert!(!page.contains("2024-01-03/1.png.240"), "a picture of 350 dots is not made larger");

    let warnings = built["warnings"].to_string();
    assert!(
        warnings.contains("hwrb/2024-01-03/b.jpg: no smaller pictures are made of this one"),
        "{warnings}"
    );
    assert!(case.path("site/hwrb/2024-01-03/b.jpg").is_file(), "a damaged one is published as it is");
    let check = case.run(&["check", "paper", "--json"]);
    assert!(
        check.stdout.contains("\"no-size\"") && check.stdout.contains("measures the picture"),
        "{}",
        check.stdout
    );
}

#[test]
fn a_picture_is_made_once_for_all_sites_of_a_paper() {
    let case = illustrated();
    build(&case, "site", &[]);
    let (kept, site) = (times(&case, "paper/.masthead/pictures"), times(&case, "site"));
    assert!(kept.len() >= 4);
    let again = build(&case, "site", &[]);
    assert_eq!(again["changed"], serde_json::json!([]));
    build(&case, "other", &[]);
    assert_eq!(times(&case, "paper/.masthead/pictures"), kept, "found, and not made again");
    assert_eq!(times(&case, "site"), site);
    assert!(case.tree("site") == case.tree("other"));
    std::fs::remove_dir_all(case.path("paper/.masthead")).unwrap();
    build(&case, "third", &[]);
    assert!(case.tree("site") == case.tree("third"), "made anew they are the same");

    // Another picture under the same name; then none.
    photograph(&case, "paper/hwrb/2024-01-03/a.jpg", 500, 500);
    build(&case, "site", &[]);
    let figure = &case.json("site/hwrb/2024-01-03/edition.json")["pages"][0]["articles"][0]["body"][0];
    assert_eq!(figure["widths"], serde_json::json!([240, 500]));
    assert!(!case.path("site/hwrb/2024-01-03/a.jpg.960.webp").exists());
    edition(&case, "hwrb", "2024-01-03", r#""status": "withdrawn", "body": []"#);
    build(&case, "site", &[]);
    let left = files(&case.path("site/hwrb/2024-01-03"));
    assert!(!left.iter().any(|path| path.contains("a.jpg")), "{left:?}");
    assert!(!files(&case.path("paper/.masthead/pictures")).iter().any(|path| path.ends_with("500.webp")));
}

#[test]
fn a_publisher_may_want_none() {
    let case = illustrated();
    let settings = case.read("paper/masthead.toml").replacen(
        "[[publications]]",
        "[pictures]\nwidths = []\n[[publications]]",
        1,
    );
    case.write("paper/masthead.toml", settings.as_bytes());
    build(&case, "site", &[]);
    assert!(!files(&case.path("site")).iter().any(|path| path.ends_with(".webp")));
    assert!(!case.path("paper/.masthead/pictures").exists());
    assert!(!case.read("site/hwrb/2024-01-03/A01/a/index.html").contains("<source"));
}

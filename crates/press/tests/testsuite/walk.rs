//! The migration that docs/importing.md walks through: its commands, run as they stand there, say what stands below them.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::case::{Case, files};

/// The tree of the walk, with its pictures; but for the advertisement's, which the walk misses.
fn tree(case: &Case) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testsuite/import/family-a-classic/source");
    for path in files(&kept) {
        case.write(&format!("hwrb/{path}"), &fs::read(kept.join(&path)).unwrap());
    }
    let picture = |path: &str, width, height| {
        let path = case.path(&format!("hwrb/{path}"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let grey = image::RgbImage::from_pixel(width, height, image::Rgb([180, 180, 170]));
        grey.save_with_format(path, image::ImageFormat::Jpeg).unwrap();
    };
    for (page, number) in [("A01", 201), ("A02", 202), ("X01", 230)] {
        picture(&format!("page/186/2021-03-04/{page}/{number}_brief.jpg"), 350, 550);
        case.pdf(&format!("hwrb/page/186/2021-03-04/{page}/{number}.pdf"), "");
    }
    picture("page/186/2021-03-04/A01/201.jpg", 1050, 1650);
    picture("res/1/20210304/light.jpg", 800, 600);
}

/// What a command of the docs says, in the order in which a terminal would show it.
fn run(case: &Case, line: &str) -> String {
    let line = line.replacen("masthead ", &format!("{} ", env!("CARGO_BIN_EXE_masthead")), 1);
    // Tests are not run with a reader inside the command.
    let line = if line.contains(" build ") { format!("{line} --without-reader") } else { line };
    let output = Command::new("sh").args(["-c", &format!("{line} 2>&1")]).current_dir(case.path("")).output();
    String::from_utf8(output.unwrap().stdout).unwrap()
}

/// Whether a text is as the docs have it, in which `…` at the end of a line, or alone on one, stands for anything.
fn is_as_written(said: &str, written: &str) -> bool {
    let mut said = said.lines();
    for line in written.lines() {
        match line.strip_suffix('…') {
            Some("") => continue,
            Some(begins) if !said.by_ref().any(|found| found.starts_with(begins)) => return false,
            Some(_) => {}
            None if said.next() != Some(line) => return false,
            None => {}
        }
    }
    said.next().is_none()
}

#[test]
#[cfg(unix)]
fn the_walk_of_the_docs_goes_as_it_is_told() {
    let case = Case::new();
    tree(&case);
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/importing.md");
    let docs = fs::read_to_string(docs).unwrap();
    let walk = docs.split_once("### As it looks").unwrap().1.split("\n## ").next().unwrap();
    let mut commands = 0;
    for block in walk.split("```").skip(1).step_by(2) {
        if let Some(settings) = block.strip_prefix("toml\n") {
            case.write("my-paper/masthead.toml", settings.as_bytes());
            continue;
        }
        let block = block.strip_prefix("console\n").unwrap();
        for command in block.split("$ ").skip(1) {
            let (line, written) = command.split_once('\n').unwrap();
            let said = run(&case, line);
            assert!(
                is_as_written(&said, written),
                "$ {line}\n{said}\n— and not, as the docs say, —\n{written}"
            );
            commands += 1;
        }
    }
    assert_eq!(commands, 7);
    let moved = "\"/hwrb/html/2021-03/04/content_70001.htm\" \"/hwrb/2021-03-04/A01/70001/\";";
    assert!(case.read("site/_nginx/map.conf").contains(moved));
}

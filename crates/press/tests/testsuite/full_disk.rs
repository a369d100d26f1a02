//! A disk that fills up, at every single write: what was there stays whole, and the next run completes what this one
//! began, to the same bytes as if nothing had happened.

use std::fs;
use std::process::Command;

use crate::case::{Case, copy, files};
use crate::every_write::{End, end_at_every_write, two_days};
use crate::pages::{build, edition, paper};

#[test]
fn a_build_on_a_full_disk_leaves_the_old_site_or_finishes_the_new_one() {
    let case = paper();
    for (publication, date) in [("hwrb", "2023-12-31"), ("hwrb", "2024-01-02"), ("hwwb", "2024-01-02")] {
        fs::remove_dir_all(case.path(&format!("paper/{publication}/{date}"))).unwrap();
    }
    build(&case, "old", &[]);
    let old = case.tree("old");
    let body = r#""body": [{ "type": "paragraph", "text": "水退了。" }, { "type": "figure", "src": "river.png", "width": 320, "height": 100 }]"#;
    edition(&case, "hwrb", "2024-01-04", body);
    case.scene("paper/hwrb/2024-01-04/river.png", 320, 100);
    case.picture("paper/hwrb/2024-01-04/1.png", 350, 550);
    build(&case, "new", &[]);
    let new = case.tree("new");
    let arguments = ["build", "paper", "--out", "site", "--bundle", "bundle", "--quiet"];
    let writes = end_at_every_write(
        End::FullDisk,
        &case,
        &arguments,
        || {
            copy(&case, "old", "site");
            // What was made of the picture before is kept there.
            drop(fs::remove_dir_all(case.path("paper/.masthead")));
        },
        |writes| {
            // Once the journal is there all of the new site is, too: readers may see either, file by file.
            if case.path("site/.masthead/journal.json").exists() {
                for (path, content) in case.tree("site") {
                    let either = old.get(&path) == Some(&content) || new.get(&path) == Some(&content);
                    assert!(either, "after {writes} writes: {path}");
                }
                for path in old.keys().filter(|path| new.contains_key(*path)) {
                    assert!(case.path("site").join(path).is_file(), "after {writes} writes: {path} is gone");
                }
            } else {
                assert_eq!(case.tree("site"), old, "after {writes} writes");
                let left = files(&case.path("site/.masthead"));
                assert_eq!(
                    left,
                    ["files.json", "lock"],
                    "after {writes} writes: the disk gets its room back"
                );
            }
            build(&case, "site", &[]);
            assert_eq!(case.tree("site"), new, "after {writes} writes");
            1
        },
    );
    assert!(writes > 60, "{writes}");
}

#[test]
fn an_import_on_a_full_disk_is_completed_by_the_next() {
    let case = Case::new();
    two_days(&case);
    let arguments = ["import", "source", "--into", "paper", "--publication", "hwrb", "--quiet"];
    let run = |into: &str| {
        let mut arguments = arguments;
        arguments[3] = into;
        case.run(&arguments)
    };
    assert_eq!(run("undisturbed").code, 0);
    let expected = case.tree("undisturbed");
    assert!(expected.contains_key("hwrb/2021-03-01/A01.png"), "{:?}", expected.keys());
    let before = || drop(fs::remove_dir_all(case.path("paper")));
    let writes = end_at_every_write(End::FullDisk, &case, &arguments, before, |writes| {
        for (path, content) in case.tree("paper") {
            assert_eq!(expected.get(&path), Some(&content), "after {writes} writes: {path} is half-written");
        }
        assert_eq!(run("paper").code, 0);
        assert_eq!(case.tree("paper"), expected, "after {writes} writes");
        1
    });
    assert!(writes > 15, "{writes}");
}

/// A real file system with little room, where this machine lets us have one.
#[test]
fn a_small_disk_of_its_own() {
    let case = paper();
    build(&case, "new", &[]);
    let new = case.tree("new");
    let newer = case.path("paper/hwrb/2024-01-03");
    fs::rename(&newer, case.path("kept")).unwrap();
    build(&case, "old", &[]);
    let old = case.tree("old");
    let size: usize = old.values().map(|content| content.len().next_multiple_of(4096)).sum();
    fs::create_dir(case.path("disk")).unwrap();
    // Pages of the system's memory, and some for folders and for the books; not enough for what is added.
    let script = r#"
        mount -t tmpfs -o "size=$1" tmpfs disk || exit 77
        "$2" build paper --out disk/site --bundle bundle --quiet || exit 1
        mv kept paper/hwrb/2024-01-03
        "$2" build paper --out disk/site --bundle bundle --quiet; test $? -eq 4 || exit 2
        cp -r disk/site left
        mount -o remount,size=64m disk
        "$2" build paper --out disk/site --bundle bundle --quiet || exit 3
        cp -r disk/site done"#;
    let room = (size + size / 4 + (64 << 10)).to_string();
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", &room]);
    let output = command.arg(env!("CARGO_BIN_EXE_masthead")).current_dir(case.path("")).output();
    match output.as_ref().map(|output| output.status.code()) {
        Ok(Some(0)) => {}
        Ok(Some(1..=3)) => panic!("{output:?}"),
        _ => return eprintln!("skipped: this machine lets nobody mount a file system here ({output:?})"),
    }
    assert_eq!(case.tree("left"), old, "the old site stayed whole");
    assert_eq!(case.tree("done"), new, "and the new one is as if nothing had happened");
}

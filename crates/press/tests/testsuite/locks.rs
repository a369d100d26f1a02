//! One run at a time for each site and each paper: the second waits for the first, or is refused and told who it is.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use crate::case::{Case, files};
use crate::every_write::two_days;
use crate::pages::{build, edition, paper};

const BUILD: [&str; 6] = ["build", "paper", "--out", "site", "--bundle", "bundle"];
const IMPORT: [&str; 6] = ["import", "source", "--into", "paper", "--publication", "hwrb"];

fn command(case: &Case, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
    command.args(arguments).current_dir(case.path("")).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Holds a lock as another run would.
fn hold(case: &Case, folder: &str) -> File {
    let owner = r#"{"command":"import","process":4711,"host":"setzerei","since":"2024-02-29 04:00:00 UTC"}"#;
    case.write(&format!("{folder}/.masthead/lock"), owner.as_bytes());
    let file = File::open(case.path(&format!("{folder}/.masthead/lock"))).unwrap();
    file.try_lock().unwrap();
    file
}

const TOLD: &str =
    "masthead import (process 4711 on setzerei, since 2024-02-29 04:00:00 UTC) is at work on this";

#[test]
fn builds_at_the_same_time_leave_the_site_of_one_of_them() {
    let case = paper();
    build(&case, "one", &[]);
    crate::case::copy(&case, "paper", "other");
    for date in ["2023-12-31", "2024-01-02", "2024-01-03"] {
        edition(&case, "hwrb", date, r#""body": [{ "type": "paragraph", "text": "水退了。" }]"#);
    }
    build(&case, "two", &[]);
    let (one, two) = (case.tree("one"), case.tree("two"));
    assert!(one != two);
    for round in 0..3 {
        let papers = ["paper", "other", "paper", "other"];
        let start = |paper: &&str| {
            command(&case, &["build", paper, "--out", "site", "--bundle", "bundle", "--quiet"])
                .spawn()
                .unwrap()
        };
        let running: Vec<_> = papers.iter().map(start).collect();
        for child in running {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{output:?}");
        }
        let site = case.tree("site");
        assert!(site == one || site == two, "round {round}: the site is a mixture");
    }
}

#[test]
fn the_second_waits_and_says_for_whom() {
    let case = paper();
    two_days(&case);
    for (folder, what, arguments) in
        [("paper", "paper", BUILD), ("site", "site", BUILD), ("paper", "paper", IMPORT)]
    {
        let held = hold(&case, folder);
        let mut child = command(&case, &arguments).spawn().unwrap();
        let mut told = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        told.read_line(&mut line).unwrap();
        assert_eq!(line.trim_end(), format!("{folder}: waiting: {TOLD} {what}"));
        assert!(child.try_wait().unwrap().is_none() && !case.path("site/paper.json").exists());
        drop(held);
        told.read_to_string(&mut line).unwrap();
        assert!(child.wait().unwrap().success(), "{line}");
        assert_eq!(case.read(&format!("{folder}/.masthead/lock")), "", "{folder} is free again");
        drop(std::fs::remove_dir_all(case.path("site")));
    }
}

#[test]
fn a_preview_waits_for_each_of_its_builds() {
    let case = paper();
    let held = hold(&case, "paper");
    let mut preview = command(&case, &["serve", "paper", "--port", "0", "--without-reader"]);
    let mut child = preview.stdout(Stdio::piped()).spawn().unwrap();
    let line = |from: &mut dyn std::io::Read| {
        let mut line = String::new();
        BufReader::new(from).read_line(&mut line).unwrap();
        line
    };
    assert_eq!(line(child.stderr.as_mut().unwrap()).trim_end(), format!("paper: waiting: {TOLD} paper"));
    drop(held);
    let address = line(child.stdout.as_mut().unwrap());
    // Between its builds it holds nothing.
    let run = case.run(&[&BUILD[..], &["--no-wait"]].concat());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(address.starts_with("http://"), "{address}");
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn the_second_is_refused_at_once_and_readers_are_not() {
    let case = paper();
    two_days(&case);
    build(&case, "site", &[]);
    edition(&case, "hwrb", "2024-01-03", r#""body": []"#);
    let before = (case.tree("paper"), case.tree("site"));
    for (folder, arguments) in [("paper", BUILD), ("site", BUILD), ("paper", IMPORT)] {
        let _held = hold(&case, folder);
        let run = case.run(&[&arguments[..], &["--no-wait"]].concat());
        assert_eq!(run.code, 5, "{}", run.stderr);
        assert!(run.stderr.contains(&format!("{folder}: {TOLD} {folder}")), "{}", run.stderr);
        assert!((case.tree("paper"), case.tree("site")) == before, "{folder}: something was changed");
    }
    let _held = (hold(&case, "paper"), hold(&case, "site"));
    assert_eq!(case.run(&["check", "paper"]).code, 0);
    assert_eq!(case.run(&["search", "site", "河水"]).code, 0);
    assert_eq!(case.run(&[&IMPORT[..], &["--dry-run"]].concat()).code, 0);
}

#[test]
fn an_owner_that_was_killed_holds_nothing() {
    if !cfg!(debug_assertions) {
        return eprintln!("skipped: this build of the command cannot be told to end");
    }
    let case = paper();
    let mut killed = command(&case, &BUILD);
    let output = killed.env("MASTHEAD_KILLED_AFTER", "40").output().unwrap();
    assert!(output.status.code().is_none(), "{output:?}");
    assert!(case.read("site/.masthead/lock").contains("\"build\""), "it died while it held the lock");
    let run = case.run(&[&BUILD[..], &["--no-wait"]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn a_lock_is_no_file_of_the_site_and_what_is_refused_leaves_none() {
    let case = paper();
    build(&case, "site", &["--changes", "changes.txt"]);
    assert!(case.path("site/.masthead/lock").exists());
    for list in ["changes.txt", "site/.masthead/files.json"] {
        assert!(!case.read(list).contains("lock"), "{list}");
    }
    // A folder that is no paper, and one that holds somebody else's site.
    case.write("empty/own.txt", b"own").write("theirs/index.html", b"theirs");
    assert_eq!(case.run(&["build", "empty", "--out", "site", "--bundle", "bundle"]).code, 3);
    assert_eq!(case.run(&["build", "paper", "--out", "theirs", "--bundle", "bundle"]).code, 2);
    assert_eq!(case.run(&["import", "empty", "--into", "begun", "--publication", "hwrb"]).code, 3);
    assert_eq!(
        (files(&case.path("empty")), files(&case.path("theirs"))),
        (vec!["own.txt".into()], vec!["index.html".into()])
    );
    assert!(!case.path("begun").exists());
}

//! A build never removes what it could not read: it ends before the first change and names each; `--allow-missing` goes on,
//! and the site keeps what it has.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use crate::case::{Case, Run};
use crate::pages::{build, paper};

const BUILD: [&str; 7] = ["build", "paper", "--out", "site", "--bundle", "bundle", "--quiet"];
/// The edition that is spoilt.
const EDITION: &str = "paper/hwrb/2024-01-02";

/// A way to spoil a paper, what is then named, and the rule of `masthead check`.
type Spoil = (&'static str, fn(&Case), &'static str, &'static str);

/// Puts a link to itself in the place of something, which fails with "too many levels" for every user.
fn loop_at(case: &Case, path: &str) {
    fs::rename(case.path(path), case.path("moved")).unwrap();
    symlink(case.path(path).file_name().unwrap(), case.path(path)).unwrap();
}

fn link_at(case: &Case, path: &str, to: &str) {
    fs::rename(case.path(path), case.path("moved")).unwrap();
    symlink(case.path(to), case.path(path)).unwrap();
}

const SPOILT: [Spoil; 10] = [
    ("a folder that fails", |case| loop_at(case, EDITION), "hwrb/2024-01-02", "unreadable"),
    (
        "a file that fails",
        |case| loop_at(case, &format!("{EDITION}/edition.json")),
        "hwrb/2024-01-02",
        "unreadable",
    ),
    (
        "pictures alone",
        |case| fs::remove_file(case.path(EDITION).join("edition.json")).unwrap(),
        "hwrb/2024-01-02",
        "no-edition-file",
    ),
    (
        "an empty folder",
        |case| {
            fs::remove_dir_all(case.path(EDITION)).unwrap();
            fs::create_dir(case.path(EDITION)).unwrap();
        },
        "hwrb/2024-01-02",
        "no-edition-file",
    ),
    (
        "a folder for a file",
        |case| {
            fs::remove_file(case.path(EDITION).join("edition.json")).unwrap();
            fs::create_dir(case.path(EDITION).join("edition.json")).unwrap();
        },
        "hwrb/2024-01-02",
        "no-edition-file",
    ),
    (
        "a disk that is not mounted",
        |case| link_at(case, EDITION, "not-mounted"),
        "hwrb/2024-01-02",
        "dead-link",
    ),
    ("a link that leads out", |case| link_at(case, EDITION, "moved"), "hwrb/2024-01-02", "outside-link"),
    ("a publication that fails", |case| loop_at(case, "paper/hwrb"), "hwrb", "unreadable"),
    (
        "a publication that is not mounted",
        |case| link_at(case, "paper/hwrb", "not-mounted"),
        "hwrb",
        "dead-link",
    ),
    (
        "a publication that is a file",
        |case| {
            fs::remove_dir_all(case.path("paper/hwrb")).unwrap();
            case.write("paper/hwrb", b"");
        },
        "hwrb",
        "no-edition-file",
    ),
];

#[test]
fn what_cannot_be_read_is_named_and_nothing_is_removed() {
    for (what, spoil, named, rule) in SPOILT {
        let case = paper();
        build(&case, "site", &[]);
        let before = case.tree("site");
        spoil(&case);
        let run = case.run(&BUILD);
        assert_eq!(run.code, 3, "{what}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("    {named}: ")), "{what}: {}", run.stderr);
        assert!(run.stderr.contains("--allow-missing"), "{what}: {}", run.stderr);
        assert!(case.tree("site") == before, "{what}: something was changed");

        let check = case.run(&["check", "paper", "--json"]);
        let report: serde_json::Value = serde_json::from_str(&check.stdout).unwrap();
        let found = report["findings"].as_array().unwrap().iter();
        let found: Vec<_> = found.filter(|one| one["code"] == rule && one["file"] == named).collect();
        assert!(found.len() == 1 && check.code == 1, "{what}: {}", check.stdout);

        let run = case.run(&[&BUILD[..], &["--allow-missing", "--changes", "changes.txt"]].concat());
        assert_eq!(run.code, 0, "{what}: {}", run.stderr);
        assert!(
            run.stderr.contains(named) && run.stderr.contains("the site keeps"),
            "{what}: {}",
            run.stderr
        );
        assert!(case.tree("site") == before, "{what}: the site does not keep it");
        assert_eq!(case.read("changes.txt"), "", "{what}");
    }
}

#[test]
fn each_of_them_is_named_and_a_new_site_is_built_without_them() {
    let case = paper();
    for date in ["2024-01-02", "2024-01-03"] {
        fs::remove_file(case.path(&format!("paper/hwrb/{date}/edition.json"))).unwrap();
    }
    loop_at(&case, "paper/hwwb");
    let run = case.run(&BUILD);
    assert_eq!(run.code, 3);
    for named in ["hwrb/2024-01-02", "hwrb/2024-01-03", "hwwb"] {
        assert!(run.stderr.contains(&format!("    {named}: ")), "{named}: {}", run.stderr);
    }
    assert!(!case.path("site").exists(), "nothing was begun");
    let run = case.run(&[&BUILD[..], &["--allow-missing"]].concat());
    assert!(run.code == 0 && run.stderr.matches("built without").count() == 3, "{}", run.stderr);
    assert!(
        case.path("site/hwrb/2023-12-31/index.html").exists() && !case.path("site/hwrb/2024-01-02").exists()
    );
}

#[test]
fn what_was_really_removed_goes() {
    let case = paper();
    build(&case, "site", &[]);
    fs::remove_dir_all(case.path(EDITION)).unwrap();
    let changes = build(&case, "site", &[]);
    assert!(changes["removed"].as_array().unwrap().iter().any(|path| path == "hwrb/2024-01-02/edition.json"));
    assert!(!case.path("site/hwrb/2024-01-02").exists());
}

#[test]
fn a_file_that_only_the_site_still_has_stays() {
    type Spoil = fn(&Case, &str);
    let missing: Spoil = |case, file| fs::remove_file(case.path(file)).unwrap();
    for (spoil, told) in [(missing, "it is not there"), (loop_at as Spoil, "cannot be read")] {
        let case = paper();
        build(&case, "site", &[]);
        let before = case.tree("site");
        spoil(&case, "paper/hwrb/2024-01-02/1.png");
        let run = case.run(&BUILD);
        assert_eq!(run.code, 3, "{}", run.stderr);
        assert!(
            run.stderr.contains("    hwrb/2024-01-02/1.png: ") && run.stderr.contains(told),
            "{}",
            run.stderr
        );
        assert!(case.tree("site") == before);
        let run = case.run(&[&BUILD[..], &["--allow-missing"]].concat());
        assert!(run.code == 0 && run.stderr.contains("hwrb/2024-01-02/1.png"), "{}", run.stderr);
        assert!(case.tree("site") == before, "{told}: the site does not keep it");
    }
    // What was never there cannot be removed: the rest goes on, and it is told.
    let case = paper();
    fs::remove_file(case.path("paper/hwrb/2024-01-02/1.png")).unwrap();
    let run = case.run(&BUILD);
    assert!(run.code == 0 && run.stderr.contains("1.png: the edition names this file"), "{}", run.stderr);
}

/// Runs the command as a user to whom permissions apply.
fn as_a_user(case: &Case, arguments: &[&str]) -> Option<Run> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if !is_root {
        return Some(case.run(arguments));
    }
    // Where that user reaches it. Written by a process of its own: a file that is open for writing, in a child of
    // another test too, cannot be run.
    if !case.path("masthead").exists() {
        let mut copy = Command::new("cp");
        let copied = copy.arg(env!("CARGO_BIN_EXE_masthead")).arg(case.path("masthead")).status();
        assert!(copied.unwrap().success());
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "./masthead"]).args(arguments);
    let output = command.current_dir(case.path("")).output();
    let Some(output) = output.ok().filter(|output| output.status.code() != Some(127)) else {
        eprintln!("skipped: this is root, and there is no setpriv to become another user with");
        return None;
    };
    Some(Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    })
}

fn permit(case: &Case, path: &str, mode: u32) {
    fs::set_permissions(case.path(path), fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn where_permission_is_lacking_that_is_said() {
    for (closed, named) in [
        (EDITION, "hwrb/2024-01-02"),
        ("paper/hwrb/2024-01-02/edition.json", "hwrb/2024-01-02"),
        ("paper/hwrb", "hwrb"),
        ("paper/hwrb/2024-01-02/1.png", "hwrb/2024-01-02/1.png"),
    ] {
        let case = paper();
        permit(&case, "", 0o755);
        fs::create_dir(case.path("site")).unwrap();
        permit(&case, "site", 0o777);
        permit(&case, closed, 0o000);
        let runs = (as_a_user(&case, &BUILD), as_a_user(&case, &["check", "paper", "--json"]));
        permit(&case, closed, 0o755);
        let (Some(build), Some(check)) = runs else { return };
        assert_eq!(build.code, 3, "{closed}: {}", build.stderr);
        assert!(build.stderr.contains(&format!("    {named}: ")), "{closed}: {}", build.stderr);
        assert!(build.stderr.contains("no permission to read it"), "{closed}: {}", build.stderr);
        let said = format!("{closed}: {}{}", check.stdout, check.stderr);
        assert!(check.stdout.contains("\"no-permission\"") && check.code == 1, "{said}");
        assert!(!check.stdout.contains("no-edition-file"), "{closed}: {}", check.stdout);
    }
}

#[test]
fn a_paper_that_cannot_be_written_to_is_built() {
    let case = paper();
    permit(&case, "", 0o755);
    permit(&case, "paper", 0o555);
    fs::create_dir(case.path("site")).unwrap();
    permit(&case, "site", 0o777);
    let run = as_a_user(&case, &BUILD);
    permit(&case, "paper", 0o755);
    let Some(run) = run else { return };
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(case.path("site/paper.json").exists() && !case.path("paper/.masthead").exists());
}

//! A command that is killed leaves nothing half-written, and the next run completes what it began.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::case::{Case, copy, files};
use crate::every_write::{End, end_at_every_write, two_days};
use crate::founder::{Article, Edition, Page, write};
use crate::pages::{build, edition, paper};
use crate::site::dead_links;

/// Enough editions that an import takes long enough to be killed in the middle.
fn source(case: &Case) {
    for day in 1..=12 {
        let article = |id: usize| Article {
            id,
            headline: vec![format!("第{id}篇"), "河湾纪事".to_owned()],
            paragraphs: (0..30).map(|n| format!("第{id}篇的第{n}段，写的是河湾县城北的老渡口。")).collect(),
            areas: vec![vec![(5, 10), (200, 10), (200, 100)]],
        };
        let page = |n: usize| Page {
            id: format!("A{n:02}"),
            node: n,
            name: "要闻".to_owned(),
            articles: (0..5).map(|place| article(day * 1000 + n * 10 + place)).collect(),
        };
        write(
            &case.path("source"),
            &Edition { date: format!("2021-03-{day:02}"), pages: (1..=4).map(page).collect() },
        );
    }
}

fn command(case: &Case, paper: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
    command.args(["import", "source", "--into", paper, "--publication", "hwrb", "--quiet"]);
    command.current_dir(case.path("")).stdout(Stdio::null());
    command
}

#[test]
fn a_killed_import_is_completed_by_the_next() {
    let case = Case::new();
    source(&case);
    let start = Instant::now();
    assert!(command(&case, "undisturbed").status().unwrap().success());
    let whole = start.elapsed();
    let expected = case.tree("undisturbed");
    assert!(expected.len() > 12);
    let mut killed = 0;
    for part in 1..=4 {
        let paper = format!("killed-{part}");
        let mut child = command(&case, &paper).spawn().unwrap();
        std::thread::sleep(whole * part / 5);
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        for (path, content) in case.tree(&paper) {
            let unfinished = path.rsplit('/').next().unwrap().starts_with(".masthead-tmp-");
            assert!(unfinished || expected.get(&path) == Some(&content), "{path} is half-written");
        }
        assert!(command(&case, &paper).status().unwrap().success());
        assert_eq!(case.tree(&paper), expected, "killed after {:?}", whole * part / 5);
    }
    assert!(killed > 0 || whole < Duration::from_millis(20), "no run was killed in the middle");
}

/// A day later, with a page taken away, an article withdrawn, a picture and another reader.
fn a_day_later(case: &Case) {
    const BODY: &str = r#""body": [{ "type": "paragraph", "text": "水退了。" }, { "type": "figure", "src": "river.png", "width": 320, "height": 100 }]"#;
    edition(case, "hwrb", "2025-01-01", BODY);
    case.picture("paper/hwrb/2025-01-01/1.png", 350, 550);
    case.scene("paper/hwrb/2025-01-01/river.png", 320, 100);
    edition(case, "hwrb", "2024-01-03", r#""status": "withdrawn", "body": []"#);
    std::fs::remove_dir_all(case.path("paper/hwwb/2024-01-02")).unwrap();
    case.write("bundle/masthead.js", b"// another");
}

#[test]
fn a_build_killed_at_any_write_leaves_the_old_site_or_finishes_the_new_one() {
    let case = paper();
    std::fs::remove_dir_all(case.path("paper/hwrb/2023-12-31")).unwrap();
    build(&case, "old", &[]);
    let old = case.tree("old");
    a_day_later(&case);
    build(&case, "new", &[]);
    // As if it had been built at once, but for the reader that open pages may still ask for.
    let mut new = case.tree("new");
    new.extend(
        old.iter()
            .filter(|(path, _)| path.starts_with("assets/"))
            .map(|(path, bytes)| (path.clone(), bytes.clone())),
    );
    // Where a reader may be, and whatever can be come to from there.
    let stays = |path: &&String| path.ends_with(".html") && new.contains_key(*path);
    let staying: Vec<String> = old.keys().filter(stays).cloned().collect();
    let arguments = ["build", "paper", "--out", "site", "--bundle", "bundle", "--quiet", "--changes", "list"];
    let before = || {
        drop(std::fs::remove_file(case.path("list")));
        copy(&case, "old", "site");
        drop(std::fs::remove_dir_all(case.path("paper/.masthead")));
    };
    let all_but_told = std::cell::Cell::new(false);
    let writes = end_at_every_write(End::Killed, &case, &arguments, before, |writes| {
        let is_begun = case.path("site/.masthead/journal.json").exists();
        if is_begun {
            for (path, content) in case.tree("site") {
                let either = old.get(&path) == Some(&content) || new.get(&path) == Some(&content);
                assert!(either, "after {writes} writes: {path}");
            }
            let (dead, followed) = dead_links(&case, "site", &staying);
            assert!(followed > 300, "{followed}");
            assert_eq!(dead, [""; 0], "after {writes} writes");
        } else {
            // Nothing of the new one is in place, or all of it is and the list is still to be written.
            let site = case.tree("site");
            assert!(site == old || site == new, "after {writes} writes");
            all_but_told.set(all_but_told.get() || site == new);
        }
        build(&case, "site", &["--changes", "list"]);
        assert!(case.tree("site") == new, "after {writes} writes");
        // Whoever uploads hears of all of it, whichever of the two runs did it.
        let list = case.read("list");
        for (path, content) in &new {
            let is_listed = list.contains(&format!("changed {path}\n"));
            assert!(
                is_listed || old.get(path) == Some(content),
                "after {writes} writes: {path} is not listed"
            );
        }
        for path in old.keys().filter(|path| !new.contains_key(*path)) {
            assert!(
                list.contains(&format!("removed {path}\n")),
                "after {writes} writes: {path} is not listed"
            );
        }
        let left = files(&case.path("site/.masthead"));
        assert_eq!(left, ["files.json", "lock"], "after {writes} writes: nothing unfinished is left");
        // While nothing is in place yet one write is as good as another; `full_disk.rs` ends at each of those too.
        if is_begun { 1 } else { 5 }
    });
    assert!(writes > 60, "{writes}");
    assert!(all_but_told.get(), "none was killed while it wrote the list");
}

#[test]
fn an_import_killed_at_every_write_is_completed_by_the_next() {
    let case = Case::new();
    two_days(&case);
    assert!(command(&case, "undisturbed").status().unwrap().success());
    let expected = case.tree("undisturbed");
    let arguments = ["import", "source", "--into", "paper", "--publication", "hwrb", "--quiet"];
    let before = || drop(std::fs::remove_dir_all(case.path("paper")));
    let writes = end_at_every_write(End::Killed, &case, &arguments, before, |writes| {
        for (path, content) in case.tree("paper") {
            let unfinished = path.rsplit('/').next().unwrap().starts_with(".masthead-tmp-");
            assert!(unfinished || expected.get(&path) == Some(&content), "after {writes} writes: {path}");
        }
        assert!(command(&case, "paper").status().unwrap().success());
        assert_eq!(case.tree("paper"), expected, "after {writes} writes");
        1
    });
    assert!(writes > 15, "{writes}");
}

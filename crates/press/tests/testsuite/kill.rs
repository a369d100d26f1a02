//! A command that is killed leaves nothing half-written, and the next run completes what it began.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::case::Case;
use crate::founder::{Article, Edition, Page, write};

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

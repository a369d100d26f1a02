//! The command ended at the things that it writes: at the first, at the second, and so on, until there is none left and it
//! goes well. Only debug builds can be told to.

use std::process::{Command, Output};

use crate::case::Case;
use crate::founder::{Article, Edition, Page, write};

/// How it ends there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The disk is full: the command says so and puts right what it can.
    FullDisk,
    /// The process is killed: nothing is put right.
    Killed,
}

impl End {
    fn after(self, writes: usize, case: &Case, arguments: &[&str]) -> Output {
        let switch = match self {
            Self::FullDisk => "MASTHEAD_FULL_DISK_AFTER",
            Self::Killed => "MASTHEAD_KILLED_AFTER",
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
        command.args(arguments).current_dir(case.path("")).env(switch, writes.to_string());
        command.output().unwrap()
    }

    fn came(self, output: &Output) -> bool {
        match self {
            Self::FullDisk => {
                output.status.code() == Some(4)
                    && String::from_utf8_lossy(&output.stderr).contains("make room on the disk")
            }
            Self::Killed => output.status.code().is_none(),
        }
    }
}

/// Two editions of an article each, with pictures of their pages: an import that is short enough to be ended everywhere.
pub(crate) fn two_days(case: &Case) {
    for day in 1..=2 {
        let article = |id| Article {
            id,
            headline: vec![format!("第{id}篇")],
            paragraphs: vec!["河湾县城北的老渡口。".to_owned()],
            areas: vec![vec![(5, 10), (200, 10), (200, 100)]],
        };
        let page = Page { id: "A01".into(), node: 1, name: "要闻".into(), articles: vec![article(day)] };
        let date = format!("2021-03-0{day}");
        case.picture(&format!("source/page/{date}/A01_brief.jpg"), 350, 550);
        write(&case.path("source"), &Edition { date, pages: vec![page] });
    }
}

/// Runs the command until it goes well; `before` prepares each run, and `after` looks at what is left and says how many
/// writes further the next end is: 1 ends it at every single one. Says how many writes there were.
pub(crate) fn end_at_every_write(
    end: End,
    case: &Case,
    arguments: &[&str],
    before: impl Fn(),
    after: impl Fn(usize) -> usize,
) -> usize {
    if !cfg!(debug_assertions) {
        eprintln!("skipped: this build of the command cannot be told to end");
        return usize::MAX;
    }
    let mut writes = 0;
    loop {
        before();
        let output = end.after(writes, case, arguments);
        if output.status.success() {
            return writes;
        }
        assert!(end.came(&output), "{end:?} after {writes} writes: {output:?}");
        writes += after(writes);
    }
}

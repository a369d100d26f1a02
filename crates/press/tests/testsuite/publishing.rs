//! The script of docs/publishing.md, run as it stands there, with a store that is a folder.

use std::path::Path;
use std::process::Command;

use crate::case::{Case, files};
use crate::pages::{edition, paper};

/// The script, and a folder of programs for it: the command as it is called there, and a stand-in for `rclone`.
fn prepare(case: &Case) {
    let docs =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/publishing.md"))
            .unwrap();
    let script = docs.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    case.write("publish.sh", script.as_bytes());
    std::fs::rename(case.path("paper"), case.path("my-paper")).unwrap();
    let masthead = format!(
        "#!/bin/sh\nif [ \"$1\" = build ]; then exec {0} \"$@\" --bundle bundle; fi\nexec {0} \"$@\"\n",
        env!("CARGO_BIN_EXE_masthead")
    );
    case.write("bin/masthead", masthead.as_bytes());
    // What it is asked to do, done to a folder; with a file named `broken` it fails at the second list.
    let rclone = "#!/bin/sh -e\n\
        if [ \"$1\" = copy ]; then list=$5; else list=$4; fi\n\
        if [ -f broken ] && [ \"$list\" = 2.txt ]; then echo 'the line broke' >&2; exit 1; fi\n\
        while read -r path; do\n\
          echo \"$1 $path\" >> log.txt\n\
          if [ \"$1\" = copy ]; then mkdir -p \"store/$(dirname \"$path\")\"; cp \"site/$path\" \"store/$path\"; else rm \"store/$path\"; fi\n\
        done < \"$list\"\n";
    case.write("bin/rclone", rclone.as_bytes());
    for program in ["bin/masthead", "bin/rclone", "publish.sh"] {
        Command::new("chmod").arg("+x").arg(case.path(program)).status().unwrap();
    }
}

fn publish(case: &Case) -> bool {
    let path = format!("{}:{}", case.path("bin").display(), std::env::var("PATH").unwrap());
    Command::new(case.path("publish.sh"))
        .current_dir(case.path(""))
        .env("PATH", path)
        .status()
        .unwrap()
        .success()
}

#[test]
#[cfg(unix)]
fn the_script_of_the_docs_brings_up_what_changed_and_goes_on_after_a_broken_line() {
    let case = paper();
    prepare(&case);
    for date in ["2023-12-31", "2024-01-02", "2024-01-03"] {
        edition_at(&case, date, "夜里涨了三寸水。");
    }
    assert!(publish(&case), "a first time");
    assert!(case.tree("store") == case.tree("site"));
    let log = case.read("log.txt");
    let at = |path: &str| log.lines().position(|line| line.contains(path)).unwrap();
    assert!(at("copy assets/") < at("copy hwrb/2024-01-02/A01/index.html"), "{log}");
    assert!(at("copy hwrb/2024-01-02/A01/index.html") < at("copy paper.json"), "{log}");

    edition_at(&case, "2024-01-02", "夜里涨了两寸水。");
    std::fs::remove_dir_all(case.path("my-paper/hwrb/2024-01-03")).unwrap();
    case.write("broken", b"");
    assert!(!publish(&case), "the line broke");
    assert!(case.path("store/hwrb/2024-01-03/index.html").exists());
    std::fs::remove_file(case.path("broken")).unwrap();
    assert!(publish(&case), "once more, though this build had nothing to do");
    assert_eq!(
        files(&case.path("store")),
        files(&case.path("site"))
            .into_iter()
            .filter(|path| !path.starts_with(".masthead/"))
            .collect::<Vec<_>>()
    );
    assert!(case.tree("store") == case.tree("site"));
    assert!(
        case.read("purge.txt").contains("https://paper.example.com/hwrb/2024-01-03/\n"),
        "{}",
        case.read("purge.txt")
    );
    assert!(publish(&case) && case.read("purge.txt").is_empty(), "nothing changed");
}

fn edition_at(case: &Case, date: &str, text: &str) {
    edition(case, "hwrb", date, &format!(r#""body": [{{ "type": "paragraph", "text": "{text}" }}]"#));
    let from = case.path(&format!("paper/hwrb/{date}/edition.json"));
    std::fs::rename(from, case.path(&format!("my-paper/hwrb/{date}/edition.json"))).unwrap();
}
